# SPDX-License-Identifier: MIT
# Sourced by packaging/run.sh, tests/run.sh and fuzz/run.sh: installs what is missing on Debian and its relatives.
# A line is a package (or a|b, whichever the system has), a tab and what it is for.

build_packages() {
    cat <<'LIST'
g++	compiler
cmake	build
ninja-build	build
qt6-base-dev	Qt: core, network, widgets
qt6-svg-dev|libqt6svg6-dev	Qt: vector export
libgl-dev	needed by Qt's CMake files
pkg-config	finds libraries for the build
zlib1g-dev	content in gzip and deflate
libbrotli-dev	content in br
libzstd-dev	content in zstd
libnghttp2-dev	HTTP/2
libssl-dev	certificates of watched https
qtkeychain-qt6-dev	key store of the system (optional)
libqrcodegencpp-dev	QR code of a class (optional)
qt6-wayland	window on a Wayland desktop
fonts-dejavu-core	a font for the window
LIST
}

test_packages() {
    build_packages
    cat <<'LIST'
clang-format	format check
clang-tidy	static analysis
lintian	check of the package
debootstrap	a fresh system that the package is installed into
appstream	check of the package
desktop-file-utils	check of the package
shared-mime-info	check of the package
file	dependencies of the package
zsh	completion in the tests
fish	completion in the tests
groff-base	reader of manual pages in the tests
cmark-gfm	reader of Markdown in the tests
curl	peer in the tests
iproute2	networks of two hosts in the tests
wget	client whose profile is checked
nginx-light	peer in the tests
nghttp2-server	peer in the tests: HTTP/2
apache2-bin	peer in the tests
caddy	peer in the tests
tinyproxy-bin	peer in the tests: HTTP proxy
mitmproxy	writer of HARs in the tests
microsocks	peer in the tests: SOCKS5 proxy
openssl	certificates for the tests
strace	whom the programs talk to
tshark	reader of captures in the tests
python3	test scripts
python3-jsonschema	check of the published schemas
python3-httpbin	peer in the tests
python3-requests	peer in the tests
python3-dbus	key store in the tests
python3-gi	key store in the tests
dbus-daemon	key store in the tests
nodejs	reference for URL parsing, peer in the tests: HTTP/2
xvfb	window tests with X11
chromium	browser in the tests
firefox-esr	browser in the tests
LIST
}

fuzz_packages() {
    build_packages
    cat <<'LIST'
clang	compiler with libFuzzer
libclang-rt-dev|libclang-rt-14-dev	libFuzzer and sanitizers
LIST
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# nginx and Caddy would start as services on port 80; the tests start their own with a configuration of their own.
without_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [ -e "$policy" ]; then
        "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' | "${AS_ROOT[@]}" tee "$policy" >/dev/null
    "${AS_ROOT[@]}" chmod 755 "$policy"
    "$@" || status=$?
    "${AS_ROOT[@]}" rm -f "$policy"
    return "$status"
}

# install_missing LIST-FUNCTION
install_missing() {
    local names reason name wanted missing=() lines=()
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "This system has no apt. Please install these (Debian's names), then build with: cmake --preset release" >&2
        "$1" | sed 's/^/  /' >&2
        return 1
    fi
    while IFS=$'\t' read -r names reason; do
        wanted=${names%%|*}
        for name in ${names//|/ }; do
            if is_installed "$name"; then
                continue 2
            fi
        done
        missing+=("$names")
        lines+=("  $wanted: $reason")
    done < <("$1")
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    echo "These packages are missing and will be installed with apt-get:"
    printf '%s\n' "${lines[@]}"
    AS_ROOT=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Installing needs root, and there is no sudo here. Please install them as root and run this again." >&2
            return 1
        fi
        AS_ROOT=(sudo)
    fi
    "${AS_ROOT[@]}" apt-get update
    local chosen=() services=()
    for names in "${missing[@]}"; do
        for name in ${names//|/ }; do
            if apt-cache show "$name" >/dev/null 2>&1; then
                chosen+=("$name")
                case $name in
                    nginx-light) services+=(nginx) ;;
                    caddy) services+=(caddy) ;;
                esac
                continue 2
            fi
        done
        echo "This system's package lists have no $names. Hopscope needs Qt 6.4 or later: Debian 12 or Ubuntu 24.04." >&2
        return 1
    done
    without_services "${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${chosen[@]}"
    if [ ${#services[@]} -gt 0 ] && [ -d /run/systemd/system ]; then
        echo "Keeping these services off, the tests start their own: ${services[*]}"
        "${AS_ROOT[@]}" systemctl disable "${services[@]}"
    fi
}
