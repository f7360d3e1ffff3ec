#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Visits as the same user: trace --session, the command session, --auth and --bearer.

usage: session_cli_test.py PATH-TO-hopscope-cli
"""
import http.server
import json
import pathlib
import stat
import subprocess
import sys
import tempfile
import threading

CLI = sys.argv[1]
SECRET = "sid-value-4711"
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"), flush=True)


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = []

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.seen.append((self.path, self.headers.get("Cookie"), self.headers.get("Authorization")))
        fields = {"/old": (301, [("Location", "/end")]), "/tmp": (302, [("Location", "/end")]),
                  "/week": (302, [("Location", "/end"), ("Cache-Control", "max-age=604800")]),
                  "/login": (302, [("Location", "/end"), ("Set-Cookie", f"sid={SECRET}; Path=/")]),
                  "/in": (200, []) if self.headers.get("Authorization") else (401, [("WWW-Authenticate", 'Basic realm="r"')])}
        status, rest = fields.get(self.path, (200, []))
        self.send_response(status)
        for name, value in rest:
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()


def run(*arguments):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def visit(url, *arguments):
    """Exit code, kinds of the hops, paths that the server saw, standard error."""
    Server.seen.clear()
    code, out, err = run("trace", "--format", "json", *arguments, url)
    try:
        kinds = [hop["kind"] for hop in json.loads(out)["hops"]]
    except ValueError:
        kinds = []
    return code, kinds, [path for path, _, _ in Server.seen], err


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file = folder / "s.json"
        as_user = ("--client", "chromium-nav", "--session", file)
        (folder / "own.txt").write_text("# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\town\t1\n")

        # Temporary and permanent, first and second visit.
        for path, kinds in (("/old", ["cache", "http"]), ("/tmp", ["http", "http"]), ("/week", ["cache", "http"])):
            check(f"{path}: first visit", visit(base + path, *as_user)[:3] == (0, ["http", "http"], [path, "/end"]))
            seen = ["/end"] if kinds[0] == "cache" else [path, "/end"]
            check(f"{path}: second visit", visit(base + path, *as_user)[:3] == (0, kinds, seen), Server.seen)
            check(f"{path}: without the session", visit(base + path, "--client", "chromium-nav")[2] == [path, "/end"], Server.seen)
        for _ in range(2):
            check("Firefox asks again after a bare 301",
                  visit(base + "/old", "--client", "firefox-nav", "--session", folder / "f.json")[2] == ["/old", "/end"], Server.seen)
        check("curl keeps no redirect", visit(base + "/old", "--client", "curl", "--session", file)[2] == ["/old", "/end"], Server.seen)

        # Cookies: their values are on disk only when asked for, and then stay.
        code, _, _, err = visit(base + "/login", *as_user)
        check("values are left out, and that is said", code == 0 and SECRET not in file.read_text() and "--no-redact keeps them" in err, err)
        visit(base + "/end", *as_user)
        check("what has no value is not sent", Server.seen == [("/end", None, None)], Server.seen)
        kept = folder / "kept.json"
        visit(base + "/login", "--client", "curl", "--session", kept, "--no-redact")
        for _ in range(2):
            visit(base + "/end", "--client", "curl", "--session", kept)
            check("a kept value is sent, and kept on", Server.seen == [("/end", f"sid={SECRET}", None)], Server.seen)
        check("only the owner reads the file", stat.S_IMODE(kept.stat().st_mode) == 0o600, oct(kept.stat().st_mode))

        for _ in range(2):
            visit(base + "/end", "--client", "curl", "--session", folder / "twice.json", "--cookie-file", folder / "own.txt", "--no-redact")
            check("a cookie file beside a session is sent once", Server.seen == [("/end", "own=1", None)], Server.seen)

        # The command.
        code, out, _ = run("session", file)
        check("tables", code == 0 and "Cookies" in out and "/week" in out and "(not in the file)" in out, out)
        code, out, _ = run("session", kept)
        check("tables hide values", code == 0 and SECRET not in out and "bytes" in out, out)
        check("tables show values on request", SECRET in run("session", kept, "--no-redact")[1])
        code, out, _ = run("session", kept, "--format", "json")
        check("JSON without values", code == 0 and json.loads(out)["format"] == "hopscope-session" and SECRET not in out, out)
        (folder / "cookies.txt").write_text(f"# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tother\t{SECRET}\n")
        code, out, err = run("session", folder / "new.json", "--import", folder / "cookies.txt", "--import", file, "--no-redact")
        check("import makes a session of several files", code == 0 and "other" in out and "/old" in out, (out, err))
        visit(base + "/end", "--client", "curl", "--session", folder / "new.json")
        check("what was imported is sent", Server.seen == [("/end", f"other={SECRET}", None)], Server.seen)
        code, out, _ = run("session", file, "--clear", "redirects")
        check("clear one kind", code == 0 and "/old" not in out and "sid" in out, out)
        check("clear all", "sid" not in run("session", file, "--clear", "all")[1])
        check("it is clear on disk", visit(base + "/old", *as_user)[2] == ["/old", "/end"], Server.seen)
        (folder / "hsts").write_text('# Your HSTS cache. https://curl.se/docs/hsts.html\nbank.example "20991231 23:59:59"\n')
        for form, line in (("curl-hsts", 'bank.example "20991231 23:59:59"'), ("wget-hsts", "bank.example\t0\t0\t")):
            code, out, err = run("session", folder / "h.json", "--import", folder / "hsts", "--format", form)
            check(f"hosts as {form}", code == 0 and line in out, (out, err))

        # Wrong input: one sentence, and nothing is lost.
        (folder / "bad.json").write_text('{"format": "hopscope-session", "version": 1}')
        before = (folder / "bad.json").read_bytes()
        for title, words, *arguments in (
                ("a session that is none", "cannot be used", "trace", "--session", folder / "bad.json", base),
                ("a folder", "cannot be", "trace", "--session", folder, base),
                ("no such folder", "cannot be written", "trace", "--session", folder / "no" / "s.json", base),
                ("several clients", "one client", "trace", "--session", file, "--clients", "curl,wget", base),
                ("no such session", "does not exist", "session", folder / "none.json"),
                ("no file", "is missing", "session"),
                ("unknown part", "--clear takes", "session", file, "--clear", "history"),
                ("unknown format", "choose table", "session", file, "--format", "xml"),
                ("nothing to import", "cannot be read", "session", file, "--import", folder / "none"),
                ("unknown way to authenticate", "--auth takes", "trace", "--auth", "ntlm", base)):
            code, _, err = run(*arguments)
            check(f"{title}: one sentence", code == 2 and words in err and len(err.splitlines()) == 1, (code, err))
        check("what cannot be read is left as it is", (folder / "bad.json").read_bytes() == before)

        # Credentials.
        visit(base + "/in", "--client", "wget", "-u", "us:pw")
        check("wget waits for the 401", [a for _, _, a in Server.seen] == [None, "Basic dXM6cHc="], Server.seen)
        visit(base + "/in", "--client", "curl", "-u", "us:pw", "--auth", "any")
        check("curl --anyauth, too", [a for _, _, a in Server.seen] == [None, "Basic dXM6cHc="], Server.seen)
        visit(base + "/in", "--client", "curl", "-u", "us:pw", "--auth", "basic")
        check("curl --basic does not", [a for _, _, a in Server.seen] == ["Basic dXM6cHc="], Server.seen)
        visit(base + "/in", "--bearer", "tok")
        check("--bearer", [a for _, _, a in Server.seen] == ["Bearer tok"], Server.seen)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
