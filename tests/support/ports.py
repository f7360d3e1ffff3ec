# SPDX-License-Identifier: MIT
"""Ports for programs that cannot say which one they were given, and their start."""
import pathlib
import random
import socket
import time

RANGE = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range")
LOWEST = 10_000
# Where the system does not say: as Linux has it.
USUAL = 32_768
SECONDS = 30


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


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def within(condition, what):
    """Asks until there is an answer; the pause only keeps the processor free."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.01)
    raise SystemExit(f"{what}: nothing after {SECONDS} seconds")
