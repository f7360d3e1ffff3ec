# SPDX-License-Identifier: MIT
"""The servers that memory.py shows to a client: every port speaks HTTP and TLS, under every name, and answers by the case's table.

An answer is found by "METHOD URL", "URL", "METHOD path", "path" or path without query; a list is used up one by one, and its last stays.
"""
import os
import re
import socket
import ssl
import subprocess
import threading
import time

from recorder import Request, reply, unchunked

NAMES = ("localhost", "shop.localhost", "www.shop.localhost", "bank.localhost", "third.localhost", "example.com", "www.example.com",
         "example.org", "example.net", "example.co.uk", "www.example.co.uk", "example.blogspot.com")
PORTS = (80, 443, 8080, 8443)
# Fields that a row keeps of a request.
KEPT = ("Origin", "Referer", "Cookie", "Authorization", "Content-Type", "Access-Control-Request-Method", "Access-Control-Request-Headers",
        "X-Api-Key", "Expect", "If-None-Match", "If-Modified-Since", "Cache-Control")
QUIET_SECONDS = 0.35
LONG_RUN = re.compile(r"(.)\1{63,}")
DRAWN = re.compile(r'\b(cnonce|response)="[^"]*"')
TLS_HANDSHAKE = b"\x16"


def short(text):
    """A run of 64 and more equal characters as {c*count}."""
    return LONG_RUN.sub(lambda run: f"{{{run[1]}*{len(run[0])}}}", text)


def long(text):
    return re.sub(r"\{(.)\*(\d+)\}", lambda run: run[1] * int(run[2]), text)


def certificates(folder):
    """A CA of this run, and a TLS context for every name, signed by it."""
    def path(name):
        return os.path.join(folder, name)

    def openssl(*line):
        subprocess.run(["openssl", *line], check=True, capture_output=True)

    names = ",".join(f"DNS:{name}" for name in NAMES) + ",IP:127.0.0.1"
    with open(path("leaf.ext"), "w", encoding="ascii") as file:
        file.write(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path("ca.key"), "-out", path("ca.pem"), "-days", "3",
            "-subj", "/CN=Measurement CA", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", path("leaf.key"), "-out", path("leaf.csr"), "-subj", "/CN=localhost")
    openssl("x509", "-req", "-in", path("leaf.csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial", "-days", "2",
            "-extfile", path("leaf.ext"), "-out", path("leaf.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path("leaf.pem"), path("leaf.key"))
    return context


class World:
    def __init__(self, folder):
        self.tls, self.lock, self.ports = certificates(folder), threading.Lock(), {}
        self.load({})
        for port in PORTS:
            self.listen(port)

    def listen(self, port):
        if port in self.ports:
            return
        self.ports[port] = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, args=(self.ports[port], port), daemon=True).start()

    def close(self):
        for each in self.ports.values():
            each.shutdown(socket.SHUT_RDWR)
            each.close()

    def load(self, case):
        with self.lock:
            self.answers, self.cors, self.seen, self.used = case.get("answers", {}), case.get("cors", []), [], {}
            self.last = time.monotonic()

    def take(self):
        """What arrived since the last call, once nothing has arrived for a while."""
        while True:
            with self.lock:
                left = self.last + QUIET_SECONDS - time.monotonic()
                if left <= 0:
                    seen, self.seen = self.seen, []
                    return seen
            time.sleep(left)

    def _accept(self, server, port):
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection, port), daemon=True).start()

    def _serve(self, connection, port):
        try:
            secure = connection.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE
            if secure:
                connection = self.tls.wrap_socket(connection, server_side=True)
            self._request(connection, port, "https" if secure else "http")
        except (OSError, ValueError, IndexError):
            pass
        finally:
            connection.close()

    def _request(self, connection, port, scheme):
        buffer = b""

        def need(enough):
            nonlocal buffer
            while not enough():
                chunk = connection.recv(65536)
                if not chunk:
                    raise OSError("closed")
                buffer += chunk

        need(lambda: b"\r\n\r\n" in buffer)
        with self.lock:
            self.last = time.monotonic()
        head, buffer = buffer.split(b"\r\n\r\n", 1)
        request = Request(port, head, b"")
        request.url = f"{scheme}://{(request.values('Host') or ['?'])[0]}{request.target}"
        answer = self._answer(request)
        if request.values("Expect") and not answer.get("silent"):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if not answer.get("early"):
            if request.values("Transfer-Encoding"):
                need(lambda: buffer.endswith(b"0\r\n\r\n"))
                request.body = unchunked(buffer)
            else:
                length = int((request.values("Content-Length") or ["0"])[0])
                need(lambda: len(buffer) >= length)
                request.body = buffer[:length]
        with self.lock:
            self.last = time.monotonic()
            # What a browser asks of its maker's servers is no part of the case.
            own = request.url.split("://")[1].split("/")[0].rsplit(":", 1)[0].rstrip(".").lower() in (*NAMES, "127.0.0.1")
            if own and request.target != "/favicon.ico":
                self.seen.append(request)
        fields = [(name, long(value)) for name, value in answer.get("fields", [])] + [("Connection", "close")]
        body = answer.get("body", "<!doctype html><title>page</title><body>ok").encode(answer.get("coding", "utf-8"))
        connection.sendall(reply(answer["status"], fields, b"" if request.method == "HEAD" else body))

    def _answer(self, request):
        path = request.target
        with self.lock:
            for key in (f"{request.method} {request.url}", request.url, f"{request.method} {path}", path, path.split("?")[0]):
                if key in self.answers:
                    answer = self.answers[key]
                    if isinstance(answer, list):
                        number = self.used[key] = self.used.get(key, -1) + 1
                        answer = answer[min(number, len(answer) - 1)]
                    break
            else:
                answer = {"status": 404 if path == "/favicon.ico" else 200, "fields": [["Content-Type", "text/html"],
                        ["Cache-Control", "no-store"]]}
            allowed = "*" in self.cors or request.url in self.cors
        if "with" in answer and (request.values("Authorization") or [""])[0].startswith(tuple(answer["with"])):
            answer = answer["else"]
        if allowed:
            own = [["Access-Control-Allow-Origin", (request.values("Origin") or ["*"])[0]], ["Access-Control-Allow-Credentials", "true"],
                   ["Access-Control-Max-Age", "0"]]
            if request.method == "OPTIONS" and request.values("Access-Control-Request-Method"):
                own += [["Access-Control-Allow-Methods", request.values("Access-Control-Request-Method")[0]],
                        ["Access-Control-Allow-Headers", (request.values("Access-Control-Request-Headers") or ["x"])[0]]]
            answer = answer | {"fields": answer.get("fields", []) + own}
            if request.method == "OPTIONS" and f"OPTIONS {path}" not in self.answers:
                answer = {"status": 200, "fields": own}
        return answer


def row(request):
    """A request as a row keeps it; what a client draws by lot for Digest is left out."""
    found = {name: DRAWN.sub(r'\1=...', short(", ".join(request.values(name)))) for name in KEPT if request.values(name)}
    return {"request": f"{request.method} {short(request.url)}", "fields": found} | ({"body": len(request.body)} if request.body else {})
