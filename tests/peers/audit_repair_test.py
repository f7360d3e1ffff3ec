#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Audits a site with chains, has the rules written that repair them, runs each set on the server that it is for, and audits again.

usage: audit_repair_test.py HOPSCOPE_CLI
"""
import csv
import http.client
import http.server
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from webservers import SERVERS, free_port, web_server  # noqa: E402

CLI = pathlib.Path(sys.argv[1]).resolve()
SECONDS = 120
OLD_HOST = "www.example.com"

# Method, source, what the list asks for (target, status), and the chain as (status, Location) behind the source.
ROWS = [
    ("GET", "/old/1", "/new/1", "301", [(301, "/old/1/"), (301, "/new/1")]),
    ("GET", "/old/temporary", "", "", [(302, "/via/temporary"), (301, "/new/temporary")]),
    ("GET", "/old/asked", "/new/asked", "308", [(301, "/via/asked"), (302, "/new/asked")]),
    ("POST", "/old/kept", "/new/kept", "", [(308, "/via/kept"), (308, "/new/kept")]),
    ("PUT", "/old/kept-for-now", "/new/kept", "", [(307, "/via/now"), (308, "/new/kept")]),
    ("GET", "/old/elsewhere", "/new/wanted", "301", [(301, "/new/start")]),
    ("GET", "/old?id=1&x=a%20b", "/new/q?id=1&x=a%20b&y=%C3%A9", "301", [(301, "/via?q"), (301, "/new/q?id=1&x=a%20b&y=%C3%A9")]),
    ("GET", "/old?id=2", "/new/q?id=2", "301", [(301, "/via?2"), (301, "/new/q?id=2")]),
    ("GET", "/Case", "/new/upper", "301", [(301, "/via/upper"), (301, "/new/upper")]),
    ("GET", "/case", "/new/lower", "301", [(301, "/via/lower"), (301, "/new/lower")]),
    ("GET", "/old/a%2Fb", "/new/slash%2F", "301", [(301, "/via/slash"), (301, "/new/slash%2F")]),
    ("GET", "/old//double", "/new//double", "301", [(301, "/via/double"), (301, "/new//double")]),
    ("GET", "/old/$1(x)*!'+,;=:@~.", "/new/$1${x}%25(x)*!'+,;=:@~.", "301", [(301, "/via/signs"), (301, "/new/$1$%7Bx%7D%25(x)*!'+,;=:@~.")]),
    ("GET", "/old/\u00e9", "/new/\u00fc#part", "301", [(301, "/via/words"), (301, "/new/%C3%BC#part")]),
    ("GET", "/old/%25%3F", "/new/percent?x=%25&%23", "301", [(301, "/via/percent"), (301, "/new/percent?x=%25&%23")]),
    ("GET", "/old/query?a=$b", "/new/query?a=$b&$1;%7B", "301", [(301, "/via/query"), (301, "/new/query?a=$b&$1;%7B")]),
    ("GET", "/old/empty", "/new/empty?", "301", [(301, "/via/empty"), (301, "/new/empty?")]),
    ("GET", "/new/fine", "", "", []),
    ("GET", "/old/loop", "", "", [(301, "/old/loop")]),
    ("GET", "/old/gone", "/new/gone", "301", [(301, "/gone")]),
]
REFUSED = {"/old/loop": "a loop", "/old/gone": "404 at the end"}
# What a server cannot have, by the id of its rules.
CANNOT = {
    "nginx": set(),
    "apache": {"/old/a%2Fb", "/old/empty"},
    "caddy": set(),
}
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


def wire_path(path):
    """As a client sends it."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)


class Site:
    def __init__(self):
        steps = {}
        for _, source, _, _, chain in ROWS:
            at = wire_path(source)
            for status, location in chain:
                steps[at] = (status, location)
                at = location.split("#")[0]

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                status, location = steps.get(self.path, (404 if self.path == "/gone" else 200, None))
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_POST = do_PUT = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self.server.server_port}"


def audit(*arguments):
    return subprocess.run([CLI, "audit", *map(str, arguments)], capture_output=True, timeout=SECONDS, check=False)


def write_list(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "target", "status", "method"))
        for method, source, target, status, _ in rows:
            writer.writerow((f"http://{OLD_HOST}{source}", f"http://{OLD_HOST}{target}" if target else "", status, method))


def rules_for(name, kept, site, port):
    done = audit("--resume", kept, "--repair", name, "--rewrite", f"{site.host}=127.0.0.1:{port}")
    check(f"{name}: rules are written", done.returncode == 0 and b"cannot be repaired" in done.stderr, (done.returncode, done.stderr))
    return done.stdout.decode()


def lines_left_out(rules):
    return {int(number) for number in re.findall(r"^# line (\d+): [A-Z]+ http.*\.$", rules.partition("# Not repaired: ")[2], re.MULTILINE)}


def on_its_server(row, kept, site, folder):
    name, port = row[0], free_port()
    rules = rules_for(name, kept, site, port)
    expected = {i + 2 for i, each in enumerate(ROWS) if each[1] in CANNOT[name] or each[1] in REFUSED}
    check(f"{name}: what has no rule is named with its line", lines_left_out(rules) == expected, (lines_left_out(rules), expected, rules[-1500:]))
    repaired = [each for i, each in enumerate(ROWS) if i + 2 not in expected]
    again = folder / f"{name}.csv"
    write_list(again, repaired)
    with web_server(row, folder / name, port, rules):
        done = audit(again, "--proxy", "none", "--rewrite", f"{OLD_HOST}=127.0.0.1:{port}", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
        wrong = [(each["verdict"], each["source"], each["reason"]) for each in rows if each["verdict"] != "PASS"]
        check(f"{name}: audited again, {len(repaired)} rows pass", done.returncode == 0 and len(rows) == len(repaired) and not wrong, (done.returncode, done.stderr[-500:], wrong))
        near_misses(name, port)
        if name == "nginx":
            hurl(rules_for("hurl", kept, site, port), port)


def near_misses(name, port):
    """What is none of the sources has no redirect."""
    for path in ("/old/1?x", "/OLD/1", "/old/1/more", "/old?id=1", "/old?id=22", "/cAse", "/old/double"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        check(f"{name}: {path} is not redirected", status == 204, status)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", "/old/1", headers={"Host": f"localhost:{port}"})
    check(f"{name}: another host is not redirected", connection.getresponse().status == 204)
    connection.close()


def hurl(text, port):
    """Carries out the checks as Hurl would."""
    unescaped = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
    entries = re.findall(r"^([A-Z]+) http://127\.0\.0\.1:\d+(\S*)\n\[Options\]\nlocation: false\nHTTP (\d+)\n(?:Location: (\S+)\n)?", unescaped, re.MULTILINE)
    check("hurl: a check for each row", len(entries) == len(ROWS) - len(REFUSED) and "# Not repaired: 2\n" in text, (len(entries), text[:500]))
    for method, path, status, location in entries:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        connection.putrequest(method, path)
        connection.putheader("Content-Length", "0")
        connection.endheaders()
        response = connection.getresponse()
        got = (str(response.status), response.getheader("Location") or "")
        connection.close()
        # The site answers with 200 where the server of the test answers with 204.
        check(f"hurl: {method} {path}", got == (status, location) or (got[0] == "204" and status == "200"), (got, status, location))


def bad_input(kept):
    for arguments, words in ((["--repair", "iis", "--resume", kept], "choose one of: nginx, apache, caddy, netlify, cloudflare, hurl"),
                             (["--repair", "nginx"], "write: hopscope-cli audit --resume FILE.jsonl --repair nginx"),
                             (["--repair", "nginx", "--resume", kept, "list.csv"], "write: hopscope-cli audit --resume FILE.jsonl --repair nginx"),
                             (["--repair", "nginx", "--resume", kept, "--strict"], "leave out --strict"),
                             (["--repair", "nginx", "--resume", "/nowhere"], "cannot be read"),
                             (["--repair", "nginx", "--resume", "/etc/passwd"], "not a file of JSON lines of an audit"),
                             (["--repair", "nginx", "--resume", kept, "-o", "/nowhere/x"], "/nowhere/x")):
        done = audit(*arguments)
        check(f"{' '.join(map(str, arguments[:3]))}: one sentence, exit 2", done.returncode == 2 and words in done.stderr.decode() and done.stderr.count(b"\n") == 1 and not done.stdout,
              (done.returncode, done.stderr))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        site, kept = Site(), folder / "audit.jsonl"
        write_list(folder / "list.csv", ROWS)
        done = audit(folder / "list.csv", "--proxy", "none", "--rewrite", f"{OLD_HOST}={site.host}", "--resume", kept, "--no-redact")
        check("the site has faults", done.returncode == 4 and len(kept.read_text(encoding="utf-8").splitlines()) == len(ROWS), (done.returncode, done.stdout[:500], done.stderr[:500]))
        for row in SERVERS:
            on_its_server(row, kept, site, folder)
        bad_input(kept)
        site.server.shutdown()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
