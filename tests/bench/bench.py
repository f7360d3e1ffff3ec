#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""usage: bench.py BUILD_DIR; see run.sh. The server is nginx with one worker, on loopback."""
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from benchservers import distant, nginx

BUILD = pathlib.Path(sys.argv[1]).resolve()
CHAINS, CHAIN_HOPS = 100, 20
SHORT_TRACES, AT_ONCE = 5000, 50
DISTANT_TRACES, ROUND_TRIP_MS = 2000, 20
STARTS = 21
WATCH_START_MS = 60


def measured(command, **options):
    """Wall and processor seconds of a child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, run.stdout.decode()


def compare(title, ours, theirs, name):
    print(f"{title}: wall {ours[0]:.2f} s against {name} {theirs[0]:.2f} s = {ours[0] / theirs[0]:.2f} times; "
          f"CPU {ours[1]:.2f} s against {theirs[1]:.2f} s = {ours[1] / theirs[1]:.2f} times")


def curl(folder, url, count, *options):
    config = folder / "curl.config"
    config.write_text(f'url = "{url}"\noutput = "/dev/null"\n' * count, encoding="utf-8")
    return measured(["curl", "-sL", "--no-progress-meter", "--noproxy", "*", "--max-redirs", "100", *options, "-K", str(config)])


def hopscope(url, count, at_once, hops, program="tracebench"):
    found = measured([str(BUILD / program), url, str(count), str(at_once)])
    if int(found[2].split()[2]) != count * hops:
        raise SystemExit(f"wanted {count * hops} hops: {found[2]}")
    return found


def start_time(command, environment=None):
    times = [measured(command, env={**os.environ, **(environment or {})})[0] for _ in range(STARTS)]
    return statistics.median(times)


def bench_traces(folder, base):
    cases = ((f"{CHAINS} chains of {CHAIN_HOPS} hops, one after the other", CHAIN_HOPS, CHAINS, 1),
             (f"{SHORT_TRACES} two-hop traces, one at a time", 2, SHORT_TRACES, 1),
             (f"{SHORT_TRACES} two-hop traces, {AT_ONCE} at a time", 2, SHORT_TRACES, AT_ONCE))
    for title, hops, count, at_once in cases:
        url = f"{base}/{hops - 1}"
        ours = hopscope(url, count, at_once, hops)
        parallel = ("-Z", "--parallel-max", str(at_once)) if at_once > 1 else ()
        compare(title, ours, curl(folder, url, count, *parallel), "curl -Z -L" if parallel else "curl -L")
        compare(f"    {count * hops / ours[0]:.0f} hops/s", ours, hopscope(url, count, at_once, hops, "directbench"),
                "QNetworkAccessManager without the relay")
    kept = measured([str(BUILD / "tracebench"), f"{base}/1", str(SHORT_TRACES), str(AT_ONCE), "keep"])[2].split()
    print(f"memory per stored hop beside bodies: {int(kept[3])} bytes ({kept[2]} hops)")


def bench_distance(folder, server_port):
    """A server that is a round trip away: what counts is how many requests wait for each other."""
    with distant(BUILD, server_port, ROUND_TRIP_MS) as port:
        url = f"http://127.0.0.1:{port}/1"
        compare(f"{DISTANT_TRACES} two-hop traces, {AT_ONCE} at a time, {ROUND_TRIP_MS} ms away", hopscope(url, DISTANT_TRACES, AT_ONCE, 2),
                curl(folder, url, DISTANT_TRACES, "-Z", "--parallel-max", str(AT_ONCE)), "curl -Z -L")


def bench_starts():
    ours = start_time([str(BUILD / "hopscope-cli"), "--version"])
    theirs = start_time(["curl", "--version"])
    print(f"start of hopscope-cli --version: {ours * 1000:.1f} ms against curl {theirs * 1000:.1f} ms = {ours / theirs:.2f} times")
    with tempfile.TemporaryDirectory() as home:
        painted = {"LD_PRELOAD": str(BUILD / "libfirstpaint.so"), "QT_QPA_PLATFORM": "offscreen", "HOME": home,
                   "XDG_CONFIG_HOME": home}
        ours = start_time([str(BUILD / "hopscope")], painted)
        theirs = start_time([str(BUILD / "emptywindow")], painted)
        label = start_time([str(BUILD / "labelwindow")], painted)
        contents = start_time([str(BUILD / "hopscope")], {**painted, "FIRSTPAINT_OF": "hopscope::InspectPage"})
    print(f"first painted window: {ours * 1000:.0f} ms against an empty QMainWindow {theirs * 1000:.0f} ms = "
          f"{ours / theirs:.2f} times; with its contents {contents * 1000:.0f} ms = {contents / theirs:.2f} times, and "
          f"{contents / label:.2f} times one with a line of text, {label * 1000:.0f} ms (offscreen, median of {STARTS})")


def bench_watch(base):
    """A chain that curl follows under watch, and without it; in turns, so that what else runs slows both."""
    plain = ["curl", "-sL", "--noproxy", "*", f"{base}/1"]
    times = {True: [], False: []}
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "XDG_DATA_HOME": data}
        watched = [str(BUILD / "hopscope-cli"), "watch", "--", *plain[:2], plain[-1]]
        first = measured(watched, env=environment)[0]
        for _ in range(STARTS):
            times[True].append(measured(watched, env=environment)[0])
            times[False].append(measured(plain)[0])
    ours, theirs = (statistics.median(times[each]) * 1000 for each in (True, False))
    print(f"watch -- curl: {ours:.1f} ms against curl {theirs:.1f} ms; 1.5 times that and {WATCH_START_MS} ms for the start is "
          f"{1.5 * theirs + WATCH_START_MS:.1f} ms; the first one, which makes the authority, {first * 1000:.1f} ms")


def bench_window():
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
        print(measured([str(BUILD / "uibench")], env=environment)[2], end="")


def bench_models(name):
    program = subprocess.run([str(BUILD / name)], check=True, capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    print(program.stdout, end="")


def main():
    with tempfile.TemporaryDirectory() as name:
        redirects = "\n".join(f"        location = /{n} {{ return 302 /{n - 1}; }}" for n in range(1, CHAIN_HOPS))
        with nginx(name, '        location = /0 { return 200 "end\\n"; }\n' + redirects) as port:
            bench_traces(pathlib.Path(name), f"http://127.0.0.1:{port}")
            bench_distance(pathlib.Path(name), port)
            bench_watch(f"http://127.0.0.1:{port}")
    bench_starts()
    bench_window()
    for each in ("historybench", "auditbench"):
        bench_models(each)


main()
