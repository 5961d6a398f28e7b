#!/usr/bin/env bash
# Installs the Debian packages the integration tests use. Nothing happens when all are there.
set -euo pipefail
. "$(dirname "$0")/common.sh"
need_root

install_missing redis-server postgresql debootstrap cron ripgrep ca-certificates curl
