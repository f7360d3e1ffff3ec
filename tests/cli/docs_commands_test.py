#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every command of hopscope-cli that README.md, docs/ and the help show, in one folder and in their order.

usage: docs_commands_test.py PATH-TO-hopscope-cli SOURCE-FOLDER
What a command needs is made first, by the program where it can. The ports are free ones, and no host outside is asked: SUBSTITUTES
says what stands for it. Prints a line a command and 'N passed, N failed' at the end.
"""
import gzip
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from ports import answers, free_port, within  # noqa: E402

CLI = pathlib.Path(sys.argv[1]).resolve()
SOURCE = pathlib.Path(sys.argv[2]).resolve()
SECONDS = 120
BEFORE = re.compile(r"(?:[A-Z_]+=\S+ |(?:curl|grep) [^|]*\| )?hopscope-cli ")
# Ended by Ctrl+C.
LASTING = ("hopscope-cli serve ", "hopscope-cli watch --port", "hopscope-cli class ")
# What a user puts in, and hosts outside.
SUBSTITUTES = {
    "session shop.json URL": "session shop.json http://127.0.0.1:8601/301",
    "TOKEN=…": "TOKEN=a-token-of-mine",
    "-- npm test": "-- curl -sL http://127.0.0.1:8601/302",
    "https://example.org ": "http://127.0.0.1:8601/302 ",
    "https://staging.example.com": "http://127.0.0.1:8601",
    "https://staging.example ": "http://127.0.0.1:8601 ",
    "http://shop.example/old": "http://127.0.0.1:8601/301",
    "https://shop.example/new": "http://127.0.0.1:8601/echo",
    "https://api.example/orders": "http://127.0.0.1:8601/307",
    "http://127.0.0.1:8080": "http://127.0.0.1:8601",
    "| man -l -": "| cat",
    "https://a.example/ ": "http://127.0.0.1:8601/echo ",
    "--address 192.168.1.5": "--address 127.0.0.1",
}
# Other than 0: what the sentence beside it says.
CODES = {
    "hopscope-cli diff before.json after.json": 4,
    "hopscope-cli redact browser.har --check": 4,
    "hopscope-cli course post": 4,  # nobody answers
    "hopscope-cli audit --diff before.jsonl after.jsonl --format markdown": 4,
    "grep -o 'https://[^ ]*' notes.txt | hopscope-cli audit - --variants scheme,www,slash,case": 4,  # nothing listens
}
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def shown_in(text, indent):
    """Commands without the explanation beside them."""
    lines = (line[len(indent):] for line in text.splitlines() if line.startswith(indent) and not line.startswith(indent + " "))
    return [re.split(r" {3,}|\s+# ", line)[0] for line in lines if BEFORE.match(line)]


def commands():
    """(where, command)"""
    found = []
    for path in [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md"))]:
        found += [(path.name, command) for command in shown_in(path.read_text(encoding="utf-8"), "    ")]
    overview = subprocess.run([CLI, "--help"], capture_output=True, text=True, timeout=SECONDS, check=True).stdout
    for name in re.findall(r"^  ([a-z]+) ", overview.split("Commands:\n")[1].split("\n\n")[0], re.MULTILINE):
        text = subprocess.run([CLI, "help", name], capture_output=True, text=True, timeout=SECONDS, check=True).stdout
        found += [("help " + name, command) for command in shown_in(text, "  ")]
    return found


class World:
    """A folder with what the commands read, and the server that they ask."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        (folder / "bin").mkdir()
        (folder / "bin" / "hopscope-cli").symlink_to(CLI)
        clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self.env = {**clean, "HOME": str(folder), "PATH": f"{folder}/bin:{clean['PATH']}", "XDG_DATA_HOME": f"{folder}/.local/share", "HOPSCOPE_CONFIG": ""}
        self.server = None
        self.used = set()

    def here(self, command):
        for name, value in SUBSTITUTES.items():
            if name in command + " ":
                self.used.add(name)
                command = (command + " ").replace(name, value).rstrip()
        return command.replace("8601", str(self.port))

    def run(self, command):
        return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=SECONDS, check=False)

    def start(self, command):
        """The end of its input would end some of them."""
        return subprocess.Popen(command.split(), cwd=self.folder, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)

    def make(self):
        """The files that a reader of the documents would have."""
        host = f"127.0.0.1:{self.port}"
        made = [f"trace --format json -o before.json http://{host}/302", f"trace --format json -o after.json http://{host}/307",
                f"trace --format har -o browser.har -H 'Authorization: Bearer abc' --no-redact http://{host}/302",
                f"trace --format json -o t{{n}}.json http://{host}/301"]
        for arguments in made[:3]:
            self.need("hopscope-cli " + arguments)
        for n in range(3):
            self.need("hopscope-cli " + made[3].format(n=n))
        self.need("hopscope-cli convert t0.json t1.json t2.json --format har -o more.har")
        hars = [json.loads((self.folder / name).read_text(encoding="utf-8")) for name in ("browser.har", "more.har")]
        hars[0]["log"]["entries"] += hars[1]["log"]["entries"]
        (self.folder / "browser.har").write_text(json.dumps(hars[0]), encoding="utf-8")
        history = self.folder / ".local/share/hopscope/hopscope/history"
        history.mkdir(parents=True)
        (history / "a.json").write_bytes((self.folder / "before.json").read_bytes())
        (self.folder / "redirects.csv").write_text("source,target,status\n/301,/echo,301\n/302,/echo,302\n", encoding="utf-8")
        (self.folder / "rules.csv").write_text(f"source,target,status\nhttp://{host}/307,http://{host}/echo,307\n", encoding="utf-8")
        sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://{host}/status/200</loc></url></urlset>'
        (self.folder / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap.encode()))
        (self.folder / "order.txt").write_text("qty=2\n", encoding="utf-8")
        (self.folder / "notes.txt").write_text(f"See https://127.0.0.1:{free_port()}/x and so on.\n", encoding="utf-8")
        self.need(f"hopscope-cli audit redirects.csv --base http://{host} --format jsonl -o before.jsonl")
        (self.folder / "after.csv").write_text("source,target,status\n/301,/elsewhere,301\n/302,/echo,302\n", encoding="utf-8")
        self.run(f"hopscope-cli audit after.csv --base http://{host} --format jsonl -o after.jsonl")
        (self.folder / "cookies.txt").write_text("# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\ta\t1\n", encoding="utf-8")
        item = {"name": "ping", "request": {"method": "GET", "url": "http://{{host}}/302"}}
        (self.folder / "shop.postman_collection.json").write_text(json.dumps({
            "info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": [item]}), encoding="utf-8")
        self.need("hopscope-cli import shop.postman_collection.json -o ./api")
        request = {"format": "hopscope-request", "version": 1, "client": "curl", "method": "POST", "url": f"http://{host}/307",
                   "headers": [{"name": "Authorization", "value": "Bearer {{token}}"}]}
        for name in ("add item", "ping"):
            path = self.folder / "api" / ("shop" if name == "add item" else "") / f"{name}.request.json"
            path.parent.mkdir(exist_ok=True)
            if name == "ping":
                request = {**request, "method": "GET", "url": "http://{{host}}/302", "headers": []}
            path.write_text(json.dumps(request), encoding="utf-8")
        (self.folder / "api/environments").mkdir(exist_ok=True)
        (self.folder / "api/environments/dev.json").write_text(json.dumps(
            {"format": "hopscope-environment", "version": 1, "variables": [{"name": "token", "secret": True}]}), encoding="utf-8")
        (self.folder / ".local/share/bash-completion/completions").mkdir(parents=True)

    def make_answers(self):
        """A class with a key, and the homework of one who is in it."""
        room = self.start(f"hopscope-cli class --lesson 307-post --address 127.0.0.1 --port {free_port()} --key class.key")
        said = {}
        while "Word" not in said:
            name, _, value = room.stdout.readline().partition(":")
            said[name] = value.strip()
        visitor = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
        visitor.open(said["Address"] + "/join", urllib.parse.urlencode({"word": said["Word"]}).encode(), SECONDS).close()
        answers = {"name": "Ada", **{f"part{i}": 0 for i in range(5)}}
        with visitor.open(said["Address"] + "/homework", urllib.parse.urlencode(answers).encode(), SECONDS) as response:
            (self.folder / "ada.answers").write_bytes(response.read())
        room.send_signal(signal.SIGINT)
        room.communicate(timeout=SECONDS)

    def need(self, command):
        done = self.run(command)
        if done.returncode:
            raise SystemExit(f"{command}: {done.returncode}: {done.stderr}")


def lasts(world, where, command):
    """It begins to work, and Ctrl+C ends it well."""
    program = world.start(command)
    first = program.stdout.readline()
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=SECONDS)
    check(f"{where}: {command}", first and program.returncode in (0, 130), (program.returncode, first + out, err))


def main():
    all_commands = commands()
    with tempfile.TemporaryDirectory() as name:
        world = World(pathlib.Path(name))
        serve = world.start(world.here("hopscope-cli serve --port 8601"))
        try:
            within(lambda: answers(world.port), "hopscope-cli serve")
            world.make()
            world.make_answers()
            for where, shown in all_commands:
                command = world.here(shown)
                if shown.startswith(LASTING):
                    port = f" --port {free_port()}"
                    plain = re.sub(r" --port \d+", "", command)
                    lasts(world, where, plain + port)
                    continue
                done = world.run(command)
                check(f"{where}: {shown}", done.returncode == CODES.get(shown, 0), (done.returncode, done.stdout[-300:], done.stderr[-500:]))
        finally:
            serve.send_signal(signal.SIGINT)
            serve.communicate(timeout=SECONDS)
        check("each substitute stands for something", world.used == set(SUBSTITUTES), sorted(set(SUBSTITUTES) - world.used))
        shown = {command for _, command in all_commands}
        check("each code belongs to a command", set(CODES) <= shown, sorted(set(CODES) - shown))
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
