#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what clients remember (cookies, HSTS, stored redirects) and what they ask first (preflight, 401, Expect).

usage: memory.py record [-m] [-r] [-d] [CLIENT...] [-f FEATURE...]
           plays the cases and writes resources/clients/memory.json; -m: the missing rows only, -r: backwards,
           -d: the cases in which the browsers differ, each until two runs agree; a feature may be part of a case's name
       memory.py check   validates that file against the table of cases
       memory.py table   writes docs/memory-measured.md

Recording needs Linux with unshare and ip (a network of its own, with loopback only), openssl and certutil.
"""
import datetime
import fcntl
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from memoryclients import CLIENTS  # noqa: E402
from memorytable import cases  # noqa: E402
from memoryworld import NAMES, World, row, short  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FILE = os.path.join(ROOT, "resources", "clients", "memory.json")
INSIDE = "HOPSCOPE_MEMORY_NAMESPACE"
SAVE_EVERY, ATTEMPTS = 25, 4
FORMAT, VERSION = "hopscope-memory", 1


def in_namespace():
    """Starts the program again with a network of its own, in which there is loopback only, and an /etc/hosts of its own."""
    if os.environ.get(INSIDE):
        subprocess.run(["ip", "link", "set", "lo", "up"], check=False)
        return
    with tempfile.NamedTemporaryFile("w", suffix=".hosts") as hosts:
        hosts.write(f"127.0.0.1 {' '.join(NAMES)}\n")
        hosts.flush()
        user = [] if os.geteuid() == 0 else ["-r"]
        script = 'mount --bind "$1" /etc/hosts && shift && exec "$@"'
        done = subprocess.run(["unshare", *user, "-mn", "bash", "-c", script, "bash", hosts.name, sys.executable, *sys.argv],
                              env=os.environ | {INSIDE: "1"})
    sys.exit(done.returncode)


def measure(client, world, each):
    """The row of a case."""
    world.load(each)
    for port in each.get("listen", []):
        world.listen(port)
    client.begin(each)
    world.take()
    seen, ends = [], []
    for step in each["steps"]:
        ends.append(short(str(client.play(step))))
        seen.append([row(request) for request in world.take()])
    stored, notes = client.stored(), client.notes()
    return {"feature": each["feature"], "case": each["name"], "client": client.id(each), "version": client.version(), "seen": seen, "ends": ends,
            "stored": stored} | ({"notes": notes} if notes else {})


def same(one, other):
    return one["seen"] == other["seen"] and one["stored"] == other["stored"] and one["version"] == other["version"]


def agreed(client, world, each, before):
    """A row that was measured twice; the last one when no two of four are the same."""
    rows = [before] if before else []
    while len(rows) < ATTEMPTS:
        now = measure(client, world, each)
        if any(same(now, known) for known in rows):
            return now
        rows.append(now)
    print(f"{client.name}: {each['name']}: different each time", flush=True)
    return rows[-1]


def sent(row):
    """What is compared between two browsers: the requests without what one of them adds to each."""
    return [[(request["request"], {name: value for name, value in request["fields"].items() if name not in ("Cache-Control", "Content-Type")})
             for request in step] for step in row["seen"]]


def disagreed(rows):
    """The cases for which the browsers have different rows."""
    by_case = {}
    for each in rows:
        if engine(each) in ("chromium", "firefox"):
            by_case.setdefault(each["case"], []).append(sent(each))
    return {name for name, both in by_case.items() if len(both) == 2 and both[0] != both[1]}


def load():
    if not os.path.exists(FILE):
        return {"format": FORMAT, "version": VERSION, "cases": [], "rows": []}
    with open(FILE, encoding="utf-8") as file:
        return json.load(file)


def engine(row):
    """The client that plays the case: both profiles of a browser are one."""
    return row["client"].removesuffix("-nav").removesuffix("-fetch")


TABLE = cases()


def save(new):
    """Puts the rows in, in the order of the table; two recordings at a time do not lose each other's."""
    with open(os.path.join(tempfile.gettempdir(), "hopscope-memory.lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        rows = {(row["case"], engine(row)): row for row in load()["rows"] + new}
        table = TABLE
        order = [(each["name"], client) for each in table for client in each["clients"]]
        lines = lambda values: "[\n" + ",\n".join(json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                                                  for value in values) + "\n]"  # noqa: E731
        with open(FILE + ".new", "w", encoding="utf-8") as file:
            file.write(f'{{"format":"{FORMAT}","version":{VERSION},"date":"{datetime.date.today().isoformat()}",\n"cases":' + lines(table) +
                       ',\n"rows":' + lines([rows[key] for key in order if key in rows]) + "}\n")
        os.replace(FILE + ".new", FILE)


def record(words):
    in_namespace()
    old = {(each["case"], engine(each)): each for each in load()["rows"]}
    known = set(old) if "-m" in words else set()
    order = TABLE[::-1] if "-r" in words else TABLE
    if "-d" in words:
        wanted = disagreed(old.values())
        order = [each for each in order if each["name"] in wanted]
    options, words = words, [word for word in words if word not in ("-m", "-r", "-d")]
    features = words[words.index("-f") + 1:] if "-f" in words else []
    words = words[:words.index("-f")] if "-f" in words else words
    for name in words or CLIENTS:
        client = CLIENTS[name]
        table = [each for each in order if name in each["clients"] and (each["name"], name) not in known
                 and (not features or each["feature"] in features or any(word in each["name"] for word in features))]
        if not client.version():
            print(f"{name}: not installed")
            continue
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as client.folder:
            world = World(client.folder)
            rows = []
            try:
                for each in table:
                    rows.append(agreed(client, world, each, old.get((each["name"], name))) if "-d" in options else measure(client, world, each))
                    if len(rows) % SAVE_EVERY == 0:
                        save(rows)
                    if os.environ.get("VERBOSE"):
                        print(json.dumps(rows[-1], ensure_ascii=False, indent=1), flush=True)
            finally:
                client.close()
                world.close()
                save(rows)
        print(f"{name} {client.version()}: {len(rows)} rows", flush=True)
    return 0


def main():
    what, *rest = sys.argv[1:] or ["help"]
    if what == "record":
        return record(rest)
    if what in ("check", "table"):
        import memoryreport
        return memoryreport.check(load(), TABLE) if what == "check" else memoryreport.table(load(), ROOT)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
