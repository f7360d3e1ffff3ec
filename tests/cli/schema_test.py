#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the trace files that Hopscope writes against the published schema, and checks that schema and reader refuse the
same faults. Status 77: python3-jsonschema is missing.

usage: schema_test.py HOPSCOPE_CLI RANDOMTRACES SCHEMA GOLDEN_DIR
"""
import copy
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is missing")
    sys.exit(1 if os.environ.get("CI") else 77)

# These may be missing.
SKIPPED_KEYS = {"notes", "source", "outcome", "commit", "clock", "sentSha256", "receivedSha256", "sentOriginalSha256", "receivedOriginalSha256",
                "predicted", "http2", "fields", "detail"}
SEEDS = 200
FAULTS = 60
SECONDS = 120


def random_traces(program):
    out = subprocess.run([program, str(SEEDS)], capture_output=True, timeout=SECONDS, check=True).stdout
    return [json.loads(text) for text in out.split(b"\0")[:-1]]


def live_trace(cli):
    server = subprocess.Popen([cli, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        for line in server.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                break
        done = subprocess.run([cli, "trace", "-d", "a=b", "--format", "json", found.group() + "/307"],
                              capture_output=True, timeout=SECONDS, check=False)
        return json.loads(done.stdout)
    finally:
        server.terminate()
        server.wait(SECONDS)


def objects(value):
    """Every object in `value`, with its members."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from objects(inner)


def faulty(trace, number):
    """A copy with one fault, and what it is."""
    chance = random.Random(number)
    made = copy.deepcopy(trace)
    place = chance.choice(list(objects(made)))
    keys = [key for key in place if key not in SKIPPED_KEYS and not key.lower().endswith("base64") and key != "text"]
    key = chance.choice(keys)
    kind = chance.choice(["more", "less", "type", "range"])
    if kind == "more":
        place["unknown"] = 1
    elif kind == "less":
        del place[key]
    elif kind == "type":
        place[key] = 1 if isinstance(place[key], (str, dict, list, bool, type(None))) else "text"
    else:
        numbers = [k for k in place if isinstance(place[k], int) and not isinstance(place[k], bool)]
        if not numbers:
            return faulty(trace, number + 1000)
        key = chance.choice(numbers)
        place[key] = chance.choice([-2, 1.5, 2 ** 60])
    return made, f"{kind} {key} in {sorted(place)}"


def main():
    cli, program, schema_file, golden = sys.argv[1:5]
    schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    files = [json.loads(path.read_bytes()) for path in sorted(pathlib.Path(golden).glob("*.json"))]
    traces = files + random_traces(program) + [live_trace(cli)]
    faults = []
    for number, trace in enumerate(traces):
        faults += [f"trace {number}: {error.json_path}: {error.message}" for error in judge.iter_errors(trace)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "faulty.json"
        for number in range(FAULTS):
            made, what = faulty(files[0], number)
            path.write_text(json.dumps(made), encoding="utf-8")
            read = subprocess.run([cli, "convert", str(path)], capture_output=True, timeout=SECONDS, check=False)
            if judge.is_valid(made):
                faults.append(f"the schema takes {what}")
            if read.returncode != 2:
                faults.append(f"the reader takes {what}")
    print("\n".join(faults[:20]))
    print(f"{len(traces)} traces, {FAULTS} faulty ones, {len(faults)} surprises")
    return 1 if faults or len(files) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
