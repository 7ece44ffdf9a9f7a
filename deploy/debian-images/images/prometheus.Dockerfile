# Stand-in for prom/prometheus:v<version>: the user, the volume, the paths and
# the entrypoint of the official image, and the wget that its busybox has.
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN ln -s /usr/bin/busybox /usr/local/bin/wget \
 && mkdir /prometheus \
 && chown -R nobody:nogroup /prometheus /etc/prometheus \
 && /bin/prometheus --version 2>&1 | grep -F "version $VERSION"
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER nobody
EXPOSE 9090
VOLUME /prometheus
WORKDIR /prometheus
ENTRYPOINT ["/bin/prometheus"]
CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]
