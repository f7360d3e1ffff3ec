# SPDX-License-Identifier: MIT
"""A server that counts what it is asked for."""
import collections
import http.server
import threading


class Site:
    """A server that counts what it is asked for; answers come from a function of the path."""

    def __init__(self, answer):
        self.hits, self.agents, self.lock = collections.Counter(), set(), threading.Lock()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with site.lock:
                    site.hits[self.path] += 1
                    site.agents.add(self.headers["User-Agent"])
                status, fields = answer(self.path)
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_HEAD = do_GET

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
