#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Another user of the machine cannot use the proxy of `hopscope-cli watch`, nor read what lets its owner in. Status 77: this is not root, who
alone can be another user.

usage: otheruser_test.py PATH-TO-hopscope-cli
"""
import http.server
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

CLI = os.path.abspath(sys.argv[1])
SECONDS = 60
OTHER = 65534
AS_OTHER = ["setpriv", f"--reuid={OTHER}", f"--regid={OTHER}", "--clear-groups"]
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {str(detail)[:1500]}"))


class Handler(http.server.BaseHTTPRequestHandler):
    seen = []

    def do_GET(self):
        Handler.seen.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"arrived")

    def log_message(self, *_):
        pass


def as_other(*command):
    clean = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    return subprocess.run([*AS_OTHER, *command], capture_output=True, timeout=SECONDS, check=False, env=clean)


def is_refused(what, proxy, url):
    """By every way into the proxy, with no credentials and with wrong ones."""
    address = proxy.rsplit("@", 1)[1]
    for who in ("", "hopscope:guessed@"):
        ran = as_other("curl", "-s", "-x", f"http://{who}{address}", "--noproxy", "", "-w", "%{http_code}", f"{url}/{what}")
        check(f"{what}: http, {who or 'no credentials'}", ran.stdout.endswith(b"407") and b"needs the user name and password" in ran.stdout, ran)
        ran = as_other("curl", "-s", "-p", "-x", f"http://{who}{address}", "--noproxy", "", "-w", "%{http_connect}", f"{url}/{what}")
        check(f"{what}: CONNECT, {who or 'no credentials'}", ran.stdout.endswith(b"407") and ran.returncode == 56, ran)
        ran = as_other("curl", "-s", "-x", f"socks5h://{who}{address}", "--noproxy", "", f"{url}/{what}")
        check(f"{what}: SOCKS5, {who or 'no credentials'}", ran.returncode == 97, ran)
    check(f"{what}: nothing came to the server", f"/{what}" not in Handler.seen, Handler.seen)


def is_secret(what, process, folder):
    ran = as_other("cat", f"/proc/{process}/environ")
    check(f"{what}: the variables of the program cannot be read", ran.returncode != 0 and b"@127.0.0.1" not in ran.stdout, ran)
    files = [path for path in folder.rglob("*") if path.is_file()]
    check(f"{what}: the authority is there", any(path.name == "authority.pem" for path in files), files)
    for path in files:
        ran = as_other("cat", str(path))
        check(f"{what}: {path.name} cannot be read", ran.returncode != 0 and ran.stdout == b"", ran)


def main():
    if os.getuid() != 0 or not shutil.which("setpriv") or not shutil.which("curl"):
        print("this needs root, setpriv and curl")
        return 77
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    ran = as_other("curl", "-s", "--noproxy", "*", f"{url}/direct")
    check("the other user can ask the server itself", ran.stdout == b"arrived", ran)
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        data = pathlib.Path(name) / "data"
        environment = {**os.environ, "XDG_DATA_HOME": str(data)}
        with subprocess.Popen([CLI, "watch", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as ran:
            proxy = next(re.search(rb"(\S+)$", line.strip())[1].decode() for line in ran.stdout if b"HTTP proxy" in line)
            is_refused("port", proxy, url)
            is_secret("port", ran.pid, data)
            mine = subprocess.run(["curl", "-s", "-x", proxy, "--noproxy", "", f"{url}/mine"], capture_output=True, timeout=SECONDS, check=False)
            check("its owner is let in", mine.stdout == b"arrived", mine)
            ran.send_signal(signal.SIGINT)
            ran.communicate(timeout=SECONDS)
        script = "echo $$ $http_proxy; read line"
        with subprocess.Popen([CLI, "watch", "--", "sh", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=environment) as ran:
            process, proxy = ran.stdout.readline().decode().split()
            is_refused("command", proxy, url)
            is_secret("command", process, data)
            ran.communicate(b"\n", timeout=SECONDS)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
