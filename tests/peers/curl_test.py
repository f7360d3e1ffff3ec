#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs exported curl commands against a recording server: each has to arrive as the request of its hop.

usage: curl_test.py HOPSCOPE_CLI
"""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from heads import seen, serve  # noqa: E402

SECONDS = 30
ANY_BYTES = bytes(range(256)) + b"%s%d'\\n\"$(id)"
ROWS = [
    ("GET", "/a/../b?x=[1]&y={2}", [("Accept", "*/*")], b""),
    ("GET", "/", [("User-Agent", "a'b$(id)`id`"), ("X-Empty", ""), ("X-Twice", "1"), ("x-twice", "2")], b""),
    ("POST", "/p", [("Content-Type", "application/json")], b'{"a": "it\'s"}\n'),
    ("POST", "/p", [], b"@/etc/passwd"),
    ("PUT", "/p", [("Host", "other.example"), ("X-Text", "\u202etxt")], ANY_BYTES),
    ("POST", "/p", [("Content-Length", "0")], b""),
    ("DELETE", "/d", [("Cookie", "a=1; b=2"), ("Authorization", "Basic eDp5")], b""),
    ("HEAD", "/h", [("Accept-Encoding", "gzip")], b""),
    ("M-SEARCH", "/m", [], b"-n" + b"x" * 200_000),
]
# Fields with an empty value, each alone and all at once: those that curl writes itself are the ones that it drops.
EMPTY = ["User-Agent", "Accept", "Accept-Encoding", "Referer", "Cookie", "Authorization", "Connection", "Range", "X-Empty",
         "TE", "Origin", "Upgrade", "Proxy-Connection", "If-None-Match", "Host"]
ROWS += [("GET", f"/empty/{name}", [(name, "")], b"") for name in EMPTY]
ROWS += [("POST", f"/empty-with-body/{name}", [(name, "")], b"tea") for name in EMPTY + ["Content-Type", "Expect"]]
ROWS += [("GET", "/blank", [("X-Blank", "  "), ("User-Agent", " ")], b"")]
ROWS += [("GET", "/all-empty", [(name, "") for name in EMPTY], b"")]


def trace_of(origin):
    hops = []
    for index, (method, target, fields, body) in enumerate(ROWS):
        headers = [{"name": n, "value": v} for n, v in fields]
        hops.append({
            "index": index, "kind": "http", "response": None, "redirect": None, "wire": None, "error": None,
            "request": {"method": method, "url": f"http://u:p@{origin}{target}#f", "version": "HTTP/1.1", "headers": headers,
                        "body": {"size": len(body), "sha256": "", "base64": base64.b64encode(body).decode(),
                                 "truncated": False}},
            "timing": dict.fromkeys(("start", "dns", "connect", "tls", "send", "wait", "receive"), 0),
            "connection": {"address": "", "port": 0, "reused": False, "tls": None}})
    return {"format": "hopscope-trace", "version": 1, "tool": {"name": "test", "version": "1"}, "client": "curl",
            "started": None, "outcome": {"kind": "final", "message": ""}, "hops": hops, "findings": []}


def wanted(row, origin):
    method, target, fields, body = row
    # The white space around a value is no part of it (RFC 9112 5).
    fields = [(n, v.strip().encode().decode("latin-1")) for n, v in fields]
    if not any(n == "Host" for n, _ in fields):
        fields.append(("Host", origin))
    return method, target, sorted(fields), body


def arrived(request):
    """The length of content says nothing that the content does not."""
    method, target, fields, body = request
    return method, target, sorted((n, v) for n, v in fields if not (n == "Content-Length" and body)), body


def main():
    origin = serve()
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace.json"
        trace.write_text(json.dumps(trace_of(origin)), encoding="utf-8")
        script = subprocess.run([sys.argv[1], "convert", str(trace), "--no-redact", "--format", "curl"],
                                capture_output=True, timeout=SECONDS, check=True).stdout
        subprocess.run(["sh"], input=script, capture_output=True, timeout=SECONDS, check=True, cwd=folder)
    faults = [(row, got) for row, got in zip([wanted(row, origin) for row in ROWS], map(arrived, seen)) if row != got]
    for row, got in faults:
        print(f"wanted {str(row)[:600]}\narrived {str(got)[:600]}\n")
    print(f"{len(ROWS)} commands, {len(seen)} requests, {len(faults)} differ")
    return 0 if len(seen) == len(ROWS) and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
