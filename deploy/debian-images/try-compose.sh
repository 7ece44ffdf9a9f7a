#!/usr/bin/env bash
# Starts the unchanged docker-compose.yml on stand-ins, runs the Compose tests and a
# short drill against it, and removes all of it. For CI and closed networks. The
# ports 3101 and 3010 must be free.
#
#   try-compose.sh      exit code 0: passed; 1: failed; 77: no engine available
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
# A separate project, so that the volumes of a real installation are never used.
export COMPOSE_PROJECT_NAME=motus-trial
engine_started=

main() {
  cd "$ROOT"
  ensure_engine || { say 'no Docker engine is available here'; exit 77; }
  ensure_packages
  trap clean_up EXIT
  "$HERE/make-images.sh"
  eval "$("$HERE/build-env.sh")"
  remove_project
  say 'docker compose up'
  # shellcheck disable=SC2046 # a list of service names
  timeout 600 docker compose up --build --wait --quiet-pull $(services_with_images)
  npm run --silent compose --workspace @motus/e2e
  npm run --silent drill -- --compose --short
}

# Uses a running engine, otherwise installs and starts one; fails when neither works.
ensure_engine() {
  if ! engine_is_running || ! docker compose version >/dev/null 2>&1; then
    command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || return 1
    "$HERE/install-docker.sh" || return 1
    engine_is_running || engine_started=yes
    "$HERE/start-docker.sh" || return 1
  fi
}

# Installs the npm packages of the tests and the drill now, so that an error shows
# before the minutes that the images take.
ensure_packages() {
  command -v npm >/dev/null || die 'this needs Node.js 20 or later with npm'
  node tools/cli/bootstrap.mjs install || die 'the npm packages could not be installed: see above'
}

# Lists the services except those whose image neither a registry nor a stand-in
# provides.
services_with_images() {
  local service image
  for service in $(docker compose config --services); do
    case $service in
      loki | grafana)
        # Compose also prints the images of its dependencies; take its own.
        image=$(docker compose config --images "$service" | grep "^grafana/$service:")
        docker image inspect "$image" >/dev/null 2>&1 || continue ;;
    esac
    printf '%s ' "$service"
  done
}

remove_project() {
  timeout 120 docker compose down --volumes --timeout 20 >/dev/null 2>&1 || true
}

clean_up() {
  local code=$?
  if [ "$code" -ne 0 ]; then
    timeout 60 docker compose ps --all >&2 || true
    timeout 60 docker compose logs --no-color --tail 30 >&2 || true
  fi
  remove_project
  [ -z "$engine_started" ] || "$HERE/stop-docker.sh" || true
  exit "$code"
}

main "$@"
