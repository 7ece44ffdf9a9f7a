# When the Sentinels may see a Redis that settles; sourced by settle.sh, whose variables it uses.

# Waits until Sentinels that run can see this Redis without harm, in case they have started a failover.
#
# When it was the primary before, they must first have promoted the twin: a former primary that answers as a replica would
# delay that by twenty seconds. When it was a replica, they get four seconds to see that the primary is back: they do not
# cancel a failover that they have started, and would promote this Redis beside the primary.
wait_until_sentinels_know() {
  if [ "$was" = replica ]; then
    pause 40
    return 0
  fi
  listened=0
  while [ "$listened" -lt 20 ]; do
    pause
    listened=$((listened + 1))
    # Each Sentinel publishes the address of the primary that it knows every two seconds.
    believed=$(ask "$password" "$twin_host" "$twin_port" subscribe __sentinel__:hello | hello_primaries)
    [ "$believed" != "$twin_host $twin_port" ] || return 0
  done
}

# Whether any Sentinel answers, even with an error about the password.
sentinels_run() {
  for sentinel in $(printf '%s' "$SENTINELS" | tr ' ,' ': '); do
    [ -z "$(ask none "${sentinel%:*}" "${sentinel#*:}" ping)" ] || return 0
  done
  return 1
}

# Prints "host port" of the primaries in the messages that Sentinels publish: host, port, id and epoch of the Sentinel, then
# name, host and port of the primary.
hello_primaries() {
  sed -n 's/^[^,]*,[0-9]*,[0-9a-f]*,[0-9]*,[^,]*,\([^,]*\),\([0-9]*\),[0-9]*$/\1 \2/p' | sort -u
}
