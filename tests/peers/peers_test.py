#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Traces real servers (httpbin, nginx) and compares with real clients (curl, requests). Loopback only.

usage: peers_test.py HOPSCOPE_CLI [NAME-PART]
Needs curl, nginx, python3-httpbin and python3-requests. With NAME-PART only tests whose name has it are run.
"""
import contextlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

import requests

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import answers, free_port, within  # noqa: E402
from webservers import NGINX_FOLDERS, NGINX_TOP  # noqa: E402

CLI = sys.argv[1]
BODY = '{"item":"tea","qty":100}'
REDIRECTS = (301, 302, 303, 307, 308)
SECONDS = 30

HTTPBIN = """
from werkzeug.serving import make_server
from httpbin import app
server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.port, flush=True)
server.serve_forever()
"""

NGINX = NGINX_TOP + """
events {{ worker_connections 64; }}
http {{""" + NGINX_FOLDERS + """
    log_format seen '$http_x_run $request_method $request_uri $content_length';
    access_log {dir}/access.log seen;
    server {{
        listen 127.0.0.1:{port};
        root {dir}/root;
        location = /301 {{ return 301 /seen/301; }}
        location = /302 {{ return 302 /seen/302; }}
        location = /303 {{ return 303 /seen/303; }}
        location = /307 {{ return 307 /seen/307; }}
        location = /308 {{ return 308 /seen/308; }}
        location /seen/ {{ proxy_pass http://127.0.0.1:{httpbin}/anything/; }}
        location /old/ {{ rewrite ^/old/(.*)$ /seen/$1?moved=1 permanent; }}
        location ~ ^/bare/([a-z]+)$ {{ return 308 $scheme://$http_host/bare/$1/; }}
        location ~ ^/bare/([a-z]+)/$ {{ return 200 "with slash\\n"; }}
        location /behind/ {{ proxy_pass http://127.0.0.1:{httpbin}/; proxy_redirect / /behind/; }}
    }}
}}
"""

passed = failed = 0


def check(name, got, want):
    global passed, failed
    good = got == want
    passed, failed = passed + good, failed + (not good)
    print(f"ok   {name}" if good else f"FAIL {name}\n     got  {got!r}\n     want {want!r}")


@contextlib.contextmanager
def process(*command):
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield child
    finally:
        child.terminate()
        child.communicate(timeout=SECONDS)


@contextlib.contextmanager
def httpbin():
    with process("/usr/bin/python3", "-W", "ignore", "-c", HTTPBIN) as child:
        port = int(child.stdout.readline() or 0)
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def nginx(httpbin_port):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        (folder / "root/docs").mkdir(parents=True)
        (folder / "root/docs/index.html").write_text("docs\n", encoding="utf-8")
        port = free_port()
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(dir=folder, port=port, httpbin=httpbin_port), encoding="utf-8")
        with process("/usr/sbin/nginx", "-p", name, "-e", str(folder / "error.log"), "-c", str(config)):
            within(lambda: answers(port), "nginx")
            yield f"http://127.0.0.1:{port}", folder / "access.log"


@contextlib.contextmanager
def loopback():
    with process(CLI, "serve") as child:
        found = filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in child.stdout))
        first = next(found, None)
        if not first:
            raise SystemExit("hopscope-cli serve did not print its address")
        yield first.group(0)


def trace(url, *options):
    run = subprocess.run([CLI, "trace", "--format", "json", "--no-redact", *options, url],
                         capture_output=True, timeout=SECONDS, check=False)
    try:
        return run.returncode, json.loads(run.stdout)
    except ValueError:
        return run.returncode, {"hops": [], "outcome": {"kind": run.stderr.decode()}}


def steps(traced):
    return [(hop["request"]["method"], (hop.get("response") or {}).get("status")) for hop in traced["hops"]]


def curl(url, *options):
    """What curl -L says: redirects followed, final URL, final status, final body."""
    run = subprocess.run(["curl", "-sL", "-b", "", "--noproxy", "*", "-w", "\n%{num_redirects} %{url_effective} %{http_code}",
                          *options, url], capture_output=True, text=True, timeout=SECONDS, check=False)
    body, _, summary = run.stdout.rpartition("\n")
    count, final, status = summary.split(" ")
    return int(count), final, int(status), body


def python(method, url, **options):
    session = requests.Session()
    session.trust_env = False
    answer = session.request(method, url, timeout=SECONDS, **options)
    return len(answer.history), answer.url, answer.status_code


def seen_by_hopscope(traced):
    last = traced["hops"][-1] if traced["hops"] else {}
    if not last.get("response"):
        return last.get("error") or traced["outcome"]
    return len(traced["hops"]) - 1, last["request"]["url"], last["response"]["status"]


def final_json(traced):
    """What the last server said that it got; the trace's error in its stead when it did not answer in JSON."""
    last = traced["hops"][-1] if traced["hops"] else {}
    try:
        return json.loads(last["response"]["body"]["text"])
    except (KeyError, TypeError, ValueError):
        return {"method": None, "data": last.get("error") or traced["outcome"], "headers": {}}


def test_httpbin_chains(httpbin_url, **_):
    for path, count in (("/absolute-redirect/4", 4), ("/relative-redirect/3", 3), ("/redirect/1", 1)):
        code, traced = trace(httpbin_url + path)
        check(f"httpbin {path}: steps", steps(traced), [("GET", 302)] * count + [("GET", 200)])
        check(f"httpbin {path}: exit", (code, traced["outcome"]["kind"]), (0, "final"))
        check(f"httpbin {path}: as curl", seen_by_hopscope(traced), curl(httpbin_url + path)[:3])
        check(f"httpbin {path}: as requests", seen_by_hopscope(traced), python("GET", httpbin_url + path))


def test_httpbin_status(httpbin_url, **_):
    for status in REDIRECTS:
        kept = status in (307, 308)
        url = f"{httpbin_url}/redirect-to?url=/anything&status_code={status}"
        for client in ("browser", "curl"):
            code, traced = trace(url, "--client", client, "-X", "POST", "-d", BODY, "-H", "Content-Type: application/json")
            method = "POST" if kept else "GET"
            name = f"httpbin POST {status} {client}"
            check(f"{name}: steps", (code, steps(traced)), (0, [("POST", status), (method, 200)]))
            arrived = final_json(traced)
            check(f"{name}: what arrived", (arrived["method"], arrived["data"]), (method, BODY if kept else ""))
            # curl drops its own Content-Type with the body, but never a field that the user gave (-H).
            check(f"{name}: type goes with the body", arrived["headers"].get("Content-Type"),
                  "application/json" if kept or client == "curl" else None)
        check(f"httpbin POST {status}: as curl", seen_by_hopscope(traced), curl(url, "-d", BODY)[:3])
        check(f"httpbin POST {status}: as requests", seen_by_hopscope(traced), python("POST", url, data=BODY))


def test_httpbin_cookies(httpbin_url, **_):
    url = httpbin_url + "/cookies/set?tea=green&cup=2"
    _, traced = trace(url)
    check("httpbin cookies: sent to the next hop", final_json(traced), {"cookies": {"tea": "green", "cup": "2"}})
    check("httpbin cookies: as curl", json.loads(curl(url)[3]), final_json(traced))
    _, traced = trace(url, "--no-cookies")
    check("httpbin cookies: --no-cookies", final_json(traced), {"cookies": {}})


def test_nginx_status(nginx_url, log, **_):
    for status in REDIRECTS:
        kept = status in (307, 308)
        # nginx writes a line after it has answered, so lines of earlier requests may still arrive: each run has its mark.
        mark = f"run-{status} "
        code, traced = trace(f"{nginx_url}/{status}", "--client", "browser", "-X", "POST", "-d", BODY, "-H", f"X-Run: {mark}")
        wanted = [f"POST /{status} {len(BODY)}", f"POST /seen/{status} {len(BODY)}" if kept else f"GET /seen/{status} -"]
        lines = within(lambda: (lambda new: new if len(new) >= 2 else None)(
            [line.removeprefix(mark) for line in log.read_text(encoding="utf-8").splitlines() if line.startswith(mark)]), "nginx's log")
        check(f"nginx {status}: its access log", lines, wanted)
        check(f"nginx {status}: exit and statuses", (code, [s for _, s in steps(traced)]), (0, [status, 200]))
        check(f"nginx {status}: sizes sent", [hop["request"]["body"]["size"] for hop in traced["hops"]],
              [len(BODY), len(BODY) if kept else 0])
        check(f"nginx {status}: as curl", seen_by_hopscope(traced), curl(f"{nginx_url}/{status}", "-d", BODY)[:3])


def test_nginx_paths(nginx_url, **_):
    for path, final in (("/docs", "/docs/"), ("/old/a/b", "/seen/a/b?moved=1"), ("/bare/tea", "/bare/tea/"),
                        ("/behind/relative-redirect/2", "/behind/get")):
        code, traced = trace(nginx_url + path)
        check(f"nginx {path}: exit and final URL", (code, seen_by_hopscope(traced)[1]), (0, nginx_url + final))
        check(f"nginx {path}: as curl", seen_by_hopscope(traced), curl(nginx_url + path)[:3])
        check(f"nginx {path}: as requests", seen_by_hopscope(traced), python("GET", nginx_url + path))


def arrived_fields(echo):
    """What has to agree between curl and its profile: not how the program calls itself or compresses."""
    own = {"user-agent", "accept-encoding", "connection", "expect"}
    return {field["name"].lower(): field["value"] for field in echo.get("headers", []) if field["name"].lower() not in own}


def test_curl_profile(loopback_url, **_):
    options = ["-H", "Authorization: Bearer t", "-H", "X-Own: 1", "-H", "Content-Type: application/json"]
    for query in ("to=/echo", "to=/echo&origin=other", "to=/echo?a%23part"):
        for status in (300, *REDIRECTS, 305, 306):
            url = f"{loopback_url}/{status}?{query}"
            for method in ("GET", "POST"):
                sends = ["-d", BODY] if method == "POST" else []
                _, traced = trace(url, "--client", "curl", "-X", method, *sends, *options)
                count, final, code, body = curl(url, *sends, *options)
                name = f"curl profile {method} {status} ?{query}"
                check(f"{name}: hops", seen_by_hopscope(traced), (count, final, code))
                if code == 200:
                    ours, theirs = final_json(traced), json.loads(body)
                    for part in ("method", "target", "port", "body"):
                        check(f"{name}: {part}", ours.get(part), theirs[part])
                    check(f"{name}: fields", arrived_fields(ours), arrived_fields(theirs))


# Exit codes of curl 7.88.1, man page: 1 unsupported protocol (HTTP/0.9 too), 8 weird reply, 18 partial, 27 too large,
# 28 time, 52 nothing, 56 receiving failed. It takes half a head for a whole one.
CURL_SAYS = {
    "/garbage": 1, "/nul": 8, "/short-body": 18, "/half": 0, "/close": 52, "/reset": 56, "/silent": 28, "/endless": 28,
    "/no-length": 28, "/big-head": 27, "/slow": 0,
}


def test_curl_reads_every_route(loopback_url, **_):
    index = subprocess.run(["curl", "-s", loopback_url + "/"], capture_output=True, text=True, check=True).stdout
    examples = re.findall(r'<a href="([^"]+)">', index)
    check("index lists the routes", len(examples) > 40, True)
    for example in examples:
        path = urllib.parse.unquote(example).replace("&amp;", "&")
        run = subprocess.run(["curl", "-sg", "-o", "/dev/null", "-m", "1", "-w", "%{http_code}", loopback_url + path],
                             capture_output=True, text=True, check=False)
        check(f"curl {path}: exit code", run.returncode, CURL_SAYS.get(path.split("?")[0], 0))
        if re.match(r"/3\d\d", path):
            check(f"curl {path}: status", run.stdout, path[1:4])


def main():
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    with httpbin() as httpbin_url, nginx(urllib.parse.urlsplit(httpbin_url).port) as (nginx_url, log), \
            loopback() as loopback_url:
        for name, test in list(globals().items()):
            if name.startswith("test_") and wanted in name:
                test(httpbin_url=httpbin_url, nginx_url=nginx_url, log=log, loopback_url=loopback_url)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main())
