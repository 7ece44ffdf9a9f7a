#!/usr/bin/env bash
# Installs a Docker engine, Compose v2 and buildx from Debian's packages alone.
# Leaves what is already there as it is. See README.md.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

# Debian 12 has no Compose v2 and no buildx; those of the next release run on
# it. They are fetched with a private apt state, so that the machine's own
# sources and pins stay untouched, and unpacked where every client looks.
PLUGINS=/usr/local/lib/docker/cli-plugins

install_plugin() {
  local package=$1 work=$2
  if timeout 20 docker "${package#docker-}" version >/dev/null 2>&1; then return; fi
  say "taking $package from $SUITE"
  mkdir -p "$work"/{lists/partial,cache/archives/partial,deb}
  [ -s "$work/sources.list" ] || suite_sources >"$work/sources.list"
  local private=(
    -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=-
    -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache"
    -o APT::Sandbox::User=root # the temporary directory is for root only
  )
  if [ ! -e "$work/updated" ]; then
    apt_get "${private[@]}" update >&2
    touch "$work/updated"
  fi
  (cd "$work/deb" && apt_get "${private[@]}" download "$package" >&2)
  dpkg -x "$work/deb/$package"_*.deb "$work/$package"
  install -D -m 755 -t "$PLUGINS" \
    "$(find "$work/$package" -path "*/cli-plugins/$package" -type f | sed -n 1p)"
  timeout 20 docker "${package#docker-}" version >&2 ||
    die "the $package of $SUITE does not run on this machine"
}

main() {
  # An engine that is there already, of whatever make, is as good.
  if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null; then
    need_debian_root
    install_packages docker.io iptables
  fi
  local work
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the value of now
  trap "rm -rf '$work'" EXIT
  install_plugin docker-compose "$work"
  install_plugin docker-buildx "$work"
  say "ready: $(docker --version), Compose $(docker compose version --short)"
}

main
