#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has hopscope-cli convert read what the real curl writes about the loopback server, and files as they come.

usage: import_test.py HOPSCOPE_CLI
Prints a line a check and 'N passed, N failed' at the end. Status 77: curl is missing.
"""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socketserver
import stat
import subprocess
import sys
import tempfile
import threading

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from maketrace import holds  # noqa: E402

CLI = sys.argv[1]
GOLDEN = pathlib.Path(__file__).parents[1] / "golden"
SECONDS = 60
NOBODY = 65534
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def convert(*args, stdin=b"", **options):
    process = subprocess.run([CLI, "convert", *map(str, args)], input=stdin, capture_output=True, timeout=SECONDS,
                             check=False, **options)
    return process.returncode, process.stdout, process.stderr


def trace_of(text):
    code, out, err = convert("-", "--format", "json", "--no-redact", stdin=text)
    return json.loads(out) if code == 0 else {"hops": [], "error": err.decode()}


def curl(*args):
    process = subprocess.run(["curl", "--noproxy", "*", *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             timeout=SECONDS, check=False)
    return process.stdout


class AnswersPlain(socketserver.BaseRequestHandler):
    """Answers the first bytes of a TLS connection in plain HTTP."""

    def handle(self):
        self.request.recv(65536)
        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")


def steps(trace):
    """(method, path, status) of each hop."""
    return [(hop["request"]["method"], re.sub(r"^https?://[^/]*", "", hop["request"]["url"]),
             (hop["response"] or {}).get("status")) for hop in trace["hops"]]


def ledger(trace, hop, part):
    rows = trace["hops"][hop]["redirect"]["ledger"]
    return next((row["verdict"] for row in rows if row["part"].lower() == part.lower()), None)


def verbose(base):
    trace = trace_of(curl("-svL", "-o", os.devnull, base + "/chain/2"))
    check("curl -v: a chain", steps(trace) == [("GET", "/chain/2", 302), ("GET", "/chain/1", 302), ("GET", "/echo", 200)]
          or [s[2] for s in steps(trace)] == [302, 302, 200], trace)
    check("curl -v: client, address, reuse", trace.get("client") == "curl" and
          [hop["connection"]["reused"] for hop in trace["hops"]][:1] == [False] and
          any(hop["connection"]["reused"] for hop in trace["hops"]) and
          all(hop["connection"]["address"] == "127.0.0.1" for hop in trace["hops"]),
          [hop["connection"] for hop in trace["hops"]])
    trace = trace_of(curl("-svL", "-d", "item=tea", base + "/302"))
    check("curl -v -d on 302: GET, the body dropped", [s[0] for s in steps(trace)] == ["POST", "GET"] and
          ledger(trace, 0, "method") == "changed" and ledger(trace, 0, "body") == "dropped", trace)
    trace = trace_of(curl("-svL", "-X", "POST", "-d", "item=tea", base + "/302"))
    check("curl -v -X POST -d on 302: judged as curl -X", [s[0] for s in steps(trace)] == ["POST", "POST"] and
          trace["client"] == "curl-X", trace.get("client"))
    trace = trace_of(curl("-svL", "-d", "item=tea", base + "/307"))
    check("curl -v -d on 307: body kept", [s[0] for s in steps(trace)] == ["POST", "POST"] and
          ledger(trace, 0, "body") == "kept", trace)
    trace = trace_of(curl("-svL", "-u", "a:b", base + "/302?origin=other"))
    check("curl -v to another origin: Authorization dropped", len(trace["hops"]) == 2 and
          ledger(trace, 0, "authorization") == "dropped", trace)
    trace = trace_of(curl("-sv", "--trace-time", base + "/302"))
    check("curl -v without -L: ends at the redirect", [s[2] for s in steps(trace)] == [302] and
          trace["outcome"]["kind"] == "not-followed", trace.get("outcome"))
    trace = trace_of(curl("-svL", base + "/early"))
    check("curl -v: interim answer", trace["hops"] and
          [i["status"] for i in trace["hops"][0]["response"]["interim"]] == [103], trace)
    trace = trace_of(curl("-svL", base + "/fragment"))
    check("curl -v: fragment of a Location", len(trace["hops"]) == 2 and trace["hops"][1]["request"]["url"].endswith("#part"),
          trace)
    trace = trace_of(curl("-sSv", base + "/close"))
    check("curl -v: no answer", trace["hops"] and trace["hops"][0]["response"] is None and
          "Empty reply" in trace["hops"][0]["error"], trace)
    code, out, err = convert("-", "--list", stdin=curl("-svL", base + "/302", base + "/301", "-o", os.devnull, "-o", os.devnull))
    check("curl -v of two URLs: two traces", code == 0 and len(out.splitlines()) == 3, (out, err))
    trace = trace_of(curl("-svL", "--max-redirs", "3", "-S", base + "/loop"))
    check("curl -v: the limit", len(trace["hops"]) == 4 and "Maximum" in " ".join(trace["hops"][-1].get("notes", [])) and
          trace["outcome"]["kind"] == "too-many-redirects", trace)
    plain = socketserver.TCPServer(("127.0.0.1", 0), AnswersPlain)
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    for name, url, words in (("refused", "http://127.0.0.1:1/x", "Failed to connect"),
                             ("unknown name", "http://nosuch.invalid/", "Could not resolve host: nosuch.invalid"),
                             ("no TLS", "https://127.0.0.1:%d/" % plain.server_address[1], "SSL")):
        trace = trace_of(curl("-sSv", url))
        check(f"curl -v: {name}", len(trace["hops"]) == 1 and trace["hops"][0]["response"] is None and
              words in trace["hops"][0]["error"] and trace["outcome"]["kind"] in ("network-error", "tls-error") and
              trace["hops"][0]["request"]["url"].startswith(url.rsplit("/", 1)[0]), trace)
    plain.shutdown()
    plain.server_close()


def heads(base):
    for flags in ("-sIL", "-siL"):
        text = curl(flags, base + "/chain/2?x=1")
        trace = trace_of(f"$ curl {flags} {base}/chain/2?x=1\n".encode() + text)
        check(f"curl {flags}, with the command", [s[2] for s in steps(trace)] == [302, 302, 200] and
              trace["hops"][0]["request"]["url"] == base + "/chain/2?x=1", trace)
        trace = trace_of(text)
        check(f"curl {flags} alone: the first URL is not known", [s[2] for s in steps(trace)] == [302, 302, 200] and
              trace["hops"][0]["request"]["url"] == "http://unknown.invalid/" and
              any("does not say" in note for note in trace["hops"][0]["notes"]), trace)
    text = curl("-sSiL", "--max-redirs", "3", base + "/loop")
    trace = trace_of(f"$ curl -iL {base}/loop\n".encode() + text)
    check("curl -iL: the limit", len(trace["hops"]) == 4 and trace["outcome"]["kind"] == "too-many-redirects", trace)
    trace = trace_of(f"$ curl -siL -d item=tea {base}/307\n".encode() + curl("-siL", "-d", "item=tea", base + "/307"))
    check("curl -iL -d: the body of the command, also behind 307", [s[0] for s in steps(trace)] == ["POST", "POST"] and
          [hop["request"]["body"]["text"] for hop in trace["hops"]] == ["item=tea", "item=tea"], trace)
    trace = trace_of(f"{base}/302\n".encode() + curl("-siL", base + "/302"))
    body = trace["hops"][-1]["response"]["body"] if trace["hops"] else {}
    check("curl -iL: body of the last answer", body and json.loads(body.get("text", "{}"))["method"] == "GET", body)
    if shutil.which("wget"):
        process = subprocess.run(["wget", "--no-proxy", "-S", "-O", os.devnull, base + "/302"], capture_output=True,
                                 timeout=SECONDS, check=False, env={**os.environ, "LC_ALL": "C"})
        trace = trace_of(process.stderr)
        check("wget -S", [s[2] for s in steps(trace)] == [302, 200] and
              trace["hops"][0]["request"]["url"] == base + "/302" and trace["client"] == "wget", trace)


DEBUGLEVEL = """
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPHandler(debuglevel=1))
opener.open(sys.argv[1], data=sys.argv[2].encode() if len(sys.argv) > 2 else None).read()
"""


def same_as_live(base):
    """What the log of a real client becomes, and what a trace of that client is."""
    python = [sys.executable, "-c", DEBUGLEVEL]
    programs = [
        ("curl -v, piped", "curl", lambda url, data: curl("-vL", *(["-d", data] if data else []), url)),
        ("curl -v -#", "curl", lambda url, data: curl("-vL", "-#", "-o", os.devnull, *(["-d", data] if data else []), url)),
        ("curl --trace", "curl", lambda url, data: curl("-sL", "--trace", "-", "-o", os.devnull, *(["-d", data] if data else []), url)),
        ("curl --trace-ascii", "curl",
         lambda url, data: curl("-sL", "--trace-ascii", "-", "--trace-time", "-o", os.devnull, *(["-d", data] if data else []), url)),
        ("http.client", "py-urllib", lambda url, data: run(python + [url] + ([data] if data else []))),
    ]
    if shutil.which("wget"):
        programs.append(("wget -d -S", "wget", lambda url, data: run(
            ["wget", "--no-proxy", "-d", "-S", "-O", os.devnull, *(["--post-data", data] if data else []), url])))
    for name, client, record in programs:
        for path, data in (("/chain/2?x=1", None), ("/302", "item=tea"), ("/302?origin=other", None), ("/no-location", None)):
            live = subprocess.run([CLI, "trace", base + path, "--client", client, "--format", "json", "--no-redact",
                                   *(["-d", data] if data else [])], capture_output=True, timeout=SECONDS, check=False)
            want = json.loads(live.stdout)
            trace = trace_of(record(base + path, data))
            check(f"{name} of {path}: the chain of a live trace", trace["hops"] and steps(trace) == steps(want) and
                  [hop["request"]["url"] for hop in trace["hops"]] == [hop["request"]["url"] for hop in want["hops"]] and
                  trace["client"] == client, (steps(want), trace))
    bodies = [hop["request"]["body"].get("text") for hop in
              trace_of(curl("-sL", "--trace", "-", "-o", os.devnull, "-d", "item=tea", base + "/307"))["hops"]]
    check("curl --trace: the body itself", bodies == ["item=tea", "item=tea"], bodies)


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False,
                          env={**os.environ, "LC_ALL": "C"}).stdout


def odd_entries():
    entry = {"request": {"method": "GET", "url": "http://a.example/x"}, "response": {"status": 204}}
    har = json.dumps({"log": {"entries": [entry, {"request": {"method": "GET", "url": ""}}, 7, entry]}}).encode()
    code, out, err = convert("-", "--list", stdin=har)
    lines = err.decode().splitlines()
    check("an entry that is left out: a line each", code == 0 and len(out.splitlines()) == 3 and len(lines) == 2 and
          "entry 2 was left out" in lines[0] and "the request has no url" in lines[0] and "entry 3" in lines[1], (out, err))
    cut = har[:har.rindex(b'"url"')]
    code, out, err = convert("-", "--list", stdin=cut)
    check("a file that is cut off: what to do", code == 2 and not out and b"add --salvage to use the 1 request before that" in err, err)
    code, out, err = convert("-", "--list", "--salvage", stdin=cut)
    check("--salvage: what is whole, and where it ends", code == 0 and len(out.splitlines()) == 2 and
          b"only the 1 request before the fault: line 1, column" in err, (out, err))
    code, out, err = convert("-", "--salvage", stdin=b"hello")
    check("--salvage makes nothing of what is no record", code == 2 and not out, (out, err))
    for name, content, words in (
            ("mitmproxy", b"1930:4:type;4:http;7:version;2:17#11:client_conn;", b"hardump"),
            ("Playwright", b"PK\x03\x04trace.trace trace.network", b"trace.network"),
            ("curl -w", b'{"http_code":200,"url_effective":"http://a/"}', b"curl -v")):
        code, out, err = convert("-", stdin=content)
        check(f"{name}: a sentence that says what to do", code == 2 and words in err and err.count(b"\n") == 1, err)


def small_files():
    """No file grows beyond this, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def full_device(folder):
    """Root could replace /dev/full by mistake: it gets one of its own, where that is allowed."""
    if os.getuid() == 0:
        try:
            os.mknod(folder / "full", stat.S_IFCHR | 0o666, os.makedev(1, 7))
            return folder / "full"
        except OSError:
            pass
    return "/dev/full"


def as_nobody():
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def files(folder):
    golden = GOLDEN / "main.trace.json"
    har = folder / "three.har"
    code, out, err = convert(golden, golden, golden, "--format", "har", "--no-redact", "-o", har)
    check("several traces in one HAR", code == 0 and len(json.loads(har.read_bytes())["log"]["pages"]) == 3, err)
    code, out, err = convert(har, "--trace", "2", "--format", "json", "--no-redact")
    check("--trace 2 of a HAR: nothing lost", code == 0 and holds(json.loads(out), json.loads(golden.read_bytes())), err)
    code, out, err = convert(har, "--format", "json")
    check("several traces, format for one: how to choose", code == 2 and b"--trace N" in err and err.count(b"\n") == 1, err)
    code, out, err = convert(har, "--trace", "4")
    check("--trace beyond the last", code == 2 and b"3" in err and err.count(b"\n") == 1, err)
    code, out, err = convert(har, "--format", "json", "-o", f"{folder}/out/")
    made = sorted(os.listdir(folder / "out"))
    check("-o DIR/: a file each", code == 0 and made == ["three-1.json", "three-2.json", "three-3.json"], (made, err))
    code, out, err = convert(har, "--format", "csv")
    check("all into one CSV", code == 0 and out.count(b"\r\n") == 1 + 3 * 3, out)
    code, out, err = convert("-", "--list", stdin=har.read_bytes())
    check("--list from standard input, redacted", code == 0 and len(out.splitlines()) == 4 and b"t0k3n" not in out, (out, err))


NOT_POSSIBLE = 77


def on_small_disk(source):
    """Writes to a disk that has room for some of the file. Where nothing can be mounted: NOT_POSSIBLE."""
    script = f"mount -t tmpfs -o size=8k none /mnt 2>/dev/null || exit {NOT_POSSIBLE}; exec \"$0\" convert \"$1\" --format har -o /mnt/out.har"
    done = subprocess.run(["unshare", "-m", "sh", "-c", script, CLI, str(source)], capture_output=True)
    return (done.returncode if b"unshare" not in done.stderr else NOT_POSSIBLE), done.stdout, done.stderr


def failures(folder):
    golden = GOLDEN / "main.trace.json"
    target = folder / "kept.har"
    target.write_text("before")
    code, out, err = convert(golden, "--format", "har", "-o", target, preexec_fn=small_files)
    check("disk full: the old file stays, one sentence", code == 2 and target.read_text() == "before" and
          err.count(b"\n") == 1 and b"kept.har" in err, (code, err))
    full = full_device(folder)
    code, out, err = convert(golden, "--format", "har", "-o", full)
    check("/dev/full: one sentence, and still a device", code == 2 and err.count(b"\n") == 1 and b"no space is left on the disk" in err and
          stat.S_ISCHR(os.stat(full).st_mode), (code, err))
    code, out, err = on_small_disk(golden)
    check("small disk: one sentence says that it is full", code == NOT_POSSIBLE or (code == 2 and err.count(b"\n") == 1 and b"no space is left on the disk" in err), (code, err))
    closed = folder / "closed"
    closed.mkdir()
    inner = closed / "kept.har"
    inner.write_text("before")
    inner.chmod(0o444)
    closed.chmod(0o555)
    folder.chmod(0o755)
    code, out, err = convert("-", "--format", "har", "-o", inner, stdin=golden.read_bytes(), preexec_fn=as_nobody)
    check("no permission: the old file stays, one sentence", code == 2 and inner.read_text() == "before" and
          err.count(b"\n") == 1, (code, err))
    closed.chmod(0o755)
    check("no file left over", os.listdir(closed) == ["kept.har"], os.listdir(closed))
    bad = {"zip": (b"PK\x03\x04\x14\x00", b"ZIP"), "gzip": (b"\x1f\x8b\x08", b"gzip"), "empty": (b" \n", b"empty"),
           "json": (b'{"a": 1}', b"neither"), "html": (b"<!doctype html>", b"HTML"), "text": (b"hello", b"no reader"),
           "cut": (b'{"log": {"entries": [', b"found the end of the text"), "list": (b"[]", b"expected an object, found a list")}
    for name, (content, words) in bad.items():
        before = target.read_text()
        code, out, err = convert("-", "-o", target, stdin=content)
        check(f"{name}: one sentence, nothing written", code == 2 and words in err and err.count(b"\n") == 1 and
              target.read_text() == before, err)
    empty = folder / "empty"
    empty.mkdir()
    code, out, err = convert(empty)
    check("a folder without traces: one sentence", code == 2 and b"has no readable trace file" in err and err.count(b"\n") == 1, err)
    text = b"http://a.example/a\nHTTP/1.1 302 Found\nLocation: /b\n\nHTTP/1.1 200 OK\n\n"
    for name, form in (("b.har", "har"), ("a.json", "json")):
        convert("-", "--format", form, "-o", empty / name, stdin=text)
    (empty / "a.note.json").write_text('{"notes": "mine", "pinned": true}')
    (empty / "a.request.json").write_text('{"format": "hopscope-history-request", "version": 1}')
    (empty / "c.json").write_text("{")
    (empty / "d.txt").write_text("no matter")
    code, out, err = convert(empty, "--format", "csv")
    check("a folder stands for its traces; a broken one is named", code == 0 and out.count(b"\n") == 5 and
          out.startswith(b"trace,") and b"c.json" in err and err.count(b"\n") == 1, (out, err))
    text = "HTTP/1.1 302 Found\r\nLocation: http://a.example/b\r\n\r\n"
    for coding in ("utf-16", "utf-8-sig"):
        check(f"{coding}", [s[2] for s in steps(trace_of(text.encode(coding)))] == [302])


def main():
    if not shutil.which("curl"):
        print("curl is missing")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files(folder)
        failures(folder)
    odd_entries()
    with subprocess.Popen([CLI, "serve"], stdout=subprocess.PIPE) as server:
        try:
            head = b"".join(server.stdout.readline() for _ in range(3)).decode()
            base = re.search(r"http://127\.0\.0\.1:\d+", head).group(0)
            verbose(base)
            heads(base)
            same_as_live(base)
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=SECONDS)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


sys.exit(main())
