#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: fuzz/run.sh SECONDS [TARGET...]
# Builds the targets of fuzz/ and runs each, or those that are named, for SECONDS; as many at a time as there are
# processors. Prints a line for each: executions, coverage, finds. Exits with 1 when there is a find, and says how to
# reproduce it. The corpus grows in build/fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/packages.sh

folder=build/fuzz

# The first error that a log has, in a line.
reason_in() {
    grep -m1 -hE '^Does not hold: |ASSERT|runtime error: |ERROR: (libFuzzer|AddressSanitizer|LeakSanitizer): ' "$1" || true
}

run_target() {
    local target=$1 seconds=$2 log=$folder/log/$1.log corpus=$folder/corpus/$1 finds=$folder/finds/$1
    local executions coverage find
    mkdir -p "$folder/log" "$corpus" "$finds"
    # What was found before is tried first.
    find "$finds" -type f -exec mv -t "$corpus" {} +
    # Where memory was allocated is not recorded: that doubles the executions, and the find itself shows it.
    UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=malloc_context_size=0 "$folder/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -dict="fuzz/dict/$target.dict" -artifact_prefix="$finds/" -print_final_stats=1 \
        "$corpus" "fuzz/corpus/$target" >"$log" 2>&1 || true
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    local kept=("$finds"/*)
    if [ -z "$executions" ] && [ ! -e "${kept[0]}" ]; then
        printf '%-12s did not run to its end; see %s\n' "$target" "$log"
        return 1
    fi
    if [ ! -e "${kept[0]}" ]; then
        printf '%-12s %10s executions, coverage %5s, no find\n' "$target" "$executions" "$coverage"
        return 0
    fi
    printf '%-12s %10s executions, coverage %5s, FOUND: %s\n' "$target" "${executions:-?}" "${coverage:-?}" \
        "$(reason_in "$log")"
    for find in "${kept[@]}"; do
        printf '    reproduce with: %s/fuzz_%s %s\n' "$folder" "$target" "$find"
    done
    return 1
}

main() {
    local seconds=${1:-} targets=("${@:2}") target
    if ! [[ $seconds =~ ^[1-9][0-9]*$ ]]; then
        sed -n '3,6s/^# //p' "$0"
        exit 2
    fi
    if [ ${#targets[@]} -eq 0 ]; then
        mapfile -t targets < <(cd fuzz/corpus && printf '%s\n' *)
    fi
    for target in "${targets[@]}"; do
        if [ ! -d "fuzz/corpus/$target" ]; then
            echo "There is no target $target. There are: $(cd fuzz/corpus && echo *)"
            exit 2
        fi
    done
    install_missing fuzz_packages
    mkdir -p "$folder"
    if ! { cmake --preset fuzz && cmake --build --preset fuzz --target "${targets[@]/#/fuzz_}"; } >"$folder/build.log" 2>&1; then
        grep -E 'error[: ]' "$folder/build.log" | head -n 5
        echo "The build failed; see $folder/build.log"
        exit 1
    fi
    export folder
    export -f run_target reason_in
    # A target that found something ends with 1, and xargs then with 123.
    printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run_target {} '"$seconds" || exit 1
}

main "$@"
