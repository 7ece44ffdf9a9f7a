#!/usr/bin/env bash
# Prints this machine's extra CA certificates and npm registry as exports, so that
# `npm ci` works inside an image build wherever npm works on the machine:
#
#   eval "$(deploy/debian-images/build-env.sh)"
set -euo pipefail

ca=${NODE_EXTRA_CA_CERTS:-}
[ -s "$ca" ] || ca=$(npm config get cafile 2>/dev/null)
# npm prints "null" for an unset setting, and no such file exists.
[ ! -s "$ca" ] || printf 'export MOTUS_BUILD_CA=%q\n' "$(realpath "$ca")"

printf 'export MOTUS_BUILD_REGISTRY=%q\n' "$(npm config get registry 2>/dev/null)"
