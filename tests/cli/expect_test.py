#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a trace has to be like: `trace` with --expect, --expect-final, --expect-max, --expect-method, --expect-body,
--fail-on and --no-follow, and the same in a request file.

usage: expect_test.py PATH-TO-hopscope-cli
"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

CLI = sys.argv[1]
ENV = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
failed = 0


def check(name, ok, detail=""):
    global failed
    failed += not ok
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"), flush=True)


class Server(http.server.BaseHTTPRequestHandler):
    """/301/x leads to /x, and a number alone is the status of the end."""
    protocol_version = "HTTP/1.1"
    seen = []

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.command, self.path))
        status, _, rest = self.path[1:].partition("/")
        self.send_response(int(status.split("?")[0]))
        if rest:
            self.send_header("Location", "/" + rest)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        self.do_GET()


def run(*arguments):
    done = subprocess.run([CLI, "trace", *map(str, arguments)], capture_output=True, text=True, timeout=60, env=ENV)
    return done.returncode, done.stdout, done.stderr


def met(name, *arguments):
    code, out, err = run(*arguments)
    check(f"{name}: exit 0, nothing said", code == 0 and not err and out, (code, out, err))


def unmet(name, text, *arguments, code=4):
    done = run(*arguments)
    check(f"{name}: exit {code}, one line", done[0] == code and done[1] and
          done[2] == f"hopscope-cli: not as expected: {text}\n", done)


def usage(name, text, *arguments):
    done = run(*arguments)
    check(f"{name}: exit 2, one line", done == (2, "", f"hopscope-cli: {text}\n"), done)


def expectations(base):
    chain = base + "/301/302/200"
    met("all at once", chain, "--expect", "301, 3xx,200", "--expect-final", base + "/200", "--expect-max", "2",
        "--expect-method", "GET", "--fail-on", "warning")
    met("a body that is kept", base + "/307/200", "-d", "a=1", "--expect-body", "kept", "--expect-method", "POST")
    met("a body that is dropped", base + "/303/200", "-d", "a=1", "--expect-body", "dropped", "--expect-method", "GET")
    met("any body", base + "/200", "--expect-body", "any")
    met("an end that is wanted so", base + "/301/404", "--expect", "301,404")
    unmet("a status", "Request 1 got 301, not 308.", chain, "--expect", "308,302,200")
    unmet("the first of several", "Request 1 got 301, not 308.", chain, "--expect", "308,200,200", "--fail-on", "note",
          "--expect-final", base)
    unmet("the final URL", f"The final URL is {base}/200, not {base}.", chain, "--expect-final", base)
    unmet("redirects", "2 redirects instead of at most 1: request 1 went from /301/302/200 to /302/200 and request 2 went "
          "from /302/200 to /200.", chain, "--expect-max", "1")
    trace = json.loads(run(base + "/302/200", "-d", "a=1", "--format", "json")[1])
    ledger = {row["part"]: row["reason"] for row in trace["hops"][0]["redirect"]["ledger"]}
    unmet("the method", "Request 2 sent GET, not POST: " + ledger["method"], base + "/302/200", "-d", "a=1",
          "--expect-method", "POST")
    unmet("the body", "Request 2 was sent without the body: " + ledger["body"], base + "/302/200", "-d", "a=1",
          "--expect-body", "kept")
    for status, kind in ((404, "client"), (500, "server")):
        for fail_on in (["error"], ["final-error"], ["loop,final-error"], ["loop", "--fail-on", "warning"]):
            reason = {404: "Not Found", 500: "Internal Server Error"}[status]
            unmet(f"{status} and --fail-on {fail_on}", f"Finding final-error at request 2 (error): The chain ends in an "
                  f"error. The response is a {kind} error: {status} {reason}.", f"{base}/302/{status}", "--fail-on", *fail_on)
    met("another finding", base + "/302/404", "--fail-on", "loop")
    code, out, err = run(base + "/302/404")
    check("without expectations 404 is an end", code == 0 and not err, (code, err))


def other_endings(base):
    """What differs counts more than a redirect fault; where the network ends the chain, the rest is not known."""
    loop = subprocess.run([CLI, "trace", base + "/302/200", "--max-hops", "0"], capture_output=True, text=True, env=ENV)
    check("a limit alone: exit 1", loop.returncode == 1, loop.stderr)
    code, out, err = run(base + "/302/200", "--max-hops", "0", "--expect", "302")
    check("a limit that is expected: exit 1", code == 1 and "limit of this trace" in err, (code, err))
    unmet("a limit", "The chain ends after request 1, where 200 was expected next: The limit of this trace is reached: it "
          "follows at most 0 redirects.", base + "/302/200", "--max-hops", "0", "--expect", "302,200")
    closed = base.rsplit(":", 1)[0] + ":1"
    code, out, err = run(closed, "--expect", "200")
    check("no connection: exit 3, one line", code == 3 and err.count("\n") == 1 and
          err.startswith("hopscope-cli: not as expected: Request 1 got no response, where 200 was expected: "), (code, err))
    code, out, err = run(closed, "--expect-method", "POST")
    check("no connection, and something else differs: exit 4", code == 4 and
          err == "hopscope-cli: not as expected: Request 1 sent GET, not POST.\n", (code, err))
    code, out, err = run(closed, "--expect-max", "3")
    check("no connection, and nothing else: exit 3", code == 3 and "not as expected" not in err, (code, err))


def output(base):
    plain = run(base + "/301/200", "--format", "json")[1]
    code, judged, err = run(base + "/301/200", "--format", "json", "--expect", "200")
    plain, judged = json.loads(plain), json.loads(judged)
    check("the trace is the same", code == 4 and plain.keys() == judged.keys() and plain["outcome"] == judged["outcome"] and
          [h["redirect"] for h in plain["hops"]] == [h["redirect"] for h in judged["hops"]], err)
    secret = base + "/200?access_token=tea-4711-kettle"
    code, out, err = run(base + "/302/200?access_token=tea-4711-kettle", "--expect-final", base + "/200?access_token=other-4711-pot")
    check("secrets stay out of the line", code == 4 and "4711" not in err + out and err.count("[redacted ") == 2 and
          "not as expected: The final URL is " in err, err)
    code, out, err = run(secret, "--expect-final", secret)
    check("but are compared", code == 0 and "not as expected" not in err, (code, err))
    code, out, err = run(secret, "--expect-final", base + "/200", "--no-redact")
    check("--no-redact shows them", code == 4 and f"The final URL is {secret}, not {base}/200." in err, err)
    code, out, err = run(base + "/302/200", "-d", "a=1", "--clients", "browser,curl-X", "--expect-method", "GET")
    check("--clients: each by its name", code == 4 and out and err.startswith(
        "hopscope-cli: curl-X: not as expected: Request 2 sent POST, not GET") and err.count("\n") == 1, (code, err))


def no_follow(base):
    Server.seen.clear()
    code, out, err = run(base + "/307/200", "-d", "a=1", "--no-follow", "--format", "json")
    trace = json.loads(out)
    says = f"POST {base}/200 would be sent next. Nothing is followed, as you asked."
    check("--no-follow: one request, exit 0", code == 0 and not err and Server.seen == [("POST", "/307/200")], (code, err, Server.seen))
    check("--no-follow: the outcome says so", trace["outcome"] == {"kind": "not-followed", "message": says}, trace["outcome"])
    redirect = trace["hops"][0]["redirect"]
    check("--no-follow: the decision and its ledger", redirect["verdict"] == "follow" and redirect["target"] == base + "/200" and
          {"method", "body", "url"} <= {row["part"] for row in redirect["ledger"]}, redirect)
    for form, followed in (("table", f"would be followed to {base}/200: "), ("markdown", f"Would be followed to `{base}/200`: "),
                           ("html", f"Would be followed to <code>{base}/200</code>: ")):
        out = run(base + "/307/200", "-d", "a=1", "--no-follow", "--format", form)[1]
        check(f"--no-follow as {form}", says in out and followed in out and "ollowed to" not in out.replace(followed, ""), out)
    out = run(base + "/301/200", "--no-follow", "--format", "junit")[1]
    check("--no-follow as junit: the end is as wanted", 'failures="0"' in out, out)
    met("--no-follow and where it leads", base + "/301/200", "--no-follow", "--expect", "301", "--expect-final", base + "/200",
        "--expect-max", "0")
    unmet("--no-follow to another URL", f"The redirect leads to {base}/200, not {base}/404.", base + "/301/200", "--no-follow",
          "--expect-final", base + "/404")
    unmet("--no-follow and a later status", f"The chain ends after request 1, where 200 was expected next: GET {base}/200 would "
          "be sent next. Nothing is followed, as you asked.", base + "/301/200", "--no-follow", "--expect", "301,200")
    met("--no-follow goes before --max-hops", base + "/301/200", "--no-follow", "--max-hops", "0", "--expect", "301")
    code, out, err = run(base + "/200", "--no-follow", "--format", "json")
    check("--no-follow without a redirect", code == 0 and json.loads(out)["outcome"]["kind"] == "final", (code, err))


def request_files(base):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "login.json"
        saved = {"format": "hopscope-request", "version": 1, "client": "curl", "method": "GET", "url": base + "/301/404",
                 "headers": [], "options": {"expect": "301,200", "fail-on": ["error"]}}
        file.write_text(json.dumps(saved), encoding="utf-8")
        unmet("a request file", "Request 2 got 404, not 200.", "--request-file", file)
        unmet("a request file with --expect", "Finding final-error at request 2 (error): The chain ends in an error. The "
              "response is a client error: 404 Not Found.", "--request-file", file, "--expect", "301,404")
        saved["options"] = {"expect-final": "{{base}}/404", "no-follow": True}
        file.write_text(json.dumps(saved), encoding="utf-8")
        met("a request file with variables", "--request-file", file, "--var", "base=" + base)
        unmet("a variable that leads elsewhere", f"The redirect leads to {base}/404, not http://else.example/404.",
              "--request-file", file, "--var", "base=http://else.example")
        usage("a variable that makes no URL", 'The expected final URL takes a whole URL. Only http and https URLs can be '
              'requested, not ftp:.', "--request-file", file, "--var", "base=ftp://else.example")
        saved["options"] = {"expect-max": -1}
        file.write_text(json.dumps(saved), encoding="utf-8")
        code, out, err = run("--request-file", file)
        check("a fault of a request file has its place", code == 2 and 'options.expect-max: it takes a whole number from 0 to '
              '2147483647, not "-1"' in err, err)


def wrong_usage(base):
    usage("statuses", '--expect takes statuses such as 301,200 or 3xx,200, not "30"', base, "--expect", "30")
    usage("no statuses", '--expect takes statuses such as 301,200 or 3xx,200, not ""', base, "--expect", "")
    usage("no URL", '--expect-final takes a whole URL. The URL has no host. Write one such as http://example.com/.', base, "--expect-final", "http://")
    usage("no number", '--expect-max takes a whole number from 0 to 2147483647, not "few"', base, "--expect-max", "few")
    usage("no method", '--expect-method takes a method such as POST, not "P T"', base, "--expect-method", "P T")
    usage("no body", '--expect-body takes one of kept, dropped, not "lost"', base, "--expect-body", "lost")
    usage("no finding", '--fail-on takes a severity or the id of a finding, not "final-errors"; did you mean "final-error"?',
          base, "--fail-on", "final-errors")
    out = subprocess.run([CLI, "--help"], capture_output=True, text=True).stdout
    check("the exit code is explained", "  4  an expectation was not met" in out and "--expect" in out, out)


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    for part in (expectations, other_endings, output, no_follow, request_files, wrong_usage):
        part(base)
    server.shutdown()
    return 1 if failed else 0


sys.exit(main())
