#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures Hopscope against curl and an empty window, in one run on this machine, and prints ratios.
set -euo pipefail
cd "$(dirname "$0")/../.."

cmake --preset release >/dev/null
cmake --build --preset release --target tracebench directbench emptywindow labelwindow firstpaint hopscope hopscope-cli \
    >/dev/null
exec /usr/bin/python3 tests/bench/bench.py build/release
