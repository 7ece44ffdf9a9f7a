#!/usr/bin/env bash
# Installs a Docker engine, Compose v2 and buildx from Debian packages only. Does
# not change what is already installed. See README.md.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

# Debian 12 has neither Compose v2 nor buildx, but those of the next release run on
# it. They are downloaded with a separate apt state, so that the machine's own
# sources and pins do not change, and unpacked into the folder for all users.
PLUGINS=/usr/local/lib/docker/cli-plugins

install_plugin() {
  local package=$1 work=$2
  if timeout 20 docker "${package#docker-}" version >/dev/null 2>&1; then return; fi
  say "installing $package from $SUITE"
  mkdir -p "$work"/{lists/partial,cache/archives/partial,deb}
  [ -s "$work/sources.list" ] || suite_sources >"$work/sources.list"
  local separate_state=(
    -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=-
    -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache"
    -o APT::Sandbox::User=root # only root can read the temporary directory
  )
  if [ ! -e "$work/updated" ]; then
    apt_get "${separate_state[@]}" update >&2
    touch "$work/updated"
  fi
  (cd "$work/deb" && apt_get "${separate_state[@]}" download "$package" >&2)
  dpkg -x "$work/deb/$package"_*.deb "$work/$package"
  install -D -m 755 -t "$PLUGINS" \
    "$(find "$work/$package" -path "*/cli-plugins/$package" -type f | sed -n 1p)"
  timeout 20 docker "${package#docker-}" version >&2 ||
    die "$package of $SUITE does not run on this machine"
}

main() {
  # Any engine that is already installed will do.
  if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null; then
    need_debian_root
    install_packages docker.io iptables
  fi
  local work
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # expands now
  trap "rm -rf '$work'" EXIT
  install_plugin docker-compose "$work"
  install_plugin docker-buildx "$work"
  say "ready: $(docker --version), Compose $(docker compose version --short)"
}

main
