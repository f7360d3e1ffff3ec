#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds everything and runs the tests. Arguments go to ctest.
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/packages.sh

install_missing test_packages
cmake --preset dev
cmake --build --preset dev
# A test waits half of its time, for servers and browsers.
ctest --preset dev -j "$(($(nproc) * 2))" "$@"
