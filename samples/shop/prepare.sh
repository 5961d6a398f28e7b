#!/usr/bin/env bash
# Makes what the images need and git does not keep: the published backend and the graph server. Run before a build.
# Needs the .NET SDK of the repository's global.json, and npm. On Windows, run the two commands by hand: see deploy.md.
set -euo pipefail
cd "$(dirname "$0")"

GRAPH_PACKAGE=@falkordblite/linux-x64@8.2.3-falkordb.4.16.3

command -v dotnet >/dev/null || { echo "prepare: dotnet is missing" >&2; exit 1; }
rm -rf backend/publish
dotnet publish backend/Shop.Backend.csproj --configuration Release --output backend/publish --verbosity quiet --nologo
echo "prepare: backend published ($(du -sh backend/publish | cut -f1))"

if [ "$(cat graph/vendor/package 2>/dev/null)" != "$GRAPH_PACKAGE" ]; then
    command -v npm >/dev/null || { echo "prepare: npm is missing" >&2; exit 1; }
    rm -rf graph/vendor
    mkdir -p graph/vendor
    npm pack --silent --pack-destination graph/vendor "$GRAPH_PACKAGE" >/dev/null
    tar -xzf graph/vendor/*.tgz -C graph/vendor --strip-components=1
    rm graph/vendor/*.tgz
    echo "$GRAPH_PACKAGE" >graph/vendor/package
fi
echo "prepare: graph server is there ($(du -sh graph/vendor | cut -f1))"
