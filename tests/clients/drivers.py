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
        if forced:
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


class Program:
    """A program that is started for each request."""

    def __init__(self, version, command):
        self.version, self.command, self.folder = version, command, ""

    def send(self, case, url):
        line = self.command(case, url, self.folder)
        if not line:
            return False
        try:
            subprocess.run(line, capture_output=True, env=environment(self.folder), timeout=SECONDS + 8, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            pass
        return True

    def close(self):
        pass


def as_json(wish):
    return json.dumps(wish)


def as_tabs(wish):
    parts = [wish["method"], wish["url"], wish["body"], wish["user"] and ":".join(wish["user"])]
    parts += [part for field in wish["headers"] for part in field]
    return "\t".join("-" if part is None else base64.b64encode(part.encode("latin-1")).decode() for part in parts)


class Library:
    """A driver of drivers/, started once for many requests."""

    def __init__(self, *command, line=as_json):
        self.command, self.line, self.folder, self.process = list(command), line, "", None
        self.version = lambda: output_in(BUILD, self.command + ["--version"])

    def send(self, case, url):
        if not self.process:
            self.process = subprocess.Popen(self.command, cwd=BUILD if os.path.isdir(BUILD) else None, env=environment(self.folder),
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        wish = {"method": case["method"], "url": url, "headers": case["headers"], "body": case["body"], "user": case.get("user")}
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
    return Library("/usr/bin/python3", driver("pythonclients.py"), client)


def node(client):
    return Library("node", driver("nodeclients.mjs"), client)


def postman():
    library = node("postman-runtime")
    library.left_out = ("postman-token",)  # drawn anew for each request
    return library


# Debian's, with what they need.
JARS = ("httpclient", "httpcore", "commons-logging", "commons-codec", "httpclient5", "httpcore5", "httpcore5-h2", "slf4j-api", "okhttp", "okio")


def java_package(client):
    path = ":".join([BUILD, *(f"/usr/share/java/{name}.jar" for name in JARS)])
    return Library("java", "-cp", path, "JavaPackages", client, line=as_tabs)


def java(client, only=""):
    """`only`: the one version that this row is about."""
    library = Library("java", "-cp", BUILD, "JavaClients", client, line=as_tabs)
    installed = library.version
    library.version = lambda: "" if only and installed() != only else installed()
    return library


def php(client):
    return Library("php", driver("phpclients.php"), client)


def perl(client):
    return Library("perl", driver("perlclients.pl"), client)


def ruby(client):
    return Library("ruby", driver("rubyclients.rb"), client)


CURL = lambda: found(r"^curl (\S+)", ["curl", "--version"])  # noqa: E731
WGET = lambda: found(r"^GNU Wget (\S+)", ["wget", "--version"])  # noqa: E731
WGET2 = lambda: found(r"^GNU Wget2 (\S+)", ["wget2", "--version"])  # noqa: E731
QT = lambda: output([os.environ.get("QTCLIENT", "qtclient"), "--version"])  # noqa: E731

DRIVERS = {
    "curl": Program(CURL, curl()),
    "curl-X": Program(CURL, curl(forced=True)),
    "curl-post30x": Program(CURL, curl("--post301", "--post302", "--post303")),
    "curl-trusted": Program(CURL, curl("--location-trusted")),
    "wget": Program(WGET, wget("wget", False)),
    "wget-method": Program(WGET, wget("wget", True)),
    "wget2": Program(WGET2, wget("wget2", False)),
    "httpie": Program(lambda: output(["/usr/bin/http", "--version"]), httpie),
    "aria2": Program(lambda: found(r"aria2 version (\S+)", ["aria2c", "--version"]), aria2),
    "w3m": Program(lambda: found(r"w3m/([0-9.]+)", ["w3m", "-version"]), w3m),
    "lynx": Program(lambda: found(r"^Lynx Version (\S+)", ["lynx", "-version"]), lynx),
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
    "go": Library(os.path.join(BUILD, "goclient")),
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
    "qt": Program(QT, qt("--nolesssafe")),
    "qt-default": Program(QT, qt("--default")),
    "qt-sameorigin": Program(QT, qt("--sameorigin")),
    **browsers.drivers(found),
}
