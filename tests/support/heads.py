# SPDX-License-Identifier: MIT
"""A server on loopback for the tests that send what curl sends: it keeps every request and answers 204. A target such as
/302/next is redirected to /next."""
import http.server
import re
import threading

# (method, target, fields as they came, content) of each request.
seen = []


class Recorder(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one_request(self):
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen.append((self.command, self.raw_requestline.split(b" ")[1].decode(), self.headers.items(), body))
        redirect = re.fullmatch(r"/(3\d\d)(/.*)", seen[-1][1])
        answer = f"{redirect[1]} Redirect\r\nContent-Length: 0\r\nLocation: {redirect[2]}" if redirect else "204 No Content"
        self.wfile.write(f"HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n".encode())
        self.close_connection = True


def serve():
    """Starts the server; the authority to ask."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"127.0.0.1:{server.server_port}"
