#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks `hopscope-cli compare --visits` from outside: what is asked again, by client, and why.

usage: visits_cli_test.py PATH-TO-hopscope-cli
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
TYPES = ("301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect")
FIELDS = ("no Cache-Control", "Cache-Control: max-age=60", "Cache-Control: no-store")
ASKED, KEPT = "asked again", "not asked: from the cache"
MAX_WIDTH = 120
failed = 0


def check(name, ok, detail=""):
    global failed
    failed += not ok
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(*args, clients="/nonexistent"):
    process = subprocess.run([CLI, *args], capture_output=True, timeout=60, env=os.environ | {"HOPSCOPE_CLIENTS": clients})
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def rows_of(text):
    """The cells of each row, their lines joined; the heading is the first row."""
    lines = text.splitlines()[2:]
    starts = [rule.start() for rule in re.finditer("-+", next(line for line in lines if line.startswith("-")))]
    rows, cells = [], None
    for line in lines + ["-"]:
        if line.startswith("-"):
            rows.append([" ".join(parts) for parts in cells])
            cells = None
            continue
        cells = cells or [[] for _ in starts]
        for cell, start, end in zip(cells, starts, starts[1:] + [None]):
            cell.extend([line[start:end].strip()] if line[start:end].strip() else [])
    return rows


def visits(client, kept, clients="/nonexistent"):
    """Runs it; `kept` has the rows, (status, place in FIELDS), that the client itself answers. The reasons by row."""
    code, out, err = run("compare", "--visits", *(["--client", client] if client else []), clients=clients)
    name = client or "by default"
    check(f"{name}: exit 0", code == 0 and not err, (code, err))
    check(f"{name}: at most {MAX_WIDTH} columns", max(map(len, out.splitlines())) <= MAX_WIDTH, out)
    check(f"{name}: the client is named", f"client {client or 'chromium-nav'}." in out.splitlines()[0], out)
    heading, *rows = rows_of(out)
    check(f"{name}: heading", heading == ["Type", "Response field", "First visit", "Second visit", "Asked again?", "Why", "Source"], heading)
    check(f"{name}: types and fields", [row[:2] for row in rows] == [[t, field] for t in TYPES for field in FIELDS], rows)
    reasons = {}
    for place, (redirect, _, first, second, answer, why, source) in enumerate(rows):
        status, field = int(redirect[:3]), place % len(FIELDS)
        is_kept = (status, field) in kept
        both = f"GET /{status}, GET /echo"
        check(f"{name}: {status}, {FIELDS[field]}", (first, second, answer) == (both, "GET /echo" if is_kept else both, KEPT if is_kept else ASKED)
              and why and source, (first, second, answer, why, source))
        reasons[(status, field)] = (why, source)
    return reasons


def by_client():
    statuses = [int(name[:3]) for name in TYPES]
    with_lifetime = {(status, 1) for status in statuses}
    permanent = {(301, 0), (308, 0)}
    reasons = visits(None, with_lifetime | permanent)
    check("kept without a limit: why", "so it is kept without end." in reasons[(301, 0)][0] and "measured" in reasons[(301, 0)][1], reasons)
    check("kept for a minute: why", reasons[(302, 1)] == ("Cache-Control: max-age=60 lets it be kept for 60 seconds.", "RFC 9111 5.2.2.1"), reasons)
    check("not kept: why", reasons[(308, 2)] == ("Cache-Control: no-store forbids keeping it.", "RFC 9111 5.2.2.5"), reasons)
    check("temporary: why", reasons[(307, 0)] == ("307 has neither Cache-Control: max-age nor Expires.", "RFC 9110 15.1"), reasons)
    visits("firefox-nav", with_lifetime)
    reasons = visits("browser", with_lifetime | permanent)
    check("browser: what Firefox does is said", "Firefox asks again." in reasons[(301, 0)][0], reasons)
    reasons = visits("curl", set())
    check("curl: why", reasons[(301, 1)][0] == "301 is not kept, because this client has no cache.", reasons)
    with tempfile.TemporaryDirectory() as folder:
        own = {"format": "hopscope-client", "formatVersion": 1, "id": "own-tab", "title": "Own tab", "like": "chromium-nav"}
        (pathlib.Path(folder) / "own-tab.json").write_text(json.dumps(own), encoding="utf-8")
        visits("own-tab", with_lifetime | permanent, clients=folder)


def wrong_usage():
    for args in (["-X", "PUT"], ["-d", "x"], ["--all"]):
        code, out, err = run("compare", "--visits", *args)
        check(f"--visits {args}: exit 2, one line", code == 2 and not out and err.count("\n") == 1 and "leave out -X, -d and --all" in err, (code, err))
    code, out, err = run("compare", "--visits", "--client", "nobody")
    check("--visits: no such client", code == 2 and not out and err.count("\n") == 1, (code, err))
    out = run("help", "compare")[1]
    check("help: --visits and its client", "--visits" in out and "with --visits chromium-nav" in " ".join(out.split()), out)
    code, out, err = run("compare")
    check("without --visits as before", code == 0 and "client browser" in out and "Observed now" in " ".join(out.split()), (code, out, err))


by_client()
wrong_usage()
sys.exit(1 if failed else 0)
