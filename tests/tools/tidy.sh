#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# clang-tidy over the sources, or over those that match a pattern: tests/tools/tidy.sh ['lib/net/']. All of them take a quarter of an hour on
# two cores, so this is a command of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."

# clang-tidy cannot read what g++ precompiled, so it gets a configuration of its own, which is not built.
cmake -S . -B build/tidy -G Ninja -DCMAKE_BUILD_TYPE=Debug -DHOPSCOPE_PCH=OFF -DHOPSCOPE_TESTS=OFF \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
run-clang-tidy -quiet -j "$(nproc)" -p build/tidy "^$PWD/${1:-(app|lib|ui)/}" >build/clang-tidy.log 2>&1 && exit 0
grep -E '(warning|error):' build/clang-tidy.log | sort -u
exit 1
