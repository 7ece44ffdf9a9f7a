#!/usr/bin/env bash
# Stops the engine that start-docker.sh started, with its containers, and no other
# engine.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/engine.sh"

main() {
  local pid second
  if ! pid=$(our_engine); then
    say 'no engine that start-docker.sh started is running'
    rm -f "$PID_FILE"
    return
  fi
  kill "$pid"
  # dockerd kills its containers after 15 s.
  for ((second = 0; second < 45; second++)); do
    if ! our_engine >/dev/null; then
      rm -f "$PID_FILE"
      say "stopped after $second s"
      return
    fi
    sleep 1
  done
  die "dockerd (pid $pid) still runs after 45 s; its log is $LOG_FILE"
}

main
