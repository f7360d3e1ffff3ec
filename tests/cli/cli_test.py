#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks hopscope-cli from outside: commands, wrong usage, help, batches, files, redaction, what reaches a terminal.

usage: cli_test.py PATH-TO-hopscope-cli
Standard library and loopback only. Prints a line a check and 'N passed, N failed' at the end.
"""
import base64
import json
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from maketrace import holds  # noqa: E402

CLI = sys.argv[1]
GOLDEN = pathlib.Path(__file__).parents[1] / "golden"
COMMANDS = ["trace", "audit", "decide", "resolve", "compare", "clients", "serve", "convert", "diff"]
MAX_MEMORY = 4 * 1024 ** 3
# A sanitizer reserves more addresses than any limit allows, and watches what is really in use by itself.
IS_SANITIZED = b"__asan_init" in pathlib.Path(CLI).read_bytes()
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(*args, stdin=b"", env=None):
    process = subprocess.run([CLI, *args], input=stdin, capture_output=True, timeout=60, env=env)
    return process.returncode, process.stdout, process.stderr


def batch(command, lines):
    code, out, err = run(command, "--batch", stdin=b"".join(line + b"\n" for line in lines))
    check(f"{command} --batch: exit 0, nothing on standard error", code == 0 and not err, (code, err))
    answers = [json.loads(line) for line in out.splitlines()]
    check(f"{command} --batch: an answer a line", len(answers) == len(lines), out)
    return answers


class Server:
    """Answers every request on a path with fixed bytes and closes; None holds the connection open without a response."""

    def __init__(self, routes):
        self.routes, self.seen, self.arrived = routes, [], threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.held = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.socket.accept()
            data = b""
            while b"\r\n\r\n" not in data:
                more = connection.recv(65536)
                if not more:
                    break
                data += more
            self.seen.append(data)
            self.arrived.set()
            answer = self.routes.get((data.split(b" ") + [b"", b""])[1].decode("latin-1"))
            if answer is None:
                self.held.append(connection)
            else:
                connection.sendall(answer)
                connection.close()


def usage():
    trace = "http://127.0.0.1:9/"
    decide = ["decide", "--client", "browser", "--status", "302", "--method", "GET", "--url", "http://a.example/"]
    wrong = [
        [], ["nonsense"], ["help", "nonsense"], ["help", "trace", "more"], ["trace"], ["trace", trace, "ftp://127.0.0.1/"], ["verify", trace, "more"], ["trace", "--nonsense", trace],
        ["trace", trace, "--client"], ["trace", "--client", "nobody", trace], ["trace", "--format", "nonsense", trace],
        ["trace", "--max-hops", "x", trace], ["trace", "--max-hops", "-1", trace], ["trace", "--timeout", "0", trace],
        ["trace", "--timeout", "nan", trace], ["trace", "--body-limit", "1k", trace], ["trace", "-H", "no colon", trace],
        ["trace", "-X", "GE T", trace], ["trace", "-d", "a", "--data-file", "b", trace], ["trace", "--data-file", "/no/such/file", trace],
        ["trace", "--proxy", "ftp://x", trace], ["trace", "--resolve", "x", trace], ["trace", "-u", "nocolon", trace],
        ["trace", "gopher://x"], ["trace", "http://"], ["trace", "-o", "/no/such/folder/file", trace], ["trace", "-o", "/", trace],
        ["trace", "bad\nline"], ["decide"], decide + ["more"], decide[:-2], decide + ["--status", "99"], decide + ["--status", "1000"],
        decide + ["--method", ""], decide + ["--url", "x"], decide + ["--client", "nobody"], decide + ["--hops-so-far", "-1"],
        decide + ["--interim", "99"], decide + ["--batch"], ["resolve"], ["resolve", "--client", "browser", "--base", "http://a.example/"],
        ["resolve", "--client", "nobody", "--base", "http://a.example/", "x"], ["resolve", "--client", "browser", "--base", "x", "y"],
        ["resolve", "--batch", "x"], ["compare", "more"], ["compare", "--client", "nobody"], ["compare", "-X", "\u20ac"],
        ["clients", "--format", "nonsense"], ["serve", "--port", "65536"], ["serve", "--port", "x"], ["convert"],
        ["convert", "/no/such/file"], ["convert", "/"], ["convert", str(GOLDEN / "main.table.txt")],
        ["convert", str(GOLDEN / "main.trace.json"), "--format", "nonsense"],
        ["convert", str(GOLDEN / "main.trace.json"), "-o", "/no/such/folder/file"],
    ]
    for args in wrong:
        code, out, err = run(*args)
        one_line = err.startswith(b"hopscope-cli: ") and err.endswith(b"\n") and err.count(b"\n") == 1
        check(f"wrong usage {args}: exit 2, one line, no output", code == 2 and one_line and not out, (code, out, err))
    code, out, err = run(b"resolve", b"--client", b"browser", b"--base", b"http://a.example/", b"caf\xe9")
    check("argument that is not UTF-8: exit 2", code == 2 and err.count(b"\n") == 1, (code, out, err))
    code, out, err = run("nonsense", env={"LC_ALL": "C"})
    check("no remark about the locale", err.count(b"\n") == 1, err)
    with open("/dev/full", "wb") as full:
        code = subprocess.run([CLI, "clients"], stdout=full, stderr=subprocess.DEVNULL, timeout=60).returncode
    check("full disk: not exit 0", code != 0, code)


def help_texts():
    code, out, err = run("--version")
    check("--version", code == 0 and re.fullmatch(rb"hopscope-cli \d+\.\d+\.\d+\nCommit \S+, Qt 6\S*, OpenSSL .+\n", out) and not err, (code, out, err))
    code, out, err = run("--help")
    check("--help names every command", code == 0 and all(c.encode() in out for c in COMMANDS), out)
    check("help is the same", run("help")[1] == out)
    for command in COMMANDS:
        code, out, err = run("help", command)
        check(f"help {command}: usage and example", code == 0 and out.startswith(b"Usage: hopscope-cli " + command.encode()) and
              b"Example:\n  hopscope-cli " + command.encode() in out, out)
        check(f"{command} --help is the same", run(command, "--help")[1] == out)
        options = re.findall(rb"^  (-.*)$", out, re.M)
        check(f"help {command}: every option explained", all(re.search(rb"\S(  +\S|$)", o) for o in options) and options, options)


def decide_and_resolve():
    answers = batch("decide", [
        b'{"client":"browser","status":303,"method":"POST","url":"http://a.example/x","locations":["/y"],"headers":'
        b'[{"name":"X-A","value":"1"}],"body":"k=v","hopsSoFar":0}',
        b'{"client":"browser","status":302,"method":"GET","url":"http://a.example/x","locations":[{"base64":"L2NhZuk="}]}',
        b'{"client":"browser","status":200,"method":"GET","url":"http://a.example/","locations":[],"headers":[],"body":null}',
        b"nonsense", b"", b"[]", b'{"client":"nobody","status":302,"method":"GET","url":"http://a.example/"}',
        b'{"client":"browser","status":"302","method":"GET","url":"http://a.example/"}',
        b'{"client":"browser","status":302,"method":"GET","url":"http://a.example/","location":"/y"}',
        b'{"client":"browser","status":307,"method":"POST","url":"http://a.example/x","locations":["/y"],"body":"k=v"}'])
    check("decide 303", answers[0]["verdict"] == "follow" and answers[0]["next"]["method"] == "GET" and
          answers[0]["next"]["url"] == "http://a.example/y" and answers[0]["next"]["body"] == {"size": 0}, answers[0])
    check("decide 303: fields as given", {"name": "X-A", "value": "1"} in answers[0]["next"]["headers"], answers[0])
    check("decide: ledger has reasons", all(r["reason"] for r in answers[0]["ledger"] if r["verdict"] != "kept"), answers[0])
    check("decide: raw bytes in a Location", answers[1]["target"] == "http://a.example/caf%E9", answers[1])
    check("decide 200: delivered", answers[2]["verdict"] == "deliver" and answers[2]["next"] is None, answers[2])
    check("decide: bad lines answer errors", all(set(a) == {"error"} for a in answers[3:9]), answers[3:9])
    check("decide 307 after bad lines", answers[9]["next"]["method"] == "POST" and answers[9]["next"]["body"] == {"size": 3}, answers[9])
    code, out, err = run("decide", "--client", "browser", "--status", "307", "--method", "POST", "--url", "http://a.example/x",
                         "--location", "/y", "-d", "k=v")
    check("decide: one line of JSON, same answer", code == 0 and json.loads(out) == answers[9] and out.count(b"\n") == 1, (out, err))

    answers = batch("resolve", [
        b'{"client":"browser","base":"http://a.example/b/c?d","location":"../e"}',
        b'{"client":"browser","base":"http://a.example/","location":{"base64":"L2NhZuk="}}',
        b'{"client":"browser","base":"http://a.example/","location":null}', b'{"client":"browser"}',
        b'{"client":"browser","base":"http://a.example/","location":"http://[x"}'])
    check("resolve", answers[0] == {"target": "http://a.example/e"}, answers[0])
    check("resolve: raw bytes", answers[1] == {"target": "http://a.example/caf%E9"}, answers[1])
    check("resolve: bad lines answer errors", all(set(a) == {"error"} for a in answers[2:]), answers[2:])
    code, out, err = run("resolve", "--client", "browser", "--base", "http://a.example/b", "c")
    check("resolve: prints the target", (code, out, err) == (0, b"http://a.example/c\n", b""), (code, out, err))
    code, out, err = run("resolve", "--client", "browser", "--base", "http://a.example/b", "http://[x")
    check("resolve: no target: exit 1 and why", code == 1 and not out and err.count(b"\n") == 1, (code, out, err))
    code, out, err = run("resolve", "--client", "browser", "--base", "http://a.example/b", "--", "-x")
    check("resolve: a Location with a hyphen", out == b"http://a.example/-x\n", (out, err))


def tables():
    code, out, err = run("clients", "--format", "json")
    ids = [c["id"] for c in json.loads(out)]
    check("clients as JSON", {"browser", "rfc9110", "curl", "qt"} <= set(ids) and all(c["source"] for c in json.loads(out)), out)
    code, out, err = run("clients")
    check("clients as a table", code == 0 and all(i.encode() in out for i in ids), out)
    code, out, err = run("clients", "--status", "303", "--method", "POST")
    check("clients --status", code == 0 and re.search(rb"^perl-http-tiny +GET with body ", out, re.M) and
          re.search(rb"^perl-lwp +not followed ", out, re.M), out)
    code, out, err = run("clients", "py-requests")
    check("clients ID", code == 0 and b"requests/sessions.py" in out and re.search(rb"^301 +PUT +PUT  ", out, re.M), out)
    check("clients: unknown ID", run("clients", "nobody")[0] == 2)
    code, out, err = run("compare")
    check("compare: five types, observed", code == 0 and all(s in out for s in (b"307", b"302", b"301", b"303", b"308")) and
          out.count(b"POST -> GET,") == 3 and b"300" not in out, out)
    check("compare: at most 120 columns", max(map(len, out.decode().splitlines())) <= 120, out)
    code, out, err = run("compare", "--all", "--client", "rfc9110", "-X", "PUT", "-d", "x")
    check("compare --all", code == 0 and all(str(s).encode() in out for s in range(300, 309)), (code, out, err))


def convert(folder):
    golden = GOLDEN / "main.trace.json"
    code, out, err = run("convert", str(golden), "--format", "json", "--no-redact")
    check("convert: nothing lost", code == 0 and holds(json.loads(out), json.loads(golden.read_bytes())), err)
    code, out, err = run("convert", "-", stdin=golden.read_bytes())
    check("convert from standard input, redacted", code == 0 and b"t0k3n" not in out and b"Bearer [redacted 1]" in out, (out, err))
    code, out, err = run("convert", str(golden), "--no-redact")
    check("convert --no-redact: the golden table", out == (GOLDEN / "main.table.txt").read_bytes(), out)
    target = folder / "out.json"
    target.write_text("before")
    code, out, err = run("convert", str(golden), "--format", "json", "-o", str(target))
    check("convert -o", code == 0 and not out and json.loads(target.read_bytes())["format"] == "hopscope-trace", (code, err))
    check("convert -o: redacted, also on the wire", b"t0k3n" not in target.read_bytes() and
          b"t0k3n" not in base64.b64decode(json.loads(target.read_bytes())["hops"][0]["wire"]["sent"]))
    check("no file left over", os.listdir(folder) == ["out.json"], os.listdir(folder))
    code, out, err = run("convert", str(golden), "--format", "json", "-o", "-")
    check("convert -o -: standard output", code == 0 and json.loads(out)["format"] == "hopscope-trace" and
          not pathlib.Path("-").exists(), (code, out, err))
    broken = folder / "broken.json"
    broken.write_bytes(golden.read_bytes().replace(b'"status": 303', b'"status": "x"'))
    code, out, err = run("convert", str(broken))
    check("convert: the error names the place", code == 2 and b"hops[1].response.status: " in err, err)


def one_sentence(name, args, *words, stdin=None):
    """Input without an end is refused with one line, and without all the memory of the machine."""
    watched = f"{os.environ.get('ASAN_OPTIONS', '')}:hard_rss_limit_mb={MAX_MEMORY >> 20}"
    limit = {"env": os.environ | {"ASAN_OPTIONS": watched}} if IS_SANITIZED else {
        "preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))}
    with open("/dev/zero", "rb") as zeros:
        process = subprocess.run([CLI, *args], stdin=stdin or zeros, capture_output=True, timeout=120, **limit)
    err = process.stderr
    check(f"no end, {name}: one sentence", process.returncode == 2 and err.count(b"\n") == 1 and
          all(word in err for word in words), (process.returncode, err[-500:]))


def endless(folder):
    golden = str(GOLDEN / "main.trace.json")
    trace = ["trace", "http://127.0.0.1:9/"]
    one_sentence("convert", ["convert", "/dev/zero"], b"/dev/zero", b"512 MiB")
    one_sentence("convert -", ["convert", "-"], b"standard input", b"512 MiB")
    one_sentence("diff", ["diff", golden, "/dev/zero"], b"/dev/zero", b"512 MiB")
    one_sentence("decide --batch", ["decide", "--batch"], b"line without an end")
    for option in ("--data-file", "--cookie-file", "--ca-file", "--cert"):
        one_sentence(option, [*trace, option, "/dev/zero"], b"/dev/zero", b"MiB")
    one_sentence("--curl -d @", ["trace", "--curl", "curl --data-binary @/dev/zero http://127.0.0.1:9/"], b"/dev/zero", b"64 MiB")
    large = folder / "large.har"
    with open(large, "wb") as file:
        file.truncate(600 * 1024 * 1024)
    one_sentence("large file", ["convert", str(large)], b"large.har", b"512 MiB")
    lines = folder / "lines.txt"
    lines.write_bytes(b"HTTP/1.1 200 OK\n" + b"\n" * (70 * 1024 * 1024))
    one_sentence("long text", ["convert", str(lines)], b"64 MiB")
    lines.unlink()
    code, out, err = run("decide", "--batch", stdin=b" " * (17 * 1024 * 1024) + b"\n{}\n")
    check("decide --batch: a line that is too long answers an error, and the next goes on", code == 0 and
          out.count(b"\n") == 2 and b"longer than 16 MiB" in out.splitlines()[0], (code, out[:300], err))


def body_from_a_pipe(folder):
    server = Server({"/": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"})
    code, out, err = run("trace", "--format", "json", "--data-file", "/dev/stdin", server.url + "/", stdin=b"tea")
    check("--data-file of a pipe", code == 0 and json.loads(out)["hops"][0]["request"]["body"]["text"] == "tea" and
          b"Content-Length: 3" in server.seen[0], (code, out, err, server.seen))
    file = folder / "body.txt"
    file.write_bytes(b"a file")
    code, out, err = run("trace", "--format", "curl", "--data-file", str(file), server.url + "/")
    check("--data-file: its bytes stand in the curl command", code == 0 and b"--data-binary 'a file'" in out and
          b"are known" not in out, (code, out, err))
    code, out, err = run("trace", "--format", "curl", "--body-limit", "3", "--data-file", str(file), server.url + "/")
    check("--data-file beyond the limit: the command says so", code == 0 and b"--data-binary 'a f'" in out and
          b"# Only the first 3 of the body's 6 bytes are known." in out, (code, out, err))


def formats(folder):
    golden = str(GOLDEN / "main.trace.json")
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("markdown", b"## ")):
        target = folder / f"chain.{form}"
        code, out, err = run("convert", golden, "--format", form, "-o", str(target))
        check(f"convert to {form}", code == 0 and not out and err.count(b"\n") == 1 and target.read_bytes().startswith(start), (code, err))
    code, out, err = run("convert", golden, golden, "--format", "csv")
    check("convert: two traces, one table", code == 0 and out.count(b"\n") == 7 and out.startswith(b"trace,hop,"), (code, out, err))
    code, out, err = run("convert", golden, golden, "--format", "json")
    check("convert: two traces, one trace file: refused", code == 2 and not out and b"csv" in err, (code, out, err))
    code, out, err = run("convert", golden, golden, "--format", "csv")
    check("convert: says what was redacted", b"redacted: Authorization (2), Set-Cookie (2)" in err, err)
    marked = folder / "marked.json"
    marked.write_bytes(run("convert", golden, "--format", "json")[1])
    code, out, err = run("convert", str(marked), str(marked), golden, "--format", "har")
    marks = [field["value"] for entry in json.loads(out)["log"]["entries"] for field in entry["request"]["headers"]
             if field["name"] == "Authorization"]
    check("convert: marks of several files stay apart", len(marks) == 3 and len(set(marks)) == 3 and
          all(mark.startswith("Bearer [redacted ") for mark in marks), marks)
    code, out, err = run("convert", golden, "--no-redact")
    check("convert --no-redact: warns", code == 0 and b"warning: not redacted: Authorization (1)" in err, err)
    code, out, err = run("convert", golden, "--redact", "item")
    check("convert --redact", code == 0 and b"body field item" in err, err)
    controller, terminal = os.openpty()
    process = subprocess.run([CLI, "convert", golden, "--format", "raw"], stdout=terminal, stderr=subprocess.PIPE, timeout=60)
    check("raw on a terminal: asks for a file", process.returncode == 2 and b"-o" in process.stderr, process.stderr)
    os.close(terminal)
    os.close(controller)


def trace(folder):
    hostile = b"HTTP/1.1 302 \x1b[31mFound\x9b\xe2\x80\xae\r\nLocation: /ok\x1b]0;owned\x07\r\nSet-Cookie: sid=c00kie-secret; Path=/\r\n\r\n"
    server = Server({"/": b"HTTP/1.1 302 Found\r\nLocation: /ok\r\nSet-Cookie: sid=c00kie-secret; Path=/\r\nContent-Length: 0\r\n\r\n",
                     "/ok": b"HTTP/1.1 200 \x1b[2JOK \xe2\x80\xae\r\nX-A: \x1b[31m\r\nContent-Length: 2\r\n\r\nhi",
                     "/reason": hostile, "/loop": b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n", "/hold": None})
    for path in ("/", "/ok", "/reason"):
        code, out, err = run("trace", server.url + path)
        shown = (out + err).decode()
        check(f"hostile {path}: no control or direction characters",
              not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown), shown)
    secrets = ["-H", "Authorization: Bearer t0p-secret", "-H", "Cookie: a=my-c00kie"]
    for form in ("table", "json"):
        code, out, err = run("trace", "--format", form, *secrets, server.url + "/")
        wires = b"".join(base64.b64decode(m) for m in re.findall(rb'"(?:sent|received)": "([^"]*)"', out))
        leaked = [s for s in (b"t0p-secret", b"my-c00kie", b"c00kie-secret") if s in out + err + wires]
        check(f"redacted as {form}", code == 0 and not leaked and b"Bearer [redacted" in out, (leaked, out))
        code, out, err = run("trace", "--format", form, "--no-redact", *secrets, server.url + "/")
        check(f"--no-redact as {form}", b"t0p-secret" in out, out)
    check("secrets are sent all the same", any(b"Bearer t0p-secret" in s for s in server.seen))
    code, out, err = run("trace", server.url + "/loop", "--max-hops", "3")
    check("loop: exit 1, the trace and one line of error", code == 1 and b"/loop" in out and err.count(b"\n") == 1, (code, out, err))
    target = folder / "trace.json"
    code, out, err = run("trace", "--format", "json", "-o", str(target), server.url + "/")
    check("trace -o", code == 0 and not out and len(json.loads(target.read_bytes())["hops"]) == 2, (code, out, err))
    before = len(server.seen)
    code, out, err = run("trace", "-o", str(folder / "no" / "file"), server.url + "/")
    check("unwritable -o: refused before anything is sent", code == 2 and len(server.seen) == before, (code, err))
    code, out, err = run("trace", "--timeout", "0.5", server.url + "/hold")
    check("time limit: exit 3", code == 3 and b"timeout" in out and err.count(b"\n") == 1, (code, out, err))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        server.arrived.clear()
        process = subprocess.Popen([CLI, "trace", "--format", "json", server.url + "/hold"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        server.arrived.wait(30)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        check(f"{number.name}: exit 3, what was traced is written", process.returncode == 3 and
              json.loads(out)["outcome"]["kind"] == "canceled", (process.returncode, out, err))
    code, out, err = run("trace", server.url + "/loop", "--max-hops", "70", "--client", "curl", "--format", "json")
    check("--max-hops over curl's 50", code == 1 and len(json.loads(out)["hops"]) == 71, (code, err))
    before = len(server.seen)
    code, out, err = run("trace", server.url + "/loop", "--max-hops", "21")
    check("--max-hops over a browser's 20 is refused before anything is sent", code == 2 and b"20 or fewer" in err and len(server.seen) == before, (code, err))
    code, out, err = run("trace", "--curl", f"curl -L --max-redirs 60 {server.url}/loop", "--format", "json")
    check("pasted --max-redirs over curl's 50", code == 1 and len(json.loads(out)["hops"]) == 61, (code, err))


def serve():
    for number in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen([CLI, "serve"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        head = [process.stdout.readline().decode() for _ in range(3)]
        ports = re.findall(r"http://127\.0\.0\.1:(\d+)/", "".join(head))
        check("serve: two origins", len(ports) == 2, head)
        code, out, err = run("trace", f"http://127.0.0.1:{ports[0]}/307?to=/echo", "-d", "x")
        check("serve: answers", code == 0 and b"307" in out, (code, out, err))
        code, out, err = run("serve", "--port", ports[0])
        check("serve: port in use", code == 3 and err.count(b"\n") == 1 and ports[0].encode() in err, (code, out, err))
        process.send_signal(number)
        process.communicate(timeout=60)
        check(f"serve: {number.name} ends it with 0", process.returncode == 0, process.returncode)


def several_clients_and_diff(folder):
    with subprocess.Popen([CLI, "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        head = "".join(process.stdout.readline().decode() for _ in range(3))
        url = f"http://127.0.0.1:{re.findall(r'http://127[.]0[.]0[.]1:([0-9]+)/', head)[0]}/302?to=/echo"
        code, out, err = run("trace", "-d", "a=1", "--clients", "browser,curl-X,perl-http-tiny", url)
        check("trace --clients: first differences", code == 0 and out.count(b"[first difference: ") == 2 and
              out.endswith(b"\n\nRequest 2: curl-X sends POST instead of GET\n"
                           b"Request 1: perl-http-tiny takes this response as the result, browser goes on\n"), (code, out, err))
        for wrong in (["browser"], ["browser,zebra"], ["browser,curl", "--format", "json"], ["browser,curl", "--client", "curl"]):
            code, out, err = run("trace", url, "--clients", *wrong)
            check(f"trace --clients {wrong}: exit 2", code == 2 and not out and err.count(b"\n") == 1, (code, out, err))
        names = [str(folder / f"diff{i}.json") for i in range(3)]
        for name, client in zip(names, ("browser", "browser", "curl-X")):
            run("trace", "-d", "a=1", "--client", client, "--format", "json", "-o", name, url)
        secret = [str(folder / f"secret{i}.json") for i in range(3)]
        for name, value, option in zip(secret, ("first-one", "other-one", "first-one"), ("--no-redact", "--no-redact", "--redact=X")):
            run("trace", "-H", f"Cookie: sid={value}", option, "--format", "json", "-o", name, url)
        process.terminate()
    code, out, err = run("diff", names[0], names[1])
    check("diff of two equal runs: exit 0, one line", code == 0 and out.count(b"\n") == 1 and not err, (code, out, err))
    code, out, err = run("diff", "--all", names[0], names[1])
    check("diff --all: times are shown", code == 0 and b" us" in out, (code, out, err))
    code, out, err = run("diff", names[0], names[2])
    check("diff of two clients: exit 4", code == 4 and re.search(rb"2 +method +GET +POST", out) and not err, (code, out, err))
    code, out, err = run("diff", secret[0], secret[1])
    check("diff of two secrets: they differ, and are not shown", code == 4 and b"[redacted 1]" in out and
          b"[redacted 2]" in out and b"-one" not in out, (code, out, err))
    code, out, err = run("diff", secret[0], secret[2])
    check("diff with marks in a file: that nobody knows is said", b"cannot be compared" in out and b"-one" not in out, (code, out, err))
    (folder / "nonsense").write_bytes(b"{")
    for wrong in ([], [names[0]], [names[0], str(folder / "none")], [names[0], str(folder / "nonsense")], names):
        code, out, err = run("diff", *wrong)
        check(f"diff of {len(wrong)} files: exit 2", code == 2 and not out and err.count(b"\n") == 1, (code, out, err))


with tempfile.TemporaryDirectory() as name:
    usage()
    help_texts()
    decide_and_resolve()
    tables()
    convert(pathlib.Path(name))
    endless(pathlib.Path(name))
    body_from_a_pipe(pathlib.Path(name))
    formats(pathlib.Path(name))
    trace(pathlib.Path(name))
    serve()
    several_clients_and_diff(pathlib.Path(name))
print(f"{counts[True]} passed, {counts[False]} failed")
sys.exit(1 if counts[False] else 0)
