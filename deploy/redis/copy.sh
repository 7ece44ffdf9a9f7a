# Examines the copy of a store's data in the current folder, before Redis is started on it; read by start.sh.
#
# examine_copy sets
#   copy    sound, where Redis can read it (an incomplete last command, as a crash leaves it, counts for nothing), or
#           could but for gaps of zero bytes; damaged; or lost, where there is none
#   damage  of a damaged one: what Redis says, and what a repair would cut off
#
# A damaged one is moved to appendonlydir.damaged, because Redis does not start beside a manifest that it cannot read. It
# is examined again at the next start, unless there was a better one meanwhile: a repair is made there.
#
# Redis itself reads it, on a socket that nobody knows: redis-check-aof finds a broken frame, but not a command that
# Redis does not know.

manifest=appendonlydir/appendonly.aof.manifest
. "$here/gap.sh"

examine_copy() {
  copy=sound damage=''
  if [ -e appendonlydir.damaged ]; then
    # From a start that was refused. What has been put in its place since, by a person or by a synchronisation, counts.
    if [ -e appendonlydir ]; then mv appendonlydir.damaged "$(aside damaged)"; else mv appendonlydir.damaged appendonlydir; fi
  fi
  if [ ! -e appendonlydir ]; then
    copy=lost
    return 0
  fi
  if ! files=$(ls appendonlydir 2>/dev/null); then
    damage="$PWD/appendonlydir cannot be read"
  # Before its first file is whole Redis has only temporary ones.
  elif [ -z "$(printf '%s' "$files" | grep -v '^temp-')" ]; then
    copy=lost
    return 0
  elif [ ! -e "$manifest" ]; then
    # Redis would begin anew beside the files.
    damage="$manifest is missing"
  elif reads_copy no || { close_gaps && reads_copy no; } || { ends_within_a_command && reads_copy yes; }; then
    return 0
  else
    damage=$(said_last)$(repair)
  fi
  copy=damaged
  echo "the copy of the data in $PWD is damaged: $damage"
  mv appendonlydir appendonlydir.damaged
}

# A name that nothing has yet: appendonlydir.WHY-date.
aside() {
  name=appendonlydir.$1-$(date +%Y%m%d-%H%M%S)
  while [ -e "$name" ]; do name=$name-; done
  echo "$name"
}

# Whether Redis can read it. The twin sees it read on SETTLE_PORT, and waits.
#
# reads_copy yes cuts off what follows the last whole command.
reads_copy() {
  # No room, not even for that: it will show when Redis starts.
  true >examine.log 2>/dev/null || return 0
  "$server" - >examine.log 2>&1 <<CONF &
include "$auth"
port $SETTLE_PORT
bind ${BIND:-* -::*}
appendonly yes
aof-disable-auto-gc yes
aof-load-truncated $1
save ""
auto-aof-rewrite-percentage 0
CONF
  reader=$!
  password=$(sed -n 's/^requirepass //p' "$auth")
  trap 'kill "$reader"; exit 143' TERM INT
  while kill -0 "$reader" 2>/dev/null; do
    [ "$(ask "$password" 127.0.0.1 "$SETTLE_PORT" ping)" != PONG ] || break
    sleep 0.02
  done
  ask "$password" 127.0.0.1 "$SETTLE_PORT" shutdown nosave >/dev/null
  if wait "$reader"; then read=true; else read=false; fi
  trap - TERM INT
  $read
}

# Whether nothing but the command that was being written is not whole: one command, or a transaction without its EXEC.
ends_within_a_command() {
  find_damage || return 1
  begun=$(tail -c "+$((good + 1))" "$damaged" | tr -d '\000\r' | grep -a -c '^\*[0-9][0-9]*$') || true
  [ "$begun" -le 1 ] || {
    [ "$(tail -c "+$((good + 1))" "$damaged" | head -n 3 | tr -d '\r' | tail -n 1)" = MULTI ] &&
      ! tail -c "+$((good + 1))" "$damaged" | tr -d '\000\r' | grep -a -q '^EXEC$'
  }
}

# The reason, without process, date and level.
said_last() {
  sed -n 's/^[0-9]*:[A-Z] .* # //p' examine.log | grep -v '^$' | tail -n 1 | sed 's/[:.] [Mm]ake a backup of your AOF.*//'
}

repair() {
  size=$(redis-check-aof "$manifest" 2>/dev/null | sed -n 's/^AOF analyzed: filename=\([^,]*\.aof\), size=\([0-9]*\), ok_up_to=\([0-9]*\),.*, diff=\([1-9][0-9]*\)$/\4 of the \2 bytes of \1/p' | tail -n 1)
  echo "${size:+; \"redis-check-aof --fix $PWD/appendonlydir.damaged/${manifest##*/}\" would cut off $size}"
}
