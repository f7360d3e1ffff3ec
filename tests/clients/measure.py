#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what real clients send after a redirect, and compares it with what their profiles say.

usage: measure.py record [CLIENT]...    asks the clients (all that are installed) and writes resources/clients/measured.json
       measure.py add [CLIENT]...       likewise, but puts only those cases to them that the file has no row for
       measure.py check PROBE           compares every recorded row with the profiles; needs no client
       measure.py live PROBE CLIENT     asks one client now; exit 77 when it is not installed in the recorded version
PROBE is the built decideprobe; for Qt the variable QTCLIENT names the built qtclient. check and live print a line for each
difference, and how many rows were measured and how many of them predicted.
"""
import datetime
import os
import re
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench import Bench, CHAIN_END  # noqa: E402
from cases import cases  # noqa: E402
from drivers import DRIVERS  # noqa: E402
from known import KNOWN  # noqa: E402
from measured import Measured  # noqa: E402
from predict import predictions  # noqa: E402


# A client whose own threads race (QNetworkAccessManager repeats requests, and loses a redirect of a body now and then) is asked as often
# before it counts as a miss, or as sending nothing.
ATTEMPTS = 5


def attempt(bench, driver, case, expected):
    """What the client sends for the case; asked again while it is not what was `expected`. None expects nothing in particular."""
    for _ in range(ATTEMPTS if expected or getattr(driver, "races", False) else 1):
        really = bench.second(driver, case)
        if same(really, expected) if expected else really is not None:
            break
    return really


def measure(client, expected=(), known=()):
    """What `client` sends for each case, in order, and how many redirects it follows at most. Rows of `known` are not measured again."""
    driver = DRIVERS[client]
    with tempfile.TemporaryDirectory() as driver.folder:
        bench = Bench(driver.folder)
        try:
            rows = [attempt(bench, driver, row, said) if old in (None, "unmeasured") else old[0]
                    for row, said, old in zip_longest(cases(), expected, known)]
            return rows, bench.followed(driver)
        finally:
            driver.close()
            bench.close()


def record(clients, only_new):
    measured, lock = Measured.load(), threading.Lock()

    def ask(client):
        version = DRIVERS[client].version()
        recorded, old, followed = measured.get(client)
        if not version:
            print(f"{client}: not installed")
            if recorded:
                with lock:
                    measured.put(client, recorded, measured.date(client), ["impossible" if row == "unmeasured" else row for row in old], followed)
            return
        known = [row if row == "unmeasured" else (row,) for row in old] if only_new and version == recorded else []
        if known and "unmeasured" not in known:
            return
        rows, followed = measure(client, known=known)
        with lock:
            measured.put(client, version, datetime.date.today().isoformat(), rows, followed)
            measured.save()
        print(f"{client} {version}: {sum(isinstance(row, list) or row is None for row in rows)} rows, follows {followed}", flush=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(ask, clients or DRIVERS))
    measured.save()
    return 0


def same(really, expected):
    """Whether two requests are equal; the case of a field's name does not count (RFC 9110 5.1)."""
    def plain(row):
        fields = [line.split(": ", 1) for line in row[2]]
        return [*row[:2], sorted((name.lower(), value) for name, value in fields), row[3]]
    return really == expected or (isinstance(really, list) and isinstance(expected, list) and plain(really) == plain(expected))


def compare(client, version, rows, followed, probe):
    """Prints the differences; returns how many rows were measured, how many predicted, how many missed without a reason."""
    said, limit = predictions(probe, client, cases())
    total = right = missed = 0
    for row, really, expected in [*zip(cases(), rows, said), ({"name": "endless chain"}, followed, min(limit, CHAIN_END))]:
        if really == "impossible":
            continue
        total += 1
        if really == "unmeasured":
            missed += 1
            print(f"{client}: {row['name']}: not measured yet (measure.py add)")
            continue
        if same(really, expected):
            right += 1
            continue
        reason = KNOWN.get((client, row["name"]))
        missed += reason is None
        print(f"{client}: {row['name']}" + (f": known: {reason}" if reason else f":\n  profile  {expected}\n  measured {really}"))
    print(f"{client} {version}: {total} rows measured, {right} predicted right")
    return total, right, missed


# What tells one browser from another in every request, and is no answer to a redirect.
OWN_FIELDS = ("user-agent:", "accept", "connection:", "priority:", "pragma:", "cache-control:")


def without_own(row):
    return [*row[:2], [line for line in row[2] if not line.lower().startswith(OWN_FIELDS)], row[3]] if isinstance(row, list) else row


def compare_browser(measured, probe):
    """The profile `browser` against the rows in which fetch() of Chromium and of Firefox agree."""
    chromium, firefox = (measured.get(client)[1] for client in ("chromium-fetch", "firefox-fetch"))
    total = missed = 0
    for row, one, other, said in zip(cases(), chromium, firefox, predictions(probe, "browser", cases())[0]):
        if one in ("impossible", "unmeasured") or not same(without_own(one), without_own(other)):
            continue
        total += 1
        if not same(without_own(one), without_own(said)):
            missed += 1
            print(f"browser: {row['name']}:\n  profile  {said}\n  measured {one}")
    print(f"browser: {total} rows in which Chromium and Firefox agree, {total - missed} predicted right")
    return total, total - missed, missed


def unneeded(measured, probe):
    """Prints the reasons of known.py whose rows are predicted right; returns how many. A client that races may need them another time."""
    count = 0
    for client in measured.clients():
        _, rows, _ = measured.get(client)
        said = predictions(probe, client, cases())[0]
        for row, really, expected in zip(cases(), rows, said):
            right = really == "impossible" or same(really, expected)
            if (client, row["name"]) in KNOWN and right and not getattr(DRIVERS[client], "races", False):
                count += 1
                print(f"{client}: {row['name']}: predicted right, so known.py needs no reason")
    return count


def documented(clients, total, right):
    """Whether docs/clients.md has these numbers."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "clients.md"), encoding="utf-8") as file:
        text = " ".join(file.read().split())
    said = f"{clients} clients were measured against a recording server (`resources/clients/measured.json`: {total:,} rows, of which the " \
           f"profiles predict {right:,}; each of the {total - right} others"
    if said not in text:
        print(f"docs/clients.md does not say: {said}")
    return said in text


def check(probe):
    measured = Measured.load()
    results = [compare(client, *measured.get(client), probe) for client in measured.clients()]
    browser = compare_browser(measured, probe)
    total, right, missed = (sum(column) for column in zip(*results))
    print(f"{len(results)} clients, {total} rows measured, {right} predicted right, {total - right - missed} known misses, "
          f"{missed} other misses")
    return 1 if missed or browser[2] or unneeded(measured, probe) or not documented(len(results), total, right) else 0


def live(probe, client):
    measured = Measured.load()
    version = DRIVERS[client].version()
    recorded = measured.get(client)[0]
    if version != recorded:
        print(f"skipped: the profile is of {client} {recorded}, here is {version or 'none'}")
        return 77
    rows, followed = measure(client, predictions(probe, client, cases())[0])
    return 1 if compare(client, version, rows, followed, probe)[2] else 0


def main():
    what, *rest = sys.argv[1:] or ["help"]
    if what in ("record", "add"):
        return record(rest, what == "add")
    if what == "check" and len(rest) == 1:
        return check(*rest)
    if what == "live" and len(rest) == 2:
        return live(*rest)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
