#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Writes pictures of every page, light and dark, in four sizes, from right to left and with large text, into a folder:
#   tests/tools/shots.sh [FOLDER] [BUILD]
#   tests/tools/shots.sh --readme      renews resources/pictures
set -euo pipefail
cd "$(dirname "$0")/../.."
readme=
if [ "${1:-}" = --readme ]; then
    readme=yes
    shift
fi
folder=${1:-build/shots}
build=${2:-build/dev}

cmake --build "$build" --target hopscope_shots hopscope_lessonshots
export QT_QPA_PLATFORM="offscreen:configfile=$PWD/tests/support/screen.json"
"$build/hopscope_shots" "$folder"
for scale in 100 200; do
    "$build/hopscope_lessonshots" "$folder/lessons" "$scale"
done
"$build/hopscope_lessonshots" "$folder/lessons" 100 dark 1366 768
for size in "1280 720" "1920 1080"; do
    # shellcheck disable=SC2086 # width and height
    "$build/hopscope_lessonshots" "$folder/lessons" 100 class $size
done
echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder"
if [ -n "$readme" ]; then
    for picture in inspect=inspect-tab0 compare=compare-cell clients=clients-fields history=history-compare watch=watch audit=audit; do
        cp "$folder/${picture#*=}-1360x860-light.png" "resources/pictures/${picture%=*}.png"
    done
    cp "$folder/lessons/302-post-light-100-1360x860.png" resources/pictures/lesson.png
    cp "$folder/lessons/302-post-light-100-1360x860-revealed.png" resources/pictures/lesson-answer.png
fi
