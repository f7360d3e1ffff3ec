#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Files of a request on the command line: each is read once, so that a pipe serves as well.

usage: clifiles_test.py PATH-TO-hopscope-cli
"""
import http.server
import json
import subprocess
import sys
import threading

CLI = sys.argv[1]
COOKIES = "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\tpiped\n"
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


class Handler(http.server.BaseHTTPRequestHandler):
    seen = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.headers.get("Cookie"), body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *args):
        pass


def bash(options, url):
    """Runs a trace of bash's words, in which $C is a cookie file."""
    return subprocess.run(["bash", "-c", f'C=$2; exec "$0" trace {options} "$1"', CLI, url, COOKIES], capture_output=True, timeout=60)


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"

    done = bash('--client curl --cookie-file <(printf %s "$C") --data-file <(printf hello) -X POST', url)
    check("cookies and body from pipes", done.returncode == 0 and Handler.seen[-1:] == [("sid=piped", b"hello")], (done.stderr, Handler.seen))
    Handler.seen.clear()
    done = bash('--clients curl,wget --cookie-file <(printf %s "$C")', url)
    check("cookies from a pipe, for two clients", done.returncode == 0 and [c for c, _ in Handler.seen] == ["sid=piped"] * 2, (done.stderr, Handler.seen))
    Handler.seen.clear()
    for name, options, words in (("cookie file that is not there", "--cookie-file /nowhere", "does not exist"), ("cookie file that is a folder", "--cookie-file /", "is a folder"),
                                 ("cookie file that is none", "--cookie-file <(printf nonsense)", "cannot be used"),
                                 ("CA file that is none", "--ca-file <(printf nonsense)", "no certificate"), ("CA file without an end", "--ca-file /dev/zero", "MiB")):
        Handler.seen.clear()
        done = bash(options, url)
        check(f"{name}: one sentence, nothing is sent", done.returncode == 2 and words in done.stderr.decode() and done.stderr.count(b"\n") == 1 and not Handler.seen,
              (done.returncode, done.stderr))
    Handler.seen.clear()
    done = subprocess.run([CLI, "trace", "--curl", f"curl {url}", "--cookie-file", "/nowhere"], capture_output=True, timeout=60)
    check("a cookie file beside a curl command has to be there", done.returncode == 2 and b"does not exist" in done.stderr and not Handler.seen, done.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
