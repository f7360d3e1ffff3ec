#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends the same Set-Cookie lines to curl and to hopscope-cli as curl: both have to send the same Cookie fields.

usage: curlcookies_test.py HOPSCOPE_CLI
"""
import http.server
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

SECONDS = 30
LONG = "b" * 4089
# Each route answers 302 with these lines; what the target gets is compared.
ROUTES = {
    "/ck": ("/end", [
        "plain=1; Path=/", "__Host-sec=1; Secure; Path=/", "__Host-nosec=1; Path=/", "__Secure-nosec=1; Path=/",
        "__HOST-up=1; Path=/", "sec=1; Secure; Path=/", "=nameless; Path=/", "noeq; Path=/", "ssnone=1; SameSite=None; Path=/",
        "part=1; Partitioned; Path=/", "partsec=1; Partitioned; Secure; Path=/", f"big={LONG}{'b' * 11}; Path=/",
        "tab=a\tb; Path=/", 'e="q;x"; Path=/', "utf=\u00c3\u00a9; Path=/", f"longpath=1; Path=/{'p' * 1100}"]),
    "/size": ("/end", [f"big4096={LONG}; Path=/", f"big4097={LONG}b; Path=/", f"attr=1; Path=/; Unknown={'y' * 5000}"]),
    "/part": ("/end", [f"v={'x' * 4094}; Path=/", f"w={'x' * 4095}; Path=/"]),
    "/order": ("/x/y/end", ["bb=1; Path=/", "a=2; Path=/", "deep=3; Path=/x/y", "mid=4; Path=/x", "slash=5; Path=/x/",
                            "ccc=5; Path=/", "bb=7; Path=/"]),
    "/names": ("/end", ["Sid=1; Path=/", "SID=2; Path=/", " lead  =  v  ; Path=/", "two words=1; Path=/", "novalue=; Path=/",
                        "two=a=b; Path=/", "ctl=a\x01b; Path=/", "del=a\x7fb; Path=/", "endtab=a\t; Path=/"]),
    "/age": ("/end", ["zero=1; Max-Age=0; Path=/", "hour=1; Max-Age=3600s; Path=/", "word=1; Max-Age=x; Path=/",
                      'quoted=1; Max-Age="3600"; Path=/', "huge=1; Max-Age=99999999999999999999; Path=/",
                      "past=1; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Path=/", "minus=1; Max-Age=-1; Path=/"]),
    "/domain": ("/end", ["own=1; Domain={host}; Path=/", "dot=1; Domain=.{host}; Path=/", "other=1; Domain=b.example; Path=/",
                         "tld=1; Domain={tld}; Path=/", "empty=1; Domain=; Path=/"]),
    "/deep/path": ("/deep/end", ["default=1", "up=1; Path=/", "away=1; Path=/away", "rel=1; Path=x"]),
}
HOSTS = ("127.0.0.1", "localhost", "shop.localhost", "www.shop.example", "shop.co.uk")
seen = []


class Recorder(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        seen.append((self.path, self.headers.get_all("Cookie")))
        host = self.headers["Host"].split(":")[0]
        target, lines = ROUTES.get(self.path, (None, []))
        self.send_response(302 if target else 204)
        for line in lines:
            line = line.replace("{host}", host).replace("{tld}", host.split(".", 1)[-1])
            self.send_header("Set-Cookie", line)
        if target:
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()


def cookies_of(command):
    """What each request carried, and standard output."""
    seen.clear()
    result = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    return list(seen), result.stdout


def short(text):
    return re.sub(r"(.)\1{99,}", r"\1...", str(text))


def main():
    cli = sys.argv[1]
    curl = shutil.which("curl")
    version = subprocess.run([curl, "-V"], capture_output=True, text=True, check=True).stdout if curl else ""
    if not re.match(r"curl 7\.88\.1\b", version) or " PSL" not in version:
        print("curl 7.88.1 with PSL is missing: the profile says what that version does")
        return 77
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder, "empty")
        empty.touch()
        for host in HOSTS:
            resolve = ["--resolve", f"{host}:{port}:127.0.0.1"]
            trace = [cli, "trace", "--client", "curl", "--format", "json", *resolve, "--cookie-file"]
            for route in ROUTES:
                url = f"http://{host}:{port}{route}"
                jar = pathlib.Path(folder, f"{host}{route.replace('/', '-')}")
                theirs, _ = cookies_of([curl, "-sL", "-b", "", "-c", jar, *resolve, url])
                ours, out = cookies_of([*trace, empty, url])
                assert len(theirs) == 2 and ours == theirs, f"{url}\n  curl     {short(theirs)}\n  hopscope {short(ours)}"
                # Every line has a verdict, and what is sent is what the verdicts say.
                hops = json.loads(out)["hops"]
                lines = ROUTES[route][1]
                assert len(hops[0]["cookies"]["set"]) == len(lines), url
                sent = [c["name"] for c in hops[1].get("cookies", {"sent": []})["sent"] if c["verdict"] == "sent"]
                carried = [pair.split("=")[0] for line in theirs[1][1] or [] for pair in line.split("; ")]
                assert sent == carried, f"{url}: {sent} against {carried}"
                # The next run, from the file that curl has written.
                again = f"http://{host}:{port}{ROUTES[route][0]}"
                theirs, _ = cookies_of([curl, "-s", "-b", jar, *resolve, again])
                ours, _ = cookies_of([*trace, jar, again])
                assert len(theirs) == 1 and ours == theirs, f"{again} with {short(jar.read_text())}\n  {short(theirs)}\n  {short(ours)}"
                compared += 2
    server.shutdown()
    assert compared == 2 * len(HOSTS) * len(ROUTES)
    print(f"{compared} Cookie fields as curl sends them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
