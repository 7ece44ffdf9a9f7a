#!/usr/bin/env bash
# Prints what lets `npm ci` work inside an image build wherever npm works on
# this machine: its extra certificates and its registry, as exports for
#
#   eval "$(deploy/debian-images/build-env.sh)"
set -euo pipefail

ca=${NODE_EXTRA_CA_CERTS:-}
[ -s "$ca" ] || ca=$(npm config get cafile 2>/dev/null)
# npm says "null" for a setting that nobody made.
[ ! -s "$ca" ] || printf 'export MOTUS_BUILD_CA=%q\n' "$(realpath "$ca")"

printf 'export MOTUS_BUILD_REGISTRY=%q\n' "$(npm config get registry 2>/dev/null)"
