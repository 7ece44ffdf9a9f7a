#!/bin/sh
# Starts one Redis of a store, or one Sentinel, in the current folder: the one way, in containers and natively.
#
#   start.sh store       settings: HOST PORT SETTLE_PORT AUTH_FILE BIND TWIN FIRST SENTINELS KNOWN_FILE TWIN_WITHIN DURABILITY
#   start.sh sentinel    settings: HOST PORT AUTH_FILE BIND STORES
#
#   HOST         under which everybody else reaches this process
#   PORT         where it listens (default: 6379, a Sentinel 26379)
#   SETTLE_PORT  where a Redis listens while it is not decided what it is (default: 6378)
#   AUTH_FILE    its passwords, made by libs/system (default: /run/secrets/<store or sentinel>/auth.conf)
#   BIND         the addresses to listen on (default: all)
#   TWIN         "host port settle-port" of the other Redis of the store
#   FIRST        "yes" for the one of the two that begins a store which has never had data
#   SENTINELS    "host port" of each Sentinel, separated by commas
#   KNOWN_FILE   a file outside of both data folders that says that the store has had data (default: /known/store)
#   TWIN_WITHIN  seconds that a Redis with data waits for its twin before it goes on alone (default: 30)
#   DURABILITY   when a write is on the disk: "second", within a second after it was acknowledged, or "always", before that
#   STORES       "name host port host port" of each store and its two Redis, separated by commas
#
# A Redis starts on a port that only its twin asks; settle.sh moves it to its own port once the two have compared what
# they have. Sentinels begin with the primary that is there. Afterwards the Sentinels decide who is primary.
#
# Each process runs on a configuration file of its own, written anew at each start: the settings of this folder, the
# addresses of the environment, and from the former file the role, the ids and the epochs.
set -eu
umask 077
kind=$1
here=$(cd "$(dirname "$0")" && pwd)
auth=${AUTH_FILE:-/run/secrets/$kind/auth.conf}
file=$kind.conf
server=${REDIS_SERVER:-redis-server}
case $server in */*) PATH=${server%/*}:$PATH ;; esac
. "$here/ask.sh"

# What a restore (libs/backup) has not finished is half of a game.
if [ -e restoring ]; then
  echo "a restore broke off here: run it again, or remove the folder restoring in $PWD to go on without" >&2
  exit 1
fi

common() {
  printf 'include "%s"\n' "$auth"
  printf 'port %s\nbind %s\n' "$1" "${BIND:-* -::*}"
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
  common "$SETTLE_PORT"
  printf 'replica-announce-ip %s\nreplica-announce-port %s\n' "$HOST" "$PORT"
  if [ "$copy" != sound ]; then
    # What is there stays as it is until the twin has shown a better one.
    printf 'appendonly no\n'
  elif [ "$was" = replica ]; then
    # A replica of nobody yet.
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
    # Whole lines only: who writes the file may have been ended meanwhile.
    sed -En "/^sentinel (known-sentinel $name [^ ]+ [0-9]+ [0-9a-f]{40}|(config|leader)-epoch $name [0-9]+)\$/p" "$file" 2>/dev/null || true
    sed -n "/^sentinel .* STORE /s/ STORE / $name /p" "$here/sentinel.conf"
  done
}

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
# Whole or not at all: a half-written file would be a forgotten role. On a full disk Redis reads it from stdin instead.
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
