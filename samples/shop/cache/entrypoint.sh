#!/bin/bash
# The password reaches the server on its standard input: it is in no file and on no command line.
set -euo pipefail
: "${REDIS_PASSWORD:?}"

quoted="${REDIS_PASSWORD//\\/\\\\}"
quoted="${quoted//\"/\\\"}"
exec valkey-server - < <(cat /etc/shop-cache/valkey.conf; printf 'requirepass "%s"\n' "$quoted")
