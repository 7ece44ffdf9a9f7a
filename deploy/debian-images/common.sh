# shellcheck shell=bash
# Functions and settings that the scripts of this folder share; sourced, never run.

# The label of every image that is built here. It tells a stand-in from the
# official image, so that a pulled image is never overwritten.
export STANDIN_LABEL=org.motus.standin

# The Debian release that the plugins and the stand-ins come from: the first one
# with the versions of Redis, HAProxy and Prometheus that the project uses.
export SUITE=trixie

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

need_debian_root() {
  command -v apt-get >/dev/null || die 'this needs Debian (no apt-get here)'
  [ "$(id -u)" -eq 0 ] || die 'this needs root'
}

# Runs apt-get with retries and timeouts; waits for a lock that another apt holds.
apt_get() {
  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get -q -y \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@"
}

# Installs those of the named packages that are missing; prints nothing otherwise.
install_packages() {
  local package missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  apt_get update >&2
  apt_get install --no-install-recommends "${missing[@]}" >&2
}

# Prints the URI of the host's repository with this label: "Debian", or
# "Debian-Security" for security updates. Prints an empty line when it has none.
repository_uri() {
  local uri
  # shellcheck disable=SC2016 # apt's own placeholders
  uri=$(apt-get indextargets --format '$(REPO_URI)' \
    'Created-By: Packages' 'Origin: Debian' "Label: $1" | sed -n 1p)
  # Cloud images refer to a local file with a list of mirrors; take the first one.
  if [[ $uri == mirror+file:* ]]; then
    uri=$(grep -m 1 -o '^[a-z]*://[^[:space:]]*' "${uri#mirror+file:}")
  fi
  printf '%s\n' "$uri"
}

# Prints the keyring that the host's sources name for a repository; prints nothing
# when they rely on apt's trusted keys, which then also work for our own source.
repository_keyring() {
  local file
  for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] || continue
    # An entry is a paragraph in the deb822 format and a line in the other one.
    awk -v uri="${1%/}" -v paragraph="$([[ $file == *.sources ]] && echo yes)" '
      BEGIN { if (paragraph) RS = "" }
      /^#[^\n]*$/ { next }
      index($0, uri) && match($0, /[Ss]igned-[Bb]y(: *|=)\/[^] \n]+/) {
        key = substr($0, RSTART, RLENGTH); sub(/^[^\/]*/, "", key); print key; exit
      }' "$file"
  done | sed -n 1p
}

# Prints one-line apt sources of $SUITE on the host's own mirrors.
suite_sources() {
  local main security keyring options=
  main=$(repository_uri Debian)
  if [ -z "$main" ]; then # the host may not have fetched package lists yet
    apt_get update >&2
    main=$(repository_uri Debian)
  fi
  [ -n "$main" ] || die "the host's apt sources name no Debian repository"
  keyring=$(repository_keyring "$main")
  [ -z "$keyring" ] || options="[signed-by=$keyring] "
  printf 'deb %s%s %s main\n' "$options" "$main" "$SUITE"
  security=$(repository_uri Debian-Security)
  [ -z "$security" ] || printf 'deb %s%s %s-security main\n' "$options" "$security" "$SUITE"
}

engine_is_running() { timeout 20 docker info >/dev/null 2>&1; }
