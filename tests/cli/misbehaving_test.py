#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Servers that misbehave, each against the command line program: what arrives at the server, how the trace ends, and
that it ends in time and within memory. A case is one row; add one for every server that is met in the wild.

usage: misbehaving_test.py PATH-TO-hopscope-cli [NAME-PART]
"""
import dataclasses
import gzip
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading

CLI = sys.argv[1]
ENV = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
SECONDS = 60  # after which a trace hangs; its own limit is 10
MOST_KIB = 300 * 1024
# A sanitizer keeps memory of its own.
SANITIZED = "ASAN_OPTIONS" in os.environ or "TSAN_OPTIONS" in os.environ
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def answer(status, *fields, body=b""):
    return b"HTTP/1.1 %d X\r\n" % status + b"".join(f + b"\r\n" for f in fields) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def to(location, status=302, *fields, body=b""):
    return answer(status, b"Location: " + location, *fields, body=body)


def connections(listening):
    """Each connection, until the socket is closed."""
    while True:
        try:
            yield listening.accept()[0]
        except OSError:
            return


class Server:
    """One raw server; `serve(connection, path)` is called for each request once its head is there. It returns the bytes
    to send, and may do anything else to the connection itself."""

    def __init__(self, serve, family=socket.AF_INET):
        self.serve, self.requests, self.lock = serve, [], threading.Lock()
        self.socket = socket.create_server(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), family=family, backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        for connection in connections(self.socket):
            threading.Thread(target=self.run, args=(connection,), daemon=True).start()

    def run(self, c):
        buffer = b""
        try:
            while True:
                while b"\r\n\r\n" not in buffer:
                    more = c.recv(65536)
                    if not more:
                        return
                    buffer += more
                head, _, buffer = buffer.partition(b"\r\n\r\n")
                method, path = head.split(b" ")[:2]
                with self.lock:
                    self.requests.append(f"{method.decode()} {path.decode('latin-1')}")
                reply = self.serve(c, path, self.port)
                if reply is None:
                    return
                length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
                while len(buffer) < length:
                    more = c.recv(65536)
                    if not more:
                        return
                    buffer += more
                buffer = buffer[length:]
                c.sendall(reply)
        except OSError:
            pass
        finally:
            c.close()

    def close(self):
        self.socket.close()


def raw(data, end="close"):
    """Sends the bytes, whatever was asked; then closes, resets, ends its side, or stays silent."""
    def serve(c, path, port):
        c.sendall(data)
        finish(c, end)
    return serve


def finish(c, end):
    if end == "reset":
        c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    elif end == "silent":
        while c.recv(65536):
            pass
    elif end == "end":
        c.shutdown(socket.SHUT_WR)
        while c.recv(65536):
            pass


def paths(rows):
    """A reply for each path: bytes, or a function of (connection, path, port)."""
    def serve(c, path, port):
        reply = rows.get(path.decode("latin-1"), OK)
        return reply(c, path, port) if callable(reply) else reply.replace(b"{port}", b"%d" % port)
    return serve


def endless(head, piece, end=None):
    def serve(c, path, port):
        c.sendall(head)
        while True:
            c.sendall(piece)
    return serve


def closing(reply):
    """Answers and closes, although it promised to keep the connection."""
    def serve(c, path, port):
        c.sendall(reply)
        finish(c, "end")
    return serve


@dataclasses.dataclass
class Case:
    name: str
    serve: object
    kind: str  # of the outcome
    words: str = ""  # in the outcome's message, the hops' errors or their notes
    arrives: tuple = ("GET /",)
    args: tuple = ()
    code: int = -1  # -1: what the kind says
    path: str = "/"
    scheme: str = "http"
    host: str = "127.0.0.1"
    sizes: tuple = ()  # of the contents received
    limits: tuple = ("--timeout", "10", "--first-byte-timeout", "1", "--idle-timeout", "1", "--connect-timeout", "3")


CODES = {"final": 0, "not-followed": 0, "loop": 1, "too-many-redirects": 1, "missing-location": 1, "invalid-location": 1,
         "unsupported-scheme": 1, "network-error": 3, "tls-error": 3, "timeout": 3, "limit": 3, "canceled": 3}
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
POST = ("-X", "POST", "-d", "a=1")
BIG = gzip.compress(b"\0" * (256 << 20), 9)

CASES = [
    # Heads
    Case("closes without a response", raw(b""), "network-error", "closed the connection without a response"),
    Case("resets without a response", raw(b"", "reset"), "network-error", "reset the connection without a response"),
    Case("never answers", raw(b"", "silent"), "timeout", "no response within 1 seconds"),
    Case("half a head, then silence", raw(b"HTTP/1.1 200 OK\r\nConte", "silent"), "timeout", "in the middle of the response"),
    Case("half a head, then closes", raw(b"HTTP/1.1 200 OK\r\nConte"), "network-error", "in the middle of the response's head"),
    Case("garbage", raw(b"GARBAGE\r\n\r\n", "silent"), "network-error", "0x47"),
    Case("a TLS alert in plain text", raw(b"\x15\x03\x01\x00\x02\x02\x28", "silent"), "network-error", "0x00"),
    Case("HTTP/0.9", raw(b"<html>hello</html>"), "network-error", "0x3c"),
    Case("a banner of SSH", raw(b"SSH-2.0-OpenSSH_9.2\r\n", "silent"), "network-error", "0x53"),
    Case("head of 10 MB in one line", raw(HEAD + b"X: " + b"a" * (10 << 20) + b"\r\n\r\n"), "limit", "larger than 256 KiB"),
    Case("head of 100,000 lines", raw(HEAD + b"a:\r\n" * 100_000 + b"\r\n"), "limit", "1000 lines"),
    Case("head without an end", endless(HEAD, b"a: b\r\n" * 1000), "limit", ""),
    Case("status line without an end", endless(b"HTTP/1.1 200 ", b"a" * 65536), "limit", "larger than 256 KiB"),
    Case("NUL in a field", raw(HEAD + b"X: a\0b\r\nContent-Length: 0\r\n\r\n"), "network-error", "0x00"),
    Case("NUL in Location", raw(to(b"/a\0b")), "network-error", "0x00"),
    Case("status 999", raw(b"HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n"), "final", "999"),
    Case("status 30", raw(b"HTTP/1.1 30 X\r\nContent-Length: 0\r\n\r\n"), "network-error", "status"),
    Case("status of letters", raw(b"HTTP/1.1 abc X\r\nContent-Length: 0\r\n\r\n"), "network-error", ""),
    Case("no reason, bare LF", raw(b"HTTP/1.1 200\nContent-Length: 2\n\nok", "silent"), "final", "bare LF", sizes=(2,)),
    Case("folded line and a space before the colon", raw(b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length : 2\r\n\r\nok", "silent"), "final", "", sizes=(2,)),
    Case("empty lines before the status line", raw(b"\r\n\r\n" + OK, "silent"), "final", "", sizes=(2,)),
    Case("bytes that are no UTF-8", raw(HEAD + b"X: \xff\xfe\xe9\r\nContent-Length: 2\r\n\r\nok", "silent"), "final", "", sizes=(2,)),
    Case("101 Switching Protocols", raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x81\x05hello"), "final", "101"),
    Case("103 and nothing more", raw(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "network-error", "closed the connection"),
    Case("interim responses without an end", endless(b"", b"HTTP/1.1 102 X\r\n\r\n" * 100), "limit", "interim responses"),
    Case("100 and the answer", raw(b"HTTP/1.1 100 Continue\r\n\r\n" + OK, "silent"), "final", "", ("POST /",), POST, sizes=(2,)),
    # Content
    Case("two Content-Lengths", raw(HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "silent"), "network-error", "5 and 6"),
    Case("the same Content-Length twice", raw(HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\nok", "silent"), "final", "2 times", sizes=(2,)),
    Case("negative Content-Length", raw(HEAD + b"Content-Length: -5\r\n\r\n", "silent"), "network-error", "not a length"),
    Case("Content-Length of 30 digits", raw(HEAD + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", "silent"), "network-error", "not a length"),
    Case("Content-Length and chunks", raw(HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "silent"), "final", "Content-Length was ignored", sizes=(2,)),
    Case("content shorter than said", raw(HEAD + b"Content-Length: 10\r\n\r\nhello"), "network-error", "after 5 of 10 bytes"),
    Case("content longer than said", raw(HEAD + b"Content-Length: 5\r\n\r\nhello, world", "silent"), "final", "more bytes after the end of the response", sizes=(5,)),
    Case("reset in the content", raw(HEAD + b"Content-Length: 100000\r\n\r\nhello", "reset"), "network-error", "reset the connection"),
    Case("silence in the content", raw(HEAD + b"Content-Length: 10\r\n\r\nhello", "silent"), "timeout", "in the middle of the response"),
    Case("content after 204", raw(b"HTTP/1.1 204 No Content\r\n\r\nhello", "silent"), "final", "more bytes", sizes=(0,)),
    Case("content after HEAD", raw(answer(200, body=b"hello"), "silent"), "final", "more bytes", ("HEAD /",), ("-X", "HEAD"), sizes=(0,)),
    Case("until the close", raw(b"HTTP/1.0 200 OK\r\n\r\nhello"), "final", "", sizes=(5,)),
    Case("content without an end", endless(HEAD + b"\r\n", b"a" * 65536), "timeout", "took longer than 2 seconds", limits=("--timeout", "2")),
    Case("chunk without a size", raw(CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", "silent"), "network-error", "0x7a is where a chunk's size should be"),
    Case("chunk with 0x", raw(CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n", "silent"), "network-error", "0x78"),
    Case("chunk of 17 digits", raw(CHUNKED + b"f" * 17 + b"\r\n", "silent"), "network-error", "more than 15 digits"),
    Case("chunk larger than its data", raw(CHUNKED + b"ff\r\nhello\r\n"), "network-error", "before the last chunk"),
    Case("chunk smaller than its data", raw(CHUNKED + b"2\r\nhello\r\n0\r\n\r\n", "silent"), "network-error", "more data than its size says"),
    Case("no last chunk", raw(CHUNKED + b"5\r\nhello\r\n"), "network-error", "before the last chunk"),
    Case("chunk extension without an end", endless(CHUNKED + b"5;", b"a" * 65536), "network-error", "longer than 4096 bytes"),
    Case("trailer without an end", endless(CHUNKED + b"0\r\nX: ", b"a" * 65536), "network-error", "longer than 4096 bytes"),
    Case("chunks of one byte", raw(CHUNKED + b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n", "silent"), "final", "", sizes=(20_000,)),
    Case("gzip of 256 MiB of zeros", raw(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BIG) + BIG, "silent"), "final", "", sizes=(256 << 20,)),
    Case("gzip that is none", raw(answer(200, b"Content-Encoding: gzip", body=b"this is no gzip"), "silent"), "final", "could not be decoded"),
    Case("gzip that is cut off", raw(answer(200, b"Content-Encoding: gzip", body=gzip.compress(b"hello, world")[:-6]), "silent"), "final", "missing"),
    # Redirects
    Case("no Location", raw(answer(302), "silent"), "missing-location", "Location"),
    Case("a Location that is no URL", raw(to(b"http://[::1"), "silent"), "invalid-location", "Location"),
    Case("Location of 200 KB", paths({"/": to(b"/" + b"a" * 200_000)}), "final", "", ("GET /", "GET /" + "a" * 200_000), sizes=(0, 2)),
    Case("Location to ftp", raw(to(b"ftp://127.0.0.1/x"), "silent"), "unsupported-scheme", "ftp"),
    Case("Location to javascript", raw(to(b"javascript:alert(1)"), "silent"), "unsupported-scheme", "javascript"),
    Case("Location to a file", raw(to(b"file:///etc/passwd"), "silent"), "unsupported-scheme", "file"),
    Case("Location to port 99999", raw(to(b"http://127.0.0.1:99999/"), "silent"), "invalid-location", ""),
    Case("Location to a closed port", raw(to(b"http://127.0.0.1:9/"), "silent"), "network-error", "connection refused by 127.0.0.1:9", args=("--client", "curl")),
    Case("two Locations", raw(answer(302, b"Location: /a", b"Location: /b"), "silent"), "invalid-location", "2 Location fields with different values"),
    Case("redirect to itself", paths({"/": to(b"/")}), "loop", "", ("GET /",) * 21),
    Case("two that send to each other", paths({"/": to(b"/b"), "/b": to(b"/")}), "loop", "", ("GET /", "GET /b") * 10 + ("GET /",)),
    Case("redirect whose content has no end", paths({"/": endless(b"HTTP/1.1 302 X\r\nLocation: /b\r\n\r\n", b"a" * 65536)}), "final", "not read to the end", ("GET /", "GET /b")),
    Case("redirect whose content never comes", paths({"/": lambda c, path, port: c.sendall(b"HTTP/1.1 302 X\r\nLocation: /b\r\nContent-Length: 9\r\n\r\n") or finish(c, "silent")}), "final", "not read to the end", ("GET /", "GET /b")),
    Case("IPv6 literal in a Location", paths({"/": to(b"http://[::ffff:127.0.0.1]:{port}/b")}), "final", "", ("GET /", "GET /b")),
    Case("a host of 300 bytes in a Location", raw(to(b"http://" + b"a" * 300 + b".example/"), "silent"), "network-error", "at most 253 are allowed"),
    # Reused connections: what may be sent again, and what may not
    Case("GET on a connection that dies is sent once more", paths({"/": closing(to(b"/b"))}), "final", "", ("GET /", "GET /b")),
    Case("POST on a connection that dies", paths({"/": to(b"/b", 307), "/b": lambda c, path, port: finish(c, "reset")}), "network-error", "reset the connection", ("POST /", "POST /b"), POST),
    Case("POST on a connection that closes", paths({"/": to(b"/b", 307), "/b": lambda c, path, port: None}), "network-error", "the connection without a response", ("POST /", "POST /b"), POST),
    Case("bytes after a redirect", paths({"/": to(b"/b") + b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"}), "final", "more bytes after the end of the response", ("GET /", "GET /b"), sizes=(0, 2)),
    # Content of the request
    Case("413 before 3 MB are read, ends its side", closing(answer(413, body=b"no")), "final", "bytes were sent", ("POST /",), ("-X", "POST", "--data-file", "{3MB}"), sizes=(2,)),
    Case("413 before 40 MB are read, ends its side", closing(answer(413, body=b"no")), "final", "bytes were sent", ("POST /",), ("-X", "POST", "--data-file", "{40MB}"), sizes=(2,)),
    Case("303 before 40 MB are read", paths({"/": closing(to(b"/b", 303, b"Connection: close"))}), "final", "bytes were sent", ("POST /", "GET /b"), ("-X", "POST", "--data-file", "{40MB}")),
    Case("closes before 40 MB are read", raw(b""), "network-error", "of the request body's", ("POST /",), ("-X", "POST", "--data-file", "{40MB}")),
    Case("never reads 40 MB", lambda c, path, port: threading.Event().wait(), "timeout", "of the request body's", ("POST /",), ("-X", "POST", "--data-file", "{40MB}")),
    # TLS
    Case("https to a plain server", "plain", "tls-error", "TLS handshake with 127.0.0.1 failed", (), scheme="https"),
    Case("https to a server that closes", None, "tls-error", "", (), scheme="https"),
    Case("https to a server that is silent", "silent", "timeout", "no TLS with 127.0.0.1 within 3 seconds", (), scheme="https"),
    # Hosts
    Case("a name that is loopback", paths({}), "final", "", host="x.localhost"),
    Case("IPv6 literal", paths({}), "final", "", host="[::1]"),
]


class Peer:
    """Accepts, and then closes, says nothing or answers in plain text: no request comes that far."""

    def __init__(self, end):
        self.requests, self.end = [], end
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.held = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        for connection in connections(self.socket):
            if self.end == "silent":
                self.held.append(connection)
            else:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" if self.end == "plain" else b"")
                connection.close()

    def close(self):
        self.socket.close()


def start(case):
    if not callable(case.serve):
        return Peer(case.serve)
    return Server(case.serve, socket.AF_INET6 if case.host == "[::1]" else socket.AF_INET)


def run(case, files):
    """The faults of a case."""
    try:
        server = start(case)
    except OSError as error:
        return [] if case.host == "[::1]" else [str(error)]
    args = [files.get(arg, arg) for arg in case.args]
    command = [CLI, "trace", "--format", "json", *case.limits, *args, f"{case.scheme}://{case.host}:{server.port}{case.path}"]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, env=ENV)
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        error = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
        out.seek(0)
        text = out.read()
    server.close()
    faults = []
    code = process.returncode
    try:
        trace = json.loads(text)
    except ValueError:
        return [f"exit {code}, no trace: {error[:300]}"]
    outcome = trace["outcome"]
    wanted = case.code if case.code >= 0 else CODES.get(case.kind, code)
    if case.kind and outcome["kind"] != case.kind:
        faults.append(f"outcome {outcome}")
    if code != wanted:
        faults.append(f"exit {code}, not {wanted}")
    said = " ".join([outcome["message"], *(h["error"] or "" for h in trace["hops"]), *(n for h in trace["hops"] for n in h["notes"])])
    if case.words not in said:
        faults.append(f"does not say {case.words!r}: {said[:400]!r}")
    if tuple(server.requests) != case.arrives:
        faults.append(f"arrived: {[r[:60] for r in server.requests]}")
    sizes = tuple(h["response"]["body"]["size"] for h in trace["hops"] if h["response"])
    if case.sizes and sizes != case.sizes:
        faults.append(f"contents of {sizes} bytes, not {case.sizes}")
    if usage.ru_maxrss > MOST_KIB and not SANITIZED:
        faults.append(f"took {usage.ru_maxrss} KiB of memory")
    return faults


def main():
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    failed = passed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for name, size in (("{3MB}", 3 << 20), ("{40MB}", 40 << 20)):
            files[name] = os.path.join(folder, f"{size}")
            with open(files[name], "wb") as file:
                file.write(b"a" * size)
        for case in CASES:
            if part not in case.name:
                continue
            faults = run(case, files)
            passed, failed = passed + (not faults), failed + bool(faults)
            print(("FAIL " if faults else "ok   ") + case.name + ("" if not faults else "  -- " + "; ".join(faults)))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
