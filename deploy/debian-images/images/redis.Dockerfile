# Stand-in for redis:<version>: the user, the volume, the paths and the
# entrypoint of the official image. None of its modules (JSON, search, ...).
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN groupmod --gid 999 redis \
 && usermod --uid 999 --gid 999 redis \
 && rm -rf /etc/redis \
 && ln -s /usr/bin/redis-* /usr/local/bin/ \
 && ln -sf /usr/bin/redis-server /usr/local/bin/redis-sentinel \
 && mkdir /data \
 && chown redis:redis /data \
 && redis-server --version | grep -F "v=$VERSION."
COPY --chmod=755 redis-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
VOLUME /data
WORKDIR /data
EXPOSE 6379
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["redis-server"]
