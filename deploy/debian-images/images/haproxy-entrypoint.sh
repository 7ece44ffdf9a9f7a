#!/bin/sh
# HAProxy runs in the foreground with a master process, as in the official
# image, so that it can be reloaded by SIGUSR2.
set -e
case ${1-} in
  -*) set -- haproxy "$@" ;;
esac
if [ "$1" = haproxy ]; then
  shift
  set -- haproxy -W -db "$@"
fi
exec "$@"
