#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks hopscope-cli audit: lists, verdicts, reports, what is kept after kill -9 and Ctrl+C, and how it treats servers.

usage: audit_test.py PATH-TO-hopscope-cli
"""
import contextlib
import csv
import gzip
import io
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from countingsite import Site  # noqa: E402

CLI = sys.argv[1]
SECONDS = 60
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


def audit(*arguments, given=None):
    done = subprocess.run([CLI, "audit", "--proxy", "none", *map(str, arguments)], input=given, capture_output=True, timeout=SECONDS, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


@contextlib.contextmanager
def loopback():
    with subprocess.Popen([CLI, "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        try:
            yield next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in child.stdout))).group(0)
        finally:
            child.terminate()


def verdicts(url, folder):
    table = [  # source, target, status, verdict, cause, words of the reason
        ("/301?to=/echo", "/echo", "301", "PASS", "", ""),
        ("/308?to=/echo", "/echo", "301|308", "PASS", "", ""),
        ("/302?to=/echo", "/echo", "301", "FAIL", "302 where 301 was asked", "302 where 301 was asked."),
        ("/301?to=/302?to=/echo", "/echo", "", "FAIL", "2 redirects instead of 1", "2 redirects instead of at most 1"),
        ("/301?to=/echo?other", "/echo", "301", "FAIL", "another URL at the end", f"The final URL is {url}/echo?other, not {url}/echo."),
        ("/302?to=/loop", "/echo", "", "FAIL", "a loop", "leads back"),
        ("/301?to=/status/404", "/status/404", "301", "FAIL", "404 at the end", "answers with 404."),
        ("/status/410", "", "410", "PASS", "", ""),
        ("/status/503", "", "", "FAIL", "503 at the end", "answers with 503."),
        ("/no-location", "/echo", "", "FAIL", "a redirect without Location", "Location"),
        ("/garbage", "", "", "FAIL", "network error", "HTTP"),
        ("/early?utm_source=x", "/echo", "302", "WARN", "Query parameters were lost", "request 1): This parameter is not in the target: utm_source."),
        ("/echo?x=1", "/echo?x=1", "200", "PASS", "", ""),
        ("/301?to=/echo?3", "/301?to=/echo?3", "", "FAIL", "another URL at the end", "The final URL is"),
        ("/ftp", "", "", "FAIL", "a Location with another scheme", "ftp"),
    ]
    path = folder / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("source", "target", "status", "note"), *((row[0], row[1], row[2], "=1+1") for row in table)])
    code, out, err = audit(path, "--base", url, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    check("each row has a verdict, in the order of the list", code == 4 and [row["line"] for row in rows] == [str(i + 2) for i in range(len(table))], (code, out, err))
    for row, (source, target, _, verdict, cause, words) in zip(rows, table):
        check(f"{source}: {verdict} {cause}", (row["verdict"], row["cause"]) == (verdict, cause) and words in row["reason"], row)
        check(f"{source}: URLs are absolute", row["source"] == url + source and row["target"] == (url + target if target else ""), row)
    check("formulas are made harmless", all(row["note"] == "'=1+1" for row in rows), rows[:1])
    return path, rows


def reports(path, url, rows, folder):
    failures = sum(row["verdict"] == "FAIL" for row in rows)
    code, out, err = audit(path, "--base", url)
    check("text: counts and groups", code == 4 and out.startswith(f"{len(rows)} URLs: 4 PASS, 1 WARN, {failures} FAIL, 0 NOT ASKED\n{url[7:]} has no robots.txt: all of its URLs are allowed, {len(rows)} here\n\nFAIL 2  another URL at the end\n")
          and out.count("\nFAIL ") == 9 and "\nWARN 1  Query parameters were lost\n" in out, out)
    code, out, err = audit(path, "--base", url, "--format", "junit")
    suite = xml.etree.ElementTree.fromstring(out.encode()).find("testsuite")
    check("JUnit: numbers and failures", suite.attrib["tests"] == str(len(rows)) and suite.attrib["failures"] == str(failures) == str(len(suite.findall("testcase/failure")))
          and len(suite.findall("testcase/system-out")) == 1, out)
    code, out, err = audit(path, "--base", url, "--format", "markdown")
    check("Markdown: groups", "| FAIL | 2 | another URL at the end |" in out and "<summary>WARN 1: Query parameters were lost</summary>" in out, out)
    page = folder / "audit.html"
    code, out, err = audit(path, "--base", url, "--format", "html", "-o", page)
    html = page.read_text(encoding="utf-8")
    xml.etree.ElementTree.fromstring(html.replace("<!DOCTYPE html>", "").encode())
    check("HTML: one file without script, what failed is open", code == 4 and "<script" not in html and html.count("<details open=") == 9 and html.count("<details>") == 2
          and "default-src 'none'" in html, html[:400])
    code, out, err = audit(path, "--base", url, "--format", "jsonl")
    lines = lines_of(out)
    check("JSON lines: a trace a line", code == 4 and sorted(line["line"] for line in lines) == sorted(int(row["line"]) for row in rows)
          and all(line["trace"]["format"] == "hopscope-trace" for line in lines) and all("wire" not in hop or hop["wire"] is None for line in lines for hop in line["trace"]["hops"]), out[:400])
    first = folder / "trace.json"
    first.write_text(json.dumps(lines[0]["trace"]), encoding="utf-8")
    done = subprocess.run([CLI, "convert", first, "--format", "table"], capture_output=True, timeout=SECONDS, check=False)
    check("a trace of a line is a trace file", done.returncode == 0, done.stderr)


def long_report(folder):
    """A report of more than is written at once."""
    path = folder / "long.txt"
    path.write_text("".join(f"http://127.0.0.1:9/{'x' * 100}{i}\n" for i in range(2000)), encoding="utf-8")
    code, out, err = audit(path, "--format", "junit")
    suite = xml.etree.ElementTree.fromstring(out.encode()).find("testsuite")
    check("JUnit: a long report is whole", len(suite.findall("testcase")) == 2000 and len(suite.findall("testcase/skipped")) == int(suite.attrib["skipped"]), out[:300])


def bad_input(url, folder):
    code, out, err = audit("-", "--base", url, given=b"source,target\n/301?to=/echo,/echo\n\"broken,/x\n,/y\n/301?to=/echo,/echo\n/301?to=/echo,/other\n")
    check("faults are named with their lines, the rest is asked for, exit 2", code == 2 and re.findall(r"line (\d): ", err) == ["3", "4", "6"] and "line 5 repeats line 2" in err
          and out.startswith("1 URL: 1 PASS") and "Lines that could not be used: 3" in out, (code, out, err))
    site = Site(lambda path: (200, {}))
    code, out, err = audit("-", "--strict", given=f"{site.url}/1\nhttp://[/\n".encode())
    check("--strict sends nothing", code == 2 and not site.hits and "line 2: " in err and "nothing was sent" in err, (code, err, site.hits))
    code, out, err = audit("-", "--dry-run", "--variants", "slash", given=f"{site.url}/a {site.url}/b 301\n".encode())
    check("--dry-run says what would be asked for, and sends nothing", code == 0 and not site.hits
          and out == f"line 1: GET {site.url}/a -> {site.url}/b with 301\nline 1 (slash): GET {site.url}/a/ -> {site.url}/b\n", out)
    code, out, err = audit("-", given=f"{site.url}/1 /2\n{site.url}/2 /2\n{site.url}/3 /4\n{site.url}/4 /5\n".encode())
    check("chains within the map are said before anything is sent", f"line 3 leads to {site.url}/4, which line 4 sends on to {site.url}/5" in err and "line 1 leads" not in err, err)
    site.close()
    for name, arguments, words in (("no list", [], "a list is missing"), ("no file", ["/nowhere"], "cannot be read"), ("an empty list", ["/dev/null"], "no URL to ask for"),
                                   ("an unknown kind", ["--list", "x", "/dev/null"], "choose one of: sitemap, html, csv, markdown, lines"),
                                   ("an unknown format", ["--format", "pdf", "x"], "choose one of: text, csv, junit, markdown, html, jsonl"),
                                   ("an unknown variant", ["--variants", "slash,port", "x"], "choose some of: scheme, www, slash, case"),
                                   ("a bad base", ["--base", "ftp://x", "x"], "--base: "), ("a bad rewrite", ["--rewrite", "a", "x"], "is not a rewrite"),
                                   ("a bad delay", ["--delay", "-1", "x"], "--delay takes seconds"), ("a bad number", ["--per-host", "0", "x"], "--per-host takes a whole number"),
                                   ("a baseline that is none", ["--baseline", "/etc/passwd", "x"], "not a file of JSON lines of an audit"),
                                   ("an unknown client", ["--client", "nobody", "-"], "nobody")):
        code, out, err = audit(*arguments, given=b"http://127.0.0.1:9/\n")
        check(f"{name}: one sentence, exit 2", code == 2 and words in err and err.count("\n") == 1 and not out, (code, err))
    for number, text in enumerate(("not a log", "{\"asked\":1}\n", "{\"log\": {}}")):
        other = folder / f"other{number}"
        other.write_text(text, encoding="utf-8")
        code, out, err = audit("-", "--resume", other, given=b"http://127.0.0.1:9/\n")
        check(f"--resume leaves a file alone that is none of its own: {text[:9]}", code == 2 and "name another one" in err and other.read_text(encoding="utf-8") == text, (code, err))


def kinds(folder):
    site = Site(lambda path: (200, {}))
    (folder / "shop.xml.gz").write_bytes(gzip.compress(f"<urlset><url><loc>{site.url}/shop</loc></url></urlset>".encode()))
    (folder / "index.xml").write_text("<sitemapindex><sitemap><loc>https://www.example.com/maps/shop.xml.gz</loc></sitemap></sitemapindex>", encoding="utf-8")
    (folder / "links.md").write_text(f"[a]({site.url}/markdown)\n", encoding="utf-8")
    (folder / "page.html").write_text(f"<a href='{site.url}/html'>x</a>\n", encoding="utf-8")
    (folder / "rules.csv").write_text("source,target,status\n/sh{x},/sh{x},200\n", encoding="utf-8")
    (folder / "utf16.txt").write_bytes(f"{site.url}/utf16\r\n".encode("utf-16"))
    code, out, err = audit(*(folder / name for name in ("index.xml", "links.md", "page.html", "rules.csv", "utf16.txt")), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    check("sitemap index with gzip, Markdown, HTML, UTF-16 and rules in one audit", code == 0 and sorted(site.hits) == ["/html", "/markdown", "/robots.txt", "/shop", "/utf16"]
          and [(row["file"], row["target"]) for row in rows] == [("shop.xml.gz", f"{site.url}/shop"), ("links.md", ""), ("page.html", ""), ("utf16.txt", "")], (code, out, err, site.hits))
    check("the client calls itself Hopscope", all("Hopscope/" in agent for agent in site.agents), site.agents)
    site.close()


def secrets(folder):
    site = Site(lambda path: (200, {"Set-Cookie": "sid=s3cr3tvalue"}))
    listed = f"{site.url}/?token=s3cr3tvalue&x=1 {site.url}/other?token=s3cr3tvalue\n".encode()
    for name in ("text", "csv", "junit", "markdown", "html", "jsonl"):
        code, out, err = audit("-", "--format", name, "--resume", folder / f"secret-{name}", given=listed)
        kept = (folder / f"secret-{name}").read_text(encoding="utf-8")
        check(f"no secret is in {name}, nor in what is kept", code == 4 and "s3cr3tvalue" not in out + err + kept and "redacted" in out, out)
    code, out, err = audit("-", "--dry-run", given=listed)
    check("no secret is in what --dry-run says", code == 0 and "s3cr3tvalue" not in out + err and "redacted" in out, out)
    code, out, err = audit("-", given=f"{site.url.replace('//', '//me:pw@')}/gone /other\n".encode())
    check("user and password are in no reason", code == 4 and "pw" not in out + err and "The final URL is" in out, out)
    code, out, err = audit("-", "--no-redact", given=listed)
    check("--no-redact shows them", "s3cr3tvalue" in out, out)
    code, out, err = audit("-", "--resume", folder / "secret-text", given=listed)
    check("a row with a secret is known again", "1 of 1 URLs were asked for before" in err, err)
    site.close()


def politeness():
    active, most, lock = [0], [0], threading.Lock()
    everybody = threading.Barrier(4)

    def answer(path):
        if path == "/robots.txt":
            return 404, {}
        with lock:
            active[0] += 1
            most[0] = max(most[0], active[0])
        everybody.wait(SECONDS)
        with lock:
            active[0] -= 1
        everybody.wait(SECONDS)
        return 200, {}

    site = Site(answer)
    code, out, err = audit("-", given="".join(f"{site.url}/{i}\n" for i in range(16)).encode())
    check("4 of a host at the same time", code == 0 and most[0] == 4, (code, err, most))
    site.close()
    site = Site(lambda path: (503, {"Retry-After": "0"}) if site.hits[path] < 2 and path != "/robots.txt" else (200, {}))
    code, out, err = audit("-", given=f"{site.url}/1\n".encode())
    check("Retry-After is followed", code == 0 and site.hits == {"/robots.txt": 1, "/1": 2}, (code, out, err, site.hits))
    site.close()
    site = Site(lambda path: (403, {}))
    code, out, err = audit("-", "--per-host", "1", "--give-up", "3", given="".join(f"{site.url}/{i}\n" for i in range(50)).encode())
    check("a host that refuses everything is left alone, and that is said", code == 4 and sum(site.hits.values()) == 4 and "refused each of 3 requests" in err
          and out.startswith("50 URLs: 0 PASS, 0 WARN, 3 FAIL, 47 NOT ASKED"), (code, out[:200], err, site.hits))
    site.close()


def robots():
    site = Site(lambda path: (200, {}))
    listed = "".join(f"{site.url}/{name}\n" for name in ("open", "closed/1", "closed/2")).encode()
    for options, requests in (([], 1), (["--robots"], 1), (["--no-robots"], 0)):
        site.hits.clear()
        code, out, err = audit("-", *options, given=listed)
        check(f"robots.txt {options}: {requests} request, without rules all is allowed", code == 0 and site.hits["/robots.txt"] == requests and out.count("disallows 0 of 3 URLs") == requests,
              (code, out, site.hits))
    code, out, err = audit("-", "--robots", "--no-robots", given=listed)
    check("--robots with --no-robots: one sentence, exit 2", code == 2 and "either --robots or --no-robots" in err and err.count("\n") == 1, err)
    site.close()
    site = Site(lambda path: (503 if path == "/robots.txt" else 200, {}))
    listed = f"{site.url}/1\n".encode()
    for form in ("text", "markdown", "html"):
        code, out, err = audit("-", "--format", form, given=listed)
        check(f"robots.txt, {form}: said, and asked for all the same", code == 0 and "which disallows all of its URLs, 1 here" in err and "which disallows all of its URLs, 1 here" in out and site.hits["/1"], (code, out[:300], err))
    site.hits.clear()
    code, out, err = audit("-", "--robots", given=listed)
    check("--robots leaves out what is disallowed: exit 3", code == 3 and out.startswith("1 URL: 0 PASS, 0 WARN, 0 FAIL, 1 NOT ASKED") and not site.hits["/1"] and "disallows it" in out, (code, out, site.hits))
    site.close()


def resume(folder):
    """What is in the file after kill -9 is not asked for again, and nothing is missing at the end."""
    count, killed = 400, 120
    enough = threading.Event()

    def answer(path):
        if sum(site.hits.values()) >= killed:
            enough.set()
        return (301, {"Location": "/new" + path}) if not path.startswith("/new") else (200, {})

    site = Site(answer)
    path, log = folder / "list.txt", folder / "log.jsonl"
    path.write_text("".join(f"{site.url}/{i} /new/{i} 301\n" for i in range(count)), encoding="utf-8")
    for times in range(3):
        enough.clear()
        site.hits.clear()
        before = set(re.findall(r'"line":(\d+)', log.read_text(encoding="utf-8"))) if log.exists() else set()
        child = subprocess.Popen([CLI, "audit", "--proxy", "none", path, "--resume", log], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        enough.wait(SECONDS)
        child.kill()
        child.wait(SECONDS)
        with log.open("ab") as file:
            file.write(b'{"asked":"cut off by the cra')  # as if the last write had not come through
        asked_again = [line for line in before if site.hits[f"/{int(line) - 1}"]]
        check(f"kill -9, time {times + 1}: what was kept is not asked for again", not asked_again, asked_again)
    kept = {line["line"]: line for line in lines_of(log.read_text(encoding="utf-8").rpartition("\n")[0])}
    site.hits.clear()
    code, out, err = audit(path, "--resume", log, "--format", "jsonl")
    again = [line for line in kept if site.hits[f"/{line - 1}"]]
    check("after the crashes: nothing is asked for twice", kept and not again and f"{len(kept)} of {count} URLs were asked for before" in err, (len(kept), again, err))
    check("after the crashes: nothing is lost, and each row is there once", code == 0 and sorted(line["line"] for line in lines_of(out)) == list(range(1, count + 1)), (code, len(out.splitlines())))
    check("the file is whole again", [line["verdict"] for line in lines_of(log.read_text(encoding="utf-8"))] == ["pass"] * count)
    site.hits.clear()
    code, out, err = audit(path, "--resume", log)
    check("once more: no request at all", code == 0 and not site.hits and out.startswith(f"{count} URLs: {count} PASS"), (out[:100], site.hits))
    code, out, err = audit(path, "--resume", log, "--client", "curl")
    check("as another client all is asked for", code == 0 and len(lines_of(log.read_text(encoding="utf-8"))) == 2 * count, err)
    site.close()


def interrupted(folder):
    """Ctrl+C ends with a report of what is done."""
    asked = threading.Semaphore(0)
    go_on = threading.Event()

    def answer(path):
        if int(path[1:]) >= 10:
            asked.release()
            go_on.wait(SECONDS)
        return 200, {}

    site = Site(answer)
    log = folder / "cut.jsonl"
    with subprocess.Popen([CLI, "audit", "--proxy", "none", "--resume", log, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdin.write("".join(f"{site.url}/{i}\n" for i in range(30)).encode())
        child.stdin.close()
        for _ in range(4):
            asked.acquire(timeout=SECONDS)
        child.send_signal(signal.SIGINT)
        out, err = child.stdout.read().decode(), child.stderr.read().decode()
    go_on.set()
    check("Ctrl+C: a report of what is done, exit 3", child.returncode == 3 and out.startswith("30 URLs: 10 PASS, 0 WARN, 0 FAIL, 20 NOT ASKED")
          and "interrupted: 20 of 30 URLs were not asked for" in err, (child.returncode, out, err))
    check("Ctrl+C: what was under way is not kept", len(lines_of(log.read_text(encoding="utf-8"))) == 10)
    site.close()


def baseline(folder):
    faults = {"/known", "/fixed"}
    site = Site(lambda path: (404 if path in faults else 200, {}))
    listed = "".join(f"{site.url}/{name}\n" for name in ("known", "fixed", "fine", "breaks")).encode()
    old = folder / "old.jsonl"
    code, out, err = audit("-", "--resume", old, given=listed)
    check("the earlier audit fails", code == 4)
    code, out, err = audit("-", "--baseline", old, given=listed)
    check("nothing new fails: exit 0", code == 0 and "fixed 0, broken 0, failed before, too, 2." in out, (code, out))
    faults.symmetric_difference_update({"/fixed", "/breaks"})
    code, out, err = audit("-", "--baseline", old, given=listed)
    check("a new failure: exit 4", code == 4 and "fixed 1, broken 1, failed before, too, 1." in out and f"broken: line 4: {site.url}/breaks" in out, (code, out))
    code, out, err = audit("-", "--baseline", old, "--format", "junit", given=listed)
    suite = xml.etree.ElementTree.fromstring(out.encode()).find("testsuite")
    check("JUnit: what failed before is skipped", (suite.attrib["failures"], suite.attrib["skipped"]) == ("1", "1"), out)
    site.close()


def progress():
    site = Site(lambda path: (200, {}))
    leader, follower = pty.openpty()
    with subprocess.Popen([CLI, "audit", "--proxy", "none", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=follower) as child:
        child.communicate(f"{site.url}/1\n".encode(), timeout=SECONDS)
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(leader, 4096):
            shown += piece
    os.close(leader)
    check("a terminal sees how far it is, and the line is taken away", b"0 of 1 URLs, 0 FAIL" in shown and shown.endswith(b"\r\x1b[K"), shown)
    site.close()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with loopback() as url:
            path, rows = verdicts(url, folder)
            reports(path, url, rows, folder)
            bad_input(url, folder)
        long_report(folder)
        kinds(folder)
        secrets(folder)
        politeness()
        robots()
        resume(folder)
        interrupted(folder)
        baseline(folder)
        progress()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
