#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what a real client sends after a redirect and compares it with what the client's profile says.

usage: measure.py CLIENT PROBE [QTCLIENT]      CLIENT is curl or qt; PROBE is the built decideprobe
Prints a line for each difference, then how many rows were measured and how many were predicted. Exit 77 when the client
is not installed in the version that the profile was written from.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cases import cases  # noqa: E402
from recorder import Recorder, reply, self_signed  # noqa: E402

VERSIONS = {"curl": "7.88.1", "qt": "6.4.2"}
# curl asks for 100 (Continue) before an upload with -T; no part of a profile.
NOT_COMPARED = ("expect",)
CLIENT_SECONDS = 20


def curl_command(case, url, folder):
    command = ["curl", "-q", "-s", "-k", "-L", "-m", str(CLIENT_SECONDS), "-o", os.devnull, "--noproxy", "*"]
    method, body = case["method"], case["body"]
    if method == "HEAD" and body is None:
        command += ["-I"]
    elif method == "PUT":
        upload = os.path.join(folder, "upload")
        with open(upload, "w", encoding="latin-1") as file:
            file.write(body or "")
        command += ["-T", upload]
    elif method == "POST":
        command += ["--data-binary", body or ""]
    elif method != "GET" or body is not None:
        command += ["-X", method] + (["--data-binary", body] if body is not None else [])
    for name, value in case["headers"]:
        command += ["-H", f"{name}: {value}"]
    return command + [url]


def qt_command(case, url, _folder):
    return [sys.argv[3], case["method"], url, case["body"] or "-"] + [f"{name}: {value}" for name, value in case["headers"]]


def client_version(client):
    try:
        if client == "curl":
            return subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout.split()[1]
        return subprocess.run([sys.argv[3], "--version"], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


class Bench:
    """Two plain origins and a TLS one; the first request gets the case's answer, every other one 200."""

    def __init__(self, folder):
        self.folder, self.seen, self.first_answer = folder, [], b""
        tls = self_signed(folder)
        answer = lambda request: self.first_answer if request.target.startswith("/start") else reply(200)
        self.servers = [Recorder(answer, self.seen.append, context) for context in (None, None, tls)]
        ports = [server.port for server in self.servers]
        self.places = {"SAME": f"http://127.0.0.1:{ports[0]}", "PORT": f"http://127.0.0.1:{ports[1]}",
                       "HOST": f"http://localhost:{ports[0]}", "TLS": f"https://127.0.0.1:{ports[2]}",
                       "AUTH": f"http://us:pw@127.0.0.1:{ports[0]}", "AUTHPORT": f"http://us:pw@127.0.0.1:{ports[1]}"}

    def fill(self, text):
        for name in sorted(self.places, key=len, reverse=True):
            text = text.replace("{" + name + "}", self.places[name])
        return text

    def run(self, command, case):
        """The second request that the client really sends, or None."""
        self.seen.clear()
        self.first_answer = reply(case["status"], [("Location", self.fill(each)) for each in case["locations"]])
        environment = dict(os.environ, LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8")
        subprocess.run(command(case, self.fill(case["url"]), self.folder), capture_output=True, env=environment,
                       timeout=CLIENT_SECONDS + 10)
        # QNetworkAccessManager sometimes sends one request twice: the first that is not for /start is the next hop.
        return next((request for request in self.seen if not request.target.startswith("/start")), None)


def comparable(headers):
    return sorted((name, value) for name, value in headers if name.lower() not in NOT_COMPARED)


def predictions(probe, client, bench, rows):
    lines = [json.dumps({"client": client, "method": row["method"], "url": bench.fill(row["url"]), "headers": row["headers"],
                         "body": row["body"] or "", "status": row["status"],
                         "locations": [bench.fill(each) for each in row["locations"]]}) for row in rows]
    output = subprocess.run([probe], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def summary(method, target, headers, body):
    return {"method": method, "target": target, "headers": comparable(headers), "body": body}


def target_of(url):
    rest = url.split("://", 1)[1].split("#")[0]
    slash = min([rest.index(sign) for sign in "/?" if sign in rest] or [len(rest)])
    target = rest[slash:]
    return target if target.startswith("/") else "/" + target


def main():
    client, probe = sys.argv[1], sys.argv[2]
    version = client_version(client)
    if version != VERSIONS[client]:
        print(f"skipped: the profile is of {client} {VERSIONS[client]}, here is {version or 'none'}")
        return 77
    command = {"curl": curl_command, "qt": qt_command}[client]
    rows = cases()
    right = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        for row, said in zip(rows, predictions(probe, client, bench, rows)):
            request = bench.run(command, row)
            really = request and summary(request.method, request.target, request.headers, request.body.decode("latin-1"))
            following = said.get("next")
            expected = following and summary(following["method"], target_of(following["url"]),
                                             [tuple(field) for field in following["headers"]], following["body"])
            if really == expected:
                right += 1
            else:
                print(f"{row['name']}:\n  profile {expected}\n  {client:7} {really}")
    print(f"{client} {version}: {len(rows)} rows measured, {right} predicted right")
    return 0 if right == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
