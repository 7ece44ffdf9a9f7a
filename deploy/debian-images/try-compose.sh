#!/usr/bin/env bash
# Brings the unchanged docker-compose.yml up on stand-ins, plays a game through
# it, kills what can be killed, drills it, and takes all of it down again. For
# CI and for closed networks; the ports 3101 and 3010 must be free.
#
#   try-compose.sh      exit code 0: passed; 1: failed; 77: no engine to be had
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
# A project of its own: the volumes of a real installation are never touched.
export COMPOSE_PROJECT_NAME=motus-trial
started=

main() {
  cd "$ROOT"
  get_engine || { say 'no Docker engine to be had here'; exit 77; }
  get_packages
  trap take_down EXIT
  "$HERE/make-images.sh"
  eval "$("$HERE/build-env.sh")"
  take_compose_down
  say 'docker compose up'
  # shellcheck disable=SC2046 # a list of service names
  timeout 600 docker compose up --build --wait --quiet-pull $(services_with_images)
  npm run --silent compose --workspace @motus/e2e
  npm run --silent drill -- --compose --short
}

# An engine that answers, or one that could be installed and started.
get_engine() {
  if ! engine_answers || ! docker compose version >/dev/null 2>&1; then
    command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || return 1
    "$HERE/install-docker.sh" || return 1
    engine_answers || started=yes
    "$HERE/start-docker.sh" || return 1
  fi
}

# What plays and drills is npm packages: had, or missed, before the minutes that images take.
get_packages() {
  command -v npm >/dev/null || die 'this needs Node.js 20 or later with npm'
  node deploy/native/bootstrap.mjs install || die 'the npm packages could not be installed: see above'
}

# All but those whose image neither a registry nor a stand-in gives.
services_with_images() {
  local service image
  for service in $(docker compose config --services); do
    case $service in
      loki | grafana)
        # With its dependencies' images, of which the prefix tells its own.
        image=$(docker compose config --images "$service" | grep "^grafana/$service:")
        docker image inspect "$image" >/dev/null 2>&1 || continue ;;
    esac
    printf '%s ' "$service"
  done
}

take_compose_down() {
  timeout 120 docker compose down --volumes --timeout 20 >/dev/null 2>&1 || true
}

take_down() {
  local code=$?
  if [ "$code" -ne 0 ]; then
    timeout 60 docker compose ps --all >&2 || true
    timeout 60 docker compose logs --no-color --tail 30 >&2 || true
  fi
  take_compose_down
  [ -z "$started" ] || "$HERE/stop-docker.sh" || true
  exit "$code"
}

main "$@"
