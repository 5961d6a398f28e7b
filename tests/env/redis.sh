#!/usr/bin/env bash
# A throwaway redis-server on a loopback port, for tests: redis.sh [start|stop] [port]. The password, if any,
# comes from the variable DEPLOYOPS_TEST_REDIS_PASSWORD and is kept out of the process list.
set -euo pipefail
. "$(dirname "$0")/common.sh"

action="${1:-start}"
port="${2:-16379}"
dir="$STATE_DIR/redis-$port"

ping_it() { REDISCLI_AUTH="${DEPLOYOPS_TEST_REDIS_PASSWORD:-}" timeout 2 redis-cli -h 127.0.0.1 -p "$port" ping 2>/dev/null | grep -q PONG; }

case "$action" in
start)
    command -v redis-server >/dev/null || install_missing redis-server
    if ping_it; then say "redis on 127.0.0.1:$port is there"; exit 0; fi
    mkdir -p "$dir"
    rm -f "$dir/redis.conf"
    install -m 600 /dev/null "$dir/redis.conf"
    {
        printf 'bind 127.0.0.1\nport %s\ndir %s\npidfile %s\nlogfile %s\ndaemonize yes\nappendonly no\nsave ""\n' \
            "$port" "$dir" "$dir/redis.pid" "$dir/redis.log"
        [ -z "${DEPLOYOPS_TEST_REDIS_PASSWORD:-}" ] || printf 'requirepass "%s"\n' "$DEPLOYOPS_TEST_REDIS_PASSWORD"
    } >"$dir/redis.conf"
    redis-server "$dir/redis.conf"
    for _ in $(seq 50); do
        if ping_it; then say "redis on 127.0.0.1:$port started"; exit 0; fi
        sleep 0.1
    done
    tail -n 10 "$dir/redis.log" >&2
    fail "redis on 127.0.0.1:$port does not answer"
    ;;
stop)
    pid="$(cat "$dir/redis.pid" 2>/dev/null || true)"
    if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = redis-server ]; then
        kill "$pid"
        for _ in $(seq 50); do [ -d "/proc/$pid" ] || break; sleep 0.1; done
        [ ! -d "/proc/$pid" ] || fail "redis on port $port (process $pid) did not stop within 5 s"
    fi
    rm -rf "$dir"
    ;;
*) fail "usage: redis.sh [start|stop] [port]" ;;
esac
