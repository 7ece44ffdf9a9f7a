#!/bin/sh
# Passes options, and words that are not a command, to node.
set -e
case ${1-} in
  -*) set -- node "$@" ;;
  *) command -v "$1" >/dev/null || set -- node "$@" ;;
esac
exec "$@"
