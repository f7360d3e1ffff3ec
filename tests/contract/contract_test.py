#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The contract of hopscope-cli: what others rely on from outside. Commands, options, exit codes, the names in its JSON, and that the trace
is what was on the wire. A change here is a breaking change: CONTRIBUTING.md says what goes with it.

usage: contract_test.py PATH-TO-hopscope-cli
Standard library only, loopback only. Prints a line a check and 'N passed, N failed' at the end; status 0 only if all passed.
Checks that need the relay are marked [relay]; --no-relay leaves them out.
"""
import base64, hashlib, json, os, socket, subprocess, sys, tempfile, threading

CLI = sys.argv[1]
RELAY = "--no-relay" not in sys.argv
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


class RawServer:
    """Answers each request with the bytes that routes[path] gives (bytes, list of bytes by visit, or function); records what arrived."""

    def __init__(self, routes):
        self.routes, self.seen, self.visits = routes, [], {}
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.port = self.sock.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.sock.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, c):
        buf = b""
        try:
            while True:
                while b"\r\n\r\n" not in buf:
                    d = c.recv(65536)
                    if not d:
                        return
                    buf += d
                head, buf = buf.split(b"\r\n\r\n", 1)
                n = 0
                for line in head.split(b"\r\n")[1:]:
                    k, _, v = line.partition(b":")
                    if k.strip().lower() == b"content-length":
                        n = int(v)
                while len(buf) < n:
                    d = c.recv(65536)
                    if not d:
                        return
                    buf += d
                body, buf = buf[:n], buf[n:]
                self.seen.append(head + b"\r\n\r\n" + body)
                path = head.split(b" ")[1].decode("latin-1")
                route = self.routes.get(path.split("?")[0], b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                if isinstance(route, list):
                    i = self.visits.get(path, 0)
                    self.visits[path] = i + 1
                    route = route[min(i, len(route) - 1)]
                if route is None:
                    return
                c.sendall(route)
        except OSError:
            pass
        finally:
            c.close()


def answer(status, *fields, body=b""):
    return (f"HTTP/1.1 {status} X\r\n" + "".join(f + "\r\n" for f in fields) + f"Content-Length: {len(body)}\r\n\r\n").encode("latin-1") + body


def run(*args, timeout=60):
    p = subprocess.run([CLI, *args], capture_output=True, timeout=timeout)
    return p.returncode, p.stdout, p.stderr


def trace(*args):
    code, out, err = run("trace", "--format", "json", *args)
    try:
        return code, json.loads(out), err
    except ValueError:
        check("trace prints JSON: " + " ".join(args), False, f"exit {code}, stdout {out[:200]!r}, stderr {err[:200]!r}")
        return code, {"hops": [], "outcome": {"kind": None}}, err


def fields(message, name):
    return [h["value"] for h in message.get("headers", []) if h["name"].lower() == name.lower()]


routes = {
    "/303": answer(303, "Location: /ok"), "/ok": answer(200, "Content-Type: text/plain", body=b"hello"),
    "/loop": answer(302, "Location: /loop"), "/none": answer(302), "/ftp": answer(302, "Location: ftp://127.0.0.1/x"),
    "/two": answer(302, "Location: /ok", "Location: /303"), "/close": None, "/bad": b"GARBAGE\r\n\r\n",
    "/early": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + answer(302, "Location: /ok"),
    "/cookie": answer(302, "Location: /ok", "Set-Cookie: sid=1; Path=/", "Set-Cookie: b=2; Path=/"),
    "/dup": answer(200, "X-A: 1", "x-a: 2", "X-A: 3"),
    **{f"/{s}": answer(s, "Location: /ok") for s in (300, 301, 302, 304, 305, 306, 307, 308)},
}
a = RawServer(routes)
b = RawServer(routes)
routes["/cross"] = answer(307, f"Location: http://127.0.0.1:{b.port}/303")
A = f"http://127.0.0.1:{a.port}"

# the main case: POST, 307 to another origin, 303, 200
body = '{"item":"tea","qty":2}'
code, t, err = trace("-X", "POST", "-d", body, "-H", "Content-Type: application/json", "-H", "Authorization: Bearer t", "--client", "browser", A + "/cross")
h = t["hops"]
check("main: exit 0", code == 0, (code, err))
check("main: format and version", t.get("format") == "hopscope-trace" and t.get("version") == 1, {k: t.get(k) for k in ("format", "version")})
check("main: three hops", len(h) == 3, len(h))
if len(h) == 3:
    check("main: methods POST POST GET", [x["request"]["method"] for x in h] == ["POST", "POST", "GET"], [x["request"]["method"] for x in h])
    check("main: statuses", [x["response"]["status"] for x in h] == [307, 303, 200], [x["response"]["status"] for x in h])
    check("main: body sizes", [x["request"]["body"]["size"] for x in h] == [len(body), len(body), 0], [x["request"].get("body") for x in h])
    check("main: body hash", h[1]["request"]["body"].get("sha256") == hashlib.sha256(body.encode()).hexdigest(), h[1]["request"]["body"])
    check("main: Authorization on hop 1 only", [bool(fields(x["request"], "Authorization")) for x in h] == [True, False, False], [fields(x["request"], "Authorization") for x in h])
    check("main: what the server saw", [r.split(b" ")[0] for r in a.seen + b.seen] == [b"POST", b"POST", b"GET"], a.seen + b.seen)
    check("main: server got the same body", b.seen and b.seen[0].endswith(body.encode()), b.seen[:1])
    ledger = {e["part"]: e for e in h[1]["redirect"]["ledger"]}
    check("main: ledger of hop 2: method changed", ledger.get("method", {}).get("verdict") == "changed", ledger)
    check("main: ledger of hop 2: body dropped", ledger.get("body", {}).get("verdict") == "dropped", ledger)
    check("main: every ledger row has a reason", all(e.get("reason") for x in h[:2] for e in x["redirect"]["ledger"] if e["verdict"] != "kept"), ledger)
    check("main: target", h[0]["redirect"]["target"] == f"http://127.0.0.1:{b.port}/303", h[0]["redirect"])
    check("main: outcome final", t["outcome"]["kind"] == "final", t["outcome"])
    check("main: timings are numbers", all(isinstance(x["timing"].get("wait"), (int, float)) for x in h), [x["timing"] for x in h])

for path, kind, want in (("/loop", ("loop", "too-many-redirects"), 1), ("/none", ("missing-location", "not-followed", "final"), None),
                         ("/ftp", ("unsupported-scheme",), 1)):
    code, t, err = trace("--client", "browser", A + path)
    check(f"{path}: outcome", t["outcome"]["kind"] in kind, t["outcome"])
    if want is not None:
        check(f"{path}: exit {want}", code == want, (code, err))
code, t, err = trace("--client", "browser", "--max-hops", "5", A + "/loop")
check("max-hops: at most 6 requests", len(t["hops"]) <= 6, len(t["hops"]))

n = len(a.seen)
code, t, err = trace("-X", "POST", "-d", "pay=100", A + "/close")
check("server closes: exit 3, a network error", code == 3 and t["outcome"]["kind"] == "network-error", (code, t["outcome"], err))
if RELAY:
    check("[relay] server closes: exactly one POST on the wire", len(a.seen) - n == 1, len(a.seen) - n)
    n = len(a.seen)
    code, t, err = trace("-X", "POST", "-d", "pay=100", A + "/bad")
    check("[relay] garbage: exactly one POST, exit 3", len(a.seen) - n == 1 and code == 3, (len(a.seen) - n, code, err))
    code, t, err = trace(A + "/early")
    check("[relay] 103 then 302: followed", [x["response"]["status"] for x in t["hops"]] == [302, 200], [x.get("response") for x in t["hops"]])
    check("[relay] 103 recorded", t["hops"] and [i["status"] for i in t["hops"][0]["response"].get("interim", [])] == [103], t["hops"][:1])
    code, t, err = trace(A + "/dup")
    got = [(f["name"], f["value"]) for f in t["hops"][0]["response"]["headers"] if f["name"].lower() == "x-a"] if t["hops"] else []
    check("[relay] repeated fields as sent", got == [("X-A", "1"), ("x-a", "2"), ("X-A", "3")], got)
    code, t, err = trace(A + "/two")
    got = fields(t["hops"][0]["response"], "Location") if t["hops"] else []
    check("[relay] both Locations kept", got == ["/ok", "/303"], got)
    n = len(a.seen)
    code, t, err = trace("-X", "PATCH", "-d", body, "-H", "X-Odd:  two  spaces", "-H", "x-Case: Kept", A + "/307", "--no-redact")
    sent = [base64.b64decode(x["wire"]["sent"]) for x in t["hops"] if x.get("wire")]
    check("[relay] wire.sent is what arrived, byte for byte", sent == a.seen[n:], (sent, a.seen[n:]))
    got = [(f["name"], f["value"]) for f in t["hops"][0]["request"]["headers"]] if t["hops"] else []
    arrived = [tuple(s.strip() for s in line.decode("latin-1").split(":", 1)) for line in a.seen[n].split(b"\r\n\r\n")[0].split(b"\r\n")[1:]] if len(a.seen) > n else []
    check("[relay] request.headers is what arrived", got == arrived, (got, arrived))

code, t, err = trace("--client", "browser", A + "/cookie")
check("cookies: both sent on the next hop", len(t["hops"]) == 2 and b"sid=1" in a.seen[-1] and b"b=2" in a.seen[-1], a.seen[-1:])

for bad in (["trace"], ["trace", "gopher://x"], ["trace", "--client", "nobody", A], ["trace", "-H", "no colon", A], ["nonsense"], ["trace", "http://"]):
    code, out, err = run(*bad)
    check("usage: " + " ".join(bad[:3]) + ": exit 2, one line on standard error", code == 2 and len(err.decode().strip().splitlines()) == 1, (code, err))
code, out, err = run("trace", "http://127.0.0.1:9/")
check("refused connection: exit 3", code == 3, (code, err))

# curl 7.88.1 -L reports url_effective http://a.example/n for http://a.example/x?y#z and Location /n.
for client, status, method, want in (("browser", 301, "POST", "GET"), ("browser", 301, "PUT", "PUT"), ("browser", 303, "DELETE", "GET"), ("browser", 303, "HEAD", "HEAD"),
                                     ("browser", 307, "POST", "POST"), ("browser", 308, "PATCH", "PATCH"), ("curl", 302, "POST", "GET")):
    code, out, err = run("decide", "--client", client, "--status", str(status), "--method", method, "--url", "http://a.example/x?y#z", "--location", "/n", "-d", "k=v" if method not in ("HEAD",) else "")
    try:
        d = json.loads(out)
        check(f"decide: {client} {status} {method} -> {want}", d["verdict"] == "follow" and d["next"]["method"] == want, d)
        check(f"decide: {client} {status} {method} keeps the fragment, but for curl, which drops it", d["next"]["url"].endswith("/n" if client == "curl" else "/n#z"), d["next"]["url"])
    except (ValueError, KeyError, TypeError) as e:
        check(f"decide: {client} {status} {method}", False, (code, out[:200], err[:200], repr(e)))
for base, location, want in (("http://a.example/b/c?d", "../e", "http://a.example/e"), ("http://a.example/b/c", "//o.example/p", "http://o.example/p"),
                             ("http://a.example/b", "?q=1", "http://a.example/b?q=1"), ("http://a.example/b", "\\\\o.example\\p", "http://o.example/p"),
                             ("https://a.example/", " /caf\u00e9 x ", "https://a.example/caf%C3%A9%20x")):
    code, out, err = run("resolve", "--client", "browser", "--base", base, location)
    check(f"resolve: {location!r}", code == 0 and out.decode().strip() == want, (code, out, err))

p = subprocess.run([CLI, "audit", "-", "--format", "jsonl"], input=f"{A}/301 /ok 301\n{A}/302 /ok 301\n".encode(), capture_output=True, timeout=60)
lines = sorted((json.loads(line) for line in p.stdout.splitlines()), key=lambda line: line["line"])
check("audit: exit 4, pass and fail", p.returncode == 4 and [line["verdict"] for line in lines] == ["pass", "fail"], (p.returncode, p.stdout[:300], p.stderr))
check("audit: members of a line", [sorted(line) for line in lines] == [sorted(("asked", "cause", "file", "format", "id", "line", "method", "note", "reason", "source", "statuses", "target",
      "trace", "variant", "verdict", "version"))] * 2 and {(line["format"], line["version"]) for line in lines} == {("hopscope-audit", 1)}, [sorted(line) for line in lines])
with tempfile.TemporaryDirectory() as name:
    kept, fewer = os.path.join(name, "kept.jsonl"), os.path.join(name, "fewer.jsonl")
    for path, lines in ((kept, p.stdout.splitlines(keepends=True)), (fewer, [line for line in p.stdout.splitlines(keepends=True) if b'"verdict":"pass"' in line])):
        with open(path, "wb") as file:
            file.writelines(lines)
    code, out, err = run("audit", "--diff", fewer, kept, "--format", "json")
    d = json.loads(out)
    check("audit --diff: exit 4, members", code == 4 and sorted(d) == ["counts", "differences", "format", "version"] and (d["format"], d["version"]) == ("hopscope-audit-diff", 1)
          and d["counts"] == {"broken": 1, "changed": 0, "fixed": 0, "gone": 0, "new": 0, "same": 1}
          and sorted(d["differences"][0]) == ["before", "change", "file", "id", "line", "method", "now", "sentence", "source", "variant"], (code, out, err))
    for form in ("nginx", "apache", "caddy", "netlify", "cloudflare", "hurl"):
        code, out, err = run("audit", "--resume", kept, "--repair", form)
        check(f"audit --repair {form}", code == 0 and out.startswith(b"# "), (code, out, err))

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
