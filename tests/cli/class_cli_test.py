#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""class and grade of hopscope-cli from outside, on this machine alone: wrong usage, the steps of a teacher at a terminal and in a pipe,
every way in which a class ends, and files of answers that somebody changed.

usage: class_cli_test.py HOPSCOPE_CLI
"""
import csv
import io
import json
import os
import pathlib
import pty
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import free_port, within  # noqa: E402

SECONDS = 60
LESSON = "302-post"
cli = sys.argv[1]
faults = []


def check(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found!r}, wanted {wanted!r}")


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Room:
    """A class whose lines are read as they come."""

    def __init__(self, *options, lesson=LESSON, stdin=subprocess.PIPE):
        self.process = subprocess.Popen([cli, "class", "--lesson", lesson, "--address", "127.0.0.1", "--port", str(free_port()), *map(str, options)],
                                        stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1)
        self.lines = []
        threading.Thread(target=self._read, daemon=True).start()
        self.url = self.after(0, r"^Address: (http://127\.0\.0\.1:\d+)/class$")[1]
        self.word = self.after(0, r"^Word: +([a-z]{6})$")[1]
        self.cookie = ""
        self.after(0, "^Question 1 of ")

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def after(self, known, shape):
        return within(lambda: next((found for line in self.lines[known:] if (found := re.search(shape, line))), None), shape)

    def type(self, line, shape):
        known = len(self.lines)
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.after(known, shape)

    def ask(self, path, **fields):
        """Status, fields and text."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.url + path, body, {"Cookie": self.cookie} if self.cookie else {})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read().decode()

    def join(self, **more):
        status, headers, _ = self.ask("/class/join", word=self.word, **more)
        self.cookie = (headers["Set-Cookie"] or "").split(";")[0]
        return status

    def end(self):
        code = self.process.wait(SECONDS)
        with socket.socket() as probe:
            closed = probe.connect_ex(("127.0.0.1", int(self.url.rsplit(":", 1)[1])))
        return code, closed != 0


def check_usage(folder):
    for arguments, error in [
            (["class"], "a lesson is missing: name it with --lesson"),
            (["class", "--lesson", "no-such", "--address", "127.0.0.1"], 'there is no lesson "no-such"'),
            (["class", "--lesson", LESSON], '--address: "" is not an IP address: choose one of this machine\'s ('),
            (["class", "--lesson", LESSON, "--address", "0.0.0.0"], "--address: 0.0.0.0 is not an address of this machine"),
            (["class", "--lesson", LESSON, "--address", "::"], "--address: :: is not an address of this machine"),
            (["class", "--lesson", LESSON, "--address", "127.0.0.1", "--port", "80"], "--port"),
            (["class", "--lesson", LESSON, "--address", "127.0.0.1", "--votes", folder / "no" / "v.csv"], "cannot be written"),
            (["class", "--lesson", LESSON, "--address", "127.0.0.1", "--key", __file__], "it is not a key of a class"),
            (["grade"], "a file of answers is missing"), (["grade", "a"], "a key is missing"),
            (["grade", "a", "--key", folder / "none"], "cannot be read"),
            (["grade", "a", "--key", "k", "--format", "xml"], 'there is no format "xml"; choose csv or text')]:
        bad = run(*arguments)
        check(f"{arguments}: code and lines", (bad.returncode, bad.stderr.count("\n"), error in bad.stderr), (2, 1, True))
    offered = run("class", "--lesson", LESSON, "--address", "x").stderr
    check("addresses that are offered", "127.0.0.1" in offered, True)


def check_steps(folder):
    votes, key = folder / "votes.csv", folder / "class.key"
    room = Room("--names", "--votes", votes, "--key", key)
    check("key", (stat.S_IMODE(key.stat().st_mode), len(key.read_text(encoding="ascii"))), (0o600, 65))
    check("joined", room.join(name="Ada"), 303)
    room.after(0, "^1 devices, 0 votes$")
    check("vote before it is open", room.ask("/class/vote", part=0, option=0)[0], 409)
    check("reveal at once", room.type("r", "is not possible now")[0], "is not possible now")
    room.type("x", "^Type a letter, then Return")
    room.type("", "^-- Open the question$")
    check("vote", room.ask("/class/vote", part=0, option=1)[0], 303)
    room.after(0, "^1 devices, 1 votes$")
    check("given away", [line for line in room.lines if line.startswith("Right:")], [])
    room.type("", "^-- Close the vote$")
    room.type("", "^Right: GET$")
    check("bar", [line for line in room.lines if line == "  b  POST  # 1"], ["  b  POST  # 1"])
    check("on the phone", "<strong>Right: GET</strong>" in room.ask("/class")[2], True)
    for _ in range(2):
        for step in ("Next question", "Open the question", "Close the vote", "Reveal the answer"):
            room.type("", f"^-- {step}$")
    room.type("", "^That was the last question")
    answers = folder / "ada.answers"
    answers.write_text(room.ask("/class/homework", name="Ada", part0=0, part1=1, part2=0)[2], encoding="utf-8")
    room.type("q", "^The class is over.$")
    check("end by q", room.end(), (0, True))
    rows = list(csv.DictReader(io.StringIO(votes.read_text(encoding="utf-8"))))
    check("votes", [(row["Option"], row["Votes"], row["Name"]) for row in rows[:5]],
          [("GET", "0", ""), ("POST", "1", ""), ("nothing: it stops", "0", ""), ("HEAD", "0", ""), ("POST", "1", "Ada")])
    return answers, key


def check_ends(folder):
    for number in (signal.SIGINT, signal.SIGTERM):
        room = Room()
        room.process.send_signal(number)
        check(f"end by signal {number}", room.end(), (0, True))
    room = Room()
    room.process.stdin.close()
    check("end of the input", room.end(), (0, True))
    room = Room("--candidates", folder / "none.json")
    room.process.stdin.write("x" * 2000)
    room.process.stdin.close()
    check("a line without end", room.end(), (0, True))
    check("nothing to export", "there is nothing to export" in room.process.stderr.read(), True)
    master, slave = pty.openpty()
    room = Room(stdin=slave)
    os.close(slave)
    os.write(master, b"\n\x04")
    room.after(0, "^-- Open the question$")
    check("end by Ctrl+D", room.end(), (0, True))
    os.close(master)


def check_device(folder):
    candidates = folder / "candidates.json"
    room = Room("--candidates", candidates)
    room.join()
    check("redirect", room.ask("/orders", item="tea", qty=2)[1]["Location"], "/orders/new")
    check("target", room.ask("/orders/new")[0], 200)
    room.type("m", "^Device 1: Python-urllib [0-9.]+, visit 1$")
    check("as predicted", [line for line in room.lines if "as predicted (py-urllib)" in line] != [], True)
    room.type("q", "^The class is over.$")
    check("end", room.end(), (0, True))
    written = json.loads(candidates.read_text(encoding="utf-8"))
    check("cases", written["cases"], [f"{LESSON}, visit 1, redirect 1: POST with body, 302"])
    check("cookie of the class", [field for field in written["fields"] if "hopscope_class" in field], [])
    compared = run("clients", "--diff", candidates, candidates)
    check("readable", compared.returncode, 0)
    secure = Room(lesson="hsts")
    secure.after(0, "for votes only")
    secure.type("q", "^The class is over.$")


def check_grades(folder, answers, key):
    good = run("grade", answers, "--key", key, "--format", "csv")
    row = next(csv.DictReader(io.StringIO(good.stdout)))
    check("grade", (good.returncode, row["Name"], row["Signature"], row["Right"], row["Of"], row["Verdicts"]), (0, "Ada", "genuine", "2", "3", "parts ++-"))
    changed = folder / "changed.answers"
    changed.write_text(answers.read_text(encoding="utf-8").replace("Ada", "\\u001b[2JBob"), encoding="utf-8")
    both = run("grade", answers, changed, "--key", key)
    check("changed", (both.returncode, "NOT GENUINE" in both.stdout, "\x1b" in both.stdout), (4, True, False))
    other = folder / "other.key"
    other.write_text("0" * 64 + "\n", encoding="ascii")
    check("another key", run("grade", answers, "--key", other).returncode, 4)
    elsewhere = folder / "elsewhere.answers"
    elsewhere.write_text(answers.read_text(encoding="utf-8").replace(LESSON, "/etc/passwd"), encoding="utf-8")
    refused = run("grade", elsewhere, answers, "--key", key)
    check("a path as the lesson", (refused.returncode, 'there is no lesson "/etc/passwd"' in refused.stderr, "Ada" in refused.stdout), (2, True, True))
    broken = folder / "broken.answers"
    broken.write_text("{", encoding="utf-8")
    check("broken", (run("grade", broken, "--key", key).returncode, "broken.answers: line 1" in run("grade", broken, "--key", key).stderr), (2, True))


with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    check_usage(place)
    check_grades(place, *check_steps(place))
    check_ends(place)
    check_device(place)
print("\n".join(faults) or "no fault")
sys.exit(1 if faults else 0)
