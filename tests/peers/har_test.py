#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has har-validator of npm judge the HARs that hopscope-cli writes. Status 77: npm or the network is missing.

usage: har_test.py HOPSCOPE_CLI WORK_DIR TRACE...
"""
import os
import pathlib
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from npm import install  # noqa: E402

PACKAGE = "har-validator@5.1.5"
SKIPPED = 77
SECONDS = 120
SCRIPT = """
const har = JSON.parse(require("fs").readFileSync(0, "utf8"));
require("har-validator/lib/promise").har(har).catch(e => { console.error(JSON.stringify(e.errors)); process.exit(1); });
"""


def main():
    cli, folder, traces = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    if not install(folder, PACKAGE):
        print("har-validator cannot be installed: npm or the network is missing")
        return 1 if os.environ.get("CI") else SKIPPED
    faults = 0
    for trace in traces:
        har = subprocess.run([cli, "convert", trace, "--format", "har"], capture_output=True, timeout=SECONDS, check=True)
        judged = subprocess.run(["node", "-e", SCRIPT], input=har.stdout, capture_output=True, timeout=SECONDS,
                                cwd=folder, check=False)
        if judged.returncode != 0:
            print(f"{trace}: {judged.stderr.decode()}")
            faults += 1
    print(f"{len(traces)} HARs, {faults} refused")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
