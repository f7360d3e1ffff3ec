#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `hopscope-cli trace --clients` says about fields and preflights, against servers that redirect between origins.

usage: clientfields_test.py PATH-TO-hopscope-cli
"""
import http.server
import itertools
import subprocess
import sys
import threading

CLI = sys.argv[1]
SAME = "sends the same as {}, but for fields that each client writes in its own way"
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


class Handler(http.server.BaseHTTPRequestHandler):
    sessions = itertools.count(1)
    target = None
    cookies = []

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.cookies.append(self.headers.get("Cookie"))
        self.send_response({"/start": 307, "/login": 302}.get(self.path, 200))
        if self.path == "/start":
            self.send_header("Location", f"{self.target}/end")
        elif self.path == "/login":
            self.send_header("Location", "/home")
            self.send_header("Set-Cookie", f"sid=session-{next(self.sessions)}")
        elif "Origin" in self.headers:
            self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
            self.send_header("Access-Control-Allow-Credentials", "true")
            self.send_header("Access-Control-Allow-Headers", "content-type, x-id")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_OPTIONS = do_GET

    def log_message(self, *args):
        pass


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def trace(clients, *options):
    """The whole output, and the lines below the table."""
    done = subprocess.run([CLI, "trace", "--clients", clients, *options], capture_output=True, timeout=60, check=False)
    out = done.stdout.decode()
    return out, out.rstrip("\n").split("\n\n")[-1].split("\n") if done.returncode == 0 else done.stderr


def main():
    start, Handler.target = serve(), serve()
    request = ["-d", "{}", "-H", "Content-Type: application/json", "-H", "Authorization: Bearer s3cret", "-H", "X-Id: s3cret", f"{start}/start"]
    out, lines = trace("curl,curl-trusted,chromium-fetch,wget", *request)
    check("each first difference", lines == [
        f"Request 3: curl-trusted sends Authorization to {Handler.target}, curl does not",
        "Request 2: chromium-fetch first asks with OPTIONS",
        f"Request 3: wget sends Authorization to {Handler.target}, curl does not"], lines)
    words = " ".join(out.split())
    check("marks in the table", words.count("[first difference: ") == 3 and "[differs: " not in words, out)
    check("secrets stay", "s3cret" not in out, out)
    out, lines = trace("chromium-fetch,curl", *request)
    check("the first client asks first", lines == ["Request 2: curl does not first ask with OPTIONS, chromium-fetch does"], lines)

    Handler.cookies.clear()
    out, lines = trace("wget,py-requests", f"{start}/login")
    check("a session for each client", lines == ["py-requests " + SAME.format("wget")] and len(set(Handler.cookies) - {None}) == 2, (lines, Handler.cookies))
    out, lines = trace("wget,curl", f"{start}/login")
    check("a cookie that one client does not keep", lines == [f"Request 2: curl does not send Cookie (sid) to {start}, wget does"], lines)

    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
