#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""2 GiB up, replayed by a 307, and 2 GiB down, with bounded memory.

usage: memory_test.py PATH-TO-hopscope-cli
The peak of each run is compared with the peak of a run with nothing to carry.
"""
import hashlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading

CLI = sys.argv[1]
SIZE = 2 * 1024**3
ALLOWED_KIB = 64 * 1024
BLOCK = bytes(1024 * 1024)
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"), flush=True)


class Server:
    """/up reads the content and redirects to /sink; /down sends SIZE bytes."""

    def __init__(self):
        self.received = []
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.port = self.sock.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.sock.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, c):
        with c:
            stream = c.makefile("rwb", buffering=1024 * 1024)
            while line := stream.readline():
                path = line.split(b" ")[1]
                length = 0
                while (field := stream.readline()) not in (b"\r\n", b""):
                    if field.lower().startswith(b"content-length:"):
                        length = int(field.split(b":")[1])
                left = length
                while left > 0 and (data := stream.read(min(left, 1024 * 1024))):
                    left -= len(data)
                if length:
                    self.received.append(length - left)
                if path == b"/up":
                    stream.write(b"HTTP/1.1 307 X\r\nLocation: /sink\r\nContent-Length: 0\r\n\r\n")
                elif path == b"/down":
                    stream.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % SIZE)
                    for _ in range(SIZE // len(BLOCK)):
                        stream.write(BLOCK)
                else:
                    stream.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                stream.flush()


def run(*args):
    """Exit code, trace and peak memory in KiB."""
    process = subprocess.Popen([CLI, "trace", "--format", "json", "--timeout", "600", "--body-limit", "1000", *args], stdout=subprocess.PIPE)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, json.loads(out), usage.ru_maxrss


def main():
    server = Server()
    base = f"http://127.0.0.1:{server.port}"
    _, _, idle = run(base + "/")
    zeros = hashlib.sha256()
    for _ in range(SIZE // len(BLOCK)):
        zeros.update(BLOCK)

    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "zeros")
        with file.open("wb") as f:
            f.truncate(SIZE)
        code, trace, peak = run("-X", "PUT", "--data-file", str(file), base + "/up")
    hops = trace["hops"]
    check("up: two hops", code == 0 and len(hops) == 2, (code, trace["outcome"]))
    check("up: the server got all of it twice", server.received == [SIZE, SIZE], server.received)
    check("up: both bodies are hashed as sent", [h["request"]["body"]["sha256"] for h in hops] == [zeros.hexdigest()] * 2, [h["request"]["body"] for h in hops])
    check(f"up: {(peak - idle) / 1024:.1f} MiB over an idle run", peak - idle <= ALLOWED_KIB, (peak, idle))

    code, trace, peak = run(base + "/down")
    body = trace["hops"][0]["response"]["body"]
    check("down: counted and hashed", code == 0 and body["size"] == SIZE and body["sha256"] == zeros.hexdigest(), (code, body["size"], trace["outcome"]))
    check("down: only the first bytes are kept", body["truncated"] and len(body["text"]) == 1000, body["truncated"])
    check(f"down: {(peak - idle) / 1024:.1f} MiB over an idle run", peak - idle <= ALLOWED_KIB, (peak, idle))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
