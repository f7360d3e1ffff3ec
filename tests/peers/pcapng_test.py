#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Captures that Hopscope writes, read by tshark: requests and responses as on the wire, streams, times, comments, checksums. Without
tshark the blocks and packets are read by their published format only (draft-ietf-opsawg-pcapng, RFC 791, 8200, 9293).

usage: pcapng_test.py HOPSCOPE_CLI
"""
import base64
import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from maketrace import hop, response, trace, wire  # noqa: E402

SECONDS = 60
BODY = b"k=" + b"x" * 100_000  # several packets
LONG = b"y" * 70_000
TLS = {"protocol": "TLSv1.3", "cipher": "", "chain": [], "errors": []}


def timing(start):
    return {"start": start, "dns": 10, "connect": 200, "tls": 0, "send": 30, "wait": 4000, "receive": 500}


def request(head, body=b""):
    return (head + "\r\nHost: a.example\r\n" + (f"Content-Length: {len(body)}\r\n" if body else "") + "\r\n").encode() + body


def answer(head, body=b""):
    return f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def to(address, port, reused=False, tls=None):
    return {"address": address, "port": port, "reused": reused, "tls": tls}


HOPS = [
    hop(0, "POST", "http://a.example/one", [], BODY, connection=to("127.0.0.1", 8080), timing=timing(0), response=response(307),
        wire=wire(request("POST /one HTTP/1.1", BODY), answer("307 Temporary Redirect\r\nLocation: /two"))),
    hop(1, "POST", "http://a.example/two", [], BODY, connection=to("127.0.0.1", 8080, True), timing=timing(10_000), response=response(303),
        wire=wire(request("POST /two HTTP/1.1", BODY), answer("303 See Other\r\nLocation: https://b.example/", LONG))),
    hop(2, "GET", "https://b.example/", [], connection=to("2001:db8::7", 443, tls=TLS), timing=timing(20_000), response=response(200),
        wire=wire(request("GET /secure HTTP/1.1"), answer("200 OK", b"tea"))),
    hop(3, "GET", "http://c.example/", [], connection=to("192.0.2.77", 80), timing=timing(30_000), response=response(200),
        wire=wire(request("GET /until-close HTTP/1.1"), b"HTTP/1.1 200 OK\r\n\r\nuntil the end")),
    hop(4, "GET", "http://c.example/unseen", []),
]
FIELDS = ("tcp.stream", "ip.dst", "ipv6.dst", "tcp.dstport", "http.request.method", "http.request.uri", "http.response.code",
          "http.content_length", "frame.time_epoch", "frame.comment", "http.file_data")
# By tshark: stream, where to, port, method, target, status, body's length.
WANTED = [
    ("0", "127.0.0.1", "8080", "POST", "/one", "", len(BODY)),
    ("0", "127.0.0.1", "49152", "", "", "307", 0),
    ("0", "127.0.0.1", "8080", "POST", "/two", "", len(BODY)),
    ("0", "127.0.0.1", "49152", "", "", "303", len(LONG)),
    ("1", "2001:db8::7", "443", "GET", "/secure", "", 0),
    ("1", "2001:db8::1", "49153", "", "", "200", 3),
    ("2", "192.0.2.77", "80", "GET", "/until-close", "", 0),
    ("2", "192.0.2.1", "49154", "", "", "200", len("until the end")),
]


def blocks(capture):
    at = 0
    while at < len(capture):
        kind, length = struct.unpack_from("<II", capture, at)
        if length % 4 or struct.unpack_from("<I", capture, at + length - 4)[0] != length:
            raise ValueError(f"block at {at} has the length {length}")
        yield kind, capture[at + 8:at + length - 4]
        at += length


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return total


def packets(capture):
    """(client to server, data, microseconds) of each packet; the checksums have to be right."""
    for number, (kind, body) in enumerate(blocks(capture)):
        if number == 0 and (kind != 0x0a0d0d0a or struct.unpack_from("<IHHq", body) != (0x1a2b3c4d, 1, 0, -1)):
            raise ValueError("no section head of version 1.0")
        if number == 1 and (kind != 1 or struct.unpack_from("<H", body)[0] != 101):
            raise ValueError("no interface of link type RAW")
        if kind != 6:
            continue
        _, high, low, kept, size = struct.unpack_from("<IIIII", body)
        packet = body[20:20 + kept]
        if kept != size:
            raise ValueError("a packet is cut")
        if packet[0] >> 4 == 4:
            if checksum(packet[:20]) != 0xffff or struct.unpack_from(">H", packet, 2)[0] != len(packet):
                raise ValueError("head of IPv4")
            addresses, tcp = packet[12:20], packet[20:]
        else:
            if struct.unpack_from(">H", packet, 4)[0] != len(packet) - 40:
                raise ValueError("head of IPv6")
            addresses, tcp = packet[8:40], packet[40:]
        if checksum(addresses + struct.pack(">II", len(tcp), 6) + tcp) != 0xffff:
            raise ValueError("checksum of TCP")
        from_port, _ = struct.unpack_from(">HH", tcp)
        yield from_port >= 49152, tcp[20:], high << 32 | low


def own_faults(capture, sent, received):
    found = list(packets(capture))
    got = b"".join(data for mine, data, _ in found if mine), b"".join(data for mine, data, _ in found if not mine)
    if got != (sent, received):
        print(f"{len(got[0])} and {len(got[1])} bytes in the packets instead of {len(sent)} and {len(received)}")
    times = [at for _, _, at in found]
    if times[0] != 1_700_000_000_000_000 + 10 or times != sorted(times):
        print(f"times {times[:10]}")
        return 1
    return got != (sent, received)


def tshark_faults(file):
    command = ["tshark", "-r", str(file), "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-T", "fields", "-Y", "http",
               "-E", "separator=|", "-E", "occurrence=f"]
    for field in FIELDS:
        command += ["-e", field]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    faults = 0
    rows = [dict(zip(FIELDS, line.split("|"))) for line in done.stdout.decode().splitlines()]
    for wanted, row in zip(WANTED, rows + [{}] * len(WANTED)):
        body = row.get("http.file_data", "")
        got = (row.get("tcp.stream"), row.get("ip.dst") or row.get("ipv6.dst"), row.get("tcp.dstport"), row.get("http.request.method"),
               row.get("http.request.uri"), row.get("http.response.code"))
        length = int(row.get("http.content_length") or 0) or len(bytes.fromhex(body.replace(":", "")) if set(body) <= set("0123456789abcdef:") else body)
        if got != wanted[:6] or length != wanted[6]:
            faults += 1
            print(f"tshark\n  wanted {wanted}\n  read   {got + (length,)}")
    if len(rows) != len(WANTED):
        faults += 1
        print(f"tshark sees {len(rows)} messages instead of {len(WANTED)}")
    problems = subprocess.run(["tshark", "-r", str(file), "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-Y",
                               "_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0 || tcp.analysis.lost_segment || "
                               "tcp.analysis.retransmission || tcp.analysis.ack_lost_segment"],
                              capture_output=True, timeout=SECONDS, check=True).stdout.decode()
    if problems:
        faults += 1
        print(f"tshark warns:\n{problems[:1000]}")
    comments = subprocess.run(["tshark", "-r", str(file), "-Y", "frame.comment", "-T", "fields", "-e", "frame.comment"], capture_output=True,
                              timeout=SECONDS, check=True).stdout.decode()
    for text in ("Request 1: POST http://a.example/one", "Request 3: GET https://b.example/, inside TLSv1.3", "made up"):
        if text not in comments:
            faults += 1
            print(f"no comment says {text!r}: {comments[:600]}")
    return faults


def main():
    cli = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        source, file = pathlib.Path(folder, "trace.json"), pathlib.Path(folder, "capture.pcapng")
        source.write_text(json.dumps(trace(HOPS, started="2023-11-14T22:13:20.000Z")), encoding="utf-8")
        subprocess.run([cli, "convert", source, "--no-redact", "--format", "pcapng", "-o", file], capture_output=True, timeout=SECONDS,
                       check=True)
        capture = file.read_bytes()

        sent, received = (b"".join(base64.b64decode(each["wire"][way]) for each in HOPS if each["wire"]) for way in ("sent", "received"))
        faults = own_faults(capture, sent, received)
        if b"not here: request 5." not in capture:
            faults += 1
            print("the section does not say that request 5 has no bytes")
        both = pathlib.Path(folder, "both.pcapng")
        subprocess.run([cli, "convert", source, source, "--no-redact", "--format", "pcapng", "-o", both], capture_output=True,
                       timeout=SECONDS, check=True)
        if len(list(packets(both.read_bytes()))) != 2 * len(list(packets(capture))):
            faults += 1
            print("two traces do not have twice the packets")
        if not shutil.which("tshark"):
            print(f"tshark is not installed: the capture was read by its published format only, {faults} differ")
            return 1 if faults else 77
        faults += tshark_faults(file)
    print(f"{len(WANTED)} messages, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
