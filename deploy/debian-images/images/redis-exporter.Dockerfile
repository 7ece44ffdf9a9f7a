# Stand-in for oliver006/redis_exporter:v<version>: the user and the entrypoint
# of the official image, which has nothing but the program.
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN ln -s /usr/bin/prometheus-redis-exporter /redis_exporter \
 && /redis_exporter --version 2>&1 | grep -F "Exporter $VERSION"
USER 59000:59000
EXPOSE 9121
ENTRYPOINT ["/redis_exporter"]
