#!/usr/bin/env bash
# Recreates the containers of docker-compose.yml one after the other, without a failed request, so that a new image or a
# changed setting takes effect. All of them take about five minutes. Natively: `npm run instance -- restart all`.
#
#   deploy/rolling-restart.sh              services, then HAProxies, stores, Sentinels and the shipper
#   deploy/rolling-restart.sh NAME...      only these, in this order
set -euo pipefail
cd "$(dirname "$0")/.."

ORDER=(auth1 auth2 motus1 motus2 score1 score2 haproxy1 haproxy2
  auth-store1 auth-store2 score-store1 score-store2 sentinel1 sentinel2 sentinel3 shipper)

main() {
  [ $# -gt 0 ] || set -- "${ORDER[@]}"
  local name
  for name in "$@"; do
    case $name in
      *-store[12]) hand_over "$name" ;;
    esac
    # By the time that a container counts as healthy, HAProxy sends requests to it again.
    docker compose up --detach --no-deps --force-recreate --wait --quiet-pull "$name"
    case $name in
      *-store[12]) until_replicated "${name%?}" ;;
    esac
    printf '%s is ready\n' "$name"
  done
}

# Makes the replica the primary first, which takes a moment; after a stop the Sentinels would need seconds to notice.
hand_over() {
  local store=${1%?}
  [ "$(primary_of "$store")" = "$1" ] || return 0
  ask_sentinel failover "$store" >/dev/null
  wait_for "$1 to hand over" handed_over "$store" "$1"
}

handed_over() { [ "$(primary_of "$1")" != "$2" ] && replicated "$1"; }

until_replicated() { wait_for "$1 to have a replica" replicated "$1"; }

replicated() {
  docker compose exec -T "$(primary_of "$1")" sh -c \
    'REDISCLI_AUTH=$(sed -n "s/^requirepass //p" /run/secrets/store/auth.conf) redis-cli info replication' |
    grep -q '^slave0:.*state=online'
}

primary_of() { ask_sentinel get-master-addr-by-name "$1" | head -n 1; }

# Sends a command to the first of the three Sentinels that answers.
ask_sentinel() {
  local sentinel
  for sentinel in sentinel1 sentinel2 sentinel3; do
    docker compose exec -T "$sentinel" sh -c \
      'REDISCLI_AUTH=$(sed -n "s/^requirepass //p" /run/secrets/sentinel/auth.conf) redis-cli -e -p 26379 sentinel "$@"' \
      - "$@" 2>/dev/null && return
  done
  echo "no Sentinel answers" >&2
  return 1
}

wait_for() {
  local what=$1 tries
  shift
  for ((tries = 0; tries < 120; tries++)); do
    ! "$@" || return 0
    sleep 0.5
  done
  echo "gave up waiting for $what" >&2
  return 1
}

main "$@"
