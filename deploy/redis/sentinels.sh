# What the Sentinels believe while a Redis settles; read by settle.sh, whose variables it uses.

# Sentinels that run, and have missed a primary, must not meet this one while they look for another. Where they take it for
# the primary, they go on missing it until they have made the twin the primary: as a replica that answers it would keep
# them from doing so for twenty seconds. Otherwise they have the time to see that the primary is back: what they have begun
# they do not give up, and would make this one the primary beside it.
until_sentinels_know() {
  if [ "$was" = replica ]; then
    pause 40
    return 0
  fi
  listened=0
  while [ "$listened" -lt 20 ]; do
    pause
    listened=$((listened + 1))
    # What they believe they say every two seconds.
    believed=$(ask "$password" "$twin_host" "$twin_port" subscribe __sentinel__:hello | hello_primaries)
    [ "$believed" != "$twin_host $twin_port" ] || return 0
  done
}

# Whether any Sentinel answers, if only that it wants a password.
sentinels_run() {
  for sentinel in $(printf '%s' "$SENTINELS" | tr ' ,' ': '); do
    [ -z "$(ask none "${sentinel%:*}" "${sentinel#*:}" ping)" ] || return 0
  done
  return 1
}

# "host port" of the primaries in what Sentinels publish: their own host, port, id and epoch, then the primary's name, host
# and port.
hello_primaries() {
  sed -n 's/^[^,]*,[0-9]*,[0-9a-f]*,[0-9]*,[^,]*,\([^,]*\),\([0-9]*\),[0-9]*$/\1 \2/p' | sort -u
}
