# Where a Redis and its scripts log: to stdout, or with LOG_DIR to a file that the shipper (apps/shipper) follows, and which
# log-watch.sh copies to stdout. Sourced by the other scripts of this folder.

# Sets LOG_FILE to the file of this Redis in LOG_DIR, unless it cannot be written: then Redis would not start with it. Another
# user reads it.
open_log() {
  [ -n "${LOG_DIR:-}" ] || return 0
  LOG_FILE=$LOG_DIR/$HOST.log
  { true >>"$LOG_FILE" && chmod 644 "$LOG_FILE"; } 2>/dev/null || LOG_FILE=''
  export LOG_FILE
}

# say WORDS…: logs a line. When the disk of the file is full, to stdout.
say() {
  { [ -n "${LOG_FILE:-}" ] && printf '%s\n' "$*" >>"$LOG_FILE"; } 2>/dev/null || printf '%s\n' "$*"
}
