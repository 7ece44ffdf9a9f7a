# The image of every service: one tree, and docker-compose.yml says which entry point runs.

FROM node:24-trixie-slim AS base
WORKDIR /motus
# Behind a proxy with a certificate of its own, docker-compose.yml passes the host's CA bundle as the secret `ca`; the
# registry that npm is told by its own settings may be given as a build argument. Neither stays in the image.
ARG NPM_REGISTRY=
ENV NODE_ENV=production

FROM base AS page
COPY . .
RUN --mount=type=secret,id=ca --mount=type=cache,target=/root/.npm \
    NODE_EXTRA_CA_CERTS=/run/secrets/ca npm_config_registry=$NPM_REGISTRY \
    npm ci --include=dev --ignore-scripts
RUN npm run build --workspace @motus/web

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY libs libs
COPY tools tools
# Of this package only what npm compares with package-lock.json.
COPY deploy/observability/package.json deploy/observability/
RUN --mount=type=secret,id=ca --mount=type=cache,target=/root/.npm \
    NODE_EXTRA_CA_CERTS=/run/secrets/ca npm_config_registry=$NPM_REGISTRY \
    npm ci --omit=dev --ignore-scripts

FROM base
COPY --from=packages /motus ./
COPY --from=page /motus/apps/web/dist apps/web/dist
# Fill the compile cache, for a quick start with little memory: each service loads its modules, exits because it has no
# settings, and writes the cache at its exit. So does the thread that delivers log lines, without which each service would have
# 13 MiB more: it exits because nobody gives it workerData.
ENV NODE_COMPILE_CACHE=/var/cache/node
RUN install -d -o node /var/cache/node
USER node
RUN for app in auth motus score shipper; do node "apps/$app/src/server.ts" 2>&1 | grep '^setting INSTANCE is not set' || exit; done
RUN node libs/log-delivery/src/thread.ts 2>&1 | grep "of 'workerData' as it is null"
