# SPDX-License-Identifier: MIT
"""Ports for programs that cannot say which one they were given."""
import pathlib
import random
import socket

RANGE = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range")
LOWEST = 10_000
# Where the system does not say: as Linux has it.
USUAL = 32_768


def free_port():
    """One that nothing listens on, below those that the system hands out by itself: a test that runs beside this one does
    not get it before the program that it is for."""
    handed_out = int(RANGE.read_text().split()[0]) if RANGE.exists() else USUAL
    while True:
        port = random.randrange(LOWEST, max(handed_out, LOWEST + 1000))
        try:
            socket.create_server(("127.0.0.1", port)).close()
            return port
        except OSError:
            continue
