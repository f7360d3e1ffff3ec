#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Writes pictures of every page, light and dark, in two sizes, into a folder: tests/shots.sh [FOLDER] [BUILD]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-build/shots}
build=${2:-build/dev}

cmake --build "$build" --target hopscope_shots hopscope_lessonshots
export QT_QPA_PLATFORM=offscreen
"$build/hopscope_shots" "$folder"
for scale in 100 200; do
    "$build/hopscope_lessonshots" "$folder/lessons" "$scale"
done
"$build/hopscope_lessonshots" "$folder/lessons" 100 class
echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder"
