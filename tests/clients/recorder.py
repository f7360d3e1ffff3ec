# SPDX-License-Identifier: MIT
"""Raw HTTP/1.1 servers on loopback that answer what they are told and record what arrived, byte for byte."""
import os
import socket
import ssl
import subprocess
import threading


class Request:
    """One recorded request."""

    def __init__(self, port, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.port = port
        self.method, self.target, self.version = lines[0].split(" ", 2)
        self.headers = [tuple(part.strip(" ") for part in line.split(":", 1)) for line in lines[1:]]
        self.body = body

    def values(self, name):
        return [value for field, value in self.headers if field.lower() == name.lower()]


class Recorder:
    """Listens on a port of 127.0.0.1. `answer(request)` returns the bytes to send, or None to close."""

    def __init__(self, answer, record, tls=None):
        self.answer, self.record, self.tls = answer, record, tls
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.socket.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            self._requests(connection)
        except OSError:
            pass
        finally:
            connection.close()

    def _requests(self, connection):
        buffer = b""

        def need(enough):
            nonlocal buffer
            while not enough():
                chunk = connection.recv(65536)
                if not chunk:
                    raise OSError("closed")
                buffer += chunk

        while True:
            need(lambda: b"\r\n\r\n" in buffer)
            head, buffer = buffer.split(b"\r\n\r\n", 1)
            request = Request(self.port, head, b"")
            if "100-continue" in [value.lower() for value in request.values("Expect")]:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            if "chunked" in [value.lower() for value in request.values("Transfer-Encoding")]:
                need(lambda: b"0\r\n\r\n" in buffer)
                chunks, buffer = buffer.split(b"0\r\n\r\n", 1)
                request.body = unchunked(chunks)
            else:
                length = int((request.values("Content-Length") or ["0"])[0])
                need(lambda: len(buffer) >= length)
                request.body, buffer = buffer[:length], buffer[length:]
            self.record(request)
            reply = self.answer(request)
            if reply is None:
                return
            connection.sendall(reply)
            if wants_close(request):
                return


def wants_close(request):
    """RFC 9112 9.3."""
    options = ", ".join(request.values("Connection")).lower()
    return "close" in options or (request.version == "HTTP/1.0" and "keep-alive" not in options)


def unchunked(chunks):
    """The bytes in chunks (RFC 9112 7.1) that hold no line end of their own."""
    return b"".join(chunks.split(b"\r\n")[1::2])


def reply(status, fields=(), body=b""):
    """A response as bytes; 304 and responses to HEAD have no content."""
    head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields)
    if status == 304:
        return (head + "\r\n").encode("latin-1")
    return (head + f"Content-Length: {len(body)}\r\n\r\n").encode("latin-1") + body


def self_signed(folder):
    """A TLS context for localhost and 127.0.0.1; the clients are told not to verify it."""
    key, cert = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context
