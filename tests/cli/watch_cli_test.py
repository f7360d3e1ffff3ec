#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs programs under `hopscope-cli watch` and compares what it shows with what they and the servers saw.

usage: watch_cli_test.py PATH-TO-hopscope-cli
"""
import base64
import hashlib
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.parse

CLI = os.path.abspath(sys.argv[1])
SECONDS = 500
REQUESTS = 500
AT_ONCE = 50
LARGEST = 10_000_000
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {str(detail)[:1500]}"))


class Server:
    """Answers /r/... with 307 to /f/..., /302/... with 302, and everything else with 200; keeps all bytes by target."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self.listener.getsockname()[1]
        self.seen = {}
        self.sent = {}
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        stream = connection.makefile("rb")
        while (head := self.head_of(stream)) is not None:
            fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
            body = b""
            if b"chunked" in fields.get(b"transfer-encoding", b""):
                while True:
                    size = stream.readline()
                    body += size + stream.read(int(size, 16) + 2)
                    if int(size, 16) == 0:
                        break
            else:
                body = stream.read(int(fields.get(b"content-length", b"0")))
            target = head.split(b" ")[1].decode()
            self.seen[target] = head + body
            answer = self.answer(target)
            self.sent[target] = answer
            connection.sendall(answer)
        connection.close()

    @staticmethod
    def head_of(stream):
        lines = []
        while True:
            line = stream.readline()
            lines.append(line)
            if not line:
                return None
            if line == b"\r\n":
                return b"".join(lines)

    @staticmethod
    def answer(target):
        if target.startswith(("/r/", "/302/")):
            status = 302 if target.startswith("/302/") else 307
            return f"HTTP/1.1 {status} X\r\nLocation: /f/{target.split('/', 2)[2]}\r\nContent-Length: 0\r\n\r\n".encode()
        body = (target * 3).encode()
        if len(target) % 2:
            return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x;a=b\r\n%s\r\n0\r\nX: y\r\n\r\n" % (len(body), body)
        return b"HTTP/1.1 200 OK\r\ncontent-length:%d\r\n\r\n%s" % (len(body), body)


# A client that follows 307 and sends whatever it is told; it speaks to the proxy as its environment says.
CLIENT = r"""
import base64, os, random, socket, sys, threading, urllib.parse
port, requests, at_once, largest = map(int, sys.argv[1:])
proxy = urllib.parse.urlsplit(os.environ["http_proxy"])
word = base64.b64encode(f"{proxy.username}:{proxy.password}".encode()).decode()

def message(number, path, rng):
    size = largest if number == 0 else rng.choice([0, 1, 100, 70_000])
    body = rng.randbytes(size)
    fields = [f"Host: 127.0.0.1:{port}", f"X-Number:{number}", f"x-Odd: \t{rng.random()} "]
    if size and number % 2:
        fields.append("Transfer-Encoding: chunked")
        half = size // 2 or 1
        pieces = [p for p in (body[:half], body[half:]) if p]
        body = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"
    elif size:
        fields.append(f"Content-Length: {size}")
    rng.shuffle(fields)
    method = "POST" if size else "GET"
    proxied = f"{method} http://127.0.0.1:{port}{path} HTTP/1.1\r\nProxy-Authorization: Basic {word}\r\n"
    return (proxied + "\r\n".join(fields) + "\r\n\r\n").encode() + body

def read(stream):
    status = stream.readline()
    fields = {}
    while (line := stream.readline()) != b"\r\n":
        name, value = line.split(b":", 1)
        fields[name.lower()] = value.strip()
    if b"transfer-encoding" in fields:
        while True:
            size = int(stream.readline().split(b";")[0], 16)
            stream.read(size + 2) if size else None
            if not size:
                break
        while stream.readline() != b"\r\n":
            pass
    else:
        stream.read(int(fields[b"content-length"]))

def work(numbers):
    with socket.create_connection((proxy.hostname, proxy.port)) as connection:
        stream = connection.makefile("rb")
        for number in numbers:
            for path in (f"/r/{number}", f"/f/{number}"):
                connection.sendall(message(number, path, random.Random(number)))
                read(stream)

threads = [threading.Thread(target=work, args=(range(each, requests, at_once),)) for each in range(at_once)]
[each.start() for each in threads]
[each.join() for each in threads]
"""


def watch(folder, *arguments, options=(), **more):
    return subprocess.run([CLI, "watch", *options, "--", *arguments], capture_output=True, timeout=SECONDS,
                          env={**os.environ, "XDG_DATA_HOME": str(folder)}, check=False, **more)


def traces_of(folder):
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def is_true(wire, direction, truth):
    """What is beyond --body-limit is not kept."""
    kept = base64.b64decode(wire[direction])
    return truth.startswith(kept) and (len(kept) == len(truth) or (wire["truncated"] and len(kept) > 1_000_000))


def bytes_are_true(folder, server):
    out = folder / "many"
    client = folder / "client.py"
    client.write_text(CLIENT, encoding="utf-8")
    ran = watch(folder, sys.executable, str(client), str(server.port), str(REQUESTS // 2), str(AT_ONCE), str(LARGEST),
                options=("--no-redact", "--format", "json", "-o", f"{out}/"))
    check("a client with 50 connections ends well", ran.returncode == 0, ran)
    traces = traces_of(out)
    check("each redirect and its target are one chain",
          len(traces) == REQUESTS // 2 and all(len(t["hops"]) == 2 for t in traces), [len(t["hops"]) for t in traces])
    hops = {urllib.parse.urlsplit(hop["request"]["url"]).path: hop for trace in traces for hop in trace["hops"]}
    check("all requests are there", sorted(hops) == sorted(server.seen), (len(hops), len(server.seen)))
    for what, wire, truth in (("sent", "sent", server.seen), ("received", "received", server.sent)):
        other = [path for path, hop in hops.items() if not is_true(hop["wire"], wire, truth[path])]
        check(f"the bytes {what} are those of the server", not other, other[:5])
    large = hops["/f/0"]["request"]["body"]
    sha256 = hashlib.sha256(server.seen["/f/0"].split(b"\r\n\r\n", 1)[1]).hexdigest()
    check("a body of 10 MB is counted and hashed whole", (large["size"], large["sha256"]) == (LARGEST, sha256), large["size"])


def manners(folder, server):
    url = f"http://127.0.0.1:{server.port}"
    ran = watch(folder, "sh", "-c", "read line; echo \"out $line\"; echo err >&2; exit 7", input=b"in\n")
    check("streams and exit status pass", (ran.returncode, ran.stdout) == (7, b"out in\n") and ran.stderr.startswith(b"err\n"), ran)
    ran = watch(folder, "sh", "-c", "kill -SEGV $$")
    check("a program that crashes: 128 and the signal", ran.returncode == 128 + signal.SIGSEGV, ran)
    ran = watch(folder, "hopscope-no-such-program")
    check("a program that is not there: 127", ran.returncode == 127 and b"cannot be started" in ran.stderr, ran)
    ran = watch(folder, "curl", "-sL", "-d", "tea=1", url + "/302/a")
    check("a chain is printed, with the verdict", ran.returncode == 0 and b"As curl -L" in ran.stderr
          and b"POST -> GET" in ran.stderr, ran)
    ran = watch(folder, "curl", "-sL", url + "/302/b", options=("--client", "browser"))
    check("the client of --client judges", b"judged by the rules of Browser" in ran.stderr, ran)
    ran = watch(folder, "curl", "-s", url + "/302/c", options=("-o", "-", "--format", "json"))
    check("-o - is standard output", b'"hopscope-trace"' in ran.stdout and b"was not followed" in ran.stdout, ran)
    two = f"curl -sL {url}/302/one; curl -sL {url}/302/two"
    ran = watch(folder, "sh", "-c", two, options=("-o", str(folder / "two.json"), "--format", "json"))
    check("of two chains each has a file", sorted(path.name for path in folder.glob("two*")) == ["two-1.json", "two-2.json"]
          and b"files of their own" in ran.stderr, ran)
    ran = watch(folder, "sh", "-c", two, options=("-o", str(folder / "two.har"), "--format", "har"))
    check("a HAR holds both", len(json.loads((folder / "two.har").read_text(encoding="utf-8"))["log"]["pages"]) == 2, ran)
    ran = watch(folder, "sh", "-c", f"(sleep 0.3; exec curl -sL {url}/302/late) & exit 3")
    check("what a program leaves running is watched", ran.returncode == 3 and b"/f/late" in ran.stderr, ran)
    ran = watch(folder, "true", options=("--format", "json"))
    check("a program that asks for nothing: it is said", b"no request came through" in ran.stderr and ran.returncode == 0, ran)
    for options, words in (((), b"a command is missing"), (("--port", "x"), b"--port takes a whole number"),
                           (("--client", "nobody"), b"nobody"), (("--format", "png"), b"name a file with -o")):
        command = [] if not options else ["--", "true"]
        ran = subprocess.run([CLI, "watch", *options, *command], capture_output=True, timeout=SECONDS, check=False,
                             env={**os.environ, "XDG_DATA_HOME": str(folder)})
        check(f"watch {' '.join(options)}: wrong usage", ran.returncode == 2 and words in ran.stderr, ran)


def signals_pass(folder):
    script = "trap 'echo got; exit 9' TERM; echo ready; while :; do sleep 0.05; done"
    with subprocess.Popen([CLI, "watch", "--", "sh", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env={**os.environ, "XDG_DATA_HOME": str(folder)}) as ran:
        ready = ran.stdout.readline()
        ran.send_signal(signal.SIGTERM)
        rest = ran.stdout.read()
        check("a signal reaches the program that hangs", (ready, rest, ran.wait(SECONDS)) == (b"ready\n", b"got\n", 9), (ready, rest))
    with subprocess.Popen([CLI, "watch", "--", "sh", "-c", "echo ready; exec sleep 600"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, env={**os.environ, "XDG_DATA_HOME": str(folder)}) as ran:
        ran.stdout.readline()
        ran.send_signal(signal.SIGINT)
        check("killed by a signal: 128 and its number", ran.wait(SECONDS) == 128 + signal.SIGINT, ran.returncode)


def stays_with_port(folder, server):
    with subprocess.Popen([CLI, "watch", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "XDG_DATA_HOME": str(folder)}) as ran:
        lines = []
        while not lines or not lines[-1].startswith(b"export PHP_INI_SCAN_DIR"):
            lines.append(ran.stdout.readline())
        script = b"".join(lines).decode() + f"curl -sL http://127.0.0.1:{server.port}/302/port"
        curl = subprocess.run(["sh", "-c", script], capture_output=True, timeout=SECONDS, check=False)
        check("a shell with the printed variables is watched", curl.stdout == b"/f/port" * 3, curl)
        proxy = next(line.split()[-1].decode() for line in lines if b"HTTP proxy" in line)
        without = "http://" + proxy.rsplit("@", 1)[1]
        stranger = subprocess.run(["curl", "-s", "-x", without, "--noproxy", "", f"http://127.0.0.1:{server.port}/f/x"],
                                  capture_output=True, timeout=SECONDS, check=False)
        check("nobody else is let in", b"needs the user name and password" in stranger.stdout and "/f/x" not in server.seen, stranger)
        ran.send_signal(signal.SIGINT)
        _, shown = ran.communicate(timeout=SECONDS)
        check("Ctrl+C ends it, and the chain was shown", ran.returncode == 0 and b"/f/port" in shown, shown)


def main():
    server = Server()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bytes_are_true(folder, server)
        manners(folder, server)
        signals_pass(folder)
        stays_with_port(folder, server)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
