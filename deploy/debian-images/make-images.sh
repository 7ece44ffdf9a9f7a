#!/usr/bin/env bash
# Builds stand-ins for the images that the project pulls, from Debian and npm
# packages, under the official names. See README.md.
#
#   make-images.sh [--force] [--project DIRECTORY] [IMAGE...]
#
# Without IMAGE, builds those of the project's docker-compose.yml and Dockerfiles.
# --force rebuilds existing ones, to get newer packages.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

HERE=$(cd "$(dirname "$0")" && pwd)

# Finds the recipe for an official image name; this is the only list of recipes.
# Sets recipe (images/$recipe.Dockerfile), version (which the recipe verifies) and
# packages (the Debian packages of the image).
find_recipe() {
  recipe='' version='' packages=''
  case $1 in
    *@*) die "$1 is pinned by digest, which a stand-in cannot have" ;;
    node:[0-9]*-"$SUITE"-slim)
      recipe=node version=${1#*:} version=${version%%-*} ;;
    haproxy:[0-9]*)
      recipe=haproxy version=${1#*:} packages=ca-certificates,haproxy ;;
    redis:[0-9]*)
      recipe=redis version=${1#*:} packages=redis-server,tzdata ;;
    prom/prometheus:v[0-9]*)
      recipe=prometheus version=${1#*:v} packages=busybox,prometheus ;;
    prom/alertmanager:v[0-9]*)
      recipe=alertmanager version=${1#*:v} packages=busybox,ca-certificates,prometheus-alertmanager ;;
    prom/node-exporter:v[0-9]*)
      recipe=node-exporter version=${1#*:v} packages=prometheus-node-exporter ;;
    oliver006/redis_exporter:v[0-9]*)
      recipe=redis-exporter version=${1#*:v} packages=prometheus-redis-exporter ;;
    grafana/loki:* | grafana/tempo:* | grafana/grafana:*)
      recipe=none ;;
    docker/dockerfile*)
      die "a Dockerfile starts with '# syntax=$1', an image that needs a registry: remove that line" ;;
    *) die "there is no recipe for $1: add one to images/ and to find_recipe in $0" ;;
  esac
}

# Prints a hash of the recipe, the build scripts and the image name. A stand-in
# with another hash is outdated.
recipe_hash() {
  cat "$HERE/images/$recipe"[.-]* "$HERE/make-images.sh" "$HERE/common.sh" |
    { cat; printf '%s' "$1"; } | sha256sum | cut -c 1-16
}

label_of() {
  docker image inspect --format '{{json .Config.Labels}}' "$1" |
    sed -n "s/.*\"${2//./\\.}\":\"\([^\"]*\)\".*/\1/p"
}

# Builds the file system of a minimal Debian with $packages. Uses the host's apt
# with its mirrors, proxies and certificates, so that no step inside an image needs
# the network.
build_rootfs() {
  # policy-rc.d keeps packages from starting services, as in the official images.
  # shellcheck disable=SC2016 # the hook expands $1
  suite_sources | timeout 600 mmdebstrap --quiet --variant=minbase \
    ${packages:+--include="$packages"} \
    --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"' \
    --customize-hook='chmod 755 "$1/usr/sbin/policy-rc.d"' \
    --customize-hook='sed -i "s/\[signed-by=[^]]*\] //" "$1/etc/apt/sources.list"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    "$SUITE" "$1/rootfs.tar" -
}

# Downloads Node.js from npm, because Debian's is older. Uses the host's npm with
# its registry and certificates.
fetch_node() {
  local package
  package=node-linux-$(node -p process.arch)
  # Node 24 and 26 ship npm 11.
  (cd "$1" && timeout 300 npm install --prefix npm --no-save --ignore-scripts \
    --no-audit --no-fund --loglevel error "$package@$version" npm@11 >&2)
  mkdir "$1/npm/node_modules/node"
  (cd "$1/npm/node_modules" && mv "$package/bin" "$package/include" node/)
}

build_image() {
  local image=$1 hash=$2 context=$3
  cp "$HERE/images/$recipe"[.-]* "$context"
  build_rootfs "$context"
  [ "$recipe" != node ] || fetch_node "$context"
  # Without network, so that the image holds only what was downloaded above.
  timeout 600 docker buildx build --quiet --network none --load \
    --file "$context/$recipe.Dockerfile" --build-arg "VERSION=$version" \
    --label "$STANDIN_LABEL=true" --label "$STANDIN_LABEL.recipe=$hash" \
    --tag "$image" "$context" >&2 ||
    die "$image could not be built; a stand-in needs the version that $SUITE has"
}

ensure_image() {
  local image=$1 hash context old='' start=$SECONDS
  find_recipe "$image"
  if [ "$recipe" = none ]; then
    say "$image: skipped, no package has it; start the other services by name"
    return
  fi
  hash=$(recipe_hash "$image")
  if docker image inspect "$image" >/dev/null 2>&1; then
    if [ "$(label_of "$image" "$STANDIN_LABEL")" != true ]; then
      say "$image: unchanged, it is the official image"
      return
    fi
    if [ -z "$force" ] && [ "$(label_of "$image" "$STANDIN_LABEL.recipe")" = "$hash" ]; then
      say "$image: up to date"
      return
    fi
    old=$(docker image inspect --format '{{.Id}}' "$image")
  fi
  context=$work/$recipe
  mkdir "$context"
  build_image "$image" "$hash" "$context"
  rm -rf "$context"
  # Remove the replaced image, which has no name any more, unless it is in use.
  [ -z "$old" ] || docker image rm "$old" >/dev/null 2>&1 || true
  say "$image: built in $((SECONDS - start)) s"
}

main() {
  local force='' project=$HERE/../.. work image pid images=()
  while [ $# -gt 0 ]; do
    case $1 in
      --force) force=yes ;;
      --project) project=${2:?} && shift ;;
      -*) die "unknown option $1; the usage is at the top of $0" ;;
      *) images+=("$1") ;;
    esac
    shift
  done
  need_debian_root
  engine_is_running || die 'no Docker engine is running: run start-docker.sh first'
  if [ ${#images[@]} -eq 0 ]; then
    local listed
    listed=$(node "$HERE/list-images.mjs" "$project")
    mapfile -t images <<<"$listed"
  fi
  # Find unknown names before the first image is built, which takes a minute.
  for image in "${images[@]}"; do find_recipe "$image"; done
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # expands now
  trap "rm -rf '$work'" EXIT
  install_packages mmdebstrap
  # In parallel, which halves the time on two cores.
  local pids=() failed=''
  for image in "${images[@]}"; do
    ensure_image "$image" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || failed=yes; done
  [ -z "$failed" ] || die 'not every image could be built; the reasons are above'
}

main "$@"
