#!/bin/sh
# Damages the newest append-only file in the data folder of a store's node, which must not run.
#
#   damage-file.sh FOLDER end       garbage behind the last command
#   damage-file.sh FOLDER middle    another first byte of the command in the middle
set -eu
export LC_ALL=C
file=$(ls -t "$1"/appendonlydir/*.incr.aof 2>/dev/null | head -n 1)
[ -n "$file" ] || { echo "no append-only file in $1" >&2; exit 1; }
offset=
if [ "$2" = middle ]; then
  # Each command begins with a line that says how many words it has.
  starts=$(grep -abo '^\*[0-9]' "$file" | cut -d : -f 1)
  count=$(printf '%s\n' "$starts" | wc -l)
  offset=$(printf '%s\n' "$starts" | sed -n "$(((count + 1) / 2))p")
fi
if [ -n "$offset" ]; then
  printf '!' | dd of="$file" bs=1 seek="$offset" conv=notrunc 2>/dev/null
else
  # No command is in it yet, or the end was asked for.
  printf 'garbage\r\n\001\002\003\r\n' >>"$file"
fi
echo "$file"
