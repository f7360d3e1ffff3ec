#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plays the five central lessons with headless Chromium and with curl against `hopscope-cli serve --scenario`: what a
lesson says about browsers and about curl has to hold on the bytes that arrived.

usage: lessons_browser_test.py HOPSCOPE_CLI LESSONS_FOLDER
"""
import base64
import contextlib
import html
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

SECONDS = 120
SKIPPED = 77
# Lesson, and what RFC 9110 15.4, Fetch and curl's manual say of the second request: method, body kept.
ROWS = [
    ("302-post", "GET", False),
    ("303-prg", "GET", False),
    ("307-post", "POST", True),
    ("301-post", "GET", False),
    ("308-api", "POST", True),
]
BODY = b"item=tea"


class Launcher(http.server.BaseHTTPRequestHandler):
    """A page that posts its form as soon as it is there."""
    target = ""

    def do_GET(self):
        page = (f'<!DOCTYPE html><form method="post" action="{html.escape(self.target)}">'
                '<input name="item" value="tea"></form><script>document.forms[0].submit()</script>').encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(cli, lesson, folder):
    """The lesson's servers: addresses by name, and a function that reads what arrived."""
    record = folder / f"{lesson}.jsonl"
    process = subprocess.Popen([cli, "serve", "--scenario", lesson, "--record", record], stdout=subprocess.PIPE, text=True)
    try:
        origins = {}
        for line in process.stdout:
            name, _, address = line.strip().partition(" = ")
            if address:
                origins[name] = address
            if line.startswith("Requests:"):
                break
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield origins, lambda: [r for r in map(json.loads, record.read_text().splitlines()) if "favicon" not in r["url"]]
    finally:
        process.terminate()
        process.wait()


def wait_for(arrived, count):
    end = time.monotonic() + SECONDS
    while len(arrived()) < count and time.monotonic() < end:
        time.sleep(0.05)
    return arrived()


def run_curl(url, arrived):
    subprocess.run(["curl", "-q", "-sS", "-L", "--noproxy", "*", "--max-time", str(SECONDS), "--data-binary", BODY.decode(),
                    "-o", os.devnull, url], check=True, timeout=SECONDS)
    return arrived()


def run_chromium(chromium, url, arrived, folder):
    Launcher.target = url
    page = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Launcher)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    process = subprocess.Popen(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--no-proxy-server",
         "--disable-background-networking", "--disable-dev-shm-usage", f"--user-data-dir={folder / 'profile'}",
         "--remote-debugging-port=0", f"http://127.0.0.1:{page.server_port}/"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return wait_for(arrived, 2)
    finally:
        process.terminate()
        process.wait()
        page.shutdown()


def statement(lesson_answers, client, kind, visit):
    """What the lesson says about `client`: the value of its part, None if it says nothing."""
    for part in lesson_answers["parts"]:
        if (part["client"], part["part"], part["visit"], part["hop"]) == (client, kind, visit, 1):
            return part["value"]
    return None


def faults_of(lesson, client, requests, method, keeps_body, answers, visit):
    if len(requests) != 2:
        yield f"{lesson}, {client}: two requests were expected, {len(requests)} arrived"
        return
    first, second = requests
    if first["method"] != "POST" or base64.b64decode(first["bodyBase64"]) != BODY:
        yield f"{lesson}, {client}: the first request is not the POST that was sent"
    if second["method"] != method:
        yield f"{lesson}, {client}: the second request is {second['method']}, not {method}"
    body = base64.b64decode(second["bodyBase64"])
    if body != (BODY if keeps_body else b""):
        yield f"{lesson}, {client}: the second body is {body!r}"
    if any(field["name"].lower() == "content-type" for field in second["headers"]) != keeps_body:
        yield f"{lesson}, {client}: Content-Type {'is missing' if keeps_body else 'is still there'}"
    said = statement(answers, client, "method", visit)
    if said not in (None, second["method"]):
        yield f"{lesson}: says that {client} sends {said}, which sent {second['method']}"
    said = statement(answers, client, "body", visit)
    if said not in (None, "same" if body else "empty"):
        yield f"{lesson}: says that the body of {client} is {said}"


def main():
    cli, lessons = sys.argv[1], pathlib.Path(sys.argv[2])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not shutil.which("curl"):
        print("chromium or curl is missing")
        return 1 if os.environ.get("CI") else SKIPPED
    faults = []
    stated = 0
    for lesson, method, keeps_body in ROWS:
        scenario = json.loads((lessons / f"{lesson}.json").read_text(encoding="utf-8"))["scenario"]
        visit = 2 if lesson == "308-api" else 1
        answers = json.loads(subprocess.run([cli, "lesson", lesson, "--json"], capture_output=True, check=True,
                                            timeout=SECONDS).stdout)
        stated += sum(statement(answers, client, "method", visit) is not None for client in ("browser", "curl"))
        for client in ("browser", "curl"):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, \
                    served(cli, lesson, pathlib.Path(name)) as (origins, arrived):
                url = scenario["visits"][visit - 1]["url"]
                for origin, address in origins.items():
                    url = url.replace("{" + origin + "}", address)
                requests = (run_curl(url, arrived) if client == "curl"
                            else run_chromium(chromium, url, arrived, pathlib.Path(name)))
                faults += faults_of(lesson, client, requests, method, keeps_body, answers, visit)
    print("\n".join(faults) or f"{len(ROWS)} lessons with Chromium and curl, {stated} statements, no difference")
    return 1 if faults or stated < len(ROWS) else 0


if __name__ == "__main__":
    sys.exit(main())
