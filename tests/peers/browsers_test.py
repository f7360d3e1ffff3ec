#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The installed Chromium and Firefox as clients: the trace says what the server saw. Status 77: neither is installed.

usage: browsers_test.py PATH-TO-hopscope-cli
"""
import http.server
import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import free_port  # noqa: E402

CLI = sys.argv[1]
PROGRAMS = {"chromium-real": ("chromium", "chromium-browser", "google-chrome"), "firefox-real": ("firefox-esr", "firefox")}
INSTALLED = [client for client, names in PROGRAMS.items() if any(map(shutil.which, names))]
SECONDS = 180
# What a browser asks for by itself, beside the chain.
ASIDE = "/favicon.ico"
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"), flush=True)


class Server(http.server.ThreadingHTTPServer):
    """Answers from a table, path to (status, fields, body), and keeps what it saw."""
    daemon_threads = True

    def __init__(self, table, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.table, self.seen, self.asked = table, [], threading.Event()
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.split("?")[0]
        if path != ASIDE:
            self.server.seen.append({"method": self.command, "path": self.path, "fields": dict(self.headers.items()), "body": body.decode()})
        self.server.asked.set()
        status, fields, content = self.server.table.get((self.command, path)) or self.server.table.get(path, (404, {}, "nothing here"))
        if status is None:
            time.sleep(SECONDS)
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content.encode())

    do_GET = do_POST = do_PUT = do_OPTIONS = answer

    def log_message(self, *args):
        pass


class Place:
    """A folder that everything temporary goes to, so that what stays behind is seen."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | {"TMPDIR": folder}

    def command(self, client, *arguments):
        return [CLI, "trace", "--client", client, "--format", "json", "--no-redact", *arguments]

    def trace(self, client, *arguments):
        done = subprocess.run(self.command(client, *arguments), capture_output=True, timeout=SECONDS, env=self.env)
        try:
            return done.returncode, json.loads(done.stdout), done.stderr.decode()
        except ValueError:
            return done.returncode, {"hops": [], "outcome": {}}, done.stderr.decode()

    def left(self):
        """Profiles and processes of browsers that should have gone."""
        processes = []
        for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if str(self.folder).encode() in entry.read_bytes():
                    processes.append(entry.read_bytes()[:80])
            except OSError:
                pass
        return [each.name for each in self.folder.glob("hopscope*")] + processes


def sent(hop, origin):
    """A request of the trace as the server keeps it."""
    request = hop["request"]
    return {"method": request["method"], "path": request["url"].removeprefix(origin), "body": request["body"].get("text", ""),
            "fields": {field["name"]: field["value"] for field in request["headers"]}}


def same_as_seen(name, trace, servers):
    """All requests that reached a server, in their order, with all their fields."""
    shown = [sent(hop, server.origin) for hop in trace["hops"] for server in servers if hop["request"]["url"].startswith(server.origin)]
    seen = [request for server in servers for request in server.seen]
    key = lambda request: (request["method"], request["path"])  # noqa: E731
    check(f"{name}: as many requests as the server saw", sorted(map(key, shown)) == sorted(map(key, seen)),
          (list(map(key, shown)), list(map(key, seen))))
    for mine, theirs in zip(sorted(shown, key=key), sorted(seen, key=key)):
        # The case of names is not told by Chromium for all fields.
        lower = [{n.lower(): v for n, v in each["fields"].items()} for each in (mine, theirs)]
        check(f"{name}: the fields of {key(mine)}", lower[0] == lower[1], [sorted(set(a.items()) ^ set(b.items())) for a, b in [lower]])
        check(f"{name}: the body of {key(mine)}", mine["body"] in ("", theirs["body"]) and bool(mine["body"]) == bool(theirs["body"]),
              (mine["body"], theirs["body"]))


def ledger(hop):
    return {row["part"]: row for row in hop["redirect"]["ledger"]}


def pages(place, client):
    server = Server({"/start": (302, {"Location": "/end", "Set-Cookie": "a=1"}, ""), "/end": (200, {"Content-Type": "text/plain"}, "the end"),
                     "/go": (200, {"Content-Type": "text/html", "Refresh": "0; url=/end"}, "<p>wait"),
                     "/loop": (302, {"Location": "/loop"}, ""), "/bye": (302, {"Location": "ftp://127.0.0.1/x"}, ""),
                     "/file": (200, {"Content-Disposition": "attachment", "Content-Type": "application/zip"}, "zip"), "/hang": (None, {}, "")})
    code, trace, err = place.trace(client, server.origin + "/start")
    name = f"{client}, address"
    check(f"{name}: two requests", code == 0 and [hop["response"]["status"] for hop in trace["hops"]] == [302, 200], (code, trace["outcome"], err))
    same_as_seen(name, trace, [server])
    if len(trace["hops"]) == 2:
        check(f"{name}: the content", trace["hops"][1]["response"]["body"].get("text") == "the end", trace["hops"][1]["response"]["body"])
        check(f"{name}: every row has a prediction", all("predicted" in row for row in trace["hops"][0]["redirect"]["ledger"]))
        check(f"{name}: the cookie", ledger(trace["hops"][0])["Cookie"]["after"] == "a=1", ledger(trace["hops"][0]))
    code, trace, err = place.trace(client, server.origin + "/go")
    check(f"{client}, Refresh: the page's wish is followed", [hop["kind"] for hop in trace["hops"]] == ["http", "refresh"], (trace["hops"], err))
    code, trace, err = place.trace(client, server.origin + "/loop")
    check(f"{client}: too many redirects", trace["outcome"].get("kind") in ("too-many-redirects", "loop") and 19 <= len(trace["hops"]) <= 22,
          (trace["outcome"], len(trace["hops"])))
    code, trace, err = place.trace(client, server.origin + "/bye")
    check(f"{client}: another scheme", trace["outcome"].get("kind") == "unsupported-scheme" and len(trace["hops"]) == 1, trace["outcome"])
    code, trace, err = place.trace(client, server.origin + "/file")
    check(f"{client}: a download", trace["outcome"].get("kind") == "final" and len(trace["hops"]) == 1, trace["outcome"])
    code, trace, err = place.trace(client, f"http://127.0.0.1:{free_port()}/")
    check(f"{client}: refused", code == 3 and trace["outcome"].get("kind") == "network-error" and trace["hops"][0]["error"], trace["outcome"])
    code, trace, err = place.trace(client, "--timeout", "12", server.origin + "/hang")
    check(f"{client}: a server that hangs", trace["outcome"].get("kind") == "timeout", trace["outcome"])
    server.asked.clear()
    running = subprocess.Popen(place.command(client, server.origin + "/hang"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=place.env)
    server.asked.wait(SECONDS)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=SECONDS)
    check(f"{client}: canceled, and no longer there", not place.left(), place.left())
    check(f"{client}: canceled", json.loads(out)["outcome"]["kind"] == "canceled", err)


def deaths(place, client):
    """The browser ends in the middle of it."""
    server = Server({"/hang": (None, {}, "")})
    running = subprocess.Popen(place.command(client, server.origin + "/hang"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=place.env)
    server.asked.wait(SECONDS)
    browser = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    for pid in browser:
        os.kill(int(pid), signal.SIGKILL)
    out, err = running.communicate(timeout=SECONDS)
    outcome = json.loads(out)["outcome"]
    check(f"{client}: killed", browser and outcome["kind"] == "network-error" and ("ended by itself" in outcome["message"] or "broke" in outcome["message"]),
          (browser, outcome, err))


def forms(place, client):
    server = Server({"/shop": (307, {"Location": "/shop2"}, ""), "/shop2": (303, {"Location": "/done"}, ""), "/done": (200, {}, "done")})
    code, trace, err = place.trace(client, "-X", "POST", "-d", "a=1+2&b=%C3%A9", server.origin + "/shop")
    name = f"{client}, form"
    check(f"{name}: POST, POST, GET", [hop["request"]["method"] for hop in trace["hops"]] == ["POST", "POST", "GET"], (trace["outcome"], err))
    check(f"{name}: the bytes of the form", [each["body"] for each in server.seen] == ["a=1+2&b=%C3%A9"] * 2 + [""], server.seen)
    same_as_seen(name, trace, [server])


def fetches(place, client):
    allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "x-a"}
    other = Server({("OPTIONS", "/o"): (204, {}, ""), "/o": (200, {}, "other")})
    server = Server({"/api": (308, {"Location": "/api2"}, ""), "/api2": (200, {}, "ok"), "/away": (307, {"Location": other.origin + "/o"}, "")})
    origin = {"Access-Control-Allow-Origin": server.origin, "Access-Control-Allow-Credentials": "true",
              "Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "x-a"}
    name = f"{client}, fetch"
    code, trace, err = place.trace(client, "-X", "PUT", "-H", "X-A: 1", "-d", "{}", server.origin + "/api")
    check(f"{name}: PUT, PUT", [hop["request"]["method"] for hop in trace["hops"]] == ["PUT", "PUT"], (trace["outcome"], err))
    same_as_seen(name, trace, [server])
    for permission, kinds in ((origin, ["http", "preflight", "http"]), (allowed, ["http", "preflight"])):
        server.seen.clear()
        other.seen.clear()
        other.table.update({("OPTIONS", "/o"): (204, permission, ""), "/o": (200, permission, "other")})
        code, trace, err = place.trace(client, "-X", "PUT", "-H", "X-A: 1", "-d", "{}", server.origin + "/away")
        check(f"{name}: kinds {kinds}", [hop["kind"] for hop in trace["hops"]] == kinds, ([hop["kind"] for hop in trace["hops"]], trace["outcome"], err))
        same_as_seen(f"{name} {len(kinds)}", trace, [server, other])


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)


def authority(folder):
    """ca.pem, and chain.pem and key.pem of a server that sends it along."""
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "cakey.pem", "-out", "ca.pem", "-subj", "/CN=Test CA", "-days", "3")
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=shop.example")
    (folder / "names.txt").write_text("subjectAltName=DNS:shop.example\nbasicConstraints=CA:FALSE\n")
    openssl(folder, "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "cakey.pem", "-CAcreateserial", "-days", "3",
            "-extfile", "names.txt", "-out", "cert.pem")
    (folder / "chain.pem").write_text((folder / "cert.pem").read_text() + (folder / "ca.pem").read_text())


def certificates(place, client, folder):
    authority(folder)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "chain.pem", folder / "key.pem")
    server = Server({"/safe": (200, {}, "safe")}, tls)
    host = f"shop.example:{server.server_port}"
    server.table["/"] = (302, {"Strict-Transport-Security": "max-age=600", "Location": f"http://{host}/safe"}, "")
    options = ("--resolve", f"{host}:127.0.0.1")
    code, trace, err = place.trace(client, *options, f"https://{host}/safe")
    check(f"{client}: a certificate that is not trusted", trace["outcome"].get("kind") == "tls-error", trace["outcome"])
    code, trace, err = place.trace(client, *options, "--insecure", f"https://{host}/safe")
    check(f"{client}: --insecure and --resolve", code == 0 and trace["hops"][0]["response"]["status"] == 200, (trace["outcome"], err))
    code, trace, err = place.trace(client, *options, "--ca-file", str(folder / "ca.pem"), f"https://{host}/")
    check(f"{client}: HSTS", [(hop["kind"], hop["request"]["url"]) for hop in trace["hops"]] ==
          [("http", f"https://{host}/"), ("hsts", f"http://{host}/safe"), ("http", f"https://{host}/safe")], (trace["outcome"], trace["hops"], err))


def ways(place, client):
    server = Server({"/x": (200, {}, "x")})
    code, trace, err = place.trace(client, "--as", "fetch", server.origin + "/x")
    mode = [each["fields"].get("Sec-Fetch-Mode") for each in server.seen]
    check(f"{client}: --as fetch", code == 0 and mode == ["cors"], (mode, trace["outcome"], err))
    code, trace, err = place.trace(client, "--as", "nav", "-X", "PUT", server.origin + "/x")
    check(f"{client}: --as nav with PUT", code == 2 and "typed address is GET" in err, (code, err))


def main():
    if not INSTALLED:
        print("neither Chromium nor Firefox is installed")
        return 77
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as certificate_folder:
        place = Place(folder)
        listed = subprocess.run([CLI, "clients"], capture_output=True, timeout=SECONDS, text=True).stdout
        for client in INSTALLED:
            check(f"clients: {client} is installed", f"{client} " in listed and "installed:" in listed, listed)
            pages(place, client)
            forms(place, client)
            fetches(place, client)
            deaths(place, client)
            ways(place, client)
            certificates(place, client, pathlib.Path(certificate_folder))
            check(f"{client}: nothing stays behind", not place.left(), place.left())
            bare = subprocess.run([CLI, "trace", "--client", client, "http://127.0.0.1/"], capture_output=True, timeout=SECONDS,
                                  text=True, env=place.env | {"PATH": "/nonexistent"})
            check(f"{client}: not installed", "is not installed here: install it" in bare.stdout + bare.stderr, bare)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
