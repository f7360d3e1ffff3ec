#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# clang-tidy, which says nothing when it finds nothing:
#   tests/tools/tidy.sh                  all sources; a quarter of an hour on two cores, so this is a command of its own
#   tests/tools/tidy.sh lib/net/         the sources that match a pattern
#   tests/tools/tidy.sh --changed [--most N] [REV]
#       the N sources, or 30, that changed most since REV: by default since the branch left origin/main, and on
#       origin/main itself since the commit before
set -euo pipefail
cd "$(dirname "$0")/../.."

most=30 # a few minutes

# The sources that changed since $1, those with the most changed lines first; without any, those that include a header
# that changed. $most at most.
changed_sources() {
    local numbers sources headers
    numbers=$(git diff --numstat --diff-filter=d --no-renames "$1" -- app lib ui |
        awk '{ print $1 + $2 "\t" $3 }' | sort -k1,1nr -k2 | cut -f 2)
    sources=$(grep '\.cpp$' <<<"$numbers" || true)
    if [ -z "$sources" ]; then
        headers=$(grep '\.h$' <<<"$numbers" || true)
        for header in $headers; do
            grep -rlF --include='*.cpp' "#include \"${header#lib/}\"" app lib ui || true
        done | sort -u | head -n "$most"
        return
    fi
    if [ "$(wc -l <<<"$sources")" -gt "$most" ]; then
        printf '%s sources changed: only the %s with the most changed lines are read\n' \
            "$(wc -l <<<"$sources")" "$most" >&2
    fi
    head -n "$most" <<<"$sources"
}

pattern=${1:-(app|lib|ui)/}
if [ "$pattern" = --changed ]; then
    shift
    if [ "${1:-}" = --most ]; then
        [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || { echo "--most takes a number of sources" >&2; exit 2; }
        most=$2
        shift 2
    fi
    since=${1:-$(git merge-base HEAD origin/main 2>/dev/null || true)}
    if [ $# -eq 0 ] && { [ -z "$since" ] || [ "$since" = "$(git rev-parse HEAD)" ]; }; then
        since=HEAD~1
    fi
    git rev-parse --verify --quiet "$since^{commit}" >/dev/null || { echo "$since is no commit" >&2; exit 2; }
    sources=$(changed_sources "$since")
    if [ -z "$sources" ]; then
        echo "No sources changed since $since"
        exit 0
    fi
    pattern="($(sed 's/\./\\./g' <<<"$sources" | paste -s -d '|'))\$"
fi

# clang-tidy cannot read what g++ precompiled, so it gets a configuration of its own, which is not built.
cmake -S . -B build/tidy -G Ninja -DCMAKE_BUILD_TYPE=Debug -DHOPSCOPE_PCH=OFF -DHOPSCOPE_TESTS=OFF \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
run-clang-tidy -quiet -j "$(nproc)" -p build/tidy "^$PWD/$pattern" >build/clang-tidy.log 2>&1 && exit 0
grep -E '(warning|error):' build/clang-tidy.log | sort -u || tail -n 5 build/clang-tidy.log
exit 1
