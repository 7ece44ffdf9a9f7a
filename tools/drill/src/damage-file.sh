#!/bin/sh
# Damages the newest append-only file in the data folder of a store node, which must be stopped.
#
#   damage-file.sh FOLDER end       appends garbage after the last command
#   damage-file.sh FOLDER middle    changes the first byte of the command in the middle
set -eu
export LC_ALL=C
file=$(ls -t "$1"/appendonlydir/*.incr.aof 2>/dev/null | head -n 1)
[ -n "$file" ] || { echo "no append-only file in $1" >&2; exit 1; }
offset=
if [ "$2" = middle ]; then
  # Each command begins with a line that has the number of its arguments.
  starts=$(grep -abo '^\*[0-9]' "$file" | cut -d : -f 1)
  count=$(printf '%s\n' "$starts" | wc -l)
  offset=$(printf '%s\n' "$starts" | sed -n "$(((count + 1) / 2))p")
fi
if [ -n "$offset" ]; then
  printf '!' | dd of="$file" bs=1 seek="$offset" conv=notrunc 2>/dev/null
else
  # The file has no command, or the position is `end`.
  printf 'garbage\r\n\001\002\003\r\n' >>"$file"
fi
echo "$file"
