#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures Hopscope against curl, an empty window and a JSON parser, in one run on this machine, and prints ratios.
set -euo pipefail
cd "$(dirname "$0")/../.."

cmake --preset release >/dev/null
cmake --build --preset release --target tracebench decidebench framingbench directbench delayrelay harbench linearbench emptywindow \
    labelwindow firstpaint \
    auditbench auditwindowbench uibench historybench hopscope hopscope-cli >/dev/null
build/release/decidebench
build/release/framingbench
build/release/harbench
build/release/linearbench
/usr/bin/python3 tests/bench/bench.py build/release
exec /usr/bin/python3 tests/bench/auditbench.py build/release
