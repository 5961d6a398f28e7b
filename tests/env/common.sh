# Sourced by the scripts beside it. Holds what they share: speaking, failing by name, and the trixie apt source.

TRIXIE_LIST=/etc/apt/sources.list.d/deployops-trixie.sources
TRIXIE_PIN=/etc/apt/preferences.d/deployops-trixie
CACHE_DIR="${DEPLOYOPS_ENV_CACHE:-/var/cache/deployops-env}"
STATE_DIR="${DEPLOYOPS_ENV_STATE:-/var/tmp/deployops-env}"

say()  { printf 'env: %s\n' "$*"; }
fail() { printf 'env: FAILED: %s\n' "$*" >&2; exit 1; }

need_root() { [ "$(id -u)" = 0 ] || fail "run as root: packages are installed and a daemon is started"; }

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

# One log per tool; on failure its last lines are shown, so that nothing has to be run again to see why.
quietly() {
    local log="$STATE_DIR/$1.log"; shift
    mkdir -p "$STATE_DIR"
    if ! "$@" >>"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "'$*' (whole log: $log)"
    fi
}

# The Debian mirror this machine already uses, read from its own apt configuration.
debian_mirror() {
    local release; release="$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")"
    apt-get indextargets --no-release-info --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)' "Created-By: Packages" |
        awk -F'|' -v r="$release" '$2 == r && $3 == "main" { print $1; exit }'
}

# Packages of Debian 13 are wanted by name only: at priority 100 nothing else is drawn from there.
trixie_source() {
    [ -s "$TRIXIE_LIST" ] && [ -s "$TRIXIE_PIN" ] && return 0
    [ "$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")" = trixie ] && return 0
    local mirror; mirror="$(debian_mirror)"
    [ -n "$mirror" ] || fail "no Debian mirror found in /etc/apt: add a source for this release first"
    printf 'Package: *\nPin: release n=trixie\nPin-Priority: 100\n' >"$TRIXIE_PIN"
    {
        printf 'Types: deb\nURIs: %s\nSuites: trixie\nComponents: main\n' "$mirror"
        printf 'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n'
    } >"$TRIXIE_LIST"
    say "apt source for trixie added, pinned at priority 100"
}

apt_update_once() {
    [ -e "$STATE_DIR/apt-updated" ] && [ -n "$(find "$STATE_DIR/apt-updated" -mmin -720)" ] &&
        [ "$STATE_DIR/apt-updated" -nt "$TRIXIE_LIST" ] && return 0
    say "reading package lists"
    quietly apt apt-get -o DPkg::Lock::Timeout=300 update
    mkdir -p "$STATE_DIR" && touch "$STATE_DIR/apt-updated"
}

# install_missing [-t release] package...
install_missing() {
    local from=() missing=() package
    if [ "$1" = -t ]; then
        [ "$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")" = "$2" ] || from=(-t "$2")
        shift 2
    fi
    for package in "$@"; do installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} = 0 ] && return 0
    trixie_source
    apt_update_once
    say "installing ${missing[*]}"
    quietly apt env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${from[@]}" "${missing[@]}"
    for package in "${missing[@]}"; do installed "$package" || fail "package $package did not install"; done
}
