#!/bin/sh
# Copies what is added to the log file of a Redis to stdout, limits its size, and ends with that Redis.
#
#   log-watch.sh PID FILE SIZE     SIZE: of the file, in bytes, before this Redis was started
#
# Redis opens the file for each line, so it can be renamed at any time. The former file stays as FILE.1: both together have at
# most twice LIMIT. Redis does not depend on this script, nor on the disk of the file: it goes on without its log.
set -u
pid=$1 file=$2 size=$3
LIMIT=4194304

copy_from() {
  tail -c "+$1" -F "$file" 2>/dev/null &
  copier=$!
}

rotate() {
  mv -f "$file" "$file.1" && true >>"$file" && chmod 644 "$file"
} 2>/dev/null

copy_from $((size + 1))
while kill -0 "$pid" 2>/dev/null; do
  [ "$(wc -c <"$file" 2>/dev/null || echo 0)" -le "$LIMIT" ] || rotate
  # `sleep` must not hold the output of this process open: its reader would wait for it after Redis has ended.
  sleep 1 >/dev/null 2>&1
  kill -0 "$copier" 2>/dev/null || copy_from $(($(wc -c <"$file" 2>/dev/null || echo 0) + 1))
done
kill "$copier" 2>/dev/null
