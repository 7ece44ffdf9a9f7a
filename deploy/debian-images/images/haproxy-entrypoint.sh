#!/bin/sh
# Runs HAProxy in the foreground with a master process, as in the official image,
# so that SIGUSR2 reloads it.
set -e
case ${1-} in
  -*) set -- haproxy "$@" ;;
esac
if [ "$1" = haproxy ]; then
  shift
  set -- haproxy -W -db "$@"
fi
exec "$@"
