#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""HTTP/2 servers that misbehave, frame by frame, against the command line program: how the trace ends, that it ends in time, and that
its bytes are those that the server sent and received.

usage: http2_raw_test.py PATH-TO-hopscope-cli [NAME-PART]
"""
import base64
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from http2raw import (CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, PADDED, PING, PREFACE, PUSH_PROMISE, SETTINGS,  # noqa: E402
                      WINDOW_UPDATE, Http2Server, certificate, data, frame, goaway, headers, literals, reset)

CLI = sys.argv[1]
PART = sys.argv[2] if len(sys.argv) > 2 else ""
ENV = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
SECONDS = 120  # after which a trace hangs; its own limit is shorter
FOLDER = pathlib.Path(tempfile.mkdtemp())
OK = (":status", "200")
BROKEN = "the server broke the rules of HTTP/2"
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f"FAIL {name}  -- {detail}")


def trace(url, *more, redact=False):
    keep = [] if redact else ["--no-redact"]
    p = subprocess.run([CLI, "trace", "--http2", "--insecure", "--format", "json", *keep, *more, url], capture_output=True, timeout=SECONDS, env=ENV)
    try:
        return p.returncode, json.loads(p.stdout)
    except ValueError:
        return p.returncode, {"hops": [], "outcome": {"message": p.stderr.decode()}}


def ended(stream, *fields, body=b"ok"):
    return headers(stream, OK, *fields) + data(stream, body)


def said(frames):
    return lambda connection, stream, number: frames


def settings(*entries):
    return frame(SETTINGS, 0, 0, b"".join(struct.pack(">HL", *entry) for entry in entries))


def continued(count):
    """A field section in so many frames."""
    block = [literals((f"x-{i}", "1" * 50)) for i in range(count)]
    return frame(HEADERS, 0, 1, literals(OK)) + b"".join(frame(CONTINUATION, END_HEADERS if i == count - 1 else 0, 1, part) for i, part in enumerate(block))


# name, what the server answers, exit code, part of the outcome's message
ROWS = [
    ("fine", said(ended(1)), 0, "200"),
    ("padded", said(headers(1, OK) + frame(DATA, END_STREAM | PADDED, 1, b"\3ok\0\0\0")), 0, "200"),
    ("unknown frames", said(frame(0xFB, 0, 0, b"?") + ended(1) + frame(0xFC, 0, 1)), 0, "200"),
    ("end without content", said(headers(1, OK) + data(1, b"")), 0, "200"),
    ("trailers", said(headers(1, OK) + data(1, b"ok", end=False) + headers(1, ("x-sum", "1"), end=True)), 0, "200"),
    ("reset", said(reset(1, 2)), 3, "the server reset the stream (RST_STREAM INTERNAL_ERROR) without a response"),
    ("reset without an error", said(reset(1, 0)), 3, "(RST_STREAM NO_ERROR) without a response"),
    ("reset in the body", said(headers(1, OK) + data(1, b"abc", end=False) + reset(1, 8)), 3, "(RST_STREAM CANCEL) in the middle of the body, after 3 bytes"),
    ("wants HTTP/1.1", said(reset(1, 13)), 3, "HTTP_1_1_REQUIRED"),
    ("goaway before", said(goaway(0, 11, b"slow down")), 3, "before it took the request (GOAWAY ENHANCE_YOUR_CALM)"),
    ("goaway after", said(ended(1) + goaway(1, 0)), 0, "200"),
    ("goaway in the middle, and the rest", said(headers(1, OK) + goaway(1, 0) + data(1, b"ok")), 0, "200"),
    ("goaway in the middle, and an end", lambda c, s, n: c.send(headers(1, OK) + data(1, b"ab", end=False) + goaway(1, 2)), 3,
     "closed the connection (GOAWAY INTERNAL_ERROR) in the middle of the body, after 2 bytes"),
    ("closed", lambda c, s, n: None, 3, "closed the connection without a response"),
    ("closed in the body", lambda c, s, n: c.send(headers(1, OK) + data(1, b"abc", end=False)), 3, "closed the connection in the middle of the body, after 3 bytes"),
    ("too short", said(headers(1, OK, ("content-length", "10")) + data(1, b"abc")), 3, "after 3 of 10 bytes of the body"),
    ("too long", said(headers(1, OK, ("content-length", "1")) + data(1, b"abc")), 3, "more of the body than the 1 bytes that Content-Length says"),
    ("no status", said(headers(1, ("x", "1"), end=True)), 3, BROKEN),
    ("status is no number", said(headers(1, (":status", "abc"), end=True)), 3, BROKEN),
    ("101", said(headers(1, (":status", "101"), end=True)), 3, BROKEN),
    ("connection field", said(headers(1, OK, ("connection", "close"), end=True)), 3, BROKEN),
    ("field in capitals", said(headers(1, OK, ("X-Upper", "1"), end=True)), 3, BROKEN),
    ("settings on a stream", said(frame(SETTINGS, 0, 1)), 3, "PROTOCOL_ERROR"),
    ("settings of a wrong length", said(frame(SETTINGS, 0, 0, b"12345")), 3, "FRAME_SIZE_ERROR"),
    ("frame too large", said(frame(DATA, 0, 1, b"x" * 20000)), 3, "FRAME_SIZE_ERROR"),
    ("frame of 16 MiB announced", said(b"\xff\xff\xff\0\0\0\0\0\1" + b"x" * 100), 3, "FRAME_SIZE_ERROR"),
    ("data before the head", said(data(1, b"x")), 3, BROKEN),
    ("data on stream 0", said(frame(DATA, 0, 0, b"x")), 3, BROKEN),
    ("stream that nobody opened", said(headers(5, OK, end=True)), 3, BROKEN),
    ("even stream", said(headers(2, OK, end=True)), 3, BROKEN),
    ("window of zero more", said(frame(WINDOW_UPDATE, 0, 0, b"\0\0\0\0")), 3, BROKEN),
    ("window beyond its limit", said(frame(WINDOW_UPDATE, 0, 0, b"\x7f\xff\xff\xff") * 2), 3, "FLOW_CONTROL_ERROR"),
    ("fields that cannot be decompressed", said(frame(HEADERS, END_HEADERS, 1, b"\xff\xff\xff\xff\xff\xff")), 3, "COMPRESSION_ERROR"),
    ("continuation that never ends", said(frame(HEADERS, 0, 1, literals(OK)) + frame(CONTINUATION, 0, 1, literals(("x", "1"))) + frame(PING, 0, 0, b"12345678")), 3, BROKEN),
    ("continuation in 300 frames", said(continued(300) + data(1, b"")), 3, BROKEN),
    ("huge list", said(frame(SETTINGS) + b"".join([headers(1, OK, *[(f"x-{i}", "v" * 1000) for i in range(300)])])), 3, None),
    ("bomb", said(frame(HEADERS, END_HEADERS, 1, b"\x88\x40\1a\x7f\xa1\x1e" + b"x" * 4000 + b"\xbe" * 5000)), 3, "head is larger than 256 KiB"),
    ("many interim responses", said(headers(1, (":status", "103")) * 101), 3, "more than 100 interim responses"),
    ("some interim responses", said(headers(1, (":status", "103")) * 100 + ended(1)), 0, "200"),
    ("push", said(frame(PUSH_PROMISE, END_HEADERS, 1, b"\0\0\0\2" + literals((":method", "GET"), (":path", "/p"), (":scheme", "https"), (":authority", "x"))) + ended(1)), None, None),
    ("pings", said(frame(PING, 0, 0, b"12345678") * 200 + ended(1)), 0, "200"),
    ("HTTP/1.1", said(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), None, None),
]
CLOSING = {"goaway in the middle, and an end", "closed in the body"}


def rows():
    for name, answer, code, message in ROWS:
        if PART not in name:
            continue
        server = Http2Server(FOLDER, (lambda a: lambda *args: (a(*args), None)[1])(answer) if name in CLOSING else answer)
        got, t = trace(server.url(), "--first-byte-timeout", "20", "--idle-timeout", "20")
        outcome = t["outcome"]
        check(name, got in ((code,) if code is not None else (0, 3)) and (message or "") in outcome["message"] and outcome.get("kind") != "timeout", (got, outcome))
        same_bytes(name, server, t)
        server.stop()


def same_bytes(name, server, t):
    """What the trace has is what this end saw, for traces of one connection."""
    hops = [h for h in t["hops"] if h["wire"]]
    if len(server.connections) != 1 or not hops:
        return
    sent = b"".join(base64.b64decode(h["wire"]["sent"]) for h in hops)
    received = b"".join(base64.b64decode(h["wire"]["received"]) for h in hops)
    connection = server.connections[0]
    check(f"{name}: sent", sent.startswith(PREFACE) and connection.received.startswith(sent[:len(connection.received)]), (len(sent), len(connection.received)))
    check(f"{name}: received", connection.sent.startswith(received) and received, (len(received), len(connection.sent)))
    counted = sum(9 + f["length"] for h in hops for f in h["wire"]["http2"]["frames"] if f["sent"])
    check(f"{name}: frames sent", counted + len(PREFACE) == len(sent), (counted, len(sent)))


def frames(hop, kind=None):
    return [f for f in hop["wire"]["http2"]["frames"] if kind in (None, f["type"])]


def decoded():
    server = Http2Server(FOLDER, said(headers(1, (":status", "103"), ("link", "</a>")) + headers(1, OK, ("x", "1"), ("x", "2"), ("set-cookie", "a=1")) +
                                      data(1, b"ok", end=False) + headers(1, ("x-sum", "7"), end=True) + goaway(1, 0, b"bye")))
    code, t = trace(server.url("/p?q=1"), "-H", "X-Mine: 1", "-H", "Connection: keep-alive, X-Hop", "-H", "X-Hop: 2")
    hop = t["hops"][0]
    check("decoded: versions", code == 0 and hop["request"]["version"] == hop["response"]["version"] == "HTTP/2", (code, t["outcome"]))
    sent = frames(hop, "HEADERS")[0]
    names = [(f["name"], f["value"]) for f in sent["fields"]]
    check("decoded: pseudo fields", names[:4] == [(":method", "GET"), (":path", "/p?q=1"), (":scheme", "https"), (":authority", f"127.0.0.1:{server.port}")], names)
    check("decoded: the request has the others", [(f["name"], f["value"]) for f in hop["request"]["headers"]] == names[4:] and ("x-mine", "1") in names, hop["request"])
    check("decoded: fields of a connection are left out", not {"connection", "x-hop", "host"} & {n for n, _ in names} and
          any("HTTP/2 has no place for" in n and "Connection" in n and "X-Hop" in n for n in hop["notes"]), hop["notes"])
    check("decoded: response", [(f["name"], f["value"]) for f in hop["response"]["headers"]] == [("x", "1"), ("x", "2"), ("set-cookie", "a=1")], hop["response"])
    check("decoded: interim", [(i["status"], i["version"], i["headers"]) for i in hop["response"]["interim"]] == [(103, "HTTP/2", [{"name": "link", "value": "</a>"}])], hop["response"])
    check("decoded: trailers", [f["fields"] for f in frames(hop, "HEADERS") if not f["sent"]][-1] == [{"name": "x-sum", "value": "7"}] and
          any("trailer fields after its body: x-sum" in n for n in hop["notes"]), hop["notes"])
    check("decoded: settings", "ENABLE_PUSH 0" in frames(hop, "SETTINGS")[0]["detail"], frames(hop))
    check("decoded: text", hop["response"]["body"]["text"] == "ok", hop["response"])
    server.stop()


def exports():
    server = Http2Server(FOLDER, said(headers(1, OK, ("set-cookie", "sid=s3cr3tcookie99"), ("content-type", "text/plain")) + data(1, b"fine")))
    file = FOLDER / "t.json"
    secret = "t0ps3cr3tvalue77"
    code, t = trace(server.url(), "-H", f"Authorization: Bearer {secret}", redact=True)
    file.write_text(json.dumps(t))
    text = file.read_text()
    hop = t["hops"][0]
    sent = base64.b64decode(hop["wire"]["sent"])
    check("redacted: fields and bytes", code == 0 and secret not in text and "s3cr3tcookie99" not in text and sent == b"[redacted content]" and
          base64.b64decode(hop["wire"]["received"]) == b"[redacted content]", (code, sent))
    check("redacted: frames stay", {"name": "authorization", "value": "Bearer [redacted 1]"} in frames(hop, "HEADERS")[0]["fields"], frames(hop, "HEADERS"))
    # The same of a HAR that was written with its secrets.
    code, t = trace(server.url("/?token=t0k3nvalue55"), "-H", f"Authorization: Bearer {secret}")
    file.write_text(json.dumps(t))
    (FOLDER / "secret.har").write_bytes(subprocess.run([CLI, "convert", file, "--format", "har", "--no-redact"], capture_output=True, timeout=SECONDS, env=ENV).stdout)
    out = subprocess.run([CLI, "redact", FOLDER / "secret.har", "-o", "-"], capture_output=True, timeout=SECONDS, env=ENV).stdout.decode()
    wire = json.loads(out)["log"]["entries"][0]["_hopscope"]["wire"] if out else {}
    check("redacted: a HAR's frames and bytes", secret in (FOLDER / "secret.har").read_text() and not any(s in out for s in (secret, "s3cr3tcookie99", "t0k3nvalue55")) and
          wire.get("sent") == wire.get("received") == base64.b64encode(b"[redacted content]").decode() and
          any("[redacted" in f["value"] for f in wire["http2"]["frames"][2]["fields"]), wire)
    server.stop()
    server = Http2Server(FOLDER, said(ended(1)))
    code, t = trace(server.url())
    file.write_text(json.dumps(t))

    def convert(form, source=file):
        return subprocess.run([CLI, "convert", source, "--format", form, "--no-redact"], capture_output=True, timeout=SECONDS, env=ENV).stdout
    check("convert: reads what it wrote", json.loads(convert("json"))["hops"] == t["hops"])
    har = json.loads(convert("har"))
    entry = har["log"]["entries"][0]
    size = sum(9 + f["length"] for f in frames(t["hops"][0], "HEADERS") if f["sent"])
    check("har: version and size of the head", [entry["request"]["httpVersion"], entry["response"]["httpVersion"], entry["request"]["headersSize"]] == ["h2", "h2", size], entry["request"])
    (FOLDER / "t.har").write_text(json.dumps(har))
    check("har: loses nothing", json.loads(convert("json", FOLDER / "t.har"))["hops"] == t["hops"])
    check("html: decoded frames", b"HEADERS, stream 1, END_STREAM, END_HEADERS" in convert("html") and b"    :status: 200" in convert("html"))
    check("table: stream", b"HTTP/2 stream 1" in convert("table"))
    check("raw: the bytes", convert("raw") == b"".join(base64.b64decode(t["hops"][0]["wire"][k]) for k in ("sent", "received")))
    check("curl: asks for HTTP/2", b"--http2" in convert("curl"))
    verified = subprocess.run([CLI, "verify", file], capture_output=True, timeout=SECONDS, env=ENV)
    check("verify", verified.returncode == 0, verified)
    server.stop()


def connections():
    """Redirects over one connection, and what ends it in between."""
    def to(stream, *more):
        return headers(stream, (":status", "302"), ("location", "/next"), *more, end=True)

    server = Http2Server(FOLDER, lambda c, s, n: to(s) if n < 3 else ended(s))
    code, t = trace(server.url())
    check("reuse: one connection", code == 0 and len(server.connections) == 1 and [h["connection"]["reused"] for h in t["hops"]] == [False, True, True], t["outcome"])
    check("reuse: streams", [h["wire"]["http2"]["stream"] for h in t["hops"]] == [1, 3, 5], t["hops"])
    same_bytes("reuse", server, t)

    server = Http2Server(FOLDER, lambda c, s, n: to(s) + goaway(s, 0) if n == 1 else ended(s))
    code, t = trace(server.url())
    check("goaway after a redirect: a new connection", code == 0 and [h["connection"]["reused"] for h in t["hops"]] == [False, False], (code, t["outcome"]))
    check("goaway after a redirect: told", any("GOAWAY" == f["type"] and "NO_ERROR" in f["detail"] for f in frames(t["hops"][0])) and
          any("no further request on this connection (GOAWAY NO_ERROR)" in note for note in t["hops"][0]["notes"]), t["hops"])

    server = Http2Server(FOLDER, lambda c, s, n: to(s) if n == 1 else None if n == 2 else ended(s))
    code, t = trace(server.url())
    check("closed when reused: once more", code == 0 and any("closed the reused connection" in n for n in t["hops"][1]["notes"]) and server.requests == 3, (code, t["outcome"]))

    server = Http2Server(FOLDER, lambda c, s, n: to(s) if n == 1 else reset(s, 7) if n == 2 else ended(s))
    code, t = trace(server.url())
    check("refused when reused: once more", code == 0 and any("REFUSED_STREAM" in n for n in t["hops"][1]["notes"]) and server.requests == 3, (code, t["outcome"]))

    server = Http2Server(FOLDER, lambda c, s, n: headers(s, (":status", "307"), ("location", "/next"), end=True) if n == 1 else None if n == 2 else ended(s))
    code, t = trace(server.url(), "-X", "POST", "-d", "a=1")
    check("closed when reused: a POST is not repeated", code == 3 and server.requests == 2, (code, server.requests, t["outcome"]))


def limits():
    short = ["--first-byte-timeout", "1", "--idle-timeout", "1"]
    body = FOLDER / "body"
    body.write_bytes(b"b" * 200_000)
    server = Http2Server(FOLDER, said(b""), first=settings((4, 0)))
    code, t = trace(server.url(), "-X", "POST", "--data-file", str(body), *short)
    check("window of 0: told", code == 3 and "flow control window is used up" in t["outcome"]["message"], (code, t["outcome"]))
    check("window of 0: no more than before it was said", t["hops"][0]["request"]["body"]["size"] <= 65535 and
          any("of the request body's 200000 bytes were sent" in n for n in t["hops"][0]["notes"]), t["hops"][0]["notes"])

    server = Http2Server(FOLDER, said(b""))
    code, t = trace(server.url(), "-X", "POST", "--data-file", str(body), *short)
    check("window of 65,535: told", code == 3 and "flow control" in t["outcome"]["message"] and t["hops"][0]["request"]["body"]["size"] == 65535, (code, t["outcome"]))

    server = Http2Server(FOLDER, said(headers(1, (":status", "413")) + data(1, b"too large")))
    code, t = trace(server.url(), "-X", "POST", "--data-file", str(body), *short)
    hop = t["hops"][0]
    check("early response: taken", code == 0 and hop["response"]["status"] == 413 and hop["response"]["body"]["text"] == "too large" and hop["request"]["body"]["size"] < 200_000, (code, t["outcome"], hop["notes"]))

    server = Http2Server(FOLDER, said(b""), first=settings((3, 0)))
    code, t = trace(server.url(), *short)
    check("no stream allowed: told", code == 3 and t["outcome"]["kind"] == "timeout", (code, t["outcome"]))

    server = Http2Server(FOLDER, said(b""), first=b"")
    code, t = trace(server.url(), *short)
    check("silent", code == 3 and t["outcome"]["kind"] == "timeout" and "no response within 1 seconds" in t["outcome"]["message"], (code, t["outcome"]))

    def pings(connection, stream, number):
        while True:
            connection.send(frame(PING, 1, 0, b"12345678"))

    server = Http2Server(FOLDER, pings)
    code, t = trace(server.url(), *short)
    check("pings are no response", code == 3 and t["outcome"]["kind"] == "timeout", (code, t["outcome"]))

    def endless(connection, stream, number):
        connection.send(headers(stream, OK))
        while True:
            connection.send(data(stream, b"x" * 100, end=False) * 300)

    server = Http2Server(FOLDER, endless)
    code, t = trace(server.url(), "--timeout", "3", "--body-limit", "1000")
    http2 = t["hops"][0]["wire"]["http2"]
    check("endless body: the trace's limit", code == 3 and t["outcome"]["kind"] == "timeout" and http2["truncated"] and len(http2["frames"]) <= 2000, (code, t["outcome"], len(http2["frames"])))
    check("endless body: kept up to the limit", t["hops"][0]["wire"]["truncated"] and t["hops"][0]["response"]["body"]["size"] > 1000, t["outcome"])


def alpn():
    def old(connection, stream, number):
        raise AssertionError

    for name, protocols in {"http/1.1": ("http/1.1",), "none": ()}.items():
        server = Http2Server(FOLDER, old, protocols, first=b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        code, t = trace(server.url())
        hop = t["hops"][0]
        check(f"ALPN {name}: HTTP/1.1, and says so", code == 0 and hop["response"]["version"] == "HTTP/1.1" and "http2" not in hop["wire"] and
              "HTTP/2 was offered, and the server chose HTTP/1.1 (ALPN)." in hop["notes"], (code, t["outcome"], hop["notes"]))
    p = subprocess.run([CLI, "trace", "--insecure", "--format", "json", Http2Server(FOLDER, old, ("h2", "http/1.1"), first=b"HTTP/1.1 204 X\r\n\r\n").url()],
                       capture_output=True, timeout=SECONDS, env=ENV)
    check("without --http2 it is not offered", p.returncode == 0 and json.loads(p.stdout)["hops"][0]["request"]["version"] == "HTTP/1.1", p)


certificate(FOLDER, "127.0.0.1")
rows()
for part in (decoded, exports, connections, limits, alpn):
    if not PART or PART in part.__name__:
        part()
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
