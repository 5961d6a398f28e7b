#!/usr/bin/env bash
# Stops what up.sh started, and only that: test redis servers and the daemon whose process id up.sh wrote down.
# Packages, images and volumes stay; `down.sh --purge` also drops the cached base image tarball and the logs.
set -euo pipefail
. "$(dirname "$0")/common.sh"
need_root

for dir in "$STATE_DIR"/redis-*/; do
    [ -d "$dir" ] || continue
    port="${dir%/}"
    "$(dirname "$0")/redis.sh" stop "${port##*redis-}"
done

pid="$(cat "$STATE_DIR/dockerd.pid" 2>/dev/null || true)"
if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ]; then
    say "stopping dockerd ($pid)"
    kill "$pid"
    for _ in $(seq 60); do [ -d "/proc/$pid" ] || break; sleep 0.5; done
    [ ! -d "/proc/$pid" ] || fail "dockerd ($pid) did not stop within 30 s"
fi
rm -f "$STATE_DIR/dockerd.pid"

if [ "${1:-}" = --purge ]; then
    rm -rf "$CACHE_DIR" "$STATE_DIR"
    say "cache and logs removed"
fi
