#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The installed curl, wget, Node.js and requests as clients: the trace says what the server saw, byte for byte, and nothing stays behind.
Status 77: none is installed.

usage: programs_test.py PATH-TO-hopscope-cli
"""
import base64
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import free_port  # noqa: E402

CLI = os.path.abspath(sys.argv[1])
SECONDS = 120
PROGRAMS = {"curl-real": ("curl", "curl", "curl-X"), "wget-real": ("wget", "wget", "wget-method"),
            "node-real": ("node", "node-fetch-builtin", None), "python-real": ("python3", "py-requests", None)}
USER = ("us", "p:w")
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {str(detail)[:1500]}"), flush=True)


class Server:
    """Answers a path from a table, path to (status, Location, body), and keeps the bytes of each request. A status of None: never."""

    def __init__(self, table, tls=None):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port, self.table, self.tls, self.seen = self.listener.getsockname()[1], table, tls, []
        self.asked = threading.Event()
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def origin(self):
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            stream = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
            with stream, stream.makefile("rb") as lines:
                while head := b"".join(iter(lines.readline, b"\r\n")):
                    self.answer(stream, lines, head)
        except (OSError, ValueError):
            pass

    def answer(self, stream, lines, head):
        fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
        body = lines.read(int(fields.get(b"content-length", b"0")))
        self.seen.append(head + b"\r\n" + body)
        self.asked.set()
        status, location, content = self.table.get(head.split(b" ")[1].decode().split("?")[0], (404, None, "nothing"))
        if status is None:
            threading.Event().wait()
        sent = content.encode() if not head.startswith(b"HEAD") else b""
        where = f"Location: {location}\r\n" if location else ""
        stream.sendall(f"HTTP/1.1 {status} X\r\n{where}Content-Length: {len(content)}\r\n\r\n".encode() + sent)


class Place:
    """A folder that everything temporary goes to, so that what stays behind is seen."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | {
            "TMPDIR": folder, "XDG_DATA_HOME": str(self.folder / "data")}

    def command(self, client, *arguments):
        return [CLI, "trace", "--client", client, "--format", "json", "--no-redact", *arguments]

    def trace(self, client, *arguments, **more):
        done = subprocess.run(self.command(client, *arguments), capture_output=True, timeout=SECONDS, env=self.env | more, check=False)
        try:
            return done.returncode, json.loads(done.stdout), done.stderr.decode()
        except ValueError:
            return done.returncode, {"hops": [], "outcome": {}}, done.stderr.decode() + done.stdout.decode()

    def left(self):
        """Folders and processes of programs that should have gone."""
        processes = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(entry / "cwd").startswith(str(self.folder)):
                    processes.append((entry / "cmdline").read_bytes()[:80])
            except OSError:
                pass
        return [each.name for each in self.folder.glob("hopscope*")] + processes


def methods(trace):
    return [hop["request"]["method"] for hop in trace["hops"]]


def same_bytes(name, trace, server):
    sent = [base64.b64decode(hop["wire"]["sent"]) for hop in trace["hops"] if hop.get("wire")]
    check(f"{name}: the bytes are those that the server got", sent == server.seen and sent, (sent, server.seen))


def differs(trace):
    """Names of what is sent otherwise than predicted, beside the version in User-Agent."""
    rows = [row["part"] for hop in trace["hops"] for row in (hop.get("redirect") or {}).get("ledger", [])
            if row.get("predicted", row["after"]) != row["after"]]
    notes = [note for hop in trace["hops"] for note in hop.get("notes", []) if note.startswith("Differs from")]
    return [each for each in rows + notes if "user-agent" not in each.lower() and "accept-encoding" not in each.lower()]


def chains(place, client):
    _, plain, forced = PROGRAMS[client]
    table = {"/302": (302, "/end", ""), "/end": (200, None, "the end"), "/307": (307, "/end", ""), "/308": (308, "/end", ""),
             "/loop": (302, "/loop", ""), "/ftp": (302, "gopher://127.0.0.1/x", ""), "/hang": (None, None, "")}
    for what, path, options, expected in (
            ("GET", "/302", (), ["GET", "GET"]), ("HEAD", "/302", ("-X", "HEAD"), ["HEAD", "HEAD"]),
            ("POST 302", "/302", ("-X", "POST", "-d", "a=1&b=\u00e9"), ["POST", "GET"]),
            ("POST 307", "/307", ("-X", "POST", "-d", "a=1", "-H", "X-A: \"quoted\" \\ it's", "-H", "Content-Type: text/x"), ["POST", "POST"]),
            ("PUT 308", "/308", ("-X", "PUT", "-d", "{}", "-H", "Content-Type: application/json"), ["PUT", "PUT"])):
        server = Server(table)
        code, trace, err = place.trace(client, *options, server.origin + path)
        name = f"{client}, {what}"
        check(f"{name}: {expected}", code == 0 and methods(trace) == expected, (code, trace["outcome"], methods(trace), err))
        same_bytes(name, trace, server)
        used = forced if forced and what.startswith("PUT") else plain
        notes = trace["hops"][0]["notes"] if trace["hops"] else []
        check(f"{name}: {used} predicts it", any(f"itself sent these requests; {used} is what predicts them" in note for note in notes), notes)
        check(f"{name}: nothing differs from its profile", not differs(trace), differs(trace))
        check(f"{name}: every row has a prediction", trace["hops"] and all("predicted" in row for row in trace["hops"][0]["redirect"]["ledger"]))
    server = Server(table)
    code, trace, err = place.trace(client, server.origin + "/loop")
    limit = {"curl-real": 51, "wget-real": 21, "node-real": 21, "python-real": 31}[client]
    check(f"{client}: too many redirects", trace["outcome"].get("kind") == "loop" and len(trace["hops"]) == limit,
          (trace["outcome"], len(trace["hops"])))
    check(f"{client}: nothing differs there", not differs(trace), differs(trace)[-3:])
    code, trace, err = place.trace(client, "--no-follow", server.origin + "/302")
    check(f"{client}: --no-follow", trace["outcome"].get("kind") == "not-followed" and len(trace["hops"]) == 1 and not differs(trace),
          (trace["outcome"], err))
    code, trace, err = place.trace(client, "--max-hops", "3", server.origin + "/loop")
    many = limit if client == "node-real" else 4
    check(f"{client}: --max-hops", trace["outcome"].get("kind") == "loop" and len(trace["hops"]) == many, (trace["outcome"], len(trace["hops"])))
    code, trace, err = place.trace(client, server.origin + "/ftp")
    check(f"{client}: another scheme", len(trace["hops"]) == 1 and trace["outcome"].get("kind") != "final", (trace["outcome"], err))
    code, trace, err = place.trace(client, server.origin + "/missing")
    check(f"{client}: a 404 is a response", trace["outcome"].get("kind") == "final" and not differs(trace), (trace["outcome"], differs(trace)))
    code, trace, err = place.trace(client, f"http://127.0.0.1:{free_port()}/")
    check(f"{client}: refused", code == 3 and trace["outcome"].get("kind") == "network-error" and trace["hops"][0]["error"], (code, trace, err))
    large = place.folder / "large"
    large.write_bytes(bytes(range(256)) * 8000)
    server.seen.clear()
    code, trace, err = place.trace(client, "-X", "POST", "--data-file", str(large), "-H", "Content-Type: a/b", server.origin + "/307")
    check(f"{client}: 2 MB of any bytes", code == 0 and [each.split(b"\r\n\r\n", 1)[1] for each in server.seen] == [large.read_bytes()] * 2,
          (code, trace["outcome"], err, [len(each) for each in server.seen]))


def credentials(place, client):
    server = Server({"/302": (302, "/end", ""), "/end": (200, None, "")})
    code, trace, err = place.trace(client, "-u", ":".join(USER), server.origin + "/302")
    basic = b"Basic " + base64.b64encode(":".join(USER).encode())
    takes = client in ("curl-real", "python-real")
    check(f"{client}: -u", code == 0 and [basic in each for each in server.seen] == [takes] * 2 and not differs(trace), (server.seen, differs(trace)))
    told = any("User name and password are not used" in note for hop in trace["hops"] for note in hop.get("notes", []))
    check(f"{client}: what is not used is told", told != takes, trace["hops"][0].get("notes"))


def hidden(place, client):
    """Nobody reads the values of fields and passwords in the list of processes."""
    server = Server({"/hang": (None, None, "")})
    arguments = ("-H", "X-Key: topsecret", "-u", "us:topsecret", "-X", "POST", "-d", "topsecret", server.origin + "/hang")
    with subprocess.Popen(place.command(client, *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=place.env) as running:
        server.asked.wait(SECONDS)
        children = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        lines = [pathlib.Path(f"/proc/{child}/cmdline").read_bytes() for child in children]
        check(f"{client}: no secret is among its arguments", lines and not any(b"topsecret" in line for line in lines), lines)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=SECONDS)
    check(f"{client}: canceled", json.loads(out)["outcome"]["kind"] == "canceled", err)
    check(f"{client}: canceled, and no longer there", not place.left(), place.left())


def deaths(place, client):
    server = Server({"/hang": (None, None, "")})
    # On a busy machine a program may take seconds to begin.
    for seconds in ("2", "10", "40"):
        code, trace, err = place.trace(client, "--timeout", seconds, server.origin + "/hang")
        if trace["hops"]:
            break
    check(f"{client}: a server that hangs", trace["outcome"].get("kind") == "timeout" and len(trace["hops"]) == 1, (trace["outcome"], err))
    server.asked.clear()
    with subprocess.Popen(place.command(client, server.origin + "/hang"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=place.env) as running:
        server.asked.wait(SECONDS)
        for child in pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGSEGV)
        outcome = json.loads(running.communicate(timeout=SECONDS)[0])["outcome"]
    check(f"{client}: a crash", outcome["kind"] == "network-error" and f"ended by signal {int(signal.SIGSEGV)}" in outcome["message"], outcome)
    file = PROGRAMS[client][0]
    fakes = place.folder / "fakes"
    fakes.mkdir(exist_ok=True)
    for body, kind, words in (("exec sleep 600", "timeout", ""), ("echo no luck >&2; exit 9", "network-error", "ended with status 9: no luck"),
                              ("exit 0", "network-error", "ended without sending a request")):
        fake = fakes / file
        fake.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        fake.chmod(0o755)
        code, trace, err = place.trace(client, "--timeout", "2", server.origin + "/hang", PATH=f"{fakes}:{os.environ['PATH']}")
        outcome = trace["outcome"]
        check(f"{client}: a program with \"{body}\"", outcome.get("kind") == kind and words in outcome["message"] and not trace["hops"], (outcome, err))
    fake.unlink()
    bare = subprocess.run(place.command(client, "http://127.0.0.1/"), capture_output=True, timeout=SECONDS, text=True,
                          env=place.env | {"PATH": "/nonexistent"}, check=False)
    check(f"{client}: not installed", bare.returncode == 3 and "is not installed here: install it" in bare.stdout + bare.stderr, bare)
    check(f"{client}: nothing stays behind", not place.left(), place.left())


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)


def certificates(place, client, folder):
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "cakey.pem", "-out", "ca.pem", "-subj", "/CN=Test CA", "-days", "3")
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=127.0.0.1")
    (folder / "names.txt").write_text("subjectAltName=IP:127.0.0.1,DNS:shop.example\n")
    openssl(folder, "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "cakey.pem", "-CAcreateserial", "-days", "3",
            "-extfile", "names.txt", "-out", "cert.pem")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server = Server({"/302": (302, "/end", ""), "/end": (200, None, "safe")}, tls)
    name = f"{client}, https"
    code, trace, err = place.trace(client, "--ca-file", str(folder / "ca.pem"), server.origin + "/302")
    check(f"{name}: two requests", code == 0 and [hop["response"]["status"] for hop in trace["hops"]] == [302, 200], (trace["outcome"], err))
    same_bytes(name, trace, server)
    check(f"{name}: nothing differs", not differs(trace), differs(trace))
    check(f"{name}: it is said who opened it", any("with an authority of its own" in note for note in trace["hops"][0]["notes"]), trace["hops"][0])
    code, trace, err = place.trace(client, "--ca-file", str(folder / "ca.pem"), "--resolve", f"shop.example:{server.port}:127.0.0.1",
                                   f"https://shop.example:{server.port}/302")
    check(f"{name}: --resolve", code == 0 and len(trace["hops"]) == 2, (trace["outcome"], err))
    code, trace, err = place.trace(client, server.origin + "/302")
    check(f"{name}: a certificate that is not trusted", trace["outcome"].get("kind") == "tls-error", (trace["outcome"], err))
    code, trace, err = place.trace(client, "--insecure", server.origin + "/302")
    check(f"{name}: --insecure", code == 0 and len(trace["hops"]) == 2, (trace["outcome"], err))
    code, trace, err = place.trace(client, "--no-tls", server.origin + "/302")
    check(f"{name}: --no-tls shows the tunnel only", [hop["request"]["method"] for hop in trace["hops"]][:1] == ["CONNECT"]
          and not any(hop.get("wire") for hop in trace["hops"]), (trace, err))
    http = Server({"/up": (302, server.origin + "/end", "")})
    code, trace, err = place.trace(client, "--no-tls", http.origin + "/up")
    check(f"{name}: --no-tls, from http to https", methods(trace) == ["GET", "CONNECT"] and not differs(trace), (methods(trace), differs(trace)))


def main():
    listed = json.loads(subprocess.run([CLI, "clients", "--format", "json"], capture_output=True, timeout=SECONDS, check=True).stdout)
    installed = [each["id"] for each in listed if each["id"] in PROGRAMS and each["installed"]]
    if not installed:
        print("none of them is installed")
        return 77
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as certificate_folder:
        for client in installed:
            place = Place(folder)
            chains(place, client)
            credentials(place, client)
            hidden(place, client)
            deaths(place, client)
            certificates(place, client, pathlib.Path(certificate_folder))
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
