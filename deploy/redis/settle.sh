#!/bin/sh
# Decides what a Redis is, primary or replica, beside that Redis, which listens on its SETTLE_PORT; then moves it to its
# PORT and ends.
#
#   settle.sh PID AUTH_FILE    settings: HOST PORT SETTLE_PORT TWIN FIRST SENTINELS KNOWN_FILE TWIN_WITHIN, as for start.sh
#                              was (its role before: primary or replica), copy and damage (of copy.sh)
#
# Who has data is the primary, never a number: of two copies the one with more commits (`store:commits`, which every
# acknowledged write counts up), of two equal ones the one that was the primary. A Redis without data never leads, except
# the first of a store that has never had any; it waits for its twin. A replica moves once it has a whole copy, so that
# the Sentinels never choose one that has not.
set -eu
redis=$1 auth=$2
here=$(cd "$(dirname "$0")" && pwd)
known=${KNOWN_FILE:-/known/store}
. "$here/ask.sh"
. "$here/copy.sh"
. "$here/sentinels.sh"
password=$(sed -n 's/^requirepass //p' "$auth")
read -r twin_host twin_port twin_settle_port <<TWIN
$TWIN
TWIN
me=$HOST:$PORT twin=$twin_host:$twin_port
# Where this Redis listens at the moment.
port=$SETTLE_PORT

decide() {
  waited=0 decided='' sentinels_know=yes
  load
  until [ -n "$decided" ]; do
    # In this order: whoever begins a store is open before it says so.
    if [ -e "$known" ]; then has_been=yes; else has_been=no; fi
    look_at_twin
    case $twin_is in
      primary) follow ;;
      replica) leave_to_sentinels ;;
      settling) compare ;;
      loading) ;;
      away) wait_for_twin ;;
    esac
    [ -n "$decided" ] || pause
  done
}

# Waits until Redis has read its file.
load() {
  until own info persistence | grep -q '^loading:0'; do pause; done
  [ "$copy" = sound ] || own set store:copy "${damage:-lost}" >/dev/null
  commits=$(commits_of "$(state_of 127.0.0.1 "$SETTLE_PORT")")
}

# What the twin is: primary or replica, settling as this one, loading its file, or away. And what it has.
look_at_twin() {
  twin_is=away
  view=$(state_of "$twin_host" "$twin_port")
  case $view in
    *role:master*) twin_is=primary ;;
    *role:slave*) twin_is=replica ;;
    *)
      view=$(state_of "$twin_host" "$twin_settle_port")
      case $view in *role:*) twin_is=settling ;; esac
      ;;
  esac
  case $view in *loading:1*) twin_is=loading ;; esac
  case $view in *role:slave*) twin_was=replica ;; *) twin_was=primary ;; esac
  twin_commits=$(commits_of "$view")
  twin_copy=$(key_of "$view" copy)
  # From a replica only the Sentinels make a primary.
  case $twin_is in primary | replica) ;; *) sentinels_know=no ;; esac
}

# The twin runs as a replica: of this one, before it ended. The Sentinels may be making it the primary at this moment, and
# for a while there would be two; so they have the time to. It has everything that was acknowledged.
leave_to_sentinels() {
  left=$((${left:-0} + 1))
  [ "$copy" = sound ] && [ "$commits" -ge "$twin_commits" ] && [ "$left" -gt 150 ] || return 0
  echo "no Sentinel has made $twin the primary"
  lead
}

# Both are settling, and both come to the same conclusion.
compare() {
  case $copy-${twin_copy:-sound} in
    sound-sound)
      # Two that were primaries may have something each that the other has not.
      if [ "$was$twin_was" = primaryprimary ]; then diverged=yes; fi
      if [ "$commits$twin_commits$has_been" = 00yes ]; then refuse_to_begin
      elif [ "$commits" -gt "$twin_commits" ]; then lead
      elif [ "$commits" -lt "$twin_commits" ]; then :
      elif [ "$was" != "$twin_was" ]; then [ "$was" = replica ] || lead
      else [ "${FIRST:-no}" != yes ] || lead
      fi
      ;;
    sound-*) if [ "$commits$twin_copy$has_been" = 0lostyes ]; then refuse_to_begin; else lead; fi ;;
    *-sound) ;;
    lost-lost)
      [ "$has_been" = no ] || refuse_to_begin
      # Nobody has taken either for the primary yet.
      was=replica
      [ "${FIRST:-no}" != yes ] || lead
      ;;
    lost-*) refuse "$me has lost its data, and that of $twin is damaged: $twin_copy" ;;
    damaged-lost) refuse "$twin has lost its data, and that of $me is damaged: $damage" ;;
    *) refuse "the data of both is damaged. $me: $damage. $twin: $twin_copy" ;;
  esac
}

refuse_to_begin() {
  if [ -n "${KNOWN_FILE:-}" ]; then
    how="remove the file $known"
  else
    how="run \"docker compose run --rm --no-deps --entrypoint rm $HOST $known\""
  fi
  refuse "$me and $twin have both lost their data, which there has been since $(cat "$known"). Restore a backup, or $how to begin anew without any"
}

# A twin that stays away must not stop the game, but a copy that may be the older one gives it time to come.
wait_for_twin() {
  if [ "$waited" = 0 ]; then
    echo "waits for $twin, which may have data that $me has not"
    since=$(date +%s)
  fi
  waited=$(($(date +%s) - since + 1))
  [ "$copy" = sound ] && [ "$waited" -gt "${TWIN_WITHIN:-30}" ] || return 0
  # As what it was: a replica is made the primary by the Sentinels, who may know of a primary elsewhere.
  echo "goes on without $twin, as $was"
  if [ "$was" = primary ]; then
    lead
  else
    own replicaof "$twin_host" "$twin_port" >/dev/null
    open
  fi
}

lead() {
  {
    own replicaof no one
    own del store:copy
  } >/dev/null
  write_files
  open
  echo "$me is the primary, with $commits commits"
}

follow() {
  if [ "$copy" = sound ] && { [ "$commits" -gt "$twin_commits" ] || [ "${diverged:-no}" = yes ]; }; then
    # Rarely more than what was never acknowledged; but not this script's to judge.
    keep_copy || return 0
  fi
  copy_twin || return 0
  if [ -n "$decided" ]; then
    own config set replica-priority 100 >/dev/null
    return 0
  fi
  if [ "$copy" = damaged ]; then
    kept=$(aside damaged)
    mv appendonlydir.damaged "$kept"
    echo "the damaged copy of $me is kept in $PWD/$kept; it has a new one, from $twin"
  fi
  write_files
  [ "$sentinels_know" = yes ] || ! sentinels_run || until_sentinels_know
  open
  echo "$me is a replica of $twin"
}

# Fails where there is no room for it.
keep_copy() {
  kept=$(aside ahead)
  # By links, which take no room (macOS has none): the files are replaced by others, not written over.
  if cp -Rl appendonlydir "$kept" 2>/dev/null || cp -R appendonlydir "$kept" 2>/dev/null; then
    echo "$me may have what the primary $twin has not ($commits commits, $twin_commits there): its copy is kept in $PWD/$kept"
    diverged=no
  else
    rm -rf "$kept"
    [ -n "${no_room:-}" ] || echo "waits for room to keep its copy, which may have what the primary $twin has not"
    no_room=yes
    return 1
  fi
}

# Fails where the primary goes away first; what there was is still there then.
copy_twin() {
  own replicaof "$twin_host" "$twin_port" >/dev/null
  until own info replication | grep -q '^master_link_status:up'; do
    pause
    if [ "$copy" = sound ] && [ -z "$decided" ] && ! sh "$here/disk-watch.sh" has-room; then
      # It cannot copy anything, but be read, as what it is: an older copy, which the Sentinels must not choose.
      own config set replica-priority 0 >/dev/null
      open
    fi
    look_at_twin
    case $twin_is in primary | loading) continue ;; esac
    [ -z "$decided" ] || continue
    own replicaof 127.0.0.1 0 >/dev/null
    # It was about to be replaced: only the file still has it.
    [ "$(commits_of "$(state_of 127.0.0.1 "$SETTLE_PORT")")" = "$commits" ] || own shutdown nosave
    return 1
  done
}

# Everything that this Redis has is in its files from now on.
write_files() {
  [ "$(own config set appendonly yes)" = OK ]
  until own info persistence | grep -q '^aof_rewrite_in_progress:0'; do pause; done
}

refuse() {
  echo "refuses to start: $1"
  # Not before the twin has seen why, and without a word of its own behind that.
  pause 10
  kill -KILL "$redis"
  exit 0
}

# From now on it is there for Sentinels and services.
open() {
  own config set port "$PORT" >/dev/null
  port=$PORT
  own config rewrite >/dev/null
  decided=yes
}

# Notes outside of the data that there is some, once there is: services commit something as soon as they are connected.
remember() {
  until [ -e "$known" ]; do
    pause 10
    [ "$(commits_of "$(state_of 127.0.0.1 "$PORT")")" = 0 ] || date -u +%Y-%m-%dT%H:%M:%SZ >"$known" || true
  done
}

own() {
  ask "$password" 127.0.0.1 "$port" "$@"
}

# pause [TENTHS]: waits a tenth of a second, or so many; ends with the Redis that this is about.
pause() {
  tenths=${1:-1}
  while [ "$tenths" -gt 0 ]; do
    kill -0 "$redis" 2>/dev/null || exit 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
}

# state_of HOST PORT: what INFO says, then two keys, each behind its name.
state_of() {
  printf '%s\n' 'info replication' 'info persistence' \
    'echo store:commits' 'get store:commits' 'echo store:copy' 'get store:copy' | ask "$password" "$1" "$2"
}

# key_of STATE NAME
key_of() {
  printf '%s\n' "$1" | sed -n "/^store:$2\$/{n;p;}"
}

commits_of() {
  key_of "$1" commits | grep '^[0-9][0-9]*$' || echo 0
}

# Nobody would ever find a Redis that was left where it settles: whoever runs it starts it again.
trap '[ "$?" = 0 ] || { echo "could not settle what it is: ends"; kill "$redis"; }' EXIT
decide
remember
