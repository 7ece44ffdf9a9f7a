# Examines the copy of a store's data in the current folder before Redis starts on it; sourced by start.sh.
#
# examine_copy sets
#   copy    sound: Redis can load it, apart from an incomplete last command, which a crash leaves, and from gaps of zero
#           bytes, which are closed; damaged: Redis cannot load it; lost: there is none
#   damage  of a damaged copy: the error of Redis, and what a repair would cut off
#
# A damaged copy is moved to appendonlydir.damaged, because Redis does not start beside a manifest that it cannot read. A
# person can repair it there: it is examined again at the next start, unless the node has got another copy meanwhile.
#
# Redis itself loads the copy, on SETTLE_PORT, because redis-check-aof finds a broken frame but not an unknown command.

manifest=appendonlydir/appendonly.aof.manifest
. "$here/gap.sh"

examine_copy() {
  copy=sound damage=''
  if [ -e appendonlydir.damaged ]; then
    # Left by a start that was refused. A copy that a person or a synchronisation has put in its place wins.
    if [ -e appendonlydir ]; then mv appendonlydir.damaged "$(unused_name damaged)"; else mv appendonlydir.damaged appendonlydir; fi
  fi
  if [ ! -e appendonlydir ]; then
    copy=lost
    return 0
  fi
  if ! files=$(ls appendonlydir 2>/dev/null); then
    damage="$PWD/appendonlydir cannot be read"
  # Redis has only temporary files until its first file is complete.
  elif [ -z "$(printf '%s' "$files" | grep -v '^temp-')" ]; then
    copy=lost
    return 0
  elif [ ! -e "$manifest" ]; then
    # Redis would start empty beside the files.
    damage="$manifest is missing"
  elif loads_copy no || { close_gaps && loads_copy no; } || { ends_within_a_command && loads_copy yes; }; then
    return 0
  else
    damage=$(last_error)$(repair)
  fi
  copy=damaged
  say "the copy of the data in $PWD is damaged: $damage"
  mv appendonlydir appendonlydir.damaged
}

# unused_name WHY: prints a file name that does not exist yet, appendonlydir.WHY-date.
unused_name() {
  name=appendonlydir.$1-$(date +%Y%m%d-%H%M%S)
  while [ -e "$name" ]; do name=$name-; done
  echo "$name"
}

# loads_copy yes|no: whether Redis can load the copy. With yes it cuts off an incomplete last command. Meanwhile the twin sees
# a loading Redis on SETTLE_PORT, and waits.
loads_copy() {
  # The disk is full: a damaged copy will show when Redis starts.
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

# Whether only the last write is incomplete: one command, or a transaction without its EXEC.
ends_within_a_command() {
  find_damage || return 1
  begun=$(tail -c "+$((good + 1))" "$damaged" | tr -d '\000\r' | grep -a -c '^\*[0-9][0-9]*$') || true
  [ "$begun" -le 1 ] || {
    [ "$(tail -c "+$((good + 1))" "$damaged" | head -n 3 | tr -d '\r' | tail -n 1)" = MULTI ] &&
      ! tail -c "+$((good + 1))" "$damaged" | tr -d '\000\r' | grep -a -q '^EXEC$'
  }
}

# Prints the last error of Redis, without process id, date and level.
last_error() {
  sed -n 's/^[0-9]*:[A-Z] .* # //p' examine.log | grep -v '^$' | tail -n 1 | sed 's/[:.] [Mm]ake a backup of your AOF.*//'
}

# Prints the command that would repair the copy, and what it would cut off.
repair() {
  size=$(redis-check-aof "$manifest" 2>/dev/null | sed -n 's/^AOF analyzed: filename=\([^,]*\.aof\), size=\([0-9]*\), ok_up_to=\([0-9]*\),.*, diff=\([1-9][0-9]*\)$/\4 of the \2 bytes of \1/p' | tail -n 1)
  echo "${size:+; \"redis-check-aof --fix $PWD/appendonlydir.damaged/${manifest##*/}\" would cut off $size}"
}
