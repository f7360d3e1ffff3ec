#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds Hopscope and opens its window with the built-in demo. Without a display it prints the
# demo and the comparison of redirect types in the terminal.
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/packages.sh

install_missing build_packages
cmake --preset release -DHOPSCOPE_TESTS=OFF
cmake --build --preset release

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/hopscope
fi

echo "There is no display (DISPLAY and WAYLAND_DISPLAY are empty), so here is the demo in the terminal."
cli=build/release/hopscope-cli
output=$(mktemp)
"$cli" serve >"$output" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; rm -f "$output"' EXIT
until grep -q 'http://' "$output"; do
    if ! kill -0 "$server" 2>/dev/null; then
        echo "The loopback server did not start." >&2
        exit 1
    fi
    sleep 0.1
done
port=$(grep -oE '127\.0\.0\.1:[0-9]+' "$output" | head -n 1 | cut -d: -f2)
"$cli" trace -X POST -H 'Content-Type: application/json' -H 'Authorization: Bearer demo-token' \
    -d '{"item":"tea","qty":100}' --client browser "http://shop.localhost:$port/orders"
echo
"$cli" compare -X POST -d '{"item":"tea","qty":100}'
