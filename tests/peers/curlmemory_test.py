#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs command lines of curl that remember or authenticate, in curl and as `hopscope-cli trace --curl`: the servers have to see the same
requests, with the same Authorization (but for what is drawn by lot), Cookie and body.

usage: curlmemory_test.py HOPSCOPE_CLI
"""
import http.server
import pathlib
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading

SECONDS = 30
DIGEST = 'Digest realm="r", nonce="n1", qop="auth", algorithm={}'
BASIC = 'Basic realm="r"'
# Path: challenges, then the answer to a request with Authorization, or to every one: status, fields.
ROUTES = {
    "/md5": ([DIGEST.format("MD5")], 302, [("Location", "/inner")]),
    "/sha": ([DIGEST.format("SHA-256")], 302, [("Location", "/inner")]),
    "/inner": ([DIGEST.format("MD5")], 200, []),
    "/basic": ([BASIC], 302, [("Location", "/end")]),
    "/both": ([BASIC, DIGEST.format("MD5")], 200, []),
    "/away": ([DIGEST.format("MD5")], 307, [("Location", "http://127.0.0.1:{port}/end")]),
    "/stay": ([DIGEST.format("MD5")], 307, [("Location", "/inner")]),
    "/set": ([], 302, [("Location", "/end"), ("Set-Cookie", "s=1; Path=/"), ("Set-Cookie", "keep=2; Path=/; Max-Age=3600")]),
    "/sts": ([], 302, [("Location", "http://{host}:{tls}/end"), ("Strict-Transport-Security", "max-age=3600"), ("Set-Cookie", "t=1; Secure")]),
}
# Options, path, whether over TLS. {jar} and {none} are files: one that curl writes first, one that is not there.
ROWS = [
    ("-u us:pw --digest", "/md5", False),
    ("-u us:pw --digest", "/sha", False),
    ("-u us:pw --digest -d a=1", "/stay", False),
    ("-u us:pw --digest", "/away", False),
    ("-u us:pw --digest", "/basic", False),
    ("-u us:pw --anyauth", "/md5", False),
    ("-u us:pw --anyauth", "/basic", False),
    ("-u us:pw --anyauth -d a=1", "/both", False),
    ("-u us:pw --basic", "/basic", False),
    ("-u us:pw", "/basic", False),
    ("-u us:wrong --digest", "/end", False),
    ("--oauth2-bearer tok", "/basic", False),
    ("", "/set", False),
    ("-b ''", "/set", False),
    ("-b {none}", "/set", False),
    ("-c {new}", "/set", False),
    ("-b a=1 -b ''", "/set", False),
    ("-b s=0 -c {new}", "/set", False),
    ("-b {jar}", "/end", False),
    ("-j -b {jar}", "/end", False),
    ("-b ''", "/sts", True),
    ("-b '' --hsts {hsts}", "/sts", True),
]
seen = []


class Recorder(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        secure = isinstance(self.connection, ssl.SSLSocket)
        given = self.headers.get("Authorization", "")
        seen.append((self.command, secure, self.path, re.sub(r'(cnonce|response)="[^"]*"', r"\1=...", given), self.headers.get("Cookie"), body))
        challenges, status, fields = ROUTES.get(self.path, ([], 200, []))
        if challenges and not given:
            status, fields = 401, [("WWW-Authenticate", text) for text in challenges]
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value.format(**self.server.words))
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    do_POST = do_GET


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=shop.example", "-addext",
                    "subjectAltName=DNS:shop.example", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def start(context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def requests_of(command):
    seen.clear()
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    return list(seen), done


def main():
    cli = sys.argv[1]
    curl = shutil.which("curl")
    if not curl or not re.match(r"curl 7\.88\.1\b", subprocess.run([curl, "-V"], capture_output=True, text=True, check=True).stdout):
        print("curl 7.88.1 is missing: the profile says what that version does")
        return 77
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plain, tls = start(), start(certificate(folder))
        for server in (plain, tls):
            server.words = {"port": plain.server_port, "tls": tls.server_port, "host": "shop.example"}
        files = {key: str(folder / key) for key in ("jar", "none", "new", "hsts")}
        subprocess.run([curl, "-s", "-c", files["jar"], "--resolve", f"shop.example:{plain.server_port}:127.0.0.1",
                        f"http://shop.example:{plain.server_port}/set"], check=True, timeout=SECONDS)
        for options, path, secure in ROWS:
            for key in ("new", "hsts", "none"):
                pathlib.Path(files[key]).unlink(missing_ok=True)
            base = f"https://shop.example:{tls.server_port}" if secure else f"http://shop.example:{plain.server_port}"
            resolve = " ".join(f"--resolve shop.example:{s.server_port}:127.0.0.1" for s in (plain, tls))
            line = f"curl -sL --noproxy '*' --cacert {folder / 'cert.pem'} {resolve} {options.format(**files)} {base}{path}"
            theirs, _ = requests_of(shlex.split(line))
            ours, done = requests_of([cli, "trace", "--format", "json", "--curl", line])
            if not theirs or theirs != ours:
                faults += 1
                print(f"{options} {path}\n  curl     {theirs}\n  hopscope {ours}\n  {done.stderr.decode()[:300]}")
    print(f"{len(ROWS) - faults} of {len(ROWS)} command lines alike")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
