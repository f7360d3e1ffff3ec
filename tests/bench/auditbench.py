#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""usage: auditbench.py BUILD_DIR [PART]; see run.sh. Audits of one redirect a row: against curl with as many transfers at a time and to a
host, near and a round trip away; what a row costs as there are more of them; and memory, in units of 1,000,000 bytes. With PART each
number of rows is divided by it: to see that the bench runs."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from benchservers import distant, nginx

BUILD = pathlib.Path(sys.argv[1]).resolve()
PART = int(sys.argv[2]) if len(sys.argv) > 2 else 1
GROWTH = [rows // PART for rows in (1000, 10_000, 100_000)]
COMPARED_ROWS, POLITE_ROWS, KEPT_ROWS = 10_000 // PART, 1000 // PART, 4000 // PART
AT_ONCE, POLITELY, ROUND_TRIP_MS, TRIES = 50, 4, 20, 3

LOCATIONS = r"""
        location ~ ^/old/(.*)$ { return 301 /new/$1; }
        location /new/ { return 200 "new\n"; }"""


class Run:
    """A child process: wall and processor seconds, its largest memory in MB, and what it printed."""

    def __init__(self, command):
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            child = subprocess.Popen([str(word) for word in command], stdout=output, stderr=subprocess.DEVNULL)
            usage = os.wait4(child.pid, 0)[2]
            self.wall = time.perf_counter() - start
            output.seek(0)
            self.printed = output.read(300).decode(errors="replace")
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024 / 1e6


def listed(folder, base, rows):
    path = folder / "list.txt"
    path.write_text("".join(f"{base}/old/{i} {base}/new/{i} 301\n" for i in range(rows)), encoding="utf-8")
    return path


def audit(folder, base, rows, at_once, *options):
    path = listed(folder, base, rows)
    run = Run([BUILD / "hopscope-cli", "audit", "--proxy", "none", "--per-host", at_once, "--parallel", at_once, path, *options])
    if not re.match(rf"{rows} URLs: {rows} PASS", run.printed):
        raise SystemExit(f"wanted {rows} rows that pass: {run.printed}")
    return run


def curl(folder, base, rows, at_once):
    config = folder / "curl.config"
    config.write_text("".join(f'url = "{base}/old/{i}"\noutput = "/dev/null"\n' for i in range(rows)), encoding="utf-8")
    return Run(["curl", "-sL", "-Z", "--parallel-max", at_once, "--no-progress-meter", "--noproxy", "*", "-K", config])


def compare(title, folder, base, rows, at_once):
    """The quickest of some tries in turn: what else the machine does counts for neither."""
    tries = [(audit(folder, base, rows, at_once), curl(folder, base, rows, at_once)) for _ in range(TRIES)]
    ours, theirs = (min((each[i] for each in tries), key=lambda run: run.wall) for i in (0, 1))
    print(f"{rows} rows, {at_once} at a time, {title}: wall {ours.wall:.2f} s against curl -Z {theirs.wall:.2f} s = "
          f"{ours.wall / theirs.wall:.2f} times; {rows / ours.wall:.0f} rows/s on {ours.processor / ours.wall:.1f} cores; "
          f"CPU {ours.processor / theirs.processor:.1f} times", flush=True)


def growth(folder, base):
    first = None
    for rows in GROWTH:
        run = audit(folder, base, rows, AT_ONCE)
        cost = run.processor / rows * 1000
        first = first or cost
        print(f"audit of {rows} rows: {cost:.2f} ms CPU a row = {cost / first:.2f} times that of {GROWTH[0]}; {run.wall:.1f} s, "
              f"{run.memory:.0f} MB", flush=True)


def keep(folder, base):
    """The lines of an audit that keeps its traces."""
    kept = folder / "kept.jsonl"
    run = audit(folder, base, KEPT_ROWS, AT_ONCE, "--resume", kept)
    print(f"audit of {KEPT_ROWS} rows, kept with their traces: {run.processor / KEPT_ROWS * 1000:.2f} ms CPU and "
          f"{kept.stat().st_size // KEPT_ROWS} bytes a row", flush=True)
    return kept


def stored(folder, kept, rows):
    """A file of so many rows, whose lines are like those in `kept`."""
    lines = kept.read_text(encoding="utf-8").splitlines()
    path = folder / "stored.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            line = lines[number % len(lines)]
            place = json.loads(line)["source"].rpartition("/")[2]
            for name in ("id", "asked"):
                line = re.sub(rf'"{name}":"[0-9a-f]*"', f'"{name}":"{number:032x}"', line, count=1)
            file.write(re.sub(rf"/(old|new)/{place}\b", rf"/\g<1>/{number}", line) + "\n")
    return path


def window(folder, path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    print(subprocess.run([BUILD / "auditwindowbench", path], check=True, capture_output=True, text=True, env=environment).stdout, end="", flush=True)


def main():
    with tempfile.TemporaryDirectory() as name, nginx(name, LOCATIONS) as port:
        folder, base = pathlib.Path(name), f"http://127.0.0.1:{port}"
        compare("near", folder, base, COMPARED_ROWS, AT_ONCE)
        if (BUILD / "delayrelay").exists():
            with distant(BUILD, port, ROUND_TRIP_MS) as far_port:
                far = f"http://127.0.0.1:{far_port}"
                compare(f"{ROUND_TRIP_MS} ms away", folder, far, COMPARED_ROWS, AT_ONCE)
                compare(f"{ROUND_TRIP_MS} ms away", folder, far, POLITE_ROWS, POLITELY)
        growth(folder, base)
        kept = keep(folder, base)
        if (BUILD / "auditwindowbench").exists():
            window(folder, stored(folder, kept, GROWTH[-1]))
            window(folder, listed(folder, base, GROWTH[-1]))


main()
