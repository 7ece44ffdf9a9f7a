# Questions to Redis; read by the other scripts of this folder.

# A process that hangs must not hang who asks it. (macOS has no `timeout`.)
within=$(command -v timeout >/dev/null && echo 'timeout 2' || true)

# ask PASSWORD HOST PORT [COMMAND …]: the answer, to the commands of stdin where none is given; nothing where nobody
# answers.
ask() {
  password=$1 host=$2 port=$3
  shift 3
  REDISCLI_AUTH=$password $within redis-cli -h "$host" -p "$port" "$@" 2>/dev/null | tr -d '\r' || true
}
