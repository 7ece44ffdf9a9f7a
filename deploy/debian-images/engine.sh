# shellcheck shell=bash
# The pid file and the log of the engine that start-docker.sh starts; sourced,
# never run.

export PID_FILE=/run/motus-docker/dockerd.pid
export LOG_FILE=/var/log/motus-dockerd.log

# Prints the pid of the engine that start-docker.sh started; fails when it does
# not run any more.
our_engine() {
  local pid
  pid=$(cat "$PID_FILE" 2>/dev/null) || return 1
  # Check the executable, because another process may have this pid by now. A
  # zombie dockerd has no executable.
  [[ $(readlink "/proc/$pid/exe") == */dockerd* ]] || return 1
  printf '%s\n' "$pid"
}
