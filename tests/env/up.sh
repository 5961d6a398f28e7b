#!/usr/bin/env bash
# Brings up the real parts the integration tests use, on Debian: packages, Docker Engine with Compose v2, the base
# image, and with --redis [port] a redis-server on loopback. Run it again at will: what is there is left alone.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/common.sh"

case "${1:-}" in
'' | --redis) ;;
*) fail "usage: up.sh [--redis [port]]" ;;
esac
[ -x "$(command -v apt-get || true)" ] || fail "apt-get is missing: this script knows Debian only"

"$here/docker.sh"
"$here/packages.sh"
"$here/base-image.sh"
[ "${1:-}" != --redis ] || "$here/redis.sh" start "${2:-16379}"
say "ready"
