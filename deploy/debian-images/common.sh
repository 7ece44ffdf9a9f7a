# shellcheck shell=bash
# What the scripts of this folder share; sourced, never run.

# Every image made here carries this label, so that nobody takes it for the
# official one, and so that a really pulled image is never overwritten.
export STANDIN_LABEL=org.motus.standin

# The Debian release that the plugins and the stand-ins come from: the first
# with the Redis, HAProxy and Prometheus that the project uses.
export SUITE=trixie

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

need_debian_root() {
  command -v apt-get >/dev/null || die 'this needs Debian (no apt-get here)'
  [ "$(id -u)" -eq 0 ] || die 'this needs root'
}

# apt-get that waits for another apt, tries again, and never hangs for ever.
apt_get() {
  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get -q -y \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@"
}

# Installs what is missing of the named packages; silent when nothing is.
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

# The repository that the host itself takes Debian (label "Debian") or its
# security updates ("Debian-Security") from; empty when it has none.
debian_repository() {
  local uri
  # shellcheck disable=SC2016 # apt's own placeholders
  uri=$(apt-get indextargets --format '$(REPO_URI)' \
    'Created-By: Packages' 'Origin: Debian' "Label: $1" | sed -n 1p)
  # Cloud images name a file with a list of mirrors, which only the host has.
  if [[ $uri == mirror+file:* ]]; then
    uri=$(grep -m 1 -o '^[a-z]*://[^[:space:]]*' "${uri#mirror+file:}")
  fi
  printf '%s\n' "$uri"
}

# The keyring that the host's sources name for that repository; empty when
# they rely on apt's trusted keys, as then our own source may as well.
debian_keyring() {
  local file
  for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] || continue
    # A paragraph for the one format, a line for the other.
    awk -v uri="${1%/}" -v paragraph="$([[ $file == *.sources ]] && echo yes)" '
      BEGIN { if (paragraph) RS = "" }
      /^#[^\n]*$/ { next }
      index($0, uri) && match($0, /[Ss]igned-[Bb]y(: *|=)\/[^] \n]+/) {
        key = substr($0, RSTART, RLENGTH); sub(/^[^\/]*/, "", key); print key; exit
      }' "$file"
  done | sed -n 1p
}

# The one-line apt sources of $SUITE on the host's own mirrors.
suite_sources() {
  local main security keyring options=
  main=$(debian_repository Debian)
  if [ -z "$main" ]; then # the host may never have fetched its lists
    apt_get update >&2
    main=$(debian_repository Debian)
  fi
  [ -n "$main" ] || die "the host's apt sources name no Debian repository"
  keyring=$(debian_keyring "$main")
  [ -z "$keyring" ] || options="[signed-by=$keyring] "
  printf 'deb %s%s %s main\n' "$options" "$main" "$SUITE"
  security=$(debian_repository Debian-Security)
  [ -z "$security" ] || printf 'deb %s%s %s-security main\n' "$options" "$security" "$SUITE"
}

engine_answers() { timeout 20 docker info >/dev/null 2>&1; }
