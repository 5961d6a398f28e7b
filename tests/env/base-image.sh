#!/usr/bin/env bash
# Makes the image debian:trixie-slim where no image registry answers. An image of that name is left as it is.
set -euo pipefail
. "$(dirname "$0")/common.sh"

IMAGE=debian:trixie-slim
TARBALL="$CACHE_DIR/trixie-minbase.tar.gz"

if docker image inspect "$IMAGE" >/dev/null 2>&1; then
    say "$IMAGE is there"
    exit 0
fi

need_root
if [ ! -s "$TARBALL" ]; then
    install_missing debootstrap
    mirror="$(debian_mirror)"
    [ -n "$mirror" ] || fail "no Debian mirror found in /etc/apt"
    root="$(mktemp -d)"
    trap 'rm -rf --one-file-system "$root"' EXIT
    say "debootstrap trixie"
    quietly debootstrap debootstrap --variant=minbase trixie "$root" "$mirror"

    # As in the official slim image: no services at install time, no documents, no package cache.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    printf 'APT::Install-Recommends "false";\n' >"$root/etc/apt/apt.conf.d/no-recommends"
    printf 'path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\npath-include /usr/share/doc/*/copyright\n' \
        >"$root/etc/dpkg/dpkg.cfg.d/slim"
    rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/man/* "$root"/var/log/*
    find "$root/usr/share/doc" -type f ! -name copyright -delete

    mkdir -p "$CACHE_DIR"
    tar -C "$root" --numeric-owner -c . | gzip -1 >"$TARBALL.part"
    mv "$TARBALL.part" "$TARBALL"
fi
docker import --change 'CMD ["bash"]' "$TARBALL" "$IMAGE" >/dev/null
docker run --rm "$IMAGE" true || fail "$IMAGE was imported but does not run"
say "$IMAGE made ($(docker image inspect --format '{{.Size}}' "$IMAGE" | numfmt --to=iec))"
