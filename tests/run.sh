#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds everything and runs the tests. Arguments go to ctest.
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/packages.sh

install_missing test_packages
cmake --preset dev
cmake --build --preset dev
ctest --preset dev -j "$(nproc)" "$@"
