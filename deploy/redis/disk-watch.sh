#!/bin/sh
# Watches the free space of a store's folder for the Redis that start.sh becomes, and ends with it.
#
#   disk-watch.sh PID PORT AUTH_FILE DURABILITY
#   disk-watch.sh has-room      says by its exit code whether a node may begin with writes
#
# With less than the reserve free, the node refuses writes (services answer 503) and goes on with reads. Otherwise Redis
# would go on until its file cannot grow, when it has already acknowledged what is in no file (DURABILITY=second) or ends
# (DURABILITY=always). When there is room again it takes writes again.
#
# A disk that is filled within a second is full before that. Then Redis truncates the half-written command but, in a file
# that a rewrite or a synchronisation opened (without O_APPEND), goes on behind a gap that no start can read. So the file
# is written anew before the node takes writes again.
set -u

# In KiB; of a small disk, an eighth. Both stores can write some 10 MiB within the second between two looks.
SIZE=$(df -Pk . | { read -r _ && read -r _ kib _ && echo "$kib"; })
RESERVE=$((SIZE / 8 < 32768 ? SIZE / 8 : 32768))
ENOUGH=$((RESERVE + RESERVE / 2))
# With more than this no neighbour fills the disk within five seconds, and one look in five will do.
PLENTY=8388608
# With less than this Redis may have met the end of the disk between two looks.
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

say() {
  echo "disk: $*"
}

# The delay is for a replica that has no room for a copy, and otherwise asks for one ten times a second.
refuse() {
  [ "$(redis CONFIG SET min-replicas-to-write 1000 appendfsync everysec repl-diskless-sync-delay 5)" = OK ] || return 0
  [ "$refusing" = yes ] || say "$kib KiB are free: this node refuses writes until $ENOUGH are"
  refusing=yes
}

accept() {
  case $durability in always) appendfsync=always ;; *) appendfsync=everysec ;; esac
  [ "$(redis CONFIG SET min-replicas-to-write 0 appendfsync "$appendfsync" repl-diskless-sync-delay 0)" = OK ] || return 0
  [ "$refusing" = unknown ] || say "there is room: this node takes writes again"
  refusing=no
}

# Writes the file anew: fails as long as that is not done. Not before Redis has written what it had kept in memory
# meanwhile, for that would be in the new file twice.
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

# To write the file anew takes as much room again; Redis begins it by itself, whatever is free.
limit_rewrites() {
  used=$(du -sk appendonlydir 2>/dev/null) || return 0
  if [ "$kib" -lt $((RESERVE + ${used%%[!0-9]*})) ]; then percentage=0; else percentage=100; fi
  [ "$percentage" = "$rewrite_percentage" ] && return 0
  [ "$(redis CONFIG SET auto-aof-rewrite-percentage "$percentage")" != OK ] || rewrite_percentage=$percentage
}

# Without the output of this process, which would keep whoever reads it waiting when Redis has ended.
pause() {
  sleep 1 >/dev/null 2>&1
}

look() {
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
# Whether this node was told to refuse writes; one that has just been started may have been told so then.
refusing=unknown
# Whether the file may have a gap.
gap=no
rewrite_percentage=100
# What was free at the last look.
kib=0

seconds=0
while kill -0 "$pid" 2>/dev/null; do
  [ "$refusing" = no ] && [ "$kib" -gt "$PLENTY" ] && [ $((seconds % 5)) -ne 0 ] || look
  seconds=$((seconds + 1))
  pause
done
