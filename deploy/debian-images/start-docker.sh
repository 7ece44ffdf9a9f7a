#!/usr/bin/env bash
# Starts the Docker engine and waits until it responds; does nothing when one is
# running. For machines without a service manager.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/engine.sh"

main() {
  if engine_is_running; then
    say 'an engine is already running'
    return
  fi
  need_debian_root
  command -v dockerd >/dev/null || die 'no dockerd here: run install-docker.sh first'
  local pid
  if pid=$(our_engine); then
    say "our engine (pid $pid) was started but does not respond yet"
  else
    # Remove the pid file of a dead engine: dockerd refuses to start when another
    # process has that pid by now.
    rm -f "$PID_FILE"
    mkdir -p "$(dirname "$PID_FILE")"
    # In a new session, so that it outlives this shell and its terminal.
    setsid dockerd --pidfile "$PID_FILE" --log-level warn </dev/null >"$LOG_FILE" 2>&1 &
    pid=$!
  fi
  local second
  for ((second = 0; second < 60; second++)); do
    if engine_is_running; then
      say "the engine responds after $second s: pid file $PID_FILE, log $LOG_FILE"
      return
    fi
    if ! kill -0 "$pid" 2>/dev/null; then
      tail -n 15 "$LOG_FILE" >&2
      die "dockerd exited; the whole log is $LOG_FILE"
    fi
    sleep 1
  done
  tail -n 15 "$LOG_FILE" >&2
  # A client that is not Debian's may be too new or too old for Debian's engine.
  if [ -x /usr/bin/docker ] && timeout 20 /usr/bin/docker info >/dev/null 2>&1; then
    die "the engine responds to /usr/bin/docker but not to $(command -v docker): put /usr/bin first in PATH"
  fi
  die "dockerd did not respond within 60 s; the whole log is $LOG_FILE"
}

main
