#!/usr/bin/env bash
# Runs each stand-in briefly, with as few privileges as a container can have.
#
#   check-images.sh [--project DIRECTORY] [IMAGE...]
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

HERE=$(cd "$(dirname "$0")" && pwd)

# Runs one container that removes itself, so that nothing is left behind.
run() {
  timeout 60 docker run --rm --network none --read-only --tmpfs /tmp \
    --cap-drop ALL --security-opt no-new-privileges "$@"
}

# Chains every command by &&, because `set -e` has no effect on the left of a ||.
# Exit code 99 means that there is no check for the image.
check() {
  case $1 in
    node:*)
      run --user node "$1" sh -c 'npm --version && npx --version' >/dev/null &&
        run "$1" -e 'process.exit(0)' ;;
    haproxy:*)
      run "$1" sh -c "printf 'defaults\n mode http\n timeout client 1s\n timeout server 1s\n timeout connect 1s\nfrontend f\n bind :8080\n http-request use-service prometheus-exporter\n' >/tmp/c && docker-entrypoint.sh -f /tmp/c -c" >/dev/null ;;
    redis:*)
      run --user redis "$1" sh -c 'docker-entrypoint.sh redis-server --daemonize yes --logfile /tmp/log --appendonly yes >/dev/null &&
        for try in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; redis-cli ping 2>/dev/null && break; done' | grep -q PONG ;;
    prom/prometheus:*)
      run "$1" --version >/dev/null &&
        run --entrypoint promtool "$1" check config /etc/prometheus/prometheus.yml >/dev/null ;;
    prom/alertmanager:*)
      run --entrypoint sh "$1" -c 'cd /tmp && printf "route: {receiver: a}\nreceivers: [{name: a}]\n" >a.yml && amtool check-config a.yml' >/dev/null ;;
    prom/node-exporter:* | oliver006/redis_exporter:*)
      run "$1" --version >/dev/null 2>&1 ;;
    *) return 99 ;;
  esac
}

main() {
  local project=$HERE/../.. image images=() passed=0 failed=0 skipped=0
  while [ $# -gt 0 ]; do
    case $1 in
      --project) project=${2:?} && shift ;;
      -*) die "unknown option $1; the usage is at the top of $0" ;;
      *) images+=("$1") ;;
    esac
    shift
  done
  engine_is_running || die 'no Docker engine is running: run start-docker.sh first'
  if [ ${#images[@]} -eq 0 ]; then
    local listed
    listed=$(node "$HERE/list-images.mjs" "$project")
    mapfile -t images <<<"$listed"
  fi
  local code
  for image in "${images[@]}"; do
    code=0
    check "$image" || code=$?
    case $code in
      0) passed=$((passed + 1)) ;;
      99) skipped=$((skipped + 1)); say "$image: skipped, it has no stand-in" ;;
      *) failed=$((failed + 1)); say "$image: failed (exit code $code)" ;;
    esac
  done
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
}

main "$@"
