#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records HARs in headless Chromium (DevTools events, made a HAR by chrome-har of npm) and headless Firefox (the HAR of
its own network monitor) on a loopback server. What hopscope-cli makes of them has to be what the server saw.

usage: browserhar_test.py HOPSCOPE_CLI WORK_DIR [chromium] [firefox]
Status 77: the browsers, npm or the network are missing.
"""
import collections
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

sys.path += [str(pathlib.Path(__file__).parents[1] / folder) for folder in ("clients", "support")]
from npm import install  # noqa: E402
from browserlines import Chromium, Firefox  # noqa: E402

PACKAGE = "chrome-har@1.3.1"
SKIPPED = 77
SECONDS = 120
# Some requests (a page's preflight, what is left behind) never report their end.
LATE_SECONDS = 20
TO_HAR = """
const { harFromMessages } = require("chrome-har");
process.stdout.write(JSON.stringify(harFromMessages(JSON.parse(require("fs").readFileSync(0, "utf8")))));
"""
# Each row: what the page does, and the chain that has to come of it ("other:" is the second port). The chains without
# a number run at the same time, the same URLs in several of them.
SCRIPT = """
const other = "OTHER";
const all = [];
for (let i = 0; i < 3; ++i) {
    all.push(fetch("/302/302/end"));
    all.push(fetch("/307/end", {method: "POST", body: "tea" + i}));
    all.push(fetch("/303/end?" + i, {method: "POST", body: "tea"}));
    all.push(fetch(other + "/301/end?x=" + i));
    all.push(fetch("/end?plain" + i));
}
await Promise.all(all);
await fetch("/302/end#part");
"""
EXPECTED = collections.Counter({
    (("GET", "/302/302/end"), ("GET", "/302/end"), ("GET", "/end")): 3,
    (("POST", "/307/end"), ("POST", "/end")): 3,
    (("GET", "/302/end"), ("GET", "/end")): 1,
    **{(("POST", f"/303/end?{i}"), ("GET", f"/end?{i}")): 1 for i in range(3)},
    **{(("GET", f"/301/end?x={i}"), ("GET", f"/end?x={i}")): 1 for i in range(3)},
    (("GET", "/308/302/page"), ("GET", "/302/page"), ("GET", "/page")): 1,
})
seen = []


class Server(http.server.BaseHTTPRequestHandler):
    """/302/301/end redirects to /301/end, that to /end; the body of every request is read."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen.append((self.command, self.path))
        status, slash, rest = self.path[1:].partition("/")
        isRedirect = slash and status.isdigit()
        content = b"" if isRedirect else b"<!doctype html><title>x</title><link rel=icon href=data:,>"
        self.send_response(int(status) if isRedirect else 200)
        if isRedirect:
            self.send_header("Location", "/" + rest)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET

    def log_message(self, *args):
        pass


class RecordingChromium(Chromium):
    """Keeps the events that a HAR is made of."""

    def __init__(self, folder, env):
        self.recorded = []
        super().__init__(folder, env)

    def _message(self, deadline):
        message = super()._message(deadline)
        if message and message.get("method", "").startswith(("Network.", "Page.")):
            self.recorded.append({"method": message["method"], "params": message["params"]})
        return message

    def record(self, first, script):
        self.open("about:blank")
        self._call("Network.enable", self.session)
        self.recorded.clear()
        self._stopped(lambda: self._call("Page.navigate", self.session, url=first), SECONDS)
        self.run(script)
        # The last events of the network come after the answer to the script.
        deadline = time.monotonic() + LATE_SECONDS
        while self._open_requests() and self._message(deadline):
            pass
        return self.recorded

    def _open_requests(self):
        of = lambda *names: {e["params"]["requestId"] for e in self.recorded if e["method"] in names}  # noqa: E731
        return of("Network.requestWillBeSent") - of("Network.loadingFinished", "Network.loadingFailed")


class RecordingFirefox(Firefox):
    def _inside(self, script):
        """Runs a script with the rights of the browser itself."""
        self._call("Marionette:SetContext", value="chrome")
        answer = self._call("WebDriver:ExecuteAsyncScript", args=[], script="const done = arguments[0]; (async () => {"
                            + script + "})().then(done, e => done('failed: ' + e));")
        self._call("Marionette:SetContext", value="content")
        return (answer or {}).get("value")

    def record(self, first, script):
        self.open("about:blank")
        tools = ('const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");'
                 'const { gDevTools } = require("devtools/client/framework/devtools");'
                 'const tab = gBrowser.selectedTab;')
        failed = self._inside(tools + 'await gDevTools.showToolboxForTab(tab, {toolId: "netmonitor"}); return "";')
        if failed:
            raise OSError(failed)
        self._call("WebDriver:Navigate", url=first)
        self.run(script)
        last, har = -1, None
        # The monitor gathers what belongs to a request after the page has it.
        for _ in range(40):
            time.sleep(0.5)
            text = self._inside(tools + "const box = gDevTools.getToolboxForTab ? gDevTools.getToolboxForTab(tab) : await "
                                "gDevTools.getToolboxForTab(tab); const har = await box.getHARFromNetMonitor();"
                                "return JSON.stringify(har.log ? har : {log: har});")
            if not text or text.startswith("failed"):
                raise OSError(text)
            har = json.loads(text)
            whole = [e for e in har["log"]["entries"] if e["response"]["status"]]
            if len(whole) == last and len(whole) >= len(seen):
                break
            last = len(whole)
        return har


def chromium_har(folder, npm, first, script):
    browser = RecordingChromium(folder, dict(os.environ))
    try:
        events = browser.record(first, script)
    finally:
        browser.close()
    made = subprocess.run(["node", "-e", TO_HAR], input=json.dumps(events).encode(), capture_output=True, cwd=npm,
                          timeout=SECONDS, check=True)
    return json.loads(made.stdout)


def firefox_har(folder, _npm, first, script):
    browser = RecordingFirefox(folder, dict(os.environ))
    try:
        return browser.record(first, script)
    finally:
        browser.close()


def chains(cli, har, folder):
    file = folder / "browser.har"
    file.write_text(json.dumps(har))
    made = subprocess.run([cli, "convert", str(file), "--redirects", "--no-redact", "--format", "json", "-o", f"{folder}/traces/"],
                          capture_output=True, timeout=SECONDS, check=False)
    if made.returncode != 0:
        raise OSError(made.stderr.decode())
    traces = [json.loads(path.read_text()) for path in sorted((folder / "traces").iterdir())]
    return traces


def path_of(url):
    return "/" + url.split("#")[0].split("/", 3)[3]


def faults_of(name, traces):
    found = collections.Counter(tuple((hop["request"]["method"], path_of(hop["request"]["url"])) for hop in trace["hops"])
                                for trace in traces)
    faults = []
    if found != EXPECTED:
        faults.append(f"missing {dict(EXPECTED - found)}, too many {dict(found - EXPECTED)}")
    if not all(step in seen for chain in found for step in chain):
        faults.append("a request that the server did not see")
    departures = [(row["part"], row["reason"]) for trace in traces for hop in trace["hops"] if hop["redirect"]
                  for row in hop["redirect"]["ledger"] if row["part"] in ("method", "body") and row["source"] == "the record"]
    if departures:
        faults.append(f"the rules do not agree with the record: {departures[:3]}")
    if not all(trace["outcome"]["kind"] == "final" for trace in traces):
        faults.append("a chain that did not end")
    for fault in faults:
        print(f"{name}: {fault}")
    return len(faults)


def main():
    cli, npm, wanted = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:] or ["chromium", "firefox"]
    programs = {"chromium": ("chromium", chromium_har), "firefox": ("firefox-esr", firefox_har)}
    missing = [name for name in wanted if not shutil.which(programs[name][0])]
    if missing or ("chromium" in wanted and not install(npm, PACKAGE)):
        print("missing: " + (", ".join(missing) or "npm or the network"))
        return 1 if os.environ.get("CI") else SKIPPED
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    first, other = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    faults = 0
    for name in wanted:
        seen.clear()
        with tempfile.TemporaryDirectory() as folder:
            har = programs[name][1](folder, npm, first + "/308/302/page", SCRIPT.replace("OTHER", other))
            traces = chains(cli, har, pathlib.Path(folder))
            faults += faults_of(name, traces)
            print(f"{name}: {len(har['log']['entries'])} entries, {len(traces)} chains, the server saw {len(seen)} requests")
    return 1 if faults else 0


sys.exit(main())
