#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Watches by strace whom the programs talk to: only whom they were asked to ask, and at a start nobody but their own server.

usage: privacy_test.py PATH-TO-hopscope-cli PATH-TO-hopscope
Exit code 77 where nothing can be watched. Prints a line a check and 'N passed, N failed' at the end.
"""
import ipaddress
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from ports import within  # noqa: E402

CLI, WINDOW = map(os.path.abspath, sys.argv[1:3])
SECONDS = 120
ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"')
# Chromium asks the system, not this address, whether there is IPv6: connect() of a datagram socket sends nothing.
NOTHING_SENT = ("2001:4860:4860::8888", 443)
# How a name is looked up elsewhere than by a request to port 53.
LOOKUP = re.compile(r"io\.systemd\.Resolve")
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


class Watched:
    """A home without anything in it, and what a program in it says to the network."""

    def __init__(self, folder):
        self.folder = folder
        self.log = folder / "calls.txt"
        clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self.env = {**clean, "HOME": str(folder), "XDG_DATA_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/config",
                    "XDG_CACHE_HOME": f"{folder}/cache", "QT_QPA_PLATFORM": "offscreen"}

    def start(self, *command):
        self.log.unlink(missing_ok=True)
        watched = ["strace", "-f", "-qq", "-o", str(self.log), "-e", "trace=connect,sendto,sendmsg,sendmmsg,openat", *command]
        return subprocess.Popen(watched, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder)

    def run(self, *command):
        process = self.start(*command)
        out, err = process.communicate(timeout=SECONDS)
        return process.returncode, out.decode(), err.decode()

    def calls(self):
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def addresses(self):
        return {(address, int(port)) for port, address in ADDRESS.findall(self.calls())}

    def is_alone(self, name):
        """Nothing went out of this machine, and no name was looked up."""
        away = sorted(each for each in self.addresses() if each != NOTHING_SENT and (not ipaddress.ip_address(each[0]).is_loopback or each[1] == 53))
        check(f"{name}: nobody outside is asked", not away, away)
        check(f"{name}: no name is looked up", not LOOKUP.search(self.calls()), LOOKUP.findall(self.calls()))


def commands(folder):
    """Those that are given no URL to ask."""
    decide = ["decide", "--client", "curl", "--status", "302", "--method", "GET", "--url", "http://a.example/", "--location", "http://b.example/"]
    return [["--help"], ["--version"], ["clients"], ["lessons"], ["lesson", "307-post", "--reveal"], ["quiz", "--seed", "1"], ["manual"], decide,
            ["resolve", "--client", "curl", "--base", "http://a.example/", "//b.example/x"], ["compare", "--client", "curl"],
            ["completion", "bash"], ["convert", str(folder / "t.json"), "--format", "html"],
            ["diff", str(folder / "t.json"), str(folder / "t.json")], ["redact", str(folder / "t.json"), "--check"]]


def command_line(watched):
    code, out, err = watched.run(CLI, "trace", "--format", "json", "-o", str(watched.folder / "t.json"), "http://127.0.0.1:9/")
    check("trace: only the host of the URL is asked", {port for _, port in watched.addresses()} >= {9}, (code, err))
    watched.is_alone("trace")
    for arguments in commands(watched.folder):
        code, out, err = watched.run(CLI, *arguments)
        check(f"{arguments[0]}: exit 0", code == 0, (code, err))
        watched.is_alone(arguments[0])


def browsers(watched):
    """The installed ones ask for what is traced, and for nothing of their own."""
    server = subprocess.Popen([CLI, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()
        origin = server.stdout.readline().strip()
        listed = subprocess.run([CLI, "clients"], capture_output=True, text=True, timeout=SECONDS, check=True).stdout
        for client in re.findall(r"^(\S+-real) .*installed: ", listed, re.MULTILINE):
            code, _, err = watched.run(CLI, "trace", "--client", client, origin + "302")
            check(f"{client}: the server is asked", code == 0 and int(origin.split(":")[2].strip("/")) in {port for _, port in watched.addresses()}, (code, err))
            watched.is_alone(client)
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=SECONDS)


def window(watched):
    """The first start traces the demo, which two origins of the program's own server answer; the second opens what was open."""
    for start, is_there in (("first start", lambda: len(watched.addresses()) >= 2 and list(watched.folder.rglob("tabs.json"))),
                            ("second start", lambda: "tabs.json" in watched.calls())):
        program = watched.start(WINDOW)
        within(is_there, start)
        children = pathlib.Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text(encoding="utf-8").split()
        for child in children:
            os.kill(int(child), signal.SIGTERM)
        program.communicate(timeout=SECONDS)
        watched.is_alone(start)


def main():
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        print("strace is missing, or may not watch here")
        return 77
    with tempfile.TemporaryDirectory() as name:
        watched = Watched(pathlib.Path(name))
        command_line(watched)
        browsers(watched)
        window(watched)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
