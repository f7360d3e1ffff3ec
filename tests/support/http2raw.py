# SPDX-License-Identifier: MIT
"""A server that speaks HTTP/2 frame by frame, and any nonsense: each request gets the bytes that a test says."""
import socket
import ssl
import struct
import subprocess
import threading

DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, END_HEADERS, PADDED = 1, 4, 8
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, flags=0, stream=0, payload=b""):
    return len(payload).to_bytes(3, "big") + struct.pack(">BBL", kind, flags, stream) + payload


def literals(*fields):
    """Fields without indexing and without Huffman coding (RFC 7541 6.2.2)."""
    def text(value):
        return (bytes([len(value)]) if len(value) < 127 else b"\x7f" + number(len(value) - 127)) + value.encode()

    def number(left):
        out = b""
        while left >= 128:
            out, left = out + bytes([left % 128 + 128]), left // 128
        return out + bytes([left])

    return b"".join(b"\0" + text(name) + text(value) for name, value in fields)


def headers(stream, *fields, end=False):
    return frame(HEADERS, END_HEADERS | (END_STREAM if end else 0), stream, literals(*fields))


def data(stream, content, end=True):
    return frame(DATA, END_STREAM if end else 0, stream, content)


def goaway(last, error, text=b""):
    return frame(GOAWAY, 0, 0, struct.pack(">LL", last, error) + text)


def reset(stream, error):
    return frame(RST_STREAM, 0, stream, struct.pack(">L", error))


def frames_in(received):
    """(type, flags, stream, payload) of the whole frames behind the preface."""
    at, found = len(PREFACE), []
    while at + 9 <= len(received):
        size, (kind, flags, stream) = int.from_bytes(received[at:at + 3], "big"), struct.unpack(">BBL", received[at + 3:at + 9])
        if at + 9 + size > len(received):
            break
        found.append((kind, flags, stream, received[at + 9:at + 9 + size]))
        at += 9 + size
    return found


def certificate(folder, *names):
    """key.pem and cert.pem in the folder."""
    subject = ",".join(("IP:" if name[0].isdigit() else "DNS:") + name for name in names)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem",
                    "-subj", f"/CN={names[0]}", "-addext", f"subjectAltName={subject}", "-days", "3"], check=True, capture_output=True)


class Connection:
    """What came and went on one connection, inside TLS."""

    def __init__(self, tls):
        self.tls, self.received, self.sent = tls, b"", b""

    def send(self, content):
        self.sent += content
        self.tls.sendall(content)

    def read(self):
        """False at the end."""
        try:
            part = self.tls.recv(65536)
        except OSError:
            part = b""
        self.received += part
        return bool(part)

    def close(self):
        try:
            self.tls.unwrap()
        except (OSError, ValueError):
            pass
        self.tls.close()


class Http2Server:
    """`answer(connection, stream, number)` is called for each HEADERS frame, counted over all connections; what it returns is sent.
    None: the connection is closed. `first` is sent at once on each connection."""

    def __init__(self, folder, answer, protocols=("h2",), first=frame(SETTINGS)):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        if protocols:
            self.context.set_alpn_protocols(list(protocols))
        self.answer, self.first, self.connections, self.requests = answer, first, [], 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def url(self, path="/"):
        return f"https://127.0.0.1:{self.port}{path}"

    def accept(self):
        while True:
            try:
                plain = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.run, args=(plain,), daemon=True).start()

    def run(self, plain):
        try:
            connection = Connection(self.context.wrap_socket(plain, server_side=True))
        except OSError:
            return
        self.connections.append(connection)
        seen = 0
        try:
            connection.send(self.first)
            while connection.read():
                asked = [f for f in frames_in(connection.received) if f[0] == HEADERS]
                for _, _, stream, _ in asked[seen:]:
                    seen += 1
                    self.requests += 1
                    reply = self.answer(connection, stream, self.requests)
                    if reply is None:
                        connection.close()
                        return
                    connection.send(reply)
        except (OSError, ssl.SSLError, ValueError):
            pass

    def stop(self):
        self.listener.close()
