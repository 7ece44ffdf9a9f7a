#!/bin/sh
# Watches the free space on the disk of a Redis, and ends with that Redis.
#
#   disk-watch.sh PID PORT AUTH_FILE DURABILITY
#   disk-watch.sh has-room      exits with 0 when there is room for writes
#
# With less free space than the reserve, the node refuses writes (services answer 503) and still reads. Otherwise Redis
# would take writes until its file cannot grow. By then it has acknowledged writes that are in no file (DURABILITY=second),
# or it ends (DURABILITY=always). With enough free space the node takes writes again.
#
# A disk that fills within a second is full before this notices. Then Redis truncates the half-written command, but in a
# file that a rewrite or a synchronisation has opened it leaves a gap, and Redis cannot load such a file (see gap.sh). So the
# file is rewritten before the node takes writes again.
set -u
. "$(dirname "$0")/log.sh"

# In KiB: 32 MiB, or an eighth of a small disk. Both stores can write about 10 MiB within the second between two checks.
SIZE=$(df -Pk . | { read -r _ && read -r _ kib _ && echo "$kib"; })
RESERVE=$((SIZE / 8 < 32768 ? SIZE / 8 : 32768))
ENOUGH=$((RESERVE + RESERVE / 2))
# With more free space than this, no other process fills the disk within five seconds: a check every five seconds is enough.
PLENTY=8388608
# With less free space than this, the disk may have been full between two checks.
FULL=$((RESERVE / 8))

free() {
  df -Pk . | { read -r _ && read -r _ _ _ kib _ && echo "$kib"; }
}

redis() {
  redis-cli -h 127.0.0.1 -p "$port" "$@" 2>/dev/null
}

persistence() {
  redis INFO persistence | tr -d '\r' | sed -n "s/^$1://p"
}

log() {
  say "disk: $*"
}

# The delay is for a replica without room for a copy, which would otherwise request one ten times a second.
refuse() {
  [ "$(redis CONFIG SET min-replicas-to-write 1000 appendfsync everysec repl-diskless-sync-delay 5)" = OK ] || return 0
  [ "$refusing" = yes ] || log "$kib KiB are free: this node refuses writes until $ENOUGH are"
  refusing=yes
}

accept() {
  case $durability in always) appendfsync=always ;; *) appendfsync=everysec ;; esac
  [ "$(redis CONFIG SET min-replicas-to-write 0 appendfsync "$appendfsync" repl-diskless-sync-delay 0)" = OK ] || return 0
  [ "$refusing" = unknown ] || log "there is room: this node takes writes again"
  refusing=no
}

# Rewrites the append-only file; fails until that is done. Waits until Redis has written its buffer, which the new file would
# otherwise contain twice.
rewrite() {
  [ "$(persistence aof_last_write_status)" = ok ] || return 1
  former=$(manifest)
  redis BGREWRITEAOF >/dev/null
  while [ "$(persistence aof_rewrite_in_progress)$(persistence aof_rewrite_scheduled)" != 00 ]; do
    kill -0 "$pid" 2>/dev/null || return 1
    pause
  done
  [ "$(persistence aof_last_bgrewrite_status)" = ok ] && [ "$(manifest)" != "$former" ]
}

manifest() {
  cat appendonlydir/appendonly.aof.manifest
}

# A rewrite needs as much space as the data. Redis starts one by itself, so this forbids it without that space.
limit_rewrites() {
  used=$(du -sk appendonlydir 2>/dev/null) || return 0
  if [ "$kib" -lt $((RESERVE + ${used%%[!0-9]*})) ]; then percentage=0; else percentage=100; fi
  [ "$percentage" = "$rewrite_percentage" ] && return 0
  [ "$(redis CONFIG SET auto-aof-rewrite-percentage "$percentage")" != OK ] || rewrite_percentage=$percentage
}

# `sleep` must not hold the output of this process open: its reader would wait for it after Redis has ended.
pause() {
  sleep 1 >/dev/null 2>&1
}

check() {
  kib=$(free) || return 0
  limit_rewrites
  if [ "$kib" -lt "$RESERVE" ]; then
    refuse
    [ "$kib" -ge "$FULL" ] && [ "$(persistence aof_last_write_status)" != err ] || gap=yes
  elif [ "$refusing" != no ] && [ "$kib" -ge "$ENOUGH" ]; then
    [ "$gap" = no ] || rewrite || return 0
    gap=no
    accept
  fi
}

if [ "$1" = has-room ]; then
  [ "$(free)" -ge "$RESERVE" ]
  exit
fi

pid=$1 port=$2 durability=$4
REDISCLI_AUTH=$(sed -n 's/^requirepass //p' "$3")
export REDISCLI_AUTH
# Whether this node refuses writes; unknown after a start, which may have configured it so.
refusing=unknown
# Whether the append-only file may have a gap.
gap=no
rewrite_percentage=100
# The free space at the last check, in KiB.
kib=0

seconds=0
while kill -0 "$pid" 2>/dev/null; do
  [ "$refusing" = no ] && [ "$kib" -gt "$PLENTY" ] && [ $((seconds % 5)) -ne 0 ] || check
  seconds=$((seconds + 1))
  pause
done
