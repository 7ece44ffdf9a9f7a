#!/bin/sh
# Starts one Redis of a store, or one Sentinel, in the current folder: in containers and natively alike.
#
#   start.sh store       settings: HOST PORT SETTLE_PORT AUTH_FILE BIND LOG_DIR TWIN FIRST SENTINELS KNOWN_FILE TWIN_WITHIN DURABILITY
#                        MAX_MEMORY
#   start.sh sentinel    settings: HOST PORT AUTH_FILE BIND LOG_DIR STORES
#
#   HOST         the address at which other processes reach this one
#   PORT         the port to listen on (default: 6379, of a Sentinel 26379)
#   SETTLE_PORT  the port that a Redis listens on until its role is decided (default: 6378)
#   AUTH_FILE    its passwords, made by tools/local-system (default: /run/secrets/<store or sentinel>/auth.conf)
#   BIND         the addresses to listen on (default: all)
#   LOG_DIR      the folder of its log file, HOST.log (default: none, it logs to stdout)
#   TWIN         "host port settle-port" of the other Redis of the store
#   FIRST        "yes" for the one of the two that becomes the primary of a store that has never had data
#   SENTINELS    "host port" of each Sentinel, separated by commas
#   KNOWN_FILE   a file outside of both data folders that exists once the store has had data (default: /known/store)
#   TWIN_WITHIN  seconds that a Redis with data waits for its twin before it continues alone (default: 30)
#   DURABILITY   when a write is on the disk: "second", within a second after it is acknowledged, or "always", before it is
#   MAX_MEMORY   how much the data of a Redis may take, for instance 384mb (default: no limit). Above it Redis refuses writes
#   STORES       "name host port host port" of each store and its two Redis, separated by commas
#
# A Redis starts on SETTLE_PORT, which only its twin uses; settle.sh moves it to its PORT once the two have compared their
# data. Sentinels start with the primary that they find. From then on the Sentinels decide which Redis is the primary.
#
# Each process has its own configuration file, which is written at each start from the settings of this folder, the
# addresses of the environment, and the role, ids and epochs of the former file.
set -eu
umask 077
kind=$1
here=$(cd "$(dirname "$0")" && pwd)
auth=${AUTH_FILE:-/run/secrets/$kind/auth.conf}
# The user of the Redis exporter, beside the passwords.
metrics=${auth%/*}/metrics.conf
file=$kind.conf
server=${REDIS_SERVER:-redis-server}
case $server in */*) PATH=${server%/*}:$PATH ;; esac
. "$here/ask.sh"
. "$here/log.sh"

# A restore (tools/backup) that did not finish has left only part of the data.
if [ -e restoring ]; then
  echo "a restore broke off here: run it again, or remove the folder restoring in $PWD to go on without" >&2
  exit 1
fi

common() {
  printf 'include "%s"\n' "$auth"
  [ ! -e "$metrics" ] || printf 'include "%s"\n' "$metrics"
  printf 'port %s\nbind %s\n' "$1" "${BIND:-* -::*}"
  [ -z "${LOG_FILE:-}" ] || printf 'logfile "%s"\n' "$LOG_FILE"
}

durability() {
  case ${DURABILITY:-second} in
    second) echo everysec ;;
    always) echo always ;;
    *)
      echo "setting DURABILITY is wrong: \"$DURABILITY\"; it wants \"second\" or \"always\"" >&2
      return 1
      ;;
  esac
}

store() {
  printf 'include "%s"\n' "$here/redis.conf"
  printf 'appendfsync %s\n' "$appendfsync"
  [ -z "${MAX_MEMORY:-}" ] || printf 'maxmemory %s\n' "$MAX_MEMORY"
  common "$SETTLE_PORT"
  printf 'replica-announce-ip %s\nreplica-announce-port %s\n' "$HOST" "$PORT"
  if [ "$copy" != sound ]; then
    # Leaves the files as they are until the twin has a better copy.
    printf 'appendonly no\n'
  elif [ "$was" = replica ]; then
    # A replica without a primary, until its role is decided.
    printf 'replicaof 127.0.0.1 0\n'
  fi
}

sentinel() {
  common "${PORT:-26379}"
  printf 'sentinel announce-ip %s\nsentinel announce-port %s\n' "$HOST" "${PORT:-26379}"
  sed -En '/^sentinel (myid [0-9a-f]{40}|current-epoch [0-9]+)$/p' "$file" 2>/dev/null || true
  grep '^sentinel ' "$here/sentinel.conf" | grep -v ' STORE ' || true
  printf '%s\n' "$STORES" | tr ',' '\n' | while read -r name host1 port1 host2 port2; do
    if [ "$(primary_of "$name")" = 2 ]; then
      set -- "$host2 $port2" "$host1 $port1"
    else
      set -- "$host1 $port1" "$host2 $port2"
    fi
    printf 'sentinel monitor %s %s 2\n' "$name" "$1"
    printf 'sentinel known-replica %s %s\n' "$name" "$2"
    # Complete lines only: the Sentinel may have ended while it wrote the file.
    sed -En "/^sentinel (known-sentinel $name [^ ]+ [0-9]+ [0-9a-f]{40}|(config|leader)-epoch $name [0-9]+)\$/p" "$file" 2>/dev/null || true
    sed -n "/^sentinel .* STORE /s/ STORE / $name /p" "$here/sentinel.conf"
  done
}

open_log
if [ -n "${LOG_FILE:-}" ]; then
  size=$(wc -c <"$LOG_FILE") || size=0
  # Until this Redis ends: a killed log-watch.sh is started again, because nothing else limits the size of the file. A former
  # copier may go on then, which shows lines twice on stdout.
  until sh "$here/log-watch.sh" "$$" "$LOG_FILE" "$size" || ! kill -0 "$$" 2>/dev/null; do
    sleep 1 >/dev/null 2>&1
    size=$(wc -c <"$LOG_FILE" 2>/dev/null || echo 0)
  done &
fi

case $kind in
  store)
    appendfsync=$(durability)
    PORT=${PORT:-6379} SETTLE_PORT=${SETTLE_PORT:-6378}
    if grep -q '^replicaof ' "$file" 2>/dev/null; then was=replica; else was=primary; fi
    . "$here/copy.sh"
    examine_copy
    ;;
  sentinel) . "$here/primaries.sh" && find_primaries ;;
esac

conf=$($kind)
set -- "$PWD/$file"
# Replaces the file atomically, because a half-written one would lose the role. On a full disk Redis reads stdin instead.
if printf '%s\n' "$conf" >"$file.new"; then
  mv "$file.new" "$file"
else
  set -- -
fi
case $kind in
  store)
    [ "$copy" != sound ] || sh "$here/disk-watch.sh" has-room || set -- "$@" --appendfsync everysec --min-replicas-to-write 1000
    export HOST PORT SETTLE_PORT was copy damage
    sh "$here/settle.sh" "$$" "$auth" &
    sh "$here/disk-watch.sh" "$$" "$PORT" "$auth" "${DURABILITY:-second}" &
    ;;
  sentinel) set -- "$@" --sentinel ;;
esac
exec "$server" "$@" <<CONF
$conf
CONF
