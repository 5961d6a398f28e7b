#!/usr/bin/env bash
# Makes what the images need and git does not keep: the published backend and the graph server. Run before a build; two runs at
# once wait for each other, and an interrupted one leaves nothing that looks whole.
# Needs the .NET SDK of the repository's global.json, and npm. On Windows, run the two commands by hand: see deploy.md.
set -euo pipefail
cd "$(dirname "$0")"

GRAPH_PACKAGE=@falkordblite/linux-x64@8.2.3-falkordb.4.16.3

# The folder is locked and no file of it: whoever copies or reads the sample meanwhile may open each of them.
exec 9<.
! command -v flock >/dev/null || flock 9

place() { # what was made beside it takes its place
    rm -rf "$1"
    mv "$1.part" "$1"
}

command -v dotnet >/dev/null || { echo "prepare: dotnet is missing" >&2; exit 1; }
rm -rf backend/publish.part
dotnet publish backend/Shop.Backend.csproj --configuration Release --output backend/publish.part --verbosity quiet --nologo
place backend/publish
echo "prepare: backend published ($(du -sh backend/publish | cut -f1))"

if [ "$(cat graph/vendor/package 2>/dev/null)" != "$GRAPH_PACKAGE" ]; then
    command -v npm >/dev/null || { echo "prepare: npm is missing" >&2; exit 1; }
    rm -rf graph/vendor.part
    mkdir -p graph/vendor.part
    npm pack --silent --pack-destination graph/vendor.part "$GRAPH_PACKAGE" >/dev/null
    tar -xzf graph/vendor.part/*.tgz -C graph/vendor.part --strip-components=1
    rm graph/vendor.part/*.tgz
    echo "$GRAPH_PACKAGE" >graph/vendor.part/package
    place graph/vendor
fi
echo "prepare: graph server is there ($(du -sh graph/vendor | cut -f1))"
