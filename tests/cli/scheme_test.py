#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what hopscope-cli trace makes of a URL without a scheme.

usage: scheme_test.py PATH-TO-hopscope-cli
Standard library and loopback only. Prints a line a check and 'N passed, N failed' at the end.
"""
import json
import socket
import subprocess
import sys
import threading

CLI = sys.argv[1]
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(*args):
    process = subprocess.run([CLI, *args], capture_output=True, timeout=60)
    return process.returncode, process.stdout, process.stderr


def answer(server):
    connection, _ = server.accept()
    with connection:
        while b"\r\n\r\n" not in connection.recv(65536):
            pass
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")


def without_scheme():
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=answer, args=(server,), daemon=True).start()
    place = f"127.0.0.1:{server.getsockname()[1]}"
    code, out, err = run("trace", place + "/ok", "--format", "json")
    check("no scheme, this machine: http", code == 0 and json.loads(out)["hops"][0]["request"]["url"] == f"http://{place}/ok" and
          err.decode() == f"hopscope-cli: {place} has no scheme: http:// was used, as browsers do for this machine.\n", (code, out, err))
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    # Nothing answers there in TLS, whatever listens.
    code, out, err = run("trace", "shop.example/x", "--proxy", f"http://127.0.0.1:{port}", "--format", "json")
    check("no scheme: https first, and said", code == 3 and json.loads(out)["hops"][0]["request"]["url"] == "https://shop.example/x" and
          b"hopscope-cli: shop.example has no scheme: https:// was used, as browsers do.\n" in err, (code, out, err))
    check("no scheme, https fails: the error says what to write",
          err.endswith(b"hopscope-cli: shop.example had no scheme: if the server speaks http, write http://shop.example\n"), err)
    code, out, err = run("trace", "https://shop.example/x", "--proxy", f"http://127.0.0.1:{port}")
    check("a scheme that was given is not doubted", code == 3 and b"no scheme" not in err, (code, err))
    code, out, err = run("trace", f"user:t0p-secret@127.0.0.1:{port}/")
    check("user:password@host is no scheme, and not said", code == 3 and b"t0p-secret" not in out + err, (code, out, err))
    code, out, err = run("trace", "mailto:me@shop.example")
    check("another scheme: one sentence", code == 2 and err == b"hopscope-cli: Only http and https URLs can be requested, not mailto:.\n", (code, err))


without_scheme()
print(f"{counts[True]} passed, {counts[False]} failed")
sys.exit(1 if counts[False] else 0)
