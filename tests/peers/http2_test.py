#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""HTTP/2 against servers that are not ours: nginx, nghttpd and node. What the server saw is what the trace shows. Status 77: one of
them is missing.

usage: http2_test.py PATH-TO-hopscope-cli
"""
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from http2raw import certificate  # noqa: E402
from ports import answers, free_port, within  # noqa: E402

CLI = sys.argv[1]
ENV = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
NGINX = "/usr/sbin/nginx"
NGHTTPD = shutil.which("nghttpd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NODE = shutil.which("node")
BODY_BYTES = 700_000
SECONDS = 120
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {str(detail)[:2000]}"))


def trace(folder, url, *more):
    p = subprocess.run([CLI, "trace", "--http2", "--ca-file", folder / "cert.pem", "--format", "json", "--no-redact", *more, url],
                       capture_output=True, timeout=SECONDS, env=ENV)
    try:
        return p.returncode, json.loads(p.stdout)
    except ValueError:
        return p.returncode, {"hops": [], "outcome": {"message": p.stderr.decode()}}


def pairs(fields):
    return [(f["name"], f["value"]) for f in fields]


def sent_fields(hop):
    """As its frames have them."""
    return pairs(next(f["fields"] for f in hop["wire"]["http2"]["frames"] if f["sent"] and f["type"] == "HEADERS"))


def received_fields(hop):
    return [pairs(f["fields"]) for f in hop["wire"]["http2"]["frames"] if not f["sent"] and f.get("fields")]


def capture(folder, t, port):
    """Wireshark reads the same fields out of the bytes, across the requests of the connection."""
    if not shutil.which("tshark"):
        print("tshark is not installed: the capture is not read")
        return
    (folder / "t.json").write_text(json.dumps(t))
    subprocess.run([CLI, "convert", folder / "t.json", "--format", "pcapng", "--no-redact", "-o", folder / "t.pcapng"], check=True, capture_output=True, env=ENV)
    read = subprocess.run(["tshark", "-r", folder / "t.pcapng", "-d", f"tcp.port=={port},http2", "-Y", "http2.header", "-T", "fields", "-E", "aggregator=|",
                           "-e", "http2.header.name", "-e", "http2.header.value"], capture_output=True, text=True).stdout
    got = [list(zip(*(part.split("|") for part in line.split("\t")))) for line in read.splitlines()]
    # It shows no byte beyond ASCII.
    wanted = [[(n, v.encode().decode("ascii", "replace")) for n, v in pairs(f["fields"])] for h in t["hops"] for f in h["wire"]["http2"]["frames"] if f.get("fields")]
    check("tshark reads the fields of the capture", got == wanted and len(got) == 2 * len(t["hops"]), (got, wanted))


def nginx(folder, body):
    port = free_port()
    temp = "".join(f"{n}_temp_path {folder}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{ log_format seen escape=json '{{"line": "$request", "length": "$request_length", "agent": "$http_user_agent", "mine": "$http_x_mine",'
                               ' "host": "$host:$server_port", "connection": "$connection_requests"}}';
    access_log {folder}/access.log seen; {temp} client_max_body_size 10m;
    server {{ listen 127.0.0.1:{port} ssl http2; ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
        location /307 {{ return 307 /303; }}
        location /303 {{ return 303 /end?a=%20b; }}
        location /end {{ add_header X-Twice 1; add_header X-Twice 2; return 200 "done over $server_protocol\\n"; }}
        location /gzip {{ gzip on; gzip_types text/plain; gzip_min_length 1; default_type text/plain; return 200 "{'a' * 500}"; }}
        location /loop {{ return 302 /loop; }} }} }}""")
    log = open(folder / "nginx.log", "wb")
    with subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-p", folder, "-e", folder / "error.log"], stderr=log) as process:
        try:
            within(lambda: answers(port), "nginx")
            root = f"https://127.0.0.1:{port}"
            code, t = trace(folder, root + "/307", "-X", "POST", "--data-file", str(body), "-H", "X-Mine: caf\u00e9 1")
            hops = t["hops"]
            check("nginx: 307, 303, 200", code == 0 and [h["response"]["status"] for h in hops] == [307, 303, 200], (code, t["outcome"]))
            check("nginx: all on one connection", [(h["connection"]["reused"], h["wire"]["http2"]["stream"]) for h in hops] == [(False, 1), (True, 3), (True, 5)], hops)
            seen = [json.loads(line) for line in within(lambda: (lambda lines: lines if len(lines) == 3 else None)((folder / "access.log").read_text().splitlines()), "nginx's log")]
            check("nginx: it saw the methods and paths", [s["line"] for s in seen] ==
                  [f"{dict(sent_fields(h))[':method']} {dict(sent_fields(h))[':path']} HTTP/2.0" for h in hops], seen)
            check("nginx: it saw the fields", all(s["agent"] == dict(sent_fields(h))["user-agent"] and s["mine"] == dict(sent_fields(h))["x-mine"] and
                                                  s["host"] == dict(sent_fields(h))[":authority"] for s, h in zip(seen, hops)), seen)
            check("nginx: one after the other on the connection", [s["connection"] for s in seen] == ["1", "2", "3"], seen)
            check("nginx: the response's fields in order", received_fields(hops[2])[-1][0] == (":status", "200") and
                  pairs(hops[2]["response"]["headers"]) == received_fields(hops[2])[-1][1:] and
                  [v for n, v in pairs(hops[2]["response"]["headers"]) if n == "x-twice"] == ["1", "2"], hops[2]["response"])
            check("nginx: body", hops[2]["response"]["body"]["text"] == "done over HTTP/2.0\n", hops[2]["response"])
            capture(folder, t, port)
            code, t = trace(folder, root + "/gzip")
            body_ = t["hops"][0]["response"]["body"]
            check("nginx: gzip is decoded", code == 0 and body_["text"] == "a" * 500 and ("content-encoding", "gzip") in pairs(t["hops"][0]["response"]["headers"]), t["hops"])
            code, t = trace(folder, root + "/loop")
            check("nginx: a loop ends", code == 1 and t["outcome"]["kind"] == "loop", (code, t["outcome"]))
            code, t = trace(folder, root + "/end", "-X", "HEAD")
            check("nginx: HEAD", code == 0 and t["hops"][0]["response"]["body"]["size"] == 0 and not t["hops"][0]["notes"], t["hops"])
        finally:
            process.terminate()


def nghttpd(folder, body):
    port = free_port()
    site = folder / "site"
    site.mkdir()
    (site / "file").write_bytes(body.read_bytes())
    with open(folder / "nghttpd.log", "wb") as log, \
            subprocess.Popen([NGHTTPD, "--address=127.0.0.1", "-v", "-d", site, "--trailer", "x-sum: 1", str(port), folder / "key.pem", folder / "cert.pem"],
                             stdout=log, stderr=log) as process:
        try:
            within(lambda: answers(port), "nghttpd")
            code, t = trace(folder, f"https://127.0.0.1:{port}/file", "-X", "POST", "--data-file", str(body), "-H", "X-A: 1", "-H", "x-b: 2", "-H", "X-A: 3", "-H", "Cookie: a=1; b=2")
            hop = t["hops"][0]
            check("nghttpd: 200", code == 0 and hop["response"]["status"] == 200, (code, t["outcome"]))
        finally:
            process.terminate()
    text = (folder / "nghttpd.log").read_text(errors="replace")
    seen = re.findall(r"recv \(stream_id=1[, a-z]*\) (:?[^:\n]+): (.*)", text)
    check("nghttpd: it saw the fields in this order", seen == sent_fields(hop) and ("x-a", "3") in seen, (seen, sent_fields(hop)))
    frames = hop["wire"]["http2"]["frames"]
    # HEADERS are told with their stream, DATA with their length.
    got = [(k, int(n)) for k, n in re.findall(r"recv (DATA|HEADERS) frame <length=(\d+)", text)]
    check("nghttpd: it received the frames", got == [(f["type"], f["length"]) for f in frames if f["sent"] and f["type"] in ("DATA", "HEADERS")][:len(got)] and got, (got[:5], frames[:5]))
    sent = [(k, int(n)) for k, n in re.findall(r"send (DATA|HEADERS) frame <length=(\d+)", text)]
    check("nghttpd: it sent the frames", sent == [(f["type"], f["length"]) for f in frames if not f["sent"] and f["type"] in ("DATA", "HEADERS")], (sent[:5], frames[-5:]))
    check("nghttpd: body", hop["response"]["body"]["sha256"] == hashlib.sha256(body.read_bytes()).hexdigest() == hop["request"]["body"]["sha256"], hop["response"])
    check("nghttpd: trailers", received_fields(hop)[-1] == [("x-sum", "1")] and any("x-sum" in n for n in hop["notes"]), hop["notes"])


def node(folder, body):
    with subprocess.Popen([NODE, pathlib.Path(__file__).with_name("http2server.js"), folder], stdout=subprocess.PIPE, text=True) as process:
        try:
            root = f"https://127.0.0.1:{int(process.stdout.readline())}"

            def asked(path, *more):
                code, t = trace(folder, root + path, *more)
                seen = [json.loads(process.stdout.readline()) for _ in t["hops"]]
                for hop, one in zip(t["hops"], seen):
                    fields = list(zip(one["fields"][::2], one["fields"][1::2]))
                    check(f"node: it saw {path} as the trace has it", fields == sent_fields(hop) and one["stream"] == hop["wire"]["http2"]["stream"] and
                          [one["size"], one["sha256"]] == [hop["request"]["body"]["size"], hop["request"]["body"]["sha256"]], (one, sent_fields(hop), hop["request"]["body"]))
                    check(f"node: {path}, the message is that of the frames", pairs(hop["request"]["headers"]) ==
                          [f for f in sent_fields(hop) if not f[0].startswith(":")], hop["request"])
                return code, t

            code, t = asked("/echo", "-H", "X-B: 1", "-H", "x-a: 2", "-H", "X-B: 3")
            check("node: echo", code == 0 and pairs(t["hops"][0]["response"]["headers"])[:1] == [("content-type", "text/plain")], t)
            code, t = asked("/307", "-X", "POST", "--data-file", str(body))
            check("node: 307 keeps the body", code == 0 and [h["request"]["body"]["size"] for h in t["hops"]] == [BODY_BYTES] * 2, (code, t["outcome"]))
            code, t = asked("/303", "-X", "POST", "-d", "a=1")
            check("node: 303 drops it", code == 0 and [h["request"]["method"] for h in t["hops"]] == ["POST", "GET"], (code, t["outcome"]))
            for client in ("curl", "chrome", "firefox", "python-requests", "go"):
                asked("/303", "--client", client)
            code, t = asked("/hints")
            check("node: early hints", [i["status"] for i in t["hops"][0]["response"]["interim"]] == [103], t["hops"])
            code, t = asked("/trailers")
            check("node: trailers", any("x-sum" in n for n in t["hops"][0]["notes"]), t["hops"])
            code, t = asked("/push")
            check("node: push is off", ("x-push-allowed", "false") in pairs(t["hops"][0]["response"]["headers"]), t["hops"])
            code, t = asked("/refuse")
            check("node: refused stream", code == 3 and "REFUSED_STREAM" in t["outcome"]["message"], (code, t["outcome"]))
            code, t = asked("/goaway")
            check("node: GOAWAY, and a new connection", code == 0 and [h["connection"]["reused"] for h in t["hops"]] == [False, False], (code, t["outcome"]))
            code, t = asked("/large")
            check("node: 5 MB", code == 0 and t["hops"][0]["response"]["body"]["sha256"] == hashlib.sha256((b"abc" * 1666667)[:5000000]).hexdigest(), t["outcome"])
            code, t = asked("/large", "--body-limit", "6000000")
            received = base64.b64decode(t["hops"][0]["wire"]["received"])
            check("node: all bytes are kept", len(received) == sum(9 + f["length"] for f in t["hops"][0]["wire"]["http2"]["frames"] if not f["sent"]), len(received))
        finally:
            process.terminate()


def main():
    missing = [name for name, there in {"nginx": os.path.exists(NGINX), "nghttpd": NGHTTPD, "node": NODE}.items() if not there]
    if missing:
        print("missing: " + ", ".join(missing))
        return 1 if os.environ.get("CI") else 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        certificate(folder, "127.0.0.1")
        body = folder / "body"
        body.write_bytes(os.urandom(BODY_BYTES))
        for peer in (nginx, nghttpd, node):
            peer(folder, body)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
