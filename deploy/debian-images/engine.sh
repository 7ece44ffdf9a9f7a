# shellcheck shell=bash
# Where the engine that start-docker.sh starts keeps its pid and its log;
# sourced, never run.

export PID_FILE=/run/motus-docker/dockerd.pid
export LOG_FILE=/var/log/motus-dockerd.log

# Prints the pid of the engine that we started; fails when it is gone.
our_engine() {
  local pid
  pid=$(cat "$PID_FILE" 2>/dev/null) || return 1
  # The number alone may belong to another process by now, or to the remains of
  # a dead dockerd, which have no executable any more.
  [[ $(readlink "/proc/$pid/exe") == */dockerd* ]] || return 1
  printf '%s\n' "$pid"
}
