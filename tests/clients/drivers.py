# SPDX-License-Identifier: MIT
"""One row a client: how it is asked for its version, and how it is made to send one request and to follow redirects.

A command line program is started once for each request. A library's driver (drivers/) is started once and reads one
request a line: JSON with method, url, headers, body and user; it answers each with one line that says how it ended.
"""
import base64
import json
import os
import re
import select
import subprocess

import browsers

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join(HERE, "..", "..", "build", "clients")
BRUNO = os.path.join(BUILD, "node_modules", ".bin", "bru")
RUST = os.path.join(BUILD, "reqwest")
SECONDS = 12


def environment(folder):
    """Without the user's own settings and without a proxy."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | {"HOME": folder, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "GOFLAGS": "-mod=mod"}


def output(command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def found(pattern, command):
    match = re.search(pattern, output(command))
    return match.group(1) if match else ""


def fields(case, option):
    return [part for name, value in case["headers"] for part in (option, f"{name}: {value}")]


def curl(*more, forced=False):
    def command(case, url, folder):
        line = ["curl", "-q", "-s", "-k", "-L", "-m", str(SECONDS), "-o", os.devnull, "--noproxy", "*", *more]
        method, body = case["method"], case["body"]
        if case.get("stream"):
            if method != "PUT" and not forced:  # curl reads the whole of what -d takes from a pipe
                return None
            line += ["-T", "-"] + (["-X", method] if forced else [])
        elif forced:
            line += ["-X", method] + (["--data-binary", body] if body is not None else [])
        elif method == "HEAD" and body is None:
            line += ["-I"]
        elif method == "PUT":
            upload = os.path.join(folder, "upload")
            with open(upload, "w", encoding="latin-1") as file:
                file.write(body or "")
            line += ["-T", upload]
        elif method == "POST":
            line += ["--data-binary", body or ""]
        elif method != "GET" or body is not None:
            line += ["-X", method] + (["--data-binary", body] if body is not None else [])
        return line + (["-u", ":".join(case["user"])] if case.get("user") else []) + fields(case, "-H") + [url]
    return command


def wget(program, method_option):
    def command(case, url, folder):
        method, body = case["method"], case["body"]
        line = [program, "-q", "--no-config", "--no-check-certificate", "--no-proxy", "--no-hsts", "-t", "1", "-T", str(SECONDS), "-O",
                os.path.join(folder, "wget.out")]
        if not method_option and method == "HEAD":
            line += ["--spider"]
        elif not method_option and method == "POST":
            line += [f"--post-data={body or ''}"]
        elif method != "GET" or body is not None:
            line += [f"--method={method}"] + ([f"--body-data={body}"] if body is not None else [])
        if case.get("user"):
            line += [f"--user={case['user'][0]}", f"--password={case['user'][1]}"]
        return line + [f"--header={name}: {value}" for name, value in case["headers"]] + [url]
    return command


def httpie(case, url, _folder):
    line = ["/usr/bin/http", "--ignore-stdin", "--follow", "--verify=no", f"--timeout={SECONDS}"]
    line += ["--raw", case["body"]] if case["body"] is not None else []
    line += ["-a", ":".join(case["user"])] if case.get("user") else []
    return line + [case["method"], url] + [f"{name}:{value}" for name, value in case["headers"]]


def aria2(case, url, folder):
    if case["method"] not in ("GET", "HEAD") or case["body"] is not None:
        return None
    line = ["aria2c", "-q", "--no-conf", "--check-certificate=false", "--max-tries=1", "--no-netrc", "--async-dns=false",
            "--allow-overwrite=true", "-d", folder, "-o", "aria2.out", f"--timeout={SECONDS}"]
    line += ["--dry-run=true"] if case["method"] == "HEAD" else []
    line += [f"--http-user={case['user'][0]}", f"--http-passwd={case['user'][1]}"] if case.get("user") else []
    return line + [f"--header={name}: {value}" for name, value in case["headers"]] + [url]


def qt(policy):
    def command(case, url, _folder):
        return [os.environ.get("QTCLIENT", "qtclient"), policy, case["method"], url, case["body"] or "-"] + [
            f"{name}: {value}" for name, value in case["headers"]]
    return command


def w3m(case, url, folder):
    method, body = case["method"], case["body"]
    # It asks before it goes to a server that it does not trust.
    tls = any("{TLS}" in each for each in (case.get("url", ""), *case.get("locations", ())))
    if tls or method not in ("GET", "HEAD", "POST") or case.get("user"):
        return None
    line = ["w3m", "-o", "use_cookie=0", "-dump_head" if method == "HEAD" else "-dump_source"]
    if method == "POST":
        post = os.path.join(folder, "w3m.post")
        with open(post, "w", encoding="latin-1") as file:
            file.write(body or "")
        line += ["-post", post]
    elif body is not None:
        return None
    return line + fields(case, "-header") + [url]


def lynx(case, url, _folder):
    if case["method"] not in ("GET", "HEAD") or case["body"] is not None or case["headers"]:
        return None
    line = ["lynx", "-cfg=/dev/null", "-accept_all_cookies", *(["-head", "-dump"] if case["method"] == "HEAD" else ["-source"])]
    return line + ([f"-auth={':'.join(case['user'])}"] if case.get("user") else []) + [url]


def links(case, url, _folder):
    # It has no option for another method, and its -auth asks on a terminal.
    if case["method"] != "GET" or case["body"] is not None or case["headers"] or case.get("user"):
        return None
    return ["links", "-ssl.certificates", "0", "-source", url]


def bruno(case, url, folder):
    """A collection of one request."""
    collection = os.path.join(folder, "bruno")
    os.makedirs(collection, exist_ok=True)
    blocks = [("meta", ["name: request", "type: http"])]
    lines = [f"url: {url}", "body: text" if case["body"] is not None else "body: none", "auth: basic" if case.get("user") else "auth: none"]
    blocks += [(case["method"].lower(), lines)]
    blocks += [("headers", [f"{name}: {value}" for name, value in case["headers"]])] if case["headers"] else []
    blocks += [("auth:basic", [f"username: {case['user'][0]}", f"password: {case['user'][1]}"])] if case.get("user") else []
    blocks += [("body:text", [case["body"]])] if case["body"] is not None else []
    with open(os.path.join(collection, "bruno.json"), "w", encoding="utf-8") as file:
        json.dump({"version": "1", "name": "clients", "type": "collection"}, file)
    with open(os.path.join(collection, "request.bru"), "w", encoding="utf-8") as file:
        file.write("\n".join(f"{name} {{\n" + "".join(f"  {line}\n" for line in block) + "}\n" for name, block in blocks))
    if case["method"] == "QUERY":  # no word of its language
        return None
    return ["bash", "-c", 'cd "$1" && exec "$2" run request.bru --insecure --noproxy', "bruno", collection, BRUNO]


class Program:
    """A program that is started for each request."""

    def __init__(self, version, command, streams=False, left_out=(), races=False):
        self.version, self.command, self.folder, self.streams, self.left_out, self.races = version, command, "", streams, left_out, races

    def send(self, case, url):
        if case.get("stream") and not self.streams:
            return False
        line = self.command(case, url, self.folder)
        if not line:
            return False
        try:
            source = {"input": case["body"].encode()} if case.get("stream") else {"stdin": subprocess.DEVNULL}
            subprocess.run(line, capture_output=True, env=environment(self.folder), timeout=SECONDS + 8, **source)
        except subprocess.TimeoutExpired:
            pass
        return True

    def close(self):
        pass


def as_json(wish):
    return json.dumps(wish)


def as_tabs(wish):
    parts = [wish["method"], wish["url"], wish["body"], wish["user"] and ":".join(wish["user"]), "stream" if wish["stream"] else None]
    parts += [part for field in wish["headers"] for part in field]
    return "\t".join("-" if part is None else base64.b64encode(part.encode("latin-1")).decode() for part in parts)


class Library:
    """A driver of drivers/, started once for many requests."""

    def __init__(self, *command, line=as_json, streams=False):
        self.command, self.line, self.folder, self.process, self.streams = list(command), line, "", None, streams
        self.version = lambda: output_in(BUILD, self.command + ["--version"])

    def send(self, case, url):
        if case.get("stream") and not self.streams:
            return False
        if not self.process:
            self.process = subprocess.Popen(self.command, cwd=BUILD if os.path.isdir(BUILD) else None, env=environment(self.folder),
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        wish = {"method": case["method"], "url": url, "headers": case["headers"], "body": case["body"], "user": case.get("user"),
                "stream": bool(case.get("stream"))}
        self.process.stdin.write((self.line(wish) + "\n").encode())
        if select.select([self.process.stdout], [], [], SECONDS + 8)[0]:
            if not self.process.stdout.readline():
                self.close()
        else:
            self.close()
        return True

    def close(self):
        if self.process:
            self.process.kill()
            self.process.wait()
        self.process = None


def output_in(folder, command):
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=folder if os.path.isdir(folder) else None).stdout.strip()
    except OSError:
        return ""


def driver(name):
    return os.path.join(HERE, "drivers", name)


def python(client):
    return Library("/usr/bin/python3", driver("pythonclients.py"), client, streams=client not in ("tornado", "treq"))


def node(client):
    return Library("node", driver("nodeclients.mjs"), client, streams=client not in ("superagent", "postman-request", "postman-runtime"))


def postman():
    library = node("postman-runtime")
    library.left_out = ("postman-token",)  # drawn anew for each request
    return library


# Debian's, with what they need.
JAVA_ASYNC = ("jetty9-client", "jetty9-http", "jetty9-io", "jetty9-util", "async-http-client", "async-http-client-netty-utils", "netty-all",
              "netty-buffer", "netty-codec", "netty-codec-http", "netty-codec-socks", "netty-common", "netty-handler", "netty-handler-proxy",
              "netty-resolver", "netty-transport", "netty-transport-native-epoll", "netty-transport-native-kqueue",
              "netty-transport-native-unix-common", "netty-reactive-streams", "reactive-streams", "slf4j-api", "slf4j-nop",
              "jakarta.activation-api", "activation")
JARS = ("httpclient", "httpcore", "commons-logging", "commons-codec", "httpclient5", "httpcore5", "httpcore5-h2", "slf4j-api", "okhttp", "okio")


def java_package(client):
    path = ":".join([BUILD, *(f"/usr/share/java/{name}.jar" for name in JARS)])
    return Library("java", "-cp", path, "JavaPackages", client, line=as_tabs, streams=client != "okhttp")


def java_async(client):
    path = ":".join([BUILD, *(f"/usr/share/java/{name}.jar" for name in JAVA_ASYNC)])
    return Library("java", "-cp", path, "JavaAsync", client, line=as_tabs, streams=True)


def r(client):
    return Library("Rscript", driver("rclients.R"), client)


class UrlOnly(Library):
    """A driver whose client can do no more than GET a URL."""

    def send(self, case, url):
        if case["method"] != "GET" or case["headers"] or case["body"] is not None or case.get("user"):
            return False
        return super().send(case, url)


def reqwest():
    """The version is that of the packaged crate, which the lock names."""
    library = Library(os.path.join(RUST, "target", "debug", "reqwestclient"), streams=True)
    library.version = lambda: found(r'name = "reqwest"\nversion = "([^"]+)"', ["cat", os.path.join(RUST, "Cargo.lock")])
    return library


def java(client, only=""):
    """`only`: the one version that this row is about."""
    library = Library("java", "-cp", BUILD, "JavaClients", client, line=as_tabs, streams=True)
    installed = library.version
    library.version = lambda: "" if only and installed() != only else installed()
    return library


def php(client):
    return Library("php", driver("phpclients.php"), client, streams=client == "guzzle")


def perl(client):
    return Library("perl", driver("perlclients.pl"), client, streams=client != "mojo")


def ruby(client):
    return Library("ruby", driver("rubyclients.rb"), client, streams=client in ("http", "excon"))


CURL = lambda: found(r"^curl (\S+)", ["curl", "--version"])  # noqa: E731
WGET = lambda: found(r"^GNU Wget (\S+)", ["wget", "--version"])  # noqa: E731
WGET2 = lambda: found(r"^GNU Wget2 (\S+)", ["wget2", "--version"])  # noqa: E731
QT = lambda: output([os.environ.get("QTCLIENT", "qtclient"), "--version"])  # noqa: E731

DRIVERS = {
    "curl": Program(CURL, curl(), streams=True),
    "curl-X": Program(CURL, curl(forced=True), streams=True),
    "curl-post30x": Program(CURL, curl("--post301", "--post302", "--post303"), streams=True),
    "curl-trusted": Program(CURL, curl("--location-trusted"), streams=True),
    "curl-auto-referer": Program(CURL, curl("-e", ";auto"), streams=True),
    "wget": Program(WGET, wget("wget", False)),
    "wget-method": Program(WGET, wget("wget", True)),
    "wget2": Program(WGET2, wget("wget2", False)),
    "httpie": Program(lambda: output(["/usr/bin/http", "--version"]), httpie),
    "aria2": Program(lambda: found(r"aria2 version (\S+)", ["aria2c", "--version"]), aria2),
    "w3m": Program(lambda: found(r"w3m/([0-9.]+)", ["w3m", "-version"]), w3m),
    "lynx": Program(lambda: found(r"^Lynx Version (\S+)", ["lynx", "-version"]), lynx),
    "links": Program(lambda: found(r"^Links (\S+)", ["links", "-version"]), links),
    "bruno": Program(lambda: output([BRUNO, "--version"]), bruno, left_out=("request-start-time",)),
    "py-requests": python("requests"),
    "py-httpx": python("httpx"),
    "py-aiohttp": python("aiohttp"),
    "py-urllib": python("urllib"),
    "py-urllib3": python("urllib3"),
    "py-tornado": python("tornado"),
    "py-pycurl": python("pycurl"),
    "py-treq": python("treq"),
    "libsoup": python("libsoup"),
    "node-fetch-builtin": node("node-fetch-builtin"),
    "undici-request": node("undici"),
    "undici-fetch": node("undici-fetch"),
    "axios": node("axios"),
    "follow-redirects": node("follow-redirects"),
    "got": node("got"),
    "superagent": node("superagent"),
    "node-fetch": node("node-fetch"),
    "ky": node("ky"),
    "needle": node("needle"),
    "postman-request": node("postman-request"),
    "postman": postman(),
    "java-normal": java("normal"),
    "java-always": java("always"),
    "java-normal-17.0.15": java("normal", "17.0.15"),
    "java-always-17.0.15": java("always", "17.0.15"),
    "java-huc": java("huc"),
    "java-huc-strict": java("huc-strict"),
    "apache-httpclient4": java_package("apache4"),
    "apache-httpclient5": java_package("apache5"),
    "okhttp": java_package("okhttp"),
    "jetty": java_async("jetty"),
    "async-http-client": java_async("ahc"),
    "reqwest": reqwest(),
    "r-httr": r("httr"),
    "r-httr2": r("httr2"),
    "poco": UrlOnly(os.path.join(BUILD, "pococlient")),
    "go": Library(os.path.join(BUILD, "goclient"), streams=True),
    "php-curl": php("curl"),
    "php-streams": php("streams"),
    "guzzle": php("guzzle"),
    "symfony": php("symfony"),
    "perl-http-tiny": perl("tiny"),
    "perl-lwp": perl("lwp"),
    "perl-lwp-all": perl("lwpall"),
    "perl-mojo": perl("mojo"),
    "ruby-openuri": ruby("openuri"),
    "ruby-faraday": ruby("faraday"),
    "ruby-httparty": ruby("httparty"),
    "ruby-restclient": ruby("restclient"),
    "ruby-typhoeus": ruby("typhoeus"),
    "ruby-http": ruby("http"),
    "ruby-excon": ruby("excon"),
    "qt": Program(QT, qt("--nolesssafe"), races=True),
    "qt-default": Program(QT, qt("--default"), races=True),
    "qt-sameorigin": Program(QT, qt("--sameorigin"), races=True),
    **browsers.drivers(found),
}
