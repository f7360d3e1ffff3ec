#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# clang-tidy over the sources, or over those that match a pattern: tests/tidy.sh ['lib/net/']. All of them take a quarter of an hour on
# two cores, so this is a command of its own. Needs a configured and built build/dev.
set -euo pipefail
cd "$(dirname "$0")/.."
run-clang-tidy -quiet -j "$(nproc)" -p build/dev "^$PWD/${1:-(app|lib|ui)/}" >build/clang-tidy.log 2>&1 && exit 0
grep -E '(warning|error):' build/clang-tidy.log | sort -u
exit 1
