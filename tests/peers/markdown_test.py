#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has cmark-gfm render the Markdown that hopscope-cli writes of ordinary, random and hostile traces: it makes headings,
tables, lists and code, and never a link, a picture or HTML. Status 77: cmark-gfm is missing.

usage: markdown_test.py HOPSCOPE_CLI RANDOMTRACES TRACE...
"""
import collections
import html.parser
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
SECONDS = 120
SEEDS = 30
KNOWN = {"h2", "h3", "p", "strong", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
EXTENSIONS = [argument for name in ("table", "autolink", "strikethrough") for argument in ("--extension", name)]


class Counter(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = collections.Counter()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1


def rendered(markdown):
    done = subprocess.run(["cmark-gfm", "--unsafe", *EXTENSIONS], input=markdown, capture_output=True, timeout=SECONDS,
                          check=True)
    counter = Counter()
    counter.feed(done.stdout.decode())
    return counter.tags


def main():
    cli, program, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    if not shutil.which("cmark-gfm"):
        print("cmark-gfm is missing")
        return 1 if os.environ.get("CI") else SKIPPED
    traces = [pathlib.Path(name).read_bytes() for name in files]
    for arguments in (["hostile"], [str(SEEDS)]):
        traces += subprocess.run([program, *arguments], capture_output=True, timeout=SECONDS,
                                 check=True).stdout.split(b"\0")[:-1]
    faults = 0
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work) / "trace.json"
        for trace in traces:
            path.write_bytes(trace)
            markdown = subprocess.run([cli, "convert", str(path), "--no-redact", "--format", "markdown"],
                                      capture_output=True, timeout=SECONDS, check=True).stdout
            tags = rendered(markdown)
            value = json.loads(trace)
            ledgers = [hop["redirect"]["ledger"] for hop in value["hops"] if hop["redirect"]]
            wanted = {"h2": 1, "h3": len(value["hops"]) + bool(value["findings"]), "li": len(value["findings"]),
                      "table": 1 + sum(bool(ledger) for ledger in ledgers),
                      "tr": 1 + len(value["hops"]) + sum(len(ledger) + 1 for ledger in ledgers if ledger)}
            if not set(tags) <= KNOWN or any(tags[tag] != count for tag, count in wanted.items()):
                print(dict(tags), wanted, markdown[:800].decode())
                faults += 1
    print(f"{len(traces)} texts, {faults} misread")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
