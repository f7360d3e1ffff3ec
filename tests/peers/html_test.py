#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Opens the HTML that hopscope-cli writes of hostile traces in headless Chromium: no script runs, no request is made.
Status 77: Chromium is missing.

usage: html_test.py HOPSCOPE_CLI RANDOMTRACES
"""
import html
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

SKIPPED = 77
SECONDS = 120
SCRIPT = "document.title='owned';document.documentElement.setAttribute('data-owned','1');new Image().src='{url}/script'"


class Recorder(http.server.BaseHTTPRequestHandler):
    seen = []

    def do_GET(self):
        Recorder.seen.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def payloads(url):
    script = SCRIPT.format(url=url)
    return [f"<script>{script}</script>",
            f"</style></title></textarea><script>{script}</script>",
            f"\"><img src={url}/img onerror=\"{script}\">",
            f"'><svg onload=\"{script}\"><image href={url}/svg /></svg>",
            f"</pre></code><style>@import url({url}/css); body {{ background: url({url}/bg) }}</style>",
            f"<iframe src={url}/frame></iframe><object data={url}/object></object><link rel=stylesheet href={url}/link>",
            f"<meta http-equiv=refresh content='0; url={url}/refresh'><base href={url}/>",
            f"]]><form action={url}/form><input autofocus onfocus=\"{script}\"></form>",
            f"{url}/plain"]


def opened(browser, folder, page):
    """The document as it is when all is loaded."""
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         f"--user-data-dir={folder}/profile", "--virtual-time-budget=2000", "--dump-dom", page.as_uri()],
        capture_output=True, timeout=SECONDS, check=True)
    return done.stdout.decode()


def title(document):
    found = re.search(r"<title>(.*?)</title>", document, re.DOTALL)
    return html.unescape(found.group(1)) if found else None


def check(browser, folder, cli, traces, url):
    folder = pathlib.Path(folder)
    page = folder / "page.html"
    names = []
    for number, trace in enumerate(traces):
        names.append(str(folder / f"{number}.json"))
        pathlib.Path(names[-1]).write_bytes(trace)
    subprocess.run([cli, "convert", *names, "--no-redact", "--format", "html", "-o", str(page)], timeout=SECONDS,
                   check=True, capture_output=True)
    faults = []

    def judge(what, wanted_title, quiet):
        Recorder.seen.clear()
        document = opened(browser, folder, page)
        if (title(document) == "owned") == quiet or bool(re.search("<html[^>]*data-owned", document)) == quiet:
            faults.append(f"{what}: the title is {title(document)!r}, and {document[:200]!r}")
        if quiet and title(document) != wanted_title:
            faults.append(f"{what}: the title is {title(document)!r}")
        if bool(Recorder.seen) == quiet:
            faults.append(f"{what}: requests were {Recorder.seen}")

    # The policy has to hold even where a text would have got through.
    written = page.read_text(encoding="utf-8")
    wanted = f"Redirects, {len(traces)} traces"
    judge("hostile traces", wanted, True)
    page.write_text(written.replace("<main>", "<main>" + "".join(payloads(url)[:6]), 1), encoding="utf-8")
    judge("unescaped text under the policy", wanted, True)
    page.write_text("<html><title>x</title>" + payloads(url)[0], encoding="utf-8")
    judge("a page without protection", "", False)
    return faults


def main():
    cli, program = sys.argv[1:3]
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        print("Chromium is missing")
        return 1 if os.environ.get("CI") else SKIPPED
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    traces = []
    for arguments in (["hostile", *payloads(url)], ["hostile"]):
        out = subprocess.run([program, *arguments], capture_output=True, timeout=SECONDS, check=True).stdout
        traces += out.split(b"\0")[:-1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        faults = check(browser, folder, cli, traces, url)
    server.shutdown()
    print("\n".join(faults))
    print(f"{len(traces)} hostile traces in one page, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
