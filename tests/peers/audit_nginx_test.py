#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Audits a site of 5,000 old URLs on nginx that has every kind of fault, prints how fast that was, and runs the workflow of docs/audit.md for some of
them as it is written there.

usage: audit_nginx_test.py HOPSCOPE_CLI DOCS_AUDIT_MD
"""
import collections
import contextlib
import csv
import io
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import answers, free_port, within  # noqa: E402
from webservers import NGINX_FOLDERS, NGINX_TOP  # noqa: E402

CLI, DOCS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
SECONDS = 500
COUNT, IN_WORKFLOW = 5000, 440

NGINX = NGINX_TOP + """
events {{ worker_connections 256; }}
http {{""" + NGINX_FOLDERS + """
    log_format seen '$request_uri';
    access_log {dir}/access.log seen;
    map_hash_max_size 65536;
    map_hash_bucket_size 128;
    map $uri $moved {{
{moved}
    }}
    map $uri $found {{
{found}
    }}
    map $uri $gone {{
{gone}
    }}
    map $uri $broken {{
{broken}
    }}
    map $uri $other {{
{other}
    }}
    server {{
        listen 127.0.0.1:{port};
        absolute_redirect off;
        if ($gone) {{ return 404; }}
        if ($broken) {{ return 500; }}
        if ($moved) {{ return 301 $moved; }}
        if ($found) {{ return 302 $found; }}
        if ($other = 307) {{ return 307 /new/start; }}
        if ($other = 308) {{ return 308 /new/start; }}
        if ($other = 403) {{ return 403; }}
        if ($other = 410) {{ return 410; }}
        if ($other = 444) {{ return 444; }}
        if ($other = 503) {{ return 503; }}
        location ~ ^/OLD/(\\d+)$ {{ return 301 /new/$1; }}
        location ~ ^/many/(\\d+)/(x*)$ {{ return 301 /many/$1/x$2; }}
        location /new/ {{ return 200 "new\\n"; }}
        location /loop/ {{ return 301 $uri; }}
        location /bare/ {{ return 302; }}
    }}
}}
"""

# Of each old URL by its number: what nginx does, as (map, value), and the verdict and cause that are to come of it.
KINDS = [
    ("fine", lambda i: {"moved": {f"/old/{i}": f"/new/{i}"}}, "PASS", ""),
    ("fine again", lambda i: {"moved": {f"/old/{i}": f"/new/{i}"}}, "PASS", ""),
    ("temporary", lambda i: {"found": {f"/old/{i}": f"/new/{i}"}}, "FAIL", "302 where 301 was asked"),
    ("slash first", lambda i: {"moved": {f"/old/{i}": f"/old/{i}/", f"/old/{i}/": f"/new/{i}"}}, "FAIL", "2 redirects instead of 1: a slash was added first"),
    ("by another page", lambda i: {"moved": {f"/old/{i}": f"/via/{i}", f"/via/{i}": f"/new/{i}"}}, "FAIL", "2 redirects instead of 1"),
    ("elsewhere", lambda i: {"moved": {f"/old/{i}": "/new/start"}}, "FAIL", "another URL at the end"),
    ("target is gone", lambda i: {"moved": {f"/old/{i}": f"/new/{i}"}, "gone": {f"/new/{i}": "1"}}, "FAIL", "404 at the end"),
    ("server fault", lambda i: {"moved": {f"/old/{i}": f"/new/{i}"}, "broken": {f"/new/{i}": "1"}}, "FAIL", "500 at the end"),
    ("no redirect", lambda i: {"gone": {f"/old/{i}": "1"}}, "FAIL", "404 where 301 was asked"),
    ("loop", lambda i: {"moved": {f"/old/{i}": f"/loop/{i}"}}, "FAIL", "a loop"),
    ("parameter lost", lambda i: {"moved": {f"/old/{i}": f"/new/{i}"}}, "WARN", "Query parameters were lost"),
    ("three steps", lambda i: {"moved": {f"/old/{i}": f"/via/{i}", f"/via/{i}": f"/by/{i}", f"/by/{i}": f"/new/{i}"}}, "FAIL", "3 redirects instead of 1"),
    ("other case first", lambda i: {"moved": {f"~^/old/{i}$": f"/OLD/{i}"}}, "FAIL", "2 redirects instead of 1: other case first"),
    ("answers itself", lambda i: {}, "FAIL", "404 where 301 was asked"),
    ("temporary, kept", lambda i: {"other": {f"/old/{i}": "307"}}, "FAIL", "307 where 301 was asked"),
    ("permanent, kept", lambda i: {"other": {f"/old/{i}": "308"}}, "FAIL", "308 where 301 was asked"),
    ("forbidden", lambda i: {"other": {f"/old/{i}": "403"}}, "FAIL", "403 where 301 was asked"),
    ("gone for good", lambda i: {"other": {f"/old/{i}": "410"}}, "FAIL", "410 where 301 was asked"),
    ("no response", lambda i: {"other": {f"/old/{i}": "444"}}, "FAIL", "network error"),
    ("target is busy", lambda i: {"moved": {f"/old/{i}": f"/new/{i}"}, "other": {f"/new/{i}": "503"}}, "FAIL", "503 at the end"),
    ("too many", lambda i: {"moved": {f"/old/{i}": f"/many/{i}/"}}, "FAIL", "too many redirects"),
    ("another scheme", lambda i: {"moved": {f"/old/{i}": f"ftp://www.example.com/{i}"}}, "FAIL", "a Location with another scheme"),
    ("empty Location", lambda i: {"moved": {f"/old/{i}": f"/bare/{i}"}}, "FAIL", "a loop"),
    ("no URL", lambda i: {"moved": {f"/old/{i}": f"http://[/{i}"}}, "FAIL", "a Location that cannot be requested"),
]
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


@contextlib.contextmanager
def nginx(folder):
    maps = {"moved": {}, "found": {}, "gone": {}, "broken": {}, "other": {}}
    for i in range(COUNT):
        for name, entries in KINDS[i % len(KINDS)][1](i).items():
            maps[name].update(entries)
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(dir=folder, port=port, **{name: "\n".join(f'"{uri}" "{value}";' for uri, value in entries.items()) for name, entries in maps.items()}),
                      encoding="utf-8")
    with subprocess.Popen(["/usr/sbin/nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(config)], stderr=subprocess.DEVNULL) as child:
        try:
            within(lambda: answers(port), "nginx")
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()
            child.wait(SECONDS)


def write_list(path, count):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("old url", "new url", "status", "note"))
        for i in range(count):
            query = "?utm_source=x" if KINDS[i % len(KINDS)][0] == "parameter lost" else ""
            writer.writerow((f"https://www.example.com/old/{i}{query}", f"https://www.example.com/new/{i}", 301, KINDS[i % len(KINDS)][0]))


def every_fault(url, path):
    """Times and memory are printed, and not judged: bench.py compares them."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([CLI, "audit", "--proxy", "none", path, "--rewrite", f"www.example.com={url}", "--format", "csv"], capture_output=True, timeout=SECONDS, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    wrong = [row for i, row in enumerate(rows) if (row["verdict"], row["cause"]) != KINDS[i % len(KINDS)][2:]]
    check(f"{COUNT} URLs, each with its verdict and cause", done.returncode == 4 and len(rows) == COUNT and not wrong,
          (done.returncode, done.stderr[-500:], collections.Counter((row["note"], row["verdict"], row["cause"]) for row in wrong)))
    causes = collections.Counter((row["verdict"], row["cause"]) for row in rows)
    check("each kind of fault is a group", len(causes) == len({kind[2:] for kind in KINDS}), causes)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"     {COUNT} URLs, {len(causes)} groups: {wall:.1f} s, {COUNT / wall:.0f} URLs per second, {cpu / COUNT * 1000:.1f} ms CPU per URL, {after.ru_maxrss // 1024} MiB")


def listed_in(log, before):
    """How often each URL of the list was asked for, once all of them were: nginx writes a line after it has answered."""
    lines = log.read_text(encoding="utf-8").splitlines()[before:]
    asked = collections.Counter(line for line in lines if line.startswith("/old/") and not line.endswith("/"))
    return asked if sum(asked.values()) >= IN_WORKFLOW else None


def workflow(url, folder):
    """The commands of the workflow, with the site as staging: first it has no baseline that fails, then its own."""
    text = DOCS.read_text(encoding="utf-8")
    block = re.search(r"^( +)run: \|\n((?:\1  .*\n)+)", text, re.MULTILINE)
    script = "\n".join(line.strip() for line in block.group(2).splitlines())
    environment = {**os.environ, "STAGING": url, "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "PATH": f"{CLI.parent}:{os.environ['PATH']}", "no_proxy": "*"}
    baseline, kept, log = folder / "audit-main.jsonl", folder / "audit.jsonl", folder / "access.log"
    baseline.touch()

    def run():
        kept.unlink(missing_ok=True)
        before = len(log.read_text(encoding="utf-8").splitlines())
        done = subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False)
        return done, within(lambda: listed_in(log, before), "the access log of nginx")

    done, asked = run()
    failures = sum(kind[2] == "FAIL" for i in range(IN_WORKFLOW) for kind in [KINDS[i % len(KINDS)]])
    suite = xml.etree.ElementTree.parse(folder / "audit.xml").find("testsuite")
    check("workflow, first time: exit 4, all failures in JUnit", done.returncode == 4 and int(suite.attrib["failures"]) == failures and int(suite.attrib["tests"]) == IN_WORKFLOW,
          (done.returncode, done.stderr[-300:], suite.attrib))
    # A kept connection that is closed without a response may have been idle for too long: it is asked once more on a new one.
    closed = {f"/old/{i}" for i in range(IN_WORKFLOW) if KINDS[i % len(KINDS)][0] == "no response"}
    more = {url: count for url, count in asked.items() if count != 1 and not (url in closed and count == 2)}
    check("workflow: each URL is asked for once", len(asked) == IN_WORKFLOW and not more, more)
    check("workflow: a summary", (folder / "summary.md").read_text(encoding="utf-8").startswith("## Redirect audit\n"))
    kept.replace(baseline)
    done, asked = run()
    suite = xml.etree.ElementTree.parse(folder / "audit.xml").find("testsuite")
    check("workflow, with its own baseline: exit 0, what is known is skipped", done.returncode == 0 and suite.attrib["failures"] == "0" and int(suite.attrib["skipped"]) == failures,
          (done.returncode, done.stderr[-300:], suite.attrib))


def main():
    if not pathlib.Path("/usr/sbin/nginx").exists():
        raise SystemExit("nginx is missing; install the package nginx-light")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        write_list(folder / "all.csv", COUNT)
        write_list(folder / "redirects.csv", IN_WORKFLOW)
        with nginx(folder) as url:
            every_fault(url, folder / "all.csv")
            workflow(url, folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
