#!/bin/sh
set -e

# Passes options and a configuration file to redis-server.
case ${1-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac

# As root, changes the owner of the data to the redis user and becomes that user.
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . ! -user redis -exec chown redis {} +
  exec setpriv --reuid redis --regid redis --clear-groups -- "$0" "$@"
fi

[ "$(umask)" != 0022 ] || umask 0077

# Turns protected mode off unless it is set explicitly: the official image is built
# with it off by default, Debian's with it on.
if [ "$1" = redis-server ]; then
  is_set=
  for argument in "$@"; do
    case $argument in
      --protected-mode | --sentinel) is_set=yes ;;
    esac
  done
  if [ -f "${2-}" ] && grep -Eqi '^[[:space:]]*protected-mode[[:space:]]' "$2"; then
    is_set=yes
  fi
  [ -n "$is_set" ] || set -- "$@" --protected-mode no
fi

exec "$@"
