# Closes gaps of zero bytes in the append-only files of the current folder; read by copy.sh.
#
# After a full disk Redis writes on behind a gap, in a file that a rewrite or a synchronisation has opened: it cuts off what
# it has half written, but not its place in the file, and writes all of it once more there. After a power cut some file
# systems leave zero bytes at the end. Without them nothing is missing. (Redis 7.0 to 8.0: aof.c opens such a file without
# O_APPEND.)
#
# close_gaps fails where the files cannot be read for another reason. What they were is kept beside them.

close_gaps() {
  gaps=''
  while find_damage && zeros=$(count_zeros) && [ "$zeros" -gt 0 ]; do
    keep_gaps || return 1
    without_gap >"$damaged.closed" && mv "$damaged.closed" "$damaged" || return 1
    gaps="$gaps $zeros zero bytes of ${damaged##*/},"
  done
  [ -n "$gaps" ] || return 1
  echo "closed what Redis cannot read in $PWD:$gaps which a full disk or a power cut leaves; as it was it is kept in $PWD/$kept_gaps"
}

# Sets the first file that has something unreadable, how many bytes are good, and how many are behind those.
find_damage() {
  read -r name good rest <<AOF
$(redis-check-aof "$manifest" 2>/dev/null |
    sed -n 's/^AOF analyzed: filename=\([^,]*\.aof\),.* ok_up_to=\([0-9]*\),.* diff=\([1-9][0-9]*\)$/\1 \2 \3/p')
AOF
  damaged=appendonlydir/$name
  [ -n "$name" ] && [ -f "$damaged" ]
}

# How many zero bytes follow those that are good.
count_zeros() {
  different=$(tail -c "+$((good + 1))" "$damaged" | cmp - /dev/zero 2>/dev/null | sed -n 's/.* \([0-9]*\), line .*/\1/p')
  echo "$((${different:-$((rest + 1))} - 1))"
}

without_gap() {
  head -c "$good" "$damaged"
  tail -c "+$((good + zeros + 1))" "$damaged"
}

# Once, before the first is closed: by links, which take no room (macOS has none).
keep_gaps() {
  [ -z "$gaps" ] || return 0
  kept_gaps=$(aside gaps)
  cp -Rl appendonlydir "$kept_gaps" 2>/dev/null || cp -R appendonlydir "$kept_gaps"
}
