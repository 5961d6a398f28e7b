#!/bin/bash
# The password reaches the server on its standard input: it is in no file and on no command line. Bolt uses the same one.
set -euo pipefail
: "${NEO4J_PASSWORD:?}"

quoted="${NEO4J_PASSWORD//\\/\\\\}"
quoted="${quoted//\"/\\\"}"
exec /opt/falkordb/redis-server - < <(cat /etc/shop-graph/graph.conf; printf 'requirepass "%s"\n' "$quoted")
