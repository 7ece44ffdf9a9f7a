#!/usr/bin/env bash
# Starts the Docker engine by hand and waits until it answers; does nothing
# when one answers already. For machines with no service manager.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/engine.sh"

main() {
  if engine_answers; then
    say 'an engine answers already'
    return
  fi
  need_debian_root
  command -v dockerd >/dev/null || die 'no dockerd here: run install-docker.sh first'
  local pid
  if pid=$(our_engine); then
    say "our engine (pid $pid) is there but does not answer yet"
  else
    # dockerd refuses to start over the pid file of a dead one whose number
    # has gone to another process since.
    rm -f "$PID_FILE"
    mkdir -p "$(dirname "$PID_FILE")"
    # A session of its own: it outlives this shell and its terminal.
    setsid dockerd --pidfile "$PID_FILE" --log-level warn </dev/null >"$LOG_FILE" 2>&1 &
    pid=$!
  fi
  local second
  for ((second = 0; second < 60; second++)); do
    if engine_answers; then
      say "the engine answers after $second s: pid file $PID_FILE, log $LOG_FILE"
      return
    fi
    if ! kill -0 "$pid" 2>/dev/null; then
      tail -n 15 "$LOG_FILE" >&2
      die "dockerd ended by itself; the whole log is $LOG_FILE"
    fi
    sleep 1
  done
  tail -n 15 "$LOG_FILE" >&2
  # A client from elsewhere may be too new or too old for Debian's engine.
  if [ -x /usr/bin/docker ] && timeout 20 /usr/bin/docker info >/dev/null 2>&1; then
    die "the engine answers /usr/bin/docker but not $(command -v docker): put /usr/bin first in PATH"
  fi
  die "no answer from dockerd in 60 s; the whole log is $LOG_FILE"
}

main
