#!/usr/bin/env bash
# Docker Engine with Compose v2, from Debian 13, running without systemd. Starts the daemon when none answers.
set -euo pipefail
. "$(dirname "$0")/common.sh"

LOG="$STATE_DIR/dockerd.log"
PID="$STATE_DIR/dockerd.pid"
WAIT_SECONDS="${DEPLOYOPS_DOCKERD_WAIT:-60}"
PLUGINS_FROM=/usr/libexec/docker/cli-plugins
PLUGINS_TO=/usr/local/lib/docker/cli-plugins

answers() { timeout 5 docker info >/dev/null 2>&1; }

start() {
    mkdir -p "$STATE_DIR"
    # A daemon that was killed leaves its pid file; a new one refuses to start when another process has that number.
    [ ! -s /run/docker.pid ] || [ -d "/proc/$(cat /run/docker.pid)" ] || rm -f /run/docker.pid
    say "starting dockerd (log: $LOG)"
    setsid nohup /usr/sbin/dockerd >>"$LOG" 2>&1 </dev/null &
    local pid=$! deadline=$((SECONDS + WAIT_SECONDS))
    echo "$pid" >"$PID"
    until answers; do
        if ! kill -0 "$pid" 2>/dev/null; then
            tail -n 20 "$LOG" >&2; fail "dockerd stopped while starting (whole log: $LOG)"
        fi
        if [ $SECONDS -ge $deadline ]; then
            tail -n 20 "$LOG" >&2; fail "dockerd did not answer within ${WAIT_SECONDS} s (whole log: $LOG)"
        fi
        sleep 0.5
    done
}

# Another docker client may come first on PATH and look elsewhere for its plugins.
link_plugins() {
    local name
    mkdir -p "$PLUGINS_TO"
    for name in docker-compose docker-buildx; do
        docker "${name#docker-}" version >/dev/null 2>&1 && continue
        [ -x "$PLUGINS_FROM/$name" ] || fail "$PLUGINS_FROM/$name is missing although its package is installed"
        ln -sfn "$PLUGINS_FROM/$name" "$PLUGINS_TO/$name"
        docker "${name#docker-}" version >/dev/null 2>&1 || fail "'docker ${name#docker-}' does not run with $(command -v docker)"
        say "'docker ${name#docker-}' linked for $(command -v docker)"
    done
}

if ! answers || ! docker compose version >/dev/null 2>&1 || ! docker buildx version >/dev/null 2>&1; then
    need_root
    # docker.io only recommends iptables, and dockerd does not start without it.
    install_missing -t trixie docker.io docker-cli docker-compose docker-buildx iptables
    link_plugins
    answers || start
fi
say "docker $(docker version --format '{{.Server.Version}}'), compose $(docker compose version --short)"
