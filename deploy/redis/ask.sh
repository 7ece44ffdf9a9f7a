# Questions to Redis; read by the other scripts of this folder.

# A process that hangs must not hang who asks it.
within='timeout 3'
# macOS has none.
command -v timeout >/dev/null || within="perl -e alarm(3);exec(@ARGV)"

# ask PASSWORD HOST PORT [COMMAND …]: the answer, to the commands of stdin where none is given; nothing where nobody
# answers.
ask() {
  ask_password=$1 ask_host=$2 ask_port=$3
  shift 3
  REDISCLI_AUTH=$ask_password $within redis-cli -h "$ask_host" -p "$ask_port" "$@" 2>/dev/null | tr -d '\r' || true
}
