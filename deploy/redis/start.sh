#!/bin/sh
# Starts one Redis of a store, or one Sentinel, in the current folder: the one way, in containers and natively.
#
#   start.sh store       settings: HOST PORT AUTH_FILE BIND PRIMARY
#   start.sh sentinel    settings: HOST PORT AUTH_FILE BIND PRIMARIES
#
#   HOST       under which everybody else reaches this process
#   PORT       where it listens (default: 6379, a Sentinel 26379)
#   AUTH_FILE  its passwords, made by libs/system (default: /run/secrets/<store or sentinel>/auth.conf)
#   BIND       the addresses to listen on (default: all)
#   PRIMARY    "host port" of the primary at the very first start; not set where that is this process
#   PRIMARIES  "name host port" of each store at the very first start, separated by commas
#
# Who is primary is decided by the Sentinels, who write it into the configuration of all concerned. So each process runs
# on a file of its own, written anew at each start: the settings of this folder, and what the former file had learnt.
set -eu
umask 077
kind=$1
here=$(cd "$(dirname "$0")" && pwd)
auth=${AUTH_FILE:-/run/secrets/$kind/auth.conf}
file=$kind.conf

common() {
  printf 'include "%s"\n' "$auth"
  printf 'port %s\nbind %s\n' "$1" "${BIND:-* -::*}"
}

# What a restore (libs/backup) has not finished is half of a game.
if [ -e restoring ]; then
  echo "a restore broke off here: run it again, or remove the folder restoring in $PWD to go on without" >&2
  exit 1
fi

store() {
  printf 'include "%s"\n' "$here/redis.conf"
  common "${PORT:-6379}"
  printf 'replica-announce-ip %s\nreplica-announce-port %s\n' "$HOST" "${PORT:-6379}"
  if [ -f "$file" ]; then
    sed -n '/^replicaof /p' "$file"
  elif [ -n "${PRIMARY:-}" ]; then
    printf 'replicaof %s\n' "$PRIMARY"
  fi
}

sentinel() {
  common "${PORT:-26379}"
  printf 'sentinel announce-ip %s\nsentinel announce-port %s\n' "$HOST" "${PORT:-26379}"
  if [ -f "$file" ]; then
    sed -En '/^sentinel (myid|monitor|known-replica|known-sentinel|(current|config|leader)-epoch) /p' "$file"
  else
    printf '%s\n' "$PRIMARIES" | tr ',' '\n' | while read -r name host port; do
      printf 'sentinel monitor %s %s %s 2\n' "$name" "$host" "$port"
    done
  fi
  grep '^sentinel ' "$here/sentinel.conf" | grep -v ' STORE ' || true
  printf '%s\n' "$PRIMARIES" | tr ',' '\n' | while read -r name rest; do
    sed -n "/^sentinel .* STORE /s/ STORE / $name /p" "$here/sentinel.conf"
  done
}

# Whole or not at all: a half-written file would be a forgotten role.
$kind >"$file.new"
mv "$file.new" "$file"
case $kind in
  store) exec "${REDIS_SERVER:-redis-server}" "$PWD/$file" ;;
  sentinel) exec "${REDIS_SERVER:-redis-server}" "$PWD/$file" --sentinel ;;
esac
