#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has mermaid of npm read the diagrams that hopscope-cli writes of ordinary, random and hostile traces: each is a
sequence diagram with a participant a place and the messages of its hops, and nothing else. Status 77: npm or the network
is missing.

usage: mermaid_test.py HOPSCOPE_CLI RANDOMTRACES WORK_DIR TRACE...
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from npm import install  # noqa: E402

PACKAGE = "mermaid@11"
SKIPPED = 77
SECONDS = 200
SEEDS = 20
SCRIPT = """
import mermaid from "mermaid";
import { readFileSync } from "node:fs";
mermaid.initialize({ maxTextSize: 1e7 });
const answers = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
    try {
        await mermaid.parse(text);
        const db = (await mermaid.mermaidAPI.getDiagramFromText(text)).db;
        answers.push({ actors: [...db.getActors().keys()].length,
                       arrows: db.getMessages().filter(m => m.from !== m.to).length });
    } catch (error) {
        answers.push({ error: String(error).slice(0, 400) });
    }
}
console.log(JSON.stringify(answers));
"""


def main():
    cli, program, folder, files = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4:]
    if not install(folder, PACKAGE):
        print("mermaid cannot be installed: npm or the network is missing")
        return 1 if os.environ.get("CI") else SKIPPED
    traces = [pathlib.Path(name).read_bytes() for name in files]
    for arguments in (["hostile"], [str(SEEDS)]):
        traces += subprocess.run([program, *arguments], capture_output=True, timeout=SECONDS,
                                 check=True).stdout.split(b"\0")[:-1]
    diagrams = []
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work) / "trace.json"
        for trace in traces:
            path.write_bytes(trace)
            done = subprocess.run([cli, "convert", str(path), "--no-redact", "--format", "mermaid"], capture_output=True,
                                  timeout=SECONDS, check=True)
            diagrams.append(done.stdout.decode())
    script = folder / "read.mjs"
    script.write_text(SCRIPT, encoding="utf-8")
    node = subprocess.run(["node", str(script)], input=json.dumps(diagrams).encode(), capture_output=True,
                          timeout=SECONDS, check=True)
    faults = 0
    for trace, diagram, answer in zip(traces, diagrams, json.loads(node.stdout), strict=True):
        hops = json.loads(trace)["hops"]
        wanted = {"actors": 1 + diagram.count("\n    participant s"), "arrows": 2 * len(hops)}
        if answer != wanted:
            print(answer, wanted, diagram[:600])
            faults += 1
    print(f"{len(traces)} diagrams, {faults} misread")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
