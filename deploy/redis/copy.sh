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
  [ ! -e appendonlydir.damaged ] || { rm -rf appendonlydir && mv appendonlydir.damaged appendonlydir; }
  if [ -z "$(ls appendonlydir 2>/dev/null)" ]; then
    copy=lost
    return 0
  fi
  if [ ! -e "$manifest" ]; then
    # Redis would begin anew beside the files.
    damage="$manifest is missing"
  elif reads_copy || { close_gaps && reads_copy; }; then
    return 0
  else
    damage=$(said_last)$(repair)
  fi
  copy=damaged
  echo "the copy of the data in $PWD is damaged: $damage"
  mv appendonlydir appendonlydir.damaged
}

# Whether Redis can read it.
reads_copy() {
  rm -f examine.sock
  # No room, not even for that: it will show when Redis starts.
  : >examine.log || return 0
  "$server" - >examine.log 2>&1 <<CONF &
port 0
unixsocket examine.sock
appendonly yes
save ""
auto-aof-rewrite-percentage 0
CONF
  reader=$!
  trap 'kill "$reader"; exit 143' TERM INT
  while kill -0 "$reader" 2>/dev/null; do
    [ "$($within redis-cli -s examine.sock ping 2>/dev/null)" != PONG ] || break
    sleep 0.02
  done
  $within redis-cli -s examine.sock shutdown nosave >/dev/null 2>&1 || true
  if wait "$reader"; then read=true; else read=false; fi
  trap - TERM INT
  rm -f examine.sock
  $read
}

# The reason, without process, date and level.
said_last() {
  sed -n 's/^[0-9]*:[A-Z] .* # //p' examine.log | tail -n 1
}

repair() {
  size=$(redis-check-aof "$manifest" 2>/dev/null | sed -n 's/^AOF analyzed: filename=\([^,]*\.aof\), size=\([0-9]*\), ok_up_to=\([0-9]*\),.*, diff=\([1-9][0-9]*\)$/\4 of the \2 bytes of \1/p' | tail -n 1)
  echo "${size:+; \"redis-check-aof --fix $PWD/appendonlydir.damaged/${manifest##*/}\" would cut off $size}"
}
