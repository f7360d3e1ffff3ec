#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""usage: auditbench.py BUILD_DIR; see run.sh. Audits of one redirect a row against curl, and what a row costs as there are more of them."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from benchservers import distant, nginx

BUILD = pathlib.Path(sys.argv[1]).resolve()
ROWS = (1000, 4000, 16000)
MANY_ROWS, DISTANT_ROWS, KEPT_ROWS = 100_000, 4000, 4000
AT_ONCE, ROUND_TRIP_MS = 50, 20

LOCATIONS = r"""
        location ~ ^/old/(.*)$ { return 301 /new/$1; }
        location /new/ { return 200 "new\n"; }"""


def measured(command):
    """Wall and processor seconds of a child process, its largest memory in MiB, and what it printed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], stdout=output, stderr=subprocess.DEVNULL)
        usage = os.wait4(child.pid, 0)[2]
        wall = time.perf_counter() - start
        output.seek(0)
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, output.read(300).decode(errors="replace")


def audit(folder, base, rows, *options):
    path = folder / "list.txt"
    path.write_text("".join(f"{base}/old/{i} {base}/new/{i} 301\n" for i in range(rows)), encoding="utf-8")
    found = measured([BUILD / "hopscope-cli", "audit", "--proxy", "none", "--per-host", AT_ONCE, "--parallel", AT_ONCE, path, *options])
    if not re.match(rf"{rows} URLs: {rows} PASS", found[3]):
        raise SystemExit(f"wanted {rows} rows that pass: {found[3][:300]}")
    return found


def curl(folder, base, rows):
    config = folder / "curl.config"
    config.write_text("".join(f'url = "{base}/old/{i}"\noutput = "/dev/null"\n' for i in range(rows)), encoding="utf-8")
    return measured(["curl", "-sL", "-Z", "--parallel-max", AT_ONCE, "--no-progress-meter", "--noproxy", "*", "-K", config])


def line(title, rows, ours, theirs):
    print(f"{title}: {ours[1] / rows * 1000:.2f} ms CPU a row, {rows / ours[0]:.0f} rows/s, {ours[2]} MiB; wall {ours[0]:.2f} s against "
          f"curl -Z {theirs[0]:.2f} s = {ours[0] / theirs[0]:.2f} times; CPU {ours[1] / theirs[1]:.1f} times", flush=True)


def near(folder, base):
    for rows in ROWS:
        line(f"audit of {rows} rows", rows, audit(folder, base, rows), curl(folder, base, rows))
    kept = folder / "kept.jsonl"
    line(f"audit of {KEPT_ROWS} rows, kept with their traces", KEPT_ROWS, audit(folder, base, KEPT_ROWS, "--resume", kept), curl(folder, base, KEPT_ROWS))
    print(f"    {kept.stat().st_size // KEPT_ROWS} bytes a row")
    many = audit(folder, base, MANY_ROWS)
    print(f"audit of {MANY_ROWS} rows: {many[1] / MANY_ROWS * 1000:.2f} ms CPU a row, {many[0]:.1f} s, {many[2]} MiB")


def away(folder, server_port):
    with distant(BUILD, server_port, ROUND_TRIP_MS) as port:
        base = f"http://127.0.0.1:{port}"
        line(f"audit of {DISTANT_ROWS} rows, {ROUND_TRIP_MS} ms away", DISTANT_ROWS, audit(folder, base, DISTANT_ROWS), curl(folder, base, DISTANT_ROWS))


def main():
    with tempfile.TemporaryDirectory() as name, nginx(name, LOCATIONS) as port:
        near(pathlib.Path(name), f"http://127.0.0.1:{port}")
        if (BUILD / "delayrelay").exists():
            away(pathlib.Path(name), port)


main()
