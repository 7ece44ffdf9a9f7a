# Stand-in for haproxy:<version>: the user, the paths, the entrypoint and the
# graceful stop signal of the official image.
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN groupmod --gid 99 haproxy \
 && usermod --uid 99 --gid 99 --home /var/lib/haproxy haproxy \
 && mkdir -p /var/lib/haproxy /usr/local/etc/haproxy \
 && chown haproxy:haproxy /var/lib/haproxy \
 && mv /etc/haproxy/errors /usr/local/etc/haproxy/ \
 && rm -r /etc/haproxy \
 && ln -s /usr/sbin/haproxy /usr/local/sbin/haproxy \
 && haproxy -v | grep -F "version $VERSION."
COPY --chmod=755 haproxy-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
STOPSIGNAL SIGUSR1
USER haproxy
WORKDIR /var/lib/haproxy
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]
