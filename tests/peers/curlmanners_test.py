#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The options that `hopscope-cli trace` has from curl: what reaches a server is what curl sends, byte for byte.

usage: curlmanners_test.py PATH-TO-hopscope-cli
Prints a line a check and 'N passed, N failed' at the end; exit code 77 where curl is missing.
"""
import os
import pathlib
import re
import shutil
import socket
import socketserver
import string
import subprocess
import sys
import tempfile
import threading

CLI = os.path.abspath(sys.argv[1])
SECONDS = 60
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


class Recorder(socketserver.ThreadingTCPServer):
    """Keeps the bytes of each request."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def take(self):
        seen, self.seen = self.seen, []
        return seen


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return
            head += line
        if b"expect: 100-continue" in head.lower():
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        body = self.rfile.read(int(length.group(1))) if length else b""
        self.server.seen.append((head, body))
        self.wfile.write(ANSWER)


def run(*command, stdin=b"", env=None):
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy") and not name.startswith("HOPSCOPE_OPTION")}
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=SECONDS, check=False, env={**clean, "HOPSCOPE_CONFIG": "", **(env or {})})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def as_set(request):
    """The order of fields is curl's own; a boundary is made anew each time."""
    head, body = without_boundary(request)
    line, *fields = head.split(b"\r\n")
    return line, sorted(fields), body


def without_boundary(request):
    head, body = request
    found = re.search(rb"boundary=(\S+)", head)
    if not found:
        return request
    head = re.sub(rb"(?i)(content-length: )\d+", rb"\1N", head)
    return head.replace(found.group(1), b"B"), body.replace(found.group(1), b"B")


def as_curl(server, folder):
    """Each line goes to curl and to `trace --client curl`."""
    (folder / "lines.txt").write_bytes(b"a=1\r\nb=\xc3\xa9\n")
    (folder / "part.bin").write_bytes(bytes(range(256)))
    lines = [
        ["-d", "a=1", "-d", "b=2"], ["-d", "@lines.txt"], ["--data", "@-"], ["--data-binary", "@lines.txt"], ["--data-raw", "@lines.txt"],
        ["--data-urlencode", "k=a b&c", "--data-urlencode", "=x=y", "--data-urlencode", "é"], ["--data-urlencode", "f@lines.txt"],
        ["-d", "a=1", "--data-urlencode", "b=ü", "--data-binary", "c"], ["-d", ""], ["-G", "-d", "q=1", "-d", "r=2"], ["-I"],
        ["--json", "{\"a\":1}"], ["--json", "{", "--json", "}"], ["-A", "Mine/1"], ["-A", ""], ["-e", "http://a.example/"],
        ["-b", "a=1; b=2"], ["-b", "a=1", "-b", "c=3"], ["-r", "0-9"], ["--compressed"], ["-L"], ["-X", "PURGE"], ["-T", "lines.txt"],
        ["--url-query", "z=1 2"], ["-A", "one", "-H", "User-Agent: two"], ["-F", "a=1", "-F", "f=@part.bin;type=image/png"],
        ["--form-string", "a=@x;y"], ["-XPUT", "-d", "x"], ["-d", "x", "-H", "Content-Type: text/plain"], ["-u", "user:pass"],
    ]
    for line in lines:
        at = os.getcwd()
        os.chdir(folder)
        try:
            run("curl", "-s", "-o", "ignored", *line, server.url + "/p?q", stdin=b"from\nstdin\n")
            theirs = server.take()
            code, out, err = run(CLI, "trace", "--client", "curl", *line, server.url + "/p?q", stdin=b"from\nstdin\n")
            mine = server.take()
        finally:
            os.chdir(at)
        # A server asked for credentials first has two requests; curl sends -u at once.
        check(" ".join(line), code == 0 and [as_set(each) for each in mine] == [as_set(each) for each in theirs], (code, err, mine, theirs))


def urls(server):
    code, out, err = run(CLI, "trace", server.url + "/1", "--url", server.url + "/2", server.url + "/3", "-d", "@-", stdin=b"once")
    seen = server.take()
    check("several URLs, each with the body", code == 0 and sorted((head.split()[1], body) for head, body in seen) ==
          [(b"/1", b"once"), (b"/2", b"once"), (b"/3", b"once")], (code, err, seen))
    check("a table each", out.count("Outcome: final") == 3, out)
    code, out, err = run(CLI, "trace", "--format", "json", server.url + "/1", server.url + "/2")
    check("json holds one trace: nothing is sent", code == 2 and "json holds one trace per file" in err and not server.take(), (code, err))
    code, out, err = run(CLI, "trace", "--format", "har", server.url + "/1", server.url + "/2")
    check("har holds both", code == 0 and out.count('"startedDateTime"') >= 2, (code, err))
    server.take()
    code, out, err = run(CLI, "trace", server.url + "/1", "ftp://127.0.0.1/")
    check("a bad URL: nothing is sent", code == 2 and not server.take(), (code, err))
    free = socket.create_server(("127.0.0.1", 0))
    closed = free.getsockname()[1]
    free.close()
    code, out, err = run(CLI, "trace", f"http://127.0.0.1:{closed}/", server.url + "/2")
    check("one that fails does not stop the others", code == 3 and len(server.take()) == 1, (code, err))


def colors(server):
    code, plain, err = run(CLI, "trace", server.url + "/c")
    check("no colors in a pipe", code == 0 and "\x1b" not in plain, plain)
    code, colored, err = run(CLI, "trace", "--color", "always", server.url + "/c")
    bare = re.sub(r"\x1b\[[0-9]*m", "", colored)
    strip = lambda text: re.sub(r"\d+(\.\d+)? ms|started \S+ \S+|connect\w*|new|reused", "", text)  # noqa: E731
    check("--color always: the same words", "\x1b[1m" in colored and "\x1b" not in bare and len(bare.splitlines()) == len(plain.splitlines()), colored)
    check("--color always: each line ends plain", all(line.count("\x1b[0m") == line.count("\x1b[") / 2 for line in colored.splitlines()), colored)
    code, out, err = run(CLI, "trace", "--color", "always", "--format", "json", server.url + "/c")
    check("only the table has colors", "\x1b" not in out)
    code, out, err = run(CLI, "trace", "--color", "pink", server.url + "/c")
    check("--color pink", code == 2 and "auto, always or never" in err, err)
    server.take()


def quiet(server, folder):
    code, out, err = run(CLI, "trace", "--quiet", "-H", "Authorization: Bearer abc", "127.0.0.1" + server.url[16:] + "/q")
    check("--quiet", (code, out, err) == (0, "", ""), (code, out, err))
    code, out, err = run(CLI, "trace", "--quiet", "-o", str(folder / "q.json"), "--format", "json", server.url + "/q")
    check("--quiet -o FILE", code == 0 and not out and (folder / "q.json").stat().st_size > 0, (code, out, err))
    code, out, err = run(CLI, "trace", "--quiet", "--expect", "301", server.url + "/q")
    check("--quiet tells errors", code == 4 and not out and err, (code, out, err))
    code, out, err = run(CLI, "convert", "--quiet", str(folder / "q.json"))
    check("convert --quiet", (code, out, err) == (0, "", ""), (code, out, err))
    server.take()


def advice():
    for letter in string.ascii_letters + string.digits + "#":
        code, out, err = run(CLI, "trace", "-" + letter, "http://127.0.0.1:9/")
        known = run("curl", "-" + letter, "--help")[2]
        if "is unknown" in known or "option -" + letter + ": is" in known:
            continue
        check(f"-{letter} is taken or explained", "Unknown option" not in err, err)
    for option, words in (("-c", "--session FILE"), ("-v", "--format raw"), ("--max-time", "--timeout"), ("--location-trusted", "--client curl-trusted"),
                          ("--cacert", "--ca-file"), ("--tlsv1.2", "nothing like --tlsv1.2")):
        code, out, err = run(CLI, "trace", option, "http://127.0.0.1:9/")
        check(f"{option}: {words}", code == 2 and words in err and err.count("\n") == 1, err)
    code, out, err = run(CLI, "trace", "--nonsense", "http://127.0.0.1:9/")
    check("--nonsense", code == 2 and "Unknown option 'nonsense'" in err, err)
    for option in ("-V", "--version", "-v"):
        code, out, err = run(CLI, option)
        check(f"{option}: version, commit and libraries", code == 0 and re.match(r"hopscope-cli \d+\.\d+\.\d+\nCommit \S+, Qt 6\S*, OpenSSL .+\n$", out), out)


def defaults(server, folder):
    config = folder / "config.ini"
    env = {"HOPSCOPE_CONFIG": str(config)}

    def agent(*arguments, more=None):
        code, out, err = run(CLI, "trace", *arguments, server.url + "/d", env={**env, **(more or {})})
        seen = server.take()
        found = re.search(rb"\r\nUser-Agent: (\S+)", seen[0][0]) if seen else None
        return code, found.group(1).decode() if found else None, err

    config.write_text("# mine\nclient = wget\n\n[trace]\nheader = X-A: 1\nheader = X-B: 2\nno-cookies\n[decide]\nstatus=302\n", encoding="utf-8")
    code, name, err = agent()
    check("a client from the file", code == 0 and name and name.startswith("Wget"), (code, name, err))
    code, name, err = agent("--client", "curl")
    check("the command line counts more", name and name.startswith("curl/"), (code, name, err))
    code, name, err = agent(more={"HOPSCOPE_OPTION_CLIENT": "py-requests"})
    check("a variable counts more than the file", name and name.startswith("python-requests"), (code, name, err))
    code, name, err = agent("--no-config", more={"HOPSCOPE_OPTION_CLIENT": "py-requests"})
    check("--no-config", name and name.startswith("Mozilla"), (code, name, err))
    code, out, err = run(CLI, "trace", "-H", "X-C: 3", server.url + "/d", env=env)
    head = server.take()[0][0]
    check("fields of the file and of the command line", b"X-A: 1\r\nX-B: 2\r\nX-C: 3\r\n" in head, head)
    code, out, err = run(CLI, "trace", "--clients", "curl,wget", server.url + "/d", env=env)
    check("--clients leaves the client of the file out", code == 0 and len(server.take()) == 2, (code, err))
    code, out, err = run(CLI, "decide", "--method", "GET", "--url", "http://a/", "--location", "/x", env=env)
    check("a section of its own", code == 0 and "GET" in out, (code, out, err))
    code, out, err = run(CLI, "serve", "--help", env=env)
    check("an option that the command does not have", code == 0, err)
    for text, words in (("clint = curl\n", "line 1: there is no option --clint"), ("[trace]\nstatus = 3\n", "line 2: there is no option --status of trace"),
                        ("[trade]\n", 'line 1: there is no command "trade"'), ("--client curl\n", "write NAME = VALUE"), ("client\n", "--client has no value"),
                        ("insecure = perhaps\n", "--insecure is true or false")):
        config.write_text(text, encoding="utf-8")
        code, out, err = run(CLI, "trace", server.url + "/d", env=env)
        check(f"{text!r}: {words}", code == 2 and words in err and err.count("\n") == 1 and not server.take(), err)
    config.unlink()
    code, out, err = run(CLI, "trace", server.url + "/d", env=env)
    check("a file that is named and not there", code == 2 and not server.take(), err)
    code, out, err = run(CLI, "trace", server.url + "/d", env={"HOPSCOPE_OPTION_CLINT": "x"})
    check("a variable for no option", code == 2 and "HOPSCOPE_OPTION_CLINT: there is no option --clint" in err, err)
    code, out, err = run(CLI, "trace", server.url + "/d", env={"HOPSCOPE_OPTION_INSECURE": "0", "HOPSCOPE_OPTION_MAX_HOPS": "1"})
    check("switches and dashes in variables", code == 0, err)
    server.take()


def main():
    if not shutil.which("curl"):
        print("curl is missing")
        return 77
    server = Recorder()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        as_curl(server, folder)
        urls(server)
        colors(server)
        quiet(server, folder)
        advice()
        defaults(server, folder)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
