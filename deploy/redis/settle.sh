#!/bin/sh
# Decides the role of a Redis that has just started, primary or replica. It runs beside that Redis, which listens on
# SETTLE_PORT until the role is decided; then it moves the Redis to its PORT and ends.
#
#   settle.sh PID AUTH_FILE    settings: HOST PORT SETTLE_PORT TWIN FIRST SENTINELS KNOWN_FILE TWIN_WITHIN, as for start.sh;
#                              was (its role before: primary or replica), copy and damage (of copy.sh)
#
# The data decides the role, not the number: the copy with more commits (`store:commits` counts acknowledged writes) becomes
# the primary; of two equal copies, that of the former primary. A Redis without data never becomes the primary,
# except number 1 of a store that has never had data; it waits for its twin. A replica moves to its PORT once it has a
# complete copy, so that the Sentinels never promote one that has not.
set -eu
redis=$1 auth=$2
here=$(cd "$(dirname "$0")" && pwd)
known=${KNOWN_FILE:-/known/store}
. "$here/ask.sh"
. "$here/log.sh"
. "$here/copy.sh"
. "$here/sentinels.sh"
password=$(sed -n 's/^requirepass //p' "$auth")
read -r twin_host twin_port twin_settle_port <<TWIN
$TWIN
TWIN
me=$HOST:$PORT twin=$twin_host:$twin_port
# The port that this Redis listens on at the moment.
port=$SETTLE_PORT

decide() {
  waited=0 decided='' sentinels_know=yes
  wait_until_loaded
  until [ -n "$decided" ]; do
    # Checks the known file before the twin: a Redis that starts a new store serves before it writes that file.
    if [ -e "$known" ]; then had_data=yes; else had_data=no; fi
    inspect_twin
    case $twin_is in
      primary) become_replica ;;
      replica) wait_for_failover ;;
      settling) compare_with_twin ;;
      loading) ;;
      away) wait_for_twin ;;
    esac
    [ -n "$decided" ] || pause
  done
}

# Waits until Redis has loaded its file, and tells the twin what is wrong with the copy.
wait_until_loaded() {
  until own info persistence | grep -q '^loading:0'; do pause; done
  [ "$copy" = sound ] || own set store:copy "${damage:-lost}" >/dev/null
  commits=$(commits_of "$(state_of 127.0.0.1 "$SETTLE_PORT")")
}

# Sets twin_is (primary, replica, settling, loading or away), twin_was, twin_commits and twin_copy.
inspect_twin() {
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
  # A replica that becomes the primary was promoted by the Sentinels. A twin in any other state they may not know yet.
  case $twin_is in primary | replica) ;; *) sentinels_know=no ;; esac
}

# The twin runs as a replica, of this Redis before it ended, and has every acknowledged write. The Sentinels may be
# promoting it at this moment, and two primaries must be avoided; so they get about twenty seconds for it.
wait_for_failover() {
  left=$((${left:-0} + 1))
  [ "$copy" = sound ] && [ "$commits" -ge "$twin_commits" ] && [ "$left" -gt 150 ] || return 0
  say "no Sentinel has made $twin the primary"
  become_primary
}

# Both Redis are settling; both compare the same values and come to the same decision.
compare_with_twin() {
  case $copy-${twin_copy:-sound} in
    sound-sound)
      # Two former primaries may each have writes that the other has not.
      if [ "$was$twin_was" = primaryprimary ]; then diverged=yes; fi
      if [ "$commits$twin_commits$had_data" = 00yes ]; then refuse_empty_start
      elif [ "$commits" -gt "$twin_commits" ]; then become_primary
      elif [ "$commits" -lt "$twin_commits" ]; then :
      elif [ "$was" != "$twin_was" ]; then [ "$was" = replica ] || become_primary
      else [ "${FIRST:-no}" != yes ] || become_primary
      fi
      ;;
    sound-*) if [ "$commits$twin_copy$had_data" = 0lostyes ]; then refuse_empty_start; else become_primary; fi ;;
    *-sound) ;;
    lost-lost)
      [ "$had_data" = no ] || refuse_empty_start
      # No Sentinel has taken either of them for the primary yet.
      was=replica
      [ "${FIRST:-no}" != yes ] || become_primary
      ;;
    lost-*) refuse "$me has lost its data, and that of $twin is damaged: $twin_copy" ;;
    damaged-lost) refuse "$twin has lost its data, and that of $me is damaged: $damage" ;;
    *) refuse "the data of both is damaged. $me: $damage. $twin: $twin_copy" ;;
  esac
}

refuse_empty_start() {
  if [ -n "${KNOWN_FILE:-}" ]; then
    how="remove the file $known"
  else
    how="run \"docker compose run --rm --no-deps --entrypoint rm $HOST $known\""
  fi
  refuse "$me and $twin have both lost their data, which there has been since $(cat "$known"). Restore a backup, or $how to begin anew without any"
}

# Waits for the twin for TWIN_WITHIN seconds, because its copy may be the newer one, and then continues without it.
wait_for_twin() {
  if [ "$waited" = 0 ]; then
    say "waits for $twin, which may have data that $me has not"
    since=$(date +%s)
  fi
  waited=$(($(date +%s) - since + 1))
  [ "$copy" = sound ] && [ "$waited" -gt "${TWIN_WITHIN:-30}" ] || return 0
  # It keeps its role: only the Sentinels, which may know another primary, promote a replica.
  say "goes on without $twin, as $was"
  if [ "$was" = primary ]; then
    become_primary
  else
    own replicaof "$twin_host" "$twin_port" >/dev/null
    serve
  fi
}

become_primary() {
  {
    own replicaof no one
    own del store:copy
  } >/dev/null
  write_files
  serve
  say "$me is the primary, with $commits commits"
}

become_replica() {
  if [ "$copy" = sound ] && { [ "$commits" -gt "$twin_commits" ] || [ "${diverged:-no}" = yes ]; }; then
    # Most often these are writes that were never acknowledged, but this script cannot know.
    keep_copy || return 0
  fi
  copy_twin || return 0
  if [ -n "$decided" ]; then
    own config set replica-priority 100 >/dev/null
    return 0
  fi
  if [ "$copy" = damaged ]; then
    kept=$(unused_name damaged)
    mv appendonlydir.damaged "$kept"
    say "the damaged copy of $me is kept in $PWD/$kept; it has a new one, from $twin"
  fi
  write_files
  [ "$sentinels_know" = yes ] || ! sentinels_run || wait_until_sentinels_know
  serve
  say "$me is a replica of $twin"
}

# Keeps the copy beside the new one. Fails when there is no room.
keep_copy() {
  kept=$(unused_name ahead)
  # Hard links need no space (cp of macOS has no -l), and Redis replaces the files instead of overwriting them.
  if cp -Rl appendonlydir "$kept" 2>/dev/null || cp -R appendonlydir "$kept" 2>/dev/null; then
    say "$me may have what the primary $twin has not ($commits commits, $twin_commits there): its copy is kept in $PWD/$kept"
    diverged=no
  else
    rm -rf "$kept"
    [ -n "${no_room:-}" ] || say "waits for room to keep its copy, which may have what the primary $twin has not"
    no_room=yes
    return 1
  fi
}

# Replicates the twin. Fails when the twin stops being the primary meanwhile; then the former data is still there.
copy_twin() {
  own replicaof "$twin_host" "$twin_port" >/dev/null
  until own info replication | grep -q '^master_link_status:up'; do
    pause
    if [ "$copy" = sound ] && [ -z "$decided" ] && ! sh "$here/disk-watch.sh" has-room; then
      # There is no room for a new copy. It serves reads from its older copy, and the Sentinels must not promote it.
      own config set replica-priority 0 >/dev/null
      serve
    fi
    inspect_twin
    case $twin_is in primary | loading) continue ;; esac
    [ -z "$decided" ] || continue
    own replicaof 127.0.0.1 0 >/dev/null
    # The data in memory was being replaced; after a restart the file still has it.
    [ "$(commits_of "$(state_of 127.0.0.1 "$SETTLE_PORT")")" = "$commits" ] || own shutdown nosave
    return 1
  done
}

# Writes all data to the append-only file, and from now on every write.
write_files() {
  [ "$(own config set appendonly yes)" = OK ]
  until own info persistence | grep -q '^aof_rewrite_in_progress:0'; do pause; done
}

refuse() {
  say "refuses to start: $1"
  # Waits until the twin has seen the reason. SIGKILL, so that Redis logs nothing after it.
  pause 10
  kill -KILL "$redis"
  exit 0
}

# Moves Redis to PORT, where Sentinels and services find it.
serve() {
  own config set port "$PORT" >/dev/null
  port=$PORT
  own config rewrite >/dev/null
  decided=yes
}

# Records outside of the data folder that the store has data, once it has: services commit as soon as they are connected.
record_data() {
  until [ -e "$known" ]; do
    pause 10
    [ "$(commits_of "$(state_of 127.0.0.1 "$PORT")")" = 0 ] || write_known || true
  done
}

# Creates the known file with its content in one step, so that a crash or a full disk leaves no empty one.
write_known() {
  new="$known.$HOST.$PORT"
  date -u +%Y-%m-%dT%H:%M:%SZ >"$new" && mv "$new" "$known"
}

own() {
  ask "$password" 127.0.0.1 "$port" "$@"
}

# pause [TENTHS]: waits one tenth of a second, or so many; exits when the Redis has ended.
pause() {
  tenths=${1:-1}
  while [ "$tenths" -gt 0 ]; do
    kill -0 "$redis" 2>/dev/null || exit 0
    sleep 0.1
    tenths=$((tenths - 1))
  done
}

# state_of HOST PORT: prints INFO, then the values of two keys, each after its name.
state_of() {
  printf '%s\n' 'info replication' 'info persistence' \
    'echo store:commits' 'get store:commits' 'echo store:copy' 'get store:copy' | ask "$password" "$1" "$2"
}

# key_of STATE NAME: prints the value of the key store:NAME.
key_of() {
  printf '%s\n' "$1" | sed -n "/^store:$2\$/{n;p;}"
}

commits_of() {
  key_of "$1" commits | grep '^[0-9][0-9]*$' || echo 0
}

# An error of this script ends the Redis, so that its supervisor restarts it: no client finds a Redis on SETTLE_PORT.
trap '[ "$?" = 0 ] || { say "could not decide between primary and replica: ends"; kill "$redis"; }' EXIT
decide
record_data
