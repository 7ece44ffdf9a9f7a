# Closes gaps of zero bytes in the append-only files of the current folder; sourced by copy.sh.
#
# When the disk is full Redis truncates a half-written command and writes it again, but in a file that a rewrite or a
# synchronisation has opened it does not move its position back, so that a gap of zero bytes remains. (Redis 7.0 to 8.0:
# aof.c opens such a file without O_APPEND.) Some file systems leave zero bytes at the end after a power cut. Without the zero
# bytes the file is complete.
#
# close_gaps fails when Redis cannot load the files for another reason. It keeps the original files beside them.

close_gaps() {
  gaps=''
  while find_damage && zeros=$(count_zeros) && [ "$zeros" -gt 0 ]; do
    keep_gaps || return 1
    without_gap >"$damaged.closed" && mv "$damaged.closed" "$damaged" || return 1
    gaps="$gaps $zeros zero bytes of ${damaged##*/},"
  done
  [ -n "$gaps" ] || return 1
  say "closed what Redis cannot read in $PWD:$gaps which a full disk or a power cut leaves; as it was it is kept in $PWD/$kept_gaps"
}

# Sets `damaged` to the first file with unreadable bytes, `good` to how many bytes precede them, `rest` to how many follow.
find_damage() {
  read -r name good rest <<AOF
$(redis-check-aof "$manifest" 2>/dev/null |
    sed -n 's/^AOF analyzed: filename=\([^,]*\.aof\),.* ok_up_to=\([0-9]*\),.* diff=\([1-9][0-9]*\)$/\1 \2 \3/p')
AOF
  damaged=appendonlydir/$name
  [ -n "$name" ] && [ -f "$damaged" ]
}

# Prints how many zero bytes follow the good ones.
count_zeros() {
  different=$(tail -c "+$((good + 1))" "$damaged" | cmp - /dev/zero 2>/dev/null | sed -n 's/.* \([0-9]*\), line .*/\1/p')
  echo "$((${different:-$((rest + 1))} - 1))"
}

without_gap() {
  head -c "$good" "$damaged"
  tail -c "+$((good + zeros + 1))" "$damaged"
}

# Keeps the original files, once, before the first gap is closed. Hard links need no space; cp of macOS has no -l.
keep_gaps() {
  [ -z "$gaps" ] || return 0
  kept_gaps=$(unused_name gaps)
  cp -Rl appendonlydir "$kept_gaps" 2>/dev/null || cp -R appendonlydir "$kept_gaps"
}
