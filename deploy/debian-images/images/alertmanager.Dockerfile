# Stand-in for prom/alertmanager:v<version>: the user, the volume, the paths and
# the entrypoint of the official image, and the wget that its busybox has.
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN ln -s /usr/bin/busybox /usr/local/bin/wget \
 && ln -s /usr/bin/prometheus-alertmanager /usr/local/bin/alertmanager \
 && mkdir -p /alertmanager /etc/alertmanager \
 && chown -R nobody:nogroup /alertmanager /etc/alertmanager \
 && alertmanager --version 2>&1 | grep -F "version $VERSION"
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
USER nobody
EXPOSE 9093
VOLUME /alertmanager
WORKDIR /alertmanager
ENTRYPOINT ["/usr/local/bin/alertmanager"]
CMD ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager"]
