#!/bin/sh
set -e

# An option or a configuration file is meant for the server.
case ${1-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac

# As root, hand the data to the redis user and become that user.
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . ! -user redis -exec chown redis {} +
  exec setpriv --reuid redis --regid redis --clear-groups -- "$0" "$@"
fi

[ "$(umask)" != 0022 ] || umask 0077

# The official image is built with protected mode off by default, Debian's
# with it on. As there, a default only: whoever names it decides.
if [ "$1" = redis-server ]; then
  named=
  for argument in "$@"; do
    case $argument in
      --protected-mode | --sentinel) named=yes ;;
    esac
  done
  if [ -f "${2-}" ] && grep -Eqi '^[[:space:]]*protected-mode[[:space:]]' "$2"; then
    named=yes
  fi
  [ -n "$named" ] || set -- "$@" --protected-mode no
fi

exec "$@"
