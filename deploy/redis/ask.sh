# Sends commands to Redis and Sentinels; sourced by the other scripts of this folder.

# A process that hangs must not block the caller.
with_timeout='timeout 3'
# macOS has no timeout(1).
command -v timeout >/dev/null || with_timeout="perl -e alarm(3);exec(@ARGV)"

# ask PASSWORD HOST PORT [COMMAND …]: prints the reply to a command, or without one to the commands of stdin; prints nothing
# when there is no reply.
ask() {
  ask_password=$1 ask_host=$2 ask_port=$3
  shift 3
  REDISCLI_AUTH=$ask_password $with_timeout redis-cli -h "$ask_host" -p "$ask_port" "$@" 2>/dev/null | tr -d '\r' || true
}
