# Stand-in for prom/node-exporter:v<version>: the user and the entrypoint of the
# official image.
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN ln -s /usr/bin/prometheus-node-exporter /bin/node_exporter \
 && node_exporter --version 2>&1 | grep -F "version $VERSION"
USER nobody
EXPOSE 9100
ENTRYPOINT ["/bin/node_exporter"]
