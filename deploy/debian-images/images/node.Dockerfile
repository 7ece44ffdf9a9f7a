# Stand-in for node:<version>-trixie-slim: the user, the paths and the
# entrypoint of the official image. No yarn, no corepack.
FROM scratch
ARG VERSION
ADD rootfs.tar /
RUN groupadd --gid 1000 node \
 && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY npm/node_modules/node/ /usr/local/
COPY npm/node_modules/npm/ /usr/local/lib/node_modules/npm/
COPY --chmod=755 node-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN ln -s node /usr/local/bin/nodejs \
 && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && npm --version \
 && node --version | grep -F "v$VERSION."
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
