#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records HARs with real writers of HARs on a loopback server. What hopscope-cli makes of them has to be what the
server saw: method, status, URL and body of each request, and which of them make a chain.

usage: harwriters_test.py HOPSCOPE_CLI WORK_DIR [WRITER]...
Status 77: a program, npm or the network is missing. HARWRITERS_KEEP names a folder for the HARs.
"""
import collections
import dataclasses
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

sys.path += [str(pathlib.Path(__file__).parents[1] / folder) for folder in ("clients", "support")]
from browserlines import FIREFOX_SETTINGS, end  # noqa: E402
from npm import install  # noqa: E402
from ports import free_port  # noqa: E402
from recorder import Recorder, reply  # noqa: E402

DRIVER = pathlib.Path(__file__).parent / "harwriters.js"
HAR_DUMP = pathlib.Path("/usr/share/doc/mitmproxy/examples/contrib/har_dump.py")
SKIPPED = 77
SECONDS = 120
CONTENT = b"<!doctype html><title>x</title><link rel=icon href=data:,>"
TEXT, FORM, JSON = ({"Content-Type": kind}
                    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"))
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
    [("GET", "/302/gone", {}, None)],
    [row for i in range(3) for row in (("GET", "/302/302/many", {"X-Cup": str(i)}, None),
                                       ("POST", "/307/many", TEXT, "tea" * (i + 1)),
                                       ("GET", f"/many?plain{i}", {}, None))],
]
# What a redirect waits for. The first to redirect is followed last, and long after the second has been followed.
AWAITED = {"first": ["/late"], "second": ["/301first/meet", "/307first/bodies"], "third": ["/meet", "/bodies"]}
# The second request for it gets another status, so that two chains that meet here are not the same.
MET = ("/meet", "/bodies")
# The server closes the connection without a response.
GONE = "/gone"
# (method, status, path, bytes sent) of each hop, and how often there is such a chain. GONE is left to the writers.
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
            self.seen.append((request.method, "=" * origin + request.target, request.body))
        if request.target == GONE:
            return None
        fields = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*"),
                  ("Cache-Control", "no-store"), ("Content-Type", "text/html")]
        isRedirect = 300 <= status <= 399
        if isRedirect:
            fields.append(("Location", {"other": self.bases[1 - origin] + target, "part": target + "#part",
                                        "relative": "../" * (rest.count("/") + 1) + rest}.get(how, target)))
        return reply(status, fields, b"" if isRedirect or request.method in ("HEAD", "OPTIONS") else CONTENT)

    def close(self):
        for server in self.servers:
            server.close()


class Browser:
    """Started when it is first needed, with a port for what writes a HAR."""

    def __init__(self, folder, others):
        self.folder, self.others, self.process, self.ports = pathlib.Path(folder), others, None, None

    def plan(self):
        if not self.ports:
            self.ports = self.start()
        return self.ports

    def start(self):
        self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, env={**os.environ, "MOZ_HEADLESS": "1"})
        return {"port": listening(self.process.stderr)}

    def close(self):
        if self.process:
            end(self.process)


class Chromium(Browser):
    def command(self):
        return ["chromium", "--headless=new", "--no-sandbox", "--remote-debugging-port=0", "--remote-allow-origins=*",
                f"--user-data-dir={self.folder}/chromium", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-proxy-server",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1", "about:blank"]


class Firefox(Browser):
    def command(self):
        profile = self.folder / "firefox"
        profile.mkdir()
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX_SETTINGS.items()]
        (profile / "user.js").write_text("".join(lines))
        return ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]


class WebKit(Browser):
    """Its inspector is a page, shown by Chromium; it has no way to say which port it was given."""

    def start(self):
        inspected = free_port()
        self.screen = subprocess.Popen(["Xvfb", "-displayfd", "1", "-nolisten", "tcp"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
        with self.screen.stdout as display:
            env = {**os.environ, "DISPLAY": ":" + display.readline().decode().strip(), "HOME": str(self.folder),
                   "XDG_RUNTIME_DIR": str(self.folder), "WEBKIT_INSPECTOR_HTTP_SERVER": f"127.0.0.1:{inspected}"}
        self.process = subprocess.Popen([minibrowser(), "--private", "about:blank"], env=env, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self.others[Chromium].plan() | {"inspected": inspected}

    def close(self):
        super().close()
        if self.process:
            end(self.screen)


def minibrowser():
    return next(map(str, pathlib.Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")), None)


def listening(stream):
    """The port that a program says it listens on. What it says later is read, too."""
    for line in stream:
        if found := re.search(rb"(?i)listening (?:on|at) (?:ws://)?127\.0\.0\.1:(\d+)", line):
            threading.Thread(target=lambda: collections.deque(stream, maxlen=0), daemon=True).start()
            return int(found.group(1))
    raise OSError("a program ended before it listened")


def by_node(name):
    def har(plan, folder, npm):
        file = folder / "plan.json"
        file.write_text(json.dumps(plan | {"folder": str(folder)}))
        made = subprocess.run(["node", DRIVER, name, file], capture_output=True, cwd=npm, timeout=SECONDS, check=False)
        if made.returncode != 0:
            raise OSError(made.stderr.decode())
        return made.stdout
    return har


def by_mitmproxy(plan, folder, _npm):
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


@dataclasses.dataclass
class Writer:
    har: object
    packages: list = dataclasses.field(default_factory=list)
    programs: list = dataclasses.field(default_factory=list)
    browser: type = None
    gone: int = 1  # how many hops it has of the chain to GONE
    hasTimes: bool = True  # it says how long a redirect took
    hasRedirects: bool = True  # it has more than the last request of each chain


PLAYWRIGHT = ["playwright-core@1.65.1"]
NODE_FETCH = "node-fetch@2.7.0"
WRITERS = {
    "mitmproxy": Writer(by_mitmproxy, programs=["mitmdump", "curl"]),
    "node-fetch-har": Writer(by_node("nodeFetch"), [NODE_FETCH, "node-fetch-har@1.0.1"], gone=0, hasTimes=False),
    "polly": Writer(by_node("polly"), [NODE_FETCH, *(f"@pollyjs/{part}@6.0.6" for part in ("core", "adapter-node-http",
                                                                                          "persister-fs"))]),
    "devtools": Writer(by_node("devtools"), PLAYWRIGHT, ["chromium"], Chromium, gone=2),
    "playwright": Writer(by_node("playwright"), PLAYWRIGHT, ["chromium"], Chromium, gone=2),
    "playwright-minimal": Writer(by_node("playwrightMinimal"), PLAYWRIGHT, ["chromium"], Chromium, gone=2,
                                 hasTimes=False),
    "chrome-har-capturer": Writer(by_node("capturer"), ["chrome-har-capturer@0.14.4"], ["chromium"], Chromium),
    "bidi": Writer(by_node("bidi"), ["ws@8.18.0", "ff-test-bidi-har-export@0.0.22"], ["firefox-esr"], Firefox),
    "webkit": Writer(by_node("webkit"), PLAYWRIGHT, ["chromium", "Xvfb", minibrowser() or "MiniBrowser"], WebKit,
                     gone=0, hasRedirects=False),
}


def convert(cli, *args):
    made = subprocess.run([cli, "convert", *args], capture_output=True, timeout=SECONDS, check=False)
    if made.returncode != 0:
        raise OSError(made.stderr.decode())
    return made.stdout.decode()


def traces_of(cli, file, folder):
    convert(cli, file, "--no-redact", "--format", "json", "-o", f"{folder}/traces/")
    return [json.loads(path.read_text()) for path in sorted((folder / "traces").iterdir())]


def expected_of(writer):
    gone = (("GET", 302, "/302/gone", 0), ("GET", None, GONE, 0))[:writer.gone]
    chains = CHAINS + collections.Counter([gone] if gone else [])
    if not writer.hasRedirects:
        chains = collections.Counter(chain[-1:] for chain in chains.elements())
    return chains if writer.hasTimes else without_meeting(chains)


def without_meeting(chains):
    """Which of the two GETs of /meet belongs to which redirect is not in the record."""
    return collections.Counter(tuple((method, 0 if path == "/meet" else status, path, size)
                                     for method, status, path, size in chain) for chain in chains.elements())


def hop_of(hop, origins):
    return (hop["request"]["method"], (hop["response"] or {}).get("status"), origins.path(hop["request"]["url"]),
            hop["request"]["body"]["size"])


def faults_of(writer, traces, origins):
    traces = [trace for trace in traces if trace["hops"][0]["request"]["method"] != "OPTIONS"]
    found = collections.Counter(tuple(hop_of(hop, origins) for hop in trace["hops"]) for trace in traces)
    found, expected = found if writer.hasTimes else without_meeting(found), expected_of(writer)
    yield from (f"missing: {count} of {chain}" for chain, count in (expected - found).items())
    yield from (f"made up: {count} of {chain}" for chain, count in (found - expected).items())
    for trace in traces:
        cups = {field["value"] for hop in trace["hops"] for field in hop["request"]["headers"]
                if field["name"].lower() == "x-cup"}
        if len(cups) > 1:
            yield f"a chain of requests with {sorted(cups)}"
        for hop in trace["hops"]:
            method, _, path, size = hop_of(hop, origins)
            text = hop["request"]["body"].get("text", "").encode()
            if not any(seen[:2] == (method, path) and len(seen[2]) == size and seen[2].startswith(text)
                       for seen in origins.seen):
                yield f"the server did not see {method} {path} with {text}"
            rows = hop["redirect"]["ledger"] if hop["redirect"] else []
            yield from (f"{method} {path}: {row['part']} {row['verdict']}, against the rules" for row in rows
                        if row["part"] in ("method", "body") and row["source"] == "the record")


def main():
    cli, npm = sys.argv[1], pathlib.Path(sys.argv[2])
    names = sys.argv[3:] or list(WRITERS)
    packages = sorted({package for name in names for package in WRITERS[name].packages})
    programs = sorted({"node", *(program for name in names for program in WRITERS[name].programs)})
    missing = [program for program in programs if not shutil.which(program)]
    if "mitmproxy" in names and not HAR_DUMP.exists():
        missing.append(str(HAR_DUMP))
    if missing or not all(install(npm, package) for package in packages):
        print("missing: " + (", ".join(missing) or "npm or the network"))
        return 1 if os.environ.get("CI") else SKIPPED
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        browsers = {}
        browsers.update({kind: kind(folder, browsers) for kind in (Chromium, Firefox, WebKit)})
        try:
            for name in names:
                count += faults_in(name, cli, pathlib.Path(folder), npm, browsers)
        finally:
            for browser in browsers.values():
                browser.close()
    return 1 if count else 0


def faults_in(name, cli, folder, npm, browsers):
    writer, own, origins = WRITERS[name], folder / name, Origins()
    own.mkdir()
    plan = origins.plan() | (browsers[writer.browser].plan() if writer.browser else {})
    try:
        file = own / "written.har"
        file.write_bytes(writer.har(plan, own, npm))
        if keep := os.environ.get("HARWRITERS_KEEP"):
            shutil.copy(file, pathlib.Path(keep) / (name + ".har"))
        traces = traces_of(cli, file, own)
        faults = list(faults_of(writer, traces, origins))
        listed = convert(cli, file, "--list", *(["--redirects"] if writer.hasRedirects else [])).splitlines()[1:]
        chains = [trace for trace in traces if len(trace["hops"]) > 1 or not writer.hasRedirects]
        if [int(line.split()[1]) for line in listed] != [len(trace["hops"]) for trace in chains]:
            faults.append(f"--list has {listed}")
        print(f"{name}: {len(traces)} traces, {len(chains)} listed, the server saw {len(origins.seen)} requests")
    except OSError as error:
        faults = [str(error)]
    finally:
        origins.close()
    for fault in faults:
        print(f"{name}: {fault}")
    return len(faults)


sys.exit(main())
