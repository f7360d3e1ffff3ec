# SPDX-License-Identifier: MIT
"""Servers that benches measure against: nginx, near and a round trip away."""
import contextlib
import pathlib
import socket
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import answers, within  # noqa: E402
from webservers import NGINX_FOLDERS, NGINX_TOP  # noqa: E402

CONFIG = NGINX_TOP + """
events {{ worker_connections 1024; }}
http {{""" + NGINX_FOLDERS + """
    access_log off; keepalive_requests 1000000; absolute_redirect off;
    server {{
        listen 127.0.0.1:{port};
{locations}
    }}
}}
"""


def given_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextlib.contextmanager
def listening(command, port, what):
    with subprocess.Popen(list(map(str, command))) as server:
        try:
            within(lambda: answers(port), what)
            yield port
        finally:
            server.terminate()


def nginx(folder, locations):
    """Its port, while it runs with these locations."""
    port, config = given_port(), pathlib.Path(folder) / "nginx.conf"
    config.write_text(CONFIG.format(dir=folder, port=port, locations=locations), encoding="utf-8")
    return listening(["/usr/sbin/nginx", "-p", folder, "-e", f"{folder}/error.log", "-c", config], port, "nginx")


def distant(build, server_port, round_trip_ms):
    """The port of a relay that is a round trip away from the server behind it."""
    port = given_port()
    return listening([build / "delayrelay", port, server_port, round_trip_ms], port, "the delaying relay")
