# Finds the primary of each store before a Sentinel starts; sourced by start.sh.
#
# find_primaries waits until every store has a primary, for at most ten seconds. primary_of STORE prints which of the two
# Redis it is, 1 or 2; when none was found, the one that the Sentinel knew before, or else 1.

primaries=''

find_primaries() {
  tries=0
  while [ "$tries" -lt 50 ] && ! all_found; do
    tries=$((tries + 1))
    sleep 0.2
  done
}

primary_of() {
  case $primaries in
    *" $1=1 "*) echo 1 ;;
    *" $1=2 "*) echo 2 ;;
    *)
      known=$(sed -n "s/^sentinel monitor $1 \(.*\) [0-9]*\$/\1/p" "$file" 2>/dev/null || true)
      second=$(printf '%s\n' "$STORES" | tr ',' '\n' | sed -n "s/^$1 [^ ]* [^ ]* //p")
      if [ "$known" = "$second" ]; then echo 2; else echo 1; fi
      ;;
  esac
}

# Whether every store has a primary; sets `primaries`.
all_found() {
  primaries=$(printf '%s\n' "$STORES" | tr ',' '\n' | while read -r name host1 port1 host2 port2; do
    if is_primary "$name" "$host1" "$port1"; then
      echo " $name=1 "
    elif is_primary "$name" "$host2" "$port2"; then
      echo " $name=2 "
    fi
  done)
  [ "$(printf '%s' "$primaries" | grep -c =)" = "$(printf '%s\n' "$STORES" | tr ',' '\n' | grep -c .)" ]
}

is_primary() {
  ask "$(sed -n "s/^sentinel auth-pass $1 //p" "$auth")" "$2" "$3" info replication | grep -q '^role:master'
}
