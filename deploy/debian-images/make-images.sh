#!/usr/bin/env bash
# Makes stand-ins, from Debian's and npm's packages, for the images that the
# project pulls, under their official names. See README.md.
#
#   make-images.sh [--force] [--project DIRECTORY] [IMAGE...]
#
# Without IMAGE, those of the project's docker-compose.yml and Dockerfiles.
# --force makes them again although they are there, for newer packages.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

HERE=$(cd "$(dirname "$0")" && pwd)

# The only place that says what there is a recipe for. Sets, from an official
# image name: recipe (images/$recipe.Dockerfile), version (which the recipe
# verifies) and the Debian packages that the image is made of.
look_up() {
  recipe='' version='' packages=''
  case $1 in
    *@*) die "$1 is pinned by digest, which no stand-in can have" ;;
    node:[0-9]*-"$SUITE"-slim)
      recipe=node version=${1#*:} version=${version%%-*} ;;
    haproxy:[0-9]*)
      recipe=haproxy version=${1#*:} packages=ca-certificates,haproxy ;;
    redis:[0-9]*)
      recipe=redis version=${1#*:} packages=redis-server,tzdata ;;
    prom/prometheus:v[0-9]*)
      recipe=prometheus version=${1#*:v} packages=busybox,prometheus ;;
    grafana/loki:* | grafana/grafana:*)
      recipe=none ;;
    docker/dockerfile*)
      die "a Dockerfile starts with '# syntax=$1', an image that cannot be had without a registry: take that line out" ;;
    *) die "there is no recipe for $1: add one to images/ and to look_up in $0" ;;
  esac
}

# A change of the recipe, of the way it is built or of the version shows here,
# and makes an older stand-in stale.
fingerprint() {
  cat "$HERE/images/$recipe"[.-]* "$HERE/make-images.sh" "$HERE/common.sh" |
    { cat; printf '%s' "$1"; } | sha256sum | cut -c 1-16
}

label_of() {
  docker image inspect --format '{{json .Config.Labels}}' "$1" |
    sed -n "s/.*\"${2//./\\.}\":\"\([^\"]*\)\".*/\1/p"
}

# The file system of a minimal Debian with $packages. Made by the host's apt,
# with the host's mirrors, proxies and certificates: nothing that runs inside
# an image needs the network.
make_rootfs() {
  # What the official base images have as well: nothing starts a service.
  # shellcheck disable=SC2016 # $1 is the hook's own
  suite_sources | timeout 600 mmdebstrap --quiet --variant=minbase \
    ${packages:+--include="$packages"} \
    --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"' \
    --customize-hook='chmod 755 "$1/usr/sbin/policy-rc.d"' \
    --customize-hook='sed -i "s/\[signed-by=[^]]*\] //" "$1/etc/apt/sources.list"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    "$SUITE" "$1/rootfs.tar" -
}

# Node.js comes from npm, as Debian's is older; fetched by the host's npm, with
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

make_image() {
  local image=$1 print=$2 context=$3
  cp "$HERE/images/$recipe"[.-]* "$context"
  make_rootfs "$context"
  [ "$recipe" != node ] || fetch_node "$context"
  # Built with no network, so that the result is what was fetched above.
  timeout 600 docker buildx build --quiet --network none --load \
    --file "$context/$recipe.Dockerfile" --build-arg "VERSION=$version" \
    --label "$STANDIN_LABEL=true" --label "$STANDIN_LABEL.recipe=$print" \
    --tag "$image" "$context" >&2 ||
    die "$image could not be made; if its version is not the one that $SUITE has, there can be no stand-in"
}

handle() {
  local image=$1 print context old='' start=$SECONDS
  look_up "$image"
  if [ "$recipe" = none ]; then
    say "$image: skipped, there is nothing to make it from; start the other services by name"
    return
  fi
  print=$(fingerprint "$image")
  if docker image inspect "$image" >/dev/null 2>&1; then
    if [ "$(label_of "$image" "$STANDIN_LABEL")" != true ]; then
      say "$image: left alone, it is a real image"
      return
    fi
    if [ -z "$force" ] && [ "$(label_of "$image" "$STANDIN_LABEL.recipe")" = "$print" ]; then
      say "$image: there already"
      return
    fi
    old=$(docker image inspect --format '{{.Id}}' "$image")
  fi
  context=$work/$recipe
  mkdir "$context"
  make_image "$image" "$print" "$context"
  rm -rf "$context"
  # The one that it replaces has no name any more; it stays while it is used.
  [ -z "$old" ] || docker image rm "$old" >/dev/null 2>&1 || true
  say "$image: made in $((SECONDS - start)) s"
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
  engine_answers || die 'no Docker engine answers: run start-docker.sh first'
  if [ ${#images[@]} -eq 0 ]; then
    local listed
    listed=$(node "$HERE/list-images.mjs" "$project")
    mapfile -t images <<<"$listed"
  fi
  # Every name is looked up before the first minute is spent.
  for image in "${images[@]}"; do look_up "$image"; done
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the value of now
  trap "rm -rf '$work'" EXIT
  install_packages mmdebstrap
  # All at once: two cores halve the time.
  local pids=() failed=''
  for image in "${images[@]}"; do
    handle "$image" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || failed=yes; done
  [ -z "$failed" ] || die 'not every image could be made; the reasons are above'
}

main "$@"
