#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plays every lesson with headless Chromium, with Firefox and with curl against `hopscope-cli serve --scenario`: each visit
as the lesson has it, by an address, a link, a form or a script's fetch() on a page of the right origin. The servers have to
see what the play of that client says (chromium-nav or chromium-fetch, as the visit is asked for): the same requests with the
same bodies and the same fields.

usage: lessons_browser_test.py HOPSCOPE_CLI FOLDER_OF_LESSONS...
Firefox is left out where it is not installed. Status 77: Chromium or curl is missing.
"""
import base64
import concurrent.futures
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).parents[1] / "clients"))
from browserlines import FIREFOX_SETTINGS, Chromium, Firefox  # noqa: E402
from drivers import curl, environment  # noqa: E402
from memoryclients import ChromeFirefox, PipedChromium, fetch, form, link  # noqa: E402

SKIPPED = 77
FORM = "application/x-www-form-urlencoded"
SECONDS = 60
# A page with <meta http-equiv=refresh> goes on after 5 seconds.
LATE_SECONDS = 12
LOOK_SECONDS = 0.01
FIELDS = ("Authorization", "Cookie", "Origin", "Referer", "Content-Type", "X-Api-Key", "Access-Control-Request-Method",
          "Access-Control-Request-Headers")


class Server:
    """The servers of a lesson, and what they saw."""

    def __init__(self, cli, lesson, folder):
        self.record, self.taken, self.origins = folder / "requests.jsonl", 0, {}
        self.process = subprocess.Popen([cli, "serve", "--scenario", lesson, "--record", self.record], stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            name, _, address = line.strip().partition(" = ")
            if address:
                self.origins[name] = address
            if line.startswith("Requests:"):
                break
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def filled(self, text):
        for name, address in self.origins.items():
            text = text.replace("{" + name + "}", address).replace("{" + name + ".authority}", address.split("://")[1])
        return text

    def _lines(self):
        whole, _, _ = self.record.read_text(encoding="utf-8").rpartition("\n")
        seen = map(json.loads, whole.splitlines())
        return [each for each in seen if not each["url"].endswith("/favicon.ico")]

    def take(self, count):
        """What arrived since it was called before; waits for `count` requests."""
        end = time.monotonic() + LATE_SECONDS
        while len(self._lines()) < self.taken + count and time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
        new = self._lines()[self.taken:]
        self.taken += len(new)
        return [telling(each["method"], each["url"], each["headers"], base64.b64decode(each["bodyBase64"]).decode(), self.origins) for each in new]

    def close(self):
        self.process.terminate()
        self.process.wait()


def telling(method, url, headers, body, origins):
    """A request as far as it is compared, with names in the place of ports."""
    fields = {name: [each["value"] for each in headers if each["name"].lower() == name.lower()] for name in FIELDS}
    text = json.dumps([method, url.split("#")[0], body, {name: values for name, values in fields.items() if values}])
    for name, address in origins.items():
        text = text.replace(address, "{" + name + "}").replace(address.split("://")[1], "{" + name + ".authority}")
    return text


def plays_of(cli, lesson, clients):
    """What the program says, by client: the visits, each with its requests that reach a server."""
    options = [part for client in clients for part in ("--play", client)]
    played = subprocess.run([cli, "lesson", lesson, *options], capture_output=True, check=True, timeout=SECONDS).stdout
    plays = {}
    for play in json.loads(played)["plays"]:
        plays[play["client"]] = [
            {"by": visit["by"], "requests": [
                telling(hop["request"]["method"], hop["request"]["url"], hop["request"]["headers"], hop["request"]["body"]["text"], play["origins"])
                for hop in visit["trace"]["hops"] if hop["kind"] not in ("hsts", "cache") and hop["response"]]}
            for visit in play["visits"]]
    return plays


class LessonChromium(PipedChromium):
    network = ["--host-resolver-rules=MAP * 127.0.0.1", "--ignore-certificate-errors", "--disable-gpu", "--disable-extensions",
               "--disable-dev-shm-usage", "--disable-auto-reload"]

    def __init__(self, folder, env):
        self.log = []
        Chromium.__init__(self, folder, env)

    def begin(self):
        self.open("about:blank")


class LessonFirefox(ChromeFirefox):
    insecure = True
    settings = {name: value for name, value in FIREFOX_SETTINGS.items() if not name.startswith("browser.cache")} | {
        "dom.ipc.processPrelaunch.enabled": False, "network.dns.disableIPv6": True}

    def __init__(self, folder, env):
        Firefox.__init__(self, folder, env)


class Browser:
    def __init__(self, name, engine, folder):
        self.name, self.folder = name, folder
        self.page = engine(str(folder), environment(str(folder)))

    def profile(self, visit):
        return f"{self.name}-{'fetch' if visit['by'] == 'fetch' else 'nav'}"

    def profiles(self):
        return [f"{self.name}-nav", f"{self.name}-fetch"]

    def begin(self):
        self.page.begin()

    def open(self, url):
        self.page.go(url)

    def play(self, by, visit):
        step = {"url": visit["url"], "method": visit["method"], "headers": [[each["name"], each["value"]] for each in visit["headers"]]}
        step |= {"body": visit["body"]} if visit["body"] else {}
        if by == "address":
            self.page.go(visit["url"])
        elif by == "fetch":
            self.page.value(fetch(step))
        else:
            self.page.leave(link(visit["url"]) if by == "link" else form(step))

    def close(self):
        self.page.close()


class Curl:
    name = "curl"

    def __init__(self, folder):
        self.folder, self.command = str(folder), curl()

    def profile(self, _visit):
        return "curl"

    def profiles(self):
        return ["curl"]

    def begin(self):
        pass

    def open(self, url):
        pass

    def play(self, _by, visit):
        # What curl -d sends by itself is not given with -H.
        headers = [[each["name"], each["value"]] for each in visit["headers"] if not visit["body"] or each["value"] != FORM]
        case = {"method": visit["method"], "body": visit["body"] or None, "headers": headers}
        subprocess.run(self.command(case, visit["url"], self.folder), env=environment(self.folder), timeout=SECONDS)

    def close(self):
        pass


def visits_of(lesson, server):
    """The visits of the lesson's file, with addresses in the place of names."""
    scenario = json.loads(server.filled(lesson.read_text(encoding="utf-8")))["scenario"]
    return [{"method": "GET", "headers": [], "body": ""} | visit for visit in scenario["visits"]]


def page_of(by, visit):
    if by == "address":
        return None
    return visit.get("page") or "/".join(visit["url"].split("/")[:3]) + "/"


def faults_of(client, cli, lesson, folder):
    """Plays a lesson with a client. What differs, and the number of requests that were compared."""
    plays = plays_of(cli, lesson, client.profiles())
    faults, compared = [], 0
    with contextlib.closing(Server(cli, lesson, folder)) as server:
        client.begin()
        for number, visit in enumerate(visits_of(lesson, server), 1):
            said = plays[client.profiles()[0]][number - 1]
            by, said = said["by"], plays[client.profile(said)][number - 1]["requests"]
            where = f"{lesson.stem}, {client.name}, visit {number} by {by}"
            page = page_of(by, visit)
            if page:
                client.open(page)
            opened = [json.loads(request)[:2] for request in server.take(0)]
            if any(request != json.loads(telling("GET", page or "", [], "", server.origins))[:2] for request in opened):
                faults.append(f"{where}: more requests than before: {opened}")
            client.play(by, visit)
            seen = server.take(len(said))
            compared += len(seen)
            if seen != said:
                faults.append("\n  ".join([f"{where}: it is said", *said, "and it was", *seen]))
        client.begin()
        if late := server.take(0):
            faults.append(f"{lesson.stem}, {client.name}: more requests at the end: {late}")
    return faults, compared


def all_faults(make_client, cli, lessons, folder):
    folder.mkdir()
    client = make_client(folder)
    start, faults, compared = time.monotonic(), [], 0
    try:
        for lesson in lessons:
            found, count = faults_of(client, cli, lesson, folder)
            faults += found
            compared += count
    finally:
        client.close()
    print(f"{client.name}: {len(lessons)} lessons, {compared} requests, {time.monotonic() - start:.0f} s")
    return faults


def main():
    cli, folders = sys.argv[1], [pathlib.Path(name).resolve() for name in sys.argv[2:]]
    if not shutil.which("chromium") or not shutil.which("curl"):
        print("chromium or curl is missing")
        return 1 if os.environ.get("CI") else SKIPPED
    clients = {"chromium": lambda folder: Browser("chromium", LessonChromium, folder), "curl": Curl}
    if shutil.which("firefox-esr"):
        clients["firefox"] = lambda folder: Browser("firefox", LessonFirefox, folder)
    lessons = sorted(file for folder in folders for file in folder.glob("*.json"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, concurrent.futures.ThreadPoolExecutor() as pool:
        jobs = [pool.submit(all_faults, make, cli, lessons, pathlib.Path(name) / client) for client, make in clients.items()]
        faults = [fault for job in jobs for fault in job.result()]
    print("\n".join(faults) or "no difference")
    return 1 if faults or not lessons else 0


if __name__ == "__main__":
    sys.exit(main())
