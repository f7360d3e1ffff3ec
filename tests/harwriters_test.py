#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records HARs with real writers of HARs on a loopback server. What hopscope-cli makes of them has to be what the server
saw: method, status, URL and body of each request, and which of them make a chain.

usage: harwriters_test.py HOPSCOPE_CLI WORK_DIR [WRITER]...
Status 77: a program, npm or the network is missing. HARWRITERS_KEEP names a folder for the HARs.
"""
import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "clients"))
from browserlines import FIREFOX_SETTINGS, end  # noqa: E402
from npm import install  # noqa: E402
from recorder import Recorder, reply  # noqa: E402

DRIVER = pathlib.Path(__file__).parent / "harwriters.js"
HAR_DUMP = pathlib.Path("/usr/share/doc/mitmproxy/examples/contrib/har_dump.py")
SKIPPED = 77
SECONDS = 60
CONTENT = b"<!doctype html><title>x</title><link rel=icon href=data:,>"
TEXT, FORM, JSON = ({"Content-Type": kind} for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"))
LATE = "/302third" + "/302" * 11 + "/late"

# (method, path, fields, body); "=" stands for the second port. Those of a list run at the same time.
PAGE = "/308/302/page"
ROUNDS = [
    [("POST", "/307other/303/done", TEXT, "a pot of tea")],
    [("POST", "/302/got", TEXT, "tea")],
    [("GET", "/302relative/301relative/near?x=1", {}, None)],
    [("POST", "/307part/part", TEXT, "sugar")],
    [("POST", "/308/form", FORM, "a=1%262&b=c+d&a=%C3%A9")],
    [("PUT", "/308/put", TEXT, "milk" * 500)],
    [("HEAD", "/302/head", {}, None)],
    [("POST", "=/307/json", JSON, '{"tea":1}')],
    *[[("POST", "/303/again", TEXT, "again")]] * 3,
    [("GET", "/301first/meet", {}, None), ("GET", "/302second/meet", {}, None), ("GET", LATE, {}, None),
     ("POST", "/307first/bodies", TEXT, "tea"), ("POST", "/308second/bodies", TEXT, "coffee")],
    [row for i in range(3) for row in (("GET", "/302/302/many", {}, None), ("POST", "/307/many", TEXT, "tea" * (i + 1)),
                                       ("GET", f"/many?plain{i}", {}, None))],
]
# What a redirect waits for. The first to redirect is followed last, and long after the second has been followed.
AWAITED = {"first": ["/late"], "second": ["/301first/meet", "/307first/bodies"], "third": ["/meet", "/bodies"]}
# The second request for it gets another status, so that two chains that meet here are not the same.
MET = ("/meet", "/bodies")
# (method, status, path, bytes sent) of each hop, and how often there is such a chain.
CHAINS = collections.Counter({
    (("GET", 308, PAGE, 0), ("GET", 302, "/302/page", 0), ("GET", 200, "/page", 0)): 1,
    (("POST", 307, "/307other/303/done", 12), ("POST", 303, "=/303/done", 12), ("GET", 200, "=/done", 0)): 1,
    (("POST", 302, "/302/got", 3), ("GET", 200, "/got", 0)): 1,
    (("GET", 302, "/302relative/301relative/near?x=1", 0), ("GET", 301, "/301relative/near?x=1", 0),
     ("GET", 200, "/near?x=1", 0)): 1,
    (("POST", 307, "/307part/part", 5), ("POST", 200, "/part", 5)): 1,
    (("POST", 308, "/308/form", 22), ("POST", 200, "/form", 22)): 1,
    (("PUT", 308, "/308/put", 2000), ("PUT", 200, "/put", 2000)): 1,
    (("HEAD", 302, "/302/head", 0), ("HEAD", 200, "/head", 0)): 1,
    (("POST", 307, "=/307/json", 9), ("POST", 200, "=/json", 9)): 1,
    (("POST", 303, "/303/again", 5), ("GET", 200, "/again", 0)): 3,
    (("GET", 301, "/301first/meet", 0), ("GET", 404, "/meet", 0)): 1,
    (("GET", 302, "/302second/meet", 0), ("GET", 200, "/meet", 0)): 1,
    (("POST", 307, "/307first/bodies", 3), ("POST", 404, "/bodies", 3)): 1,
    (("POST", 308, "/308second/bodies", 6), ("POST", 200, "/bodies", 6)): 1,
    (*(("GET", 302, "/302third"[:9 if i == 12 else 4] + "/302" * (i - 1) + "/late", 0) for i in range(12, 0, -1)),
     ("GET", 200, "/late", 0)): 1,
    (("GET", 302, "/302/302/many", 0), ("GET", 302, "/302/many", 0), ("GET", 200, "/many", 0)): 3,
    **{(("POST", 307, "/307/many", 3 * i), ("POST", 200, "/many", 3 * i)): 1 for i in (1, 2, 3)},
    **{(("GET", 200, f"/many?plain{i}", 0),): 1 for i in range(3)},
})


class Origins:
    """Two ports. /302/301/end redirects to /301/end, that to /end. Behind the status may stand what is special."""

    def __init__(self):
        self.seen = []
        self.lock = threading.Lock()
        self.happened = collections.defaultdict(threading.Event)
        self.arrivals = collections.Counter()
        self.servers = [Recorder(self.answer, lambda request: None) for _ in range(2)]
        self.bases = [f"http://127.0.0.1:{server.port}" for server in self.servers]

    def path(self, url):
        return url.split("#")[0].replace(self.bases[0], "").replace(self.bases[1], "=")

    def plan(self):
        url = lambda path: self.bases[1] + path[1:] if path.startswith("=") else self.bases[0] + path  # noqa: E731
        rounds = [[{"method": method, "url": url(path), "headers": headers} | ({} if body is None else {"body": body})
                   for method, path, headers, body in row] for row in ROUNDS]
        return {"page": url(PAGE), "rounds": rounds}

    def answer(self, request):
        origin = self.bases.index(f"http://127.0.0.1:{request.port}")
        status, how, rest = re.fullmatch(r"/(?:(\d+)(\w*)/)?(.*)", request.target).groups()
        target = "/" + rest
        with self.lock:
            self.happened[request.target].set()
            events = [self.happened[name] for name in AWAITED.get(how, [])]
        for event in events:
            event.wait(SECONDS)
        with self.lock:
            self.arrivals[request.target] += 1
            if request.method == "OPTIONS":
                status = 204
            elif request.target in MET and self.arrivals[request.target] == 2:
                status = 404
            status = int(status or 200)
            self.seen.append((request.method, status, "=" * origin + request.target, request.body))
        fields = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*"), ("Cache-Control", "no-store"),
                  ("Content-Type", "text/html")]
        isRedirect = 300 <= status <= 399
        if isRedirect:
            fields.append(("Location", {"other": self.bases[1 - origin] + target, "part": target + "#part",
                                        "relative": "../" * (rest.count("/") + 1) + rest}.get(how, target)))
        return reply(status, fields, b"" if isRedirect or request.method in ("HEAD", "OPTIONS") else CONTENT)

    def close(self):
        for server in self.servers:
            server.close()


class Browser:
    """Chromium or Firefox, started when it is first needed, with a port for what writes a HAR."""

    def __init__(self, folder):
        self.folder, self.process, self._port = folder, None, None

    def port(self):
        if not self._port:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.PIPE, env={**os.environ, "MOZ_HEADLESS": "1"})
            self._port = listening(self.process.stderr)
        return self._port

    def close(self):
        if self.process:
            end(self.process)
            self.process.stderr.close()


class Chromium(Browser):
    def command(self):
        return ["chromium", "--headless=new", "--no-sandbox", "--remote-debugging-port=0", "--remote-allow-origins=*",
                f"--user-data-dir={self.folder}/chromium", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-proxy-server",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1", "about:blank"]


class Firefox(Browser):
    def command(self):
        profile = pathlib.Path(self.folder) / "firefox"
        profile.mkdir()
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX_SETTINGS.items()]
        (profile / "user.js").write_text("".join(lines))
        return ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]


def listening(stream):
    """The port that a program says it listens on. What it says later is read, too."""
    for line in stream:
        if found := re.search(rb"(?i)listening (?:on|at) (?:ws://)?127\.0\.0\.1:(\d+)", line):
            threading.Thread(target=lambda: collections.deque(stream, maxlen=0), daemon=True).start()
            return int(found.group(1))
    raise OSError("a program ended before it listened")


def by_node(writer):
    def har(plan, folder, npm, browser):
        file = folder / "plan.json"
        file.write_text(json.dumps(plan | ({"port": browser.port()} if browser else {})))
        made = subprocess.run(["node", DRIVER, writer, file], capture_output=True, cwd=npm, timeout=SECONDS, check=False)
        if made.returncode != 0:
            raise OSError(made.stderr.decode())
        return made.stdout
    return har


def by_mitmproxy(plan, folder, _npm, _browser):
    """Of curl, as a proxy."""
    file = folder / "mitmproxy.har"
    with subprocess.Popen(["mitmdump", "-s", HAR_DUMP, "--set", f"hardump={file}", "--set", f"confdir={folder}",
                           "--listen-host", "127.0.0.1", "--listen-port", "0"], stdout=subprocess.PIPE) as proxy:
        try:
            port = listening(proxy.stdout)
            for row in [[{"method": "GET", "url": plan["page"], "headers": {}}], *plan["rounds"]]:
                running = [subprocess.Popen(curl(port, **asked), stdout=subprocess.DEVNULL) for asked in row]
                if any([each.wait(SECONDS) for each in running]):
                    raise OSError(f"curl failed: {row}")
        finally:
            proxy.send_signal(signal.SIGINT)
            proxy.wait(SECONDS)
    return file.read_bytes()


def curl(port, method, url, headers, body=None):
    command = ["curl", "-q", "-s", "-L", "-x", f"http://127.0.0.1:{port}", "--noproxy", "", "-m", str(SECONDS)]
    command += {"HEAD": ["-I"], "PUT": ["-X", "PUT"]}.get(method, [])
    command += [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    return command + ([] if body is None else ["--data-binary", body]) + [url]


# name: how its HAR is made, its packages of npm, its programs, its browser
WRITERS = {
    "mitmproxy": (by_mitmproxy, [], ["mitmdump", "curl"], None),
    "node-fetch-har": (by_node("nodeFetch"), ["node-fetch@2.7.0", "node-fetch-har@1.0.1"], [], None),
    "devtools": (by_node("devtools"), ["playwright-core@1.65.1"], ["chromium"], Chromium),
    "playwright": (by_node("playwright"), ["playwright-core@1.65.1"], ["chromium"], Chromium),
    "playwright-minimal": (by_node("playwrightMinimal"), ["playwright-core@1.65.1"], ["chromium"], Chromium),
    "chrome-har-capturer": (by_node("capturer"), ["chrome-har-capturer@0.14.4"], ["chromium"], Chromium),
    "bidi": (by_node("bidi"), ["ws@8.18.0", "ff-test-bidi-har-export@0.0.22"], ["firefox-esr"], Firefox),
}


def traces_of(cli, har, folder):
    file = folder / "written.har"
    file.write_bytes(har)
    if keep := os.environ.get("HARWRITERS_KEEP"):
        (pathlib.Path(keep) / (folder.name + ".har")).write_bytes(har)
    made = subprocess.run([cli, "convert", file, "--no-redact", "--format", "json", "-o", f"{folder}/traces/"],
                          capture_output=True, timeout=SECONDS, check=False)
    if made.returncode != 0:
        raise OSError(made.stderr.decode())
    return [json.loads(path.read_text()) for path in sorted((folder / "traces").iterdir())]


def hop_of(hop, origins):
    return (hop["request"]["method"], (hop["response"] or {}).get("status"), origins.path(hop["request"]["url"]),
            hop["request"]["body"]["size"])


def faults_of(traces, origins):
    found = collections.Counter(tuple(hop_of(hop, origins) for hop in trace["hops"]) for trace in traces
                                if trace["hops"][0]["request"]["method"] != "OPTIONS")
    for chain in CHAINS - found:
        yield f"missing {(CHAINS - found)[chain]} of {chain}"
    for chain in found - CHAINS:
        yield f"made up {(found - CHAINS)[chain]} of {chain}"


def main():
    cli, npm = sys.argv[1], pathlib.Path(sys.argv[2])
    names = sys.argv[3:] or list(WRITERS)
    packages = {package for name in names for package in WRITERS[name][1]}
    programs = {"node", *(program for name in names for program in WRITERS[name][2])}
    missing = [program for program in sorted(programs) if not shutil.which(program)]
    missing += [] if HAR_DUMP.exists() or "mitmproxy" not in names else [str(HAR_DUMP)]
    if missing or not all(install(npm, package) for package in sorted(packages)):
        print("missing: " + (", ".join(missing) or "npm or the network"))
        return 1 if os.environ.get("CI") else SKIPPED
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        browsers = {kind: kind(folder) for kind in (Chromium, Firefox)}
        for name in names:
            started = time.monotonic()
            write, browser = WRITERS[name][0], browsers.get(WRITERS[name][3])
            origins = Origins()
            own = pathlib.Path(folder) / name
            own.mkdir()
            traces = traces_of(cli, write(origins.plan(), own, npm, browser), own)
            for fault in faults_of(traces, origins):
                faults += 1
                print(f"{name}: {fault}")
            print(f"{name}: {len(traces)} traces of {len(origins.seen)} requests", f"{time.monotonic() - started:.1f}")
            origins.close()
        for browser in browsers.values():
            browser.close()
    return 1 if faults else 0


sys.exit(main())
