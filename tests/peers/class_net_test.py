#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A class on a network of two hosts, made of network namespaces: the teacher's, on which `hopscope-cli class` listens, and
the students', with an address for each of 40 clients (curl and Python) and two browsers. They give the word, vote, send the
scenario's requests; then come students who mean no good.

usage: class_net_test.py HOPSCOPE_CLI FOLDER_OF_LESSONS
Status 77: not root, or ip, curl or Chromium is missing. Firefox is left out where it is not installed.
"""
import concurrent.futures
import csv
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

sys.path += [str(pathlib.Path(__file__).parents[1] / each) for each in ("clients", "support")]
from browserlines import FIREFOX_SETTINGS, Chromium, Firefox  # noqa: E402
from drivers import environment  # noqa: E402
from memoryclients import ChromeFirefox, PipedChromium  # noqa: E402
from ports import within  # noqa: E402

SKIPPED = 77
STUDENTS = 40
TEACHER, OTHER, PORT = "10.77.0.1", "10.77.0.2", 8601
LESSON = "307-password"
TOOLS = ("ip", "curl", "chromium")
SECONDS = 60
AT_ONCE = 8
WRONG_WORDS, FLOOD = 40, 400
HELD = 200
# What Python's urllib says of itself.
FIELDS = {"Content-Type": "application/x-www-form-urlencoded",
          "User-Agent": f"Python-urllib/{sys.version_info.major}.{sys.version_info.minor}"}


def address_of(student):
    return f"10.77.1.{10 + student}"


# What follows runs on the students' host.

class ClassChromium(PipedChromium):
    network = ["--disable-gpu", "--disable-extensions", "--disable-dev-shm-usage", "--disable-auto-reload"]

    def __init__(self, folder, env):
        self.log, self.target = [], None
        Chromium.__init__(self, folder, env)


class ClassFirefox(ChromeFirefox):
    settings = FIREFOX_SETTINGS | {"dom.ipc.processPrelaunch.enabled": False}

    def __init__(self, folder, env):
        Firefox.__init__(self, folder, env)


def asked(method, path, student=0, body=None, headers=None, port=PORT):
    """Status, fields and text of what Python gets from the class, asking from a student's address."""
    connection = http.client.HTTPConnection(TEACHER, port, timeout=SECONDS, source_address=(address_of(student), 0))
    try:
        connection.request(method, path, body, FIELDS | (headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def curled(student, folder, *arguments):
    """What curl prints. Its cookies are in a file: one given as text would not go to the other port."""
    jar = os.path.join(folder, f"jar{student}")
    command = ["curl", "-s", "-i", "-b", jar, "-c", jar, "--interface", address_of(student), "--max-time", str(SECONDS), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def together(job, count=STUDENTS):
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(job, range(count)))


def opened(url, body, cookie):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(urllib.request.Request(url, body.encode(), {"Cookie": cookie}), timeout=SECONDS).read()
    except urllib.error.HTTPError:
        # As it does with 307 after POST, which it does not follow.
        pass


def browse(engine, folder, word, visits):
    """A browser joins, votes for the first option, and makes the visits by the buttons of the launch page."""
    page = engine(folder, environment(folder))
    try:
        page.begin()
        page.go(f"http://{TEACHER}:{PORT}/class")
        page.leave(f"document.querySelector('[name=word]').value = {json.dumps(word)}; document.querySelector('button').click();")
        page.leave("document.querySelector('button[name=option]').click();")
        voted = page.value("return document.body.textContent")
        page.go(f"http://{TEACHER}:{PORT}/class/device")
        start = page.value("return [...document.querySelectorAll('a')].find(each => each.textContent == 'Go to the visits').href")
        for number in range(len(visits)):
            page.go(start)
            page.leave(f"document.querySelectorAll('form button')[{number}].click();")
        page.go(f"http://{TEACHER}:{PORT}/class/device")
        return [voted, page.value("return document.querySelectorAll('li').length + ''")]
    finally:
        page.close()


def hold(count, student):
    """Connections that are opened and left; how many the server kept."""
    held = []
    for _ in range(count):
        held.append(socket.create_connection((TEACHER, PORT), SECONDS, (address_of(student), 0)))
    statuses = asked("GET", "/class", student + 1)[0]
    kept = 0
    for each in held:
        each.setblocking(False)
        try:
            kept += each.recv(1) != b""
        except BlockingIOError:
            kept += 1
        except OSError:
            pass
        each.close()
    return [kept, statuses]


def refuses(address, port):
    try:
        socket.create_connection((address, port), SECONDS).close()
        return False
    except ConnectionRefusedError:
        return True


class Students:
    """What the teacher's side asks for, a line each."""

    def __init__(self, word, visits, folder):
        self.word, self.visits, self.folder, self.cookies = word, visits, folder, []

    def closed(self):
        return [refuses(OTHER, PORT), refuses(TEACHER, PORT + 7)]

    def join(self):
        answers = together(lambda student: self._sent(student, "/class/join", f"word={self.word}&name=Student+{student}"))
        self.cookies = [cookie for _, cookie in answers]
        return [sorted({status for status, _ in answers}), len(set(self.cookies))]

    def vote(self, options):
        answers = together(lambda student: self._sent(student, "/class/vote", f"part=0&option={student % options}"))
        return sorted({status for status, _ in answers})

    def _sent(self, student, path, body):
        """What a form sends: curl for the even ones, Python for the odd ones. The status, and the cookie that was set."""
        if student % 2:
            status, fields, _ = asked("POST", path, student, body, {"Cookie": self.cookies[student]} if self.cookies else {})
            return status, (fields["Set-Cookie"] or "").split(";")[0]
        head = curled(student, self.folder, "-d", body, f"http://{TEACHER}:{PORT}{path}")
        return int(head.split()[1]), (re.findall(r"^Set-Cookie: ([^;]*)", head, re.MULTILINE) or [""])[0]

    def _play(self, student):
        for url, body in self.visits:
            if student % 2:
                opened(url, body, self.cookies[student])
            else:
                curled(student, self.folder, "-L", "-d", body, url)

    def play(self):
        together(self._play)
        return True

    def browsers(self):
        engines = {"chromium": ClassChromium} | ({"firefox": ClassFirefox} if shutil.which("firefox-esr") else {})
        results = {}
        for name, engine in engines.items():
            folder = pathlib.Path(self.folder) / name
            folder.mkdir()
            results[name] = browse(engine, str(folder), self.word, self.visits)
        return results

    def hostile(self):
        mine, vote = {"Cookie": self.cookies[1]}, "part=0&option=2"
        script = f"word={self.word}&name=%3Cscript%3Ealert(1)%3C/script%3E"
        flood = together(lambda _: asked("GET", "/class", 59)[0], FLOOD)
        return {
            "no word": asked("POST", "/class/vote", 50, vote)[0],
            "a cookie made up": asked("POST", "/class/vote", 50, vote, {"Cookie": "hopscope_class=" + "0" * 32})[0],
            "after the vote": asked("POST", "/class/vote", 1, vote, mine)[0],
            "form of elsewhere": asked("POST", "/class/join", 50, f"word={self.word}", {"Origin": "http://evil.example"})[0],
            "host of elsewhere": asked("GET", "/class", 50, None, {"Host": "evil.example"} | mine)[0],
            "traversal": asked("GET", "/class/../../../../etc/passwd", 50, None, mine)[0],
            "huge name": asked("POST", "/class/join", 51, f"word={self.word}&name={'a' * 10_000}")[0],
            "huge body": asked("POST", "/class/join", 51, "a" * 1_000_000)[0],
            "huge head": asked("GET", "/class", 51, None, {"X": "a" * 50_000})[0],
            "escape in a name": asked("POST", "/class/join", 51, f"word={self.word}&name=%1b%5b2J")[0],
            "script as a name": asked("POST", "/class/join", 52, script)[0],
            "wrong words": sorted({asked("POST", "/class/join", 53, "word=bababa")[0] for _ in range(WRONG_WORDS)}),
            "flood": sorted(set(flood)),
            "beside the flood": asked("GET", "/class", 54)[0],
            "connections": hold(HELD, 55),
        }


def be_students(word, visits, folder):
    students = Students(word, json.loads(visits), folder)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(getattr(students, name)(*arguments)), flush=True)


# What follows runs on the teacher's host.

class Network:
    """Two namespaces with a cable between them."""

    def __init__(self):
        self.teacher, self.students = (f"hopscope-{name}-{os.getpid()}" for name in ("teacher", "students"))

    def __enter__(self):
        return self

    def make(self):
        self._ip("netns", "add", self.teacher)
        self._ip("netns", "add", self.students)
        self._ip("-n", self.teacher, "link", "add", "cable0", "type", "veth", "peer", "name", "cable1", "netns", self.students)
        for address in (TEACHER, OTHER):
            self._ip("-n", self.teacher, "address", "add", f"{address}/16", "dev", "cable0")
        for student in range(60):
            self._ip("-n", self.students, "address", "add", f"{address_of(student)}/16", "dev", "cable1")
        for space, cable in ((self.teacher, "cable0"), (self.students, "cable1")):
            self._ip("-n", space, "link", "set", "lo", "up")
            self._ip("-n", space, "link", "set", cable, "up")

    def __exit__(self, *_):
        for space in (self.teacher, self.students):
            subprocess.run(["ip", "netns", "del", space], check=False, capture_output=True)

    @staticmethod
    def _ip(*arguments):
        subprocess.run(["ip", *arguments], check=True, capture_output=True)

    def start(self, space, *command):
        return subprocess.Popen(["ip", "netns", "exec", space, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


class Terminal:
    """A program whose lines are read as they come."""

    def __init__(self, process):
        self.process, self.lines = process, []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def after(self, known, shape):
        """The first match among the lines from number `known` on."""
        return within(lambda: next((found for line in self.lines[known:] if (found := re.search(shape, line))), None), shape)

    def step(self, letter, shape):
        known = len(self.lines)
        self.type(letter)
        self.after(known, shape)
        return known


def check(faults, what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found!r}, wanted {wanted!r}")


def check_matrix(faults, teacher, browsers):
    known = teacher.step("m", r"^\d+ devices, \d+ votes$")
    lines = teacher.lines[known:]
    devices = [line for line in lines if line.startswith("Device ")]
    check(faults, "visits of curl and Python", len([line for line in devices if "Student" in line]), 2 * STUDENTS)
    for name in browsers:
        known = [line for line in lines if f"as predicted ({name}-nav)" in line]
        check(faults, f"{name}: requests as predicted", len(known), 4)
    check(faults, "differences", [line for line in lines if "DIFFERS" in line], [])
    check(faults, "curl after 307", [line for line in lines if "Request 2: POST partner/callback?code=4711, body of 31 bytes" in line] != [], True)


HOSTILE = {
    "no word": 403, "a cookie made up": 403, "after the vote": 409, "form of elsewhere": 403, "host of elsewhere": 421,
    "traversal": 404, "huge name": 422, "huge body": 413, "huge head": 431, "escape in a name": 422, "script as a name": 303,
    "wrong words": [403, 429], "flood": [200, 429], "beside the flood": 200, "connections": [64, 200],
}


def teach(cli, lesson, network, folder):
    faults = []
    votes, candidates = folder / "votes.csv", folder / "candidates.json"
    for address in ("0.0.0.0", "::", "10.99.0.1"):
        refused = subprocess.run(["ip", "netns", "exec", network.teacher, cli, "class", "--lesson", LESSON, "--address", address],
                                 stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=SECONDS)
        check(faults, f"class on {address}", (refused.returncode, "is not an address of this machine" in refused.stderr), (2, True))
    teacher = Terminal(network.start(network.teacher, cli, "class", "--lesson", LESSON, "--address", TEACHER, "--port", str(PORT),
                                     "--names", "--votes", str(votes), "--candidates", str(candidates)))
    check(faults, "address", teacher.after(0, r"^Address: (.*)")[1], f"http://{TEACHER}:{PORT}/class")
    word = teacher.after(0, r"^Word: *([a-z]{6})$")[1]
    teacher.after(0, r"sudo ufw allow from 10.77.0.0/16 to 10.77.0.1 port 8601,8602 proto tcp")
    visits = [[visit["url"].replace("{login}", f"http://{TEACHER}:{PORT}"), visit["body"]] for visit in lesson["scenario"]["visits"]]
    room = network.start(network.students, sys.executable, __file__, "--students", word, json.dumps(visits), str(folder))

    def students(name, *arguments):
        room.stdin.write(json.dumps([name, arguments]) + "\n")
        return json.loads(room.stdout.readline())

    options = lesson["parts"][0]["options"]
    try:
        check(faults, "other addresses and ports", students("closed"), [True, True])
        check(faults, "join", students("join"), [[303], STUDENTS])
        check(faults, "vote before it is open", students("vote", len(options)), [409])
        teacher.step("o", "^-- Open the question")
        check(faults, "vote", students("vote", len(options)), [303])
        check(faults, "play", students("play"), True)
        browsers = students("browsers")
        for name, (voted, requests) in browsers.items():
            check(faults, f"{name}: vote", "Your answer counts: " + options[0]["text"].replace("`", "") in voted, True)
            check(faults, f"{name}: requests on its page", requests, "4")
        teacher.step("r", "^-- Reveal the answer")
        check_matrix(faults, teacher, browsers)
        hostile = students("hostile")
        for what, wanted in HOSTILE.items():
            check(faults, what, hostile[what], wanted)
        teacher.step("n", "^-- Next question")
        teacher.type("q")
        check(faults, "end", teacher.process.wait(SECONDS), 0)
    finally:
        for process in (room, teacher.process):
            process.terminate()
            process.wait(SECONDS)
    rows = [row for row in csv.DictReader(votes.open(encoding="utf-8")) if row["Question"] == "1"]
    counts = [len([student for student in range(STUDENTS) if student % len(options) == option]) for option in range(len(options))]
    counts[0] += len(browsers)
    check(faults, "votes", [int(row["Votes"]) for row in rows if not row["Name"]], counts)
    check(faults, "named votes", len([row for row in rows if row["Name"].startswith("Student ")]), STUDENTS)
    check(faults, "control bytes in the terminal", [line for line in teacher.lines if "\x1b[2J" in line], [])
    written = json.loads(candidates.read_text(encoding="utf-8"))
    check(faults, "candidates", sorted(client["client"].split("-")[0] for client in written["clients"]),
          sorted(["curl", "python"] + [{"chromium": "chrome"}.get(name, name) for name in browsers]))
    return faults


def main():
    if os.geteuid() != 0 or any(shutil.which(tool) is None for tool in TOOLS):
        print(f"this needs root and {', '.join(TOOLS)}")
        return SKIPPED
    cli, lessons = sys.argv[1:]
    lesson = json.loads((pathlib.Path(lessons) / f"{LESSON}.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        with Network() as network:
            try:
                network.make()
            except subprocess.CalledProcessError as error:
                print(f"no network namespaces here: {error.stderr.decode().strip()}")
                return SKIPPED
            faults = teach(cli, lesson, network, pathlib.Path(folder))
    print("\n".join(faults) or f"a class of {STUDENTS} clients and the browsers, no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    if sys.argv[1] == "--students":
        be_students(*sys.argv[2:])
    else:
        sys.exit(main())
