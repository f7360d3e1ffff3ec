#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A HAR that hopscope-cli writes of a chain on the loopback server, replayed by Playwright in Chromium when the server is
gone: the browser has to arrive at the last URL with the content that was traced. Status 77: something is missing.

usage: harreplay_test.py HOPSCOPE_CLI WORK_DIR
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from npm import install  # noqa: E402

PACKAGE = "playwright-core@1.48.2"
SKIPPED = 77
SECONDS = 120
REPLAY = """
const { chromium } = require("playwright-core");
(async () => {
    const [program, har, url] = process.argv.slice(1);
    const browser = await chromium.launch({executablePath: program, args: ["--no-sandbox"]});
    const page = await (await browser.newContext()).newPage();
    await page.routeFromHAR(har, {notFound: "abort"});
    const response = await page.goto(url);
    process.stdout.write(JSON.stringify({url: page.url(), status: response.status(), text: await response.text()}));
    await browser.close();
})().catch(e => { console.error(e); process.exit(1); });
"""


def record(cli, folder, path):
    """The URL, and files with the HAR and the trace."""
    with subprocess.Popen([cli, "serve"], stdout=subprocess.PIPE) as server:
        try:
            head = b"".join(server.stdout.readline() for _ in range(3)).decode()
            url = re.search(r"http://127\.0\.0\.1:\d+", head).group(0) + path
            subprocess.run([cli, "trace", url, "--format", "json", "-o", f"{folder}/chain.json"], timeout=SECONDS, check=True)
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=SECONDS)
    subprocess.run([cli, "convert", f"{folder}/chain.json", "--format", "har", "-o", f"{folder}/chain.har"], timeout=SECONDS,
                   check=True)
    return url


def replay(program, npm, folder, url):
    made = subprocess.run(["node", "-e", REPLAY, program, f"{folder}/chain.har", url], capture_output=True, cwd=npm,
                          timeout=SECONDS, check=False)
    if made.returncode != 0:
        raise OSError(made.stderr.decode())
    return json.loads(made.stdout)


def main():
    cli, npm = sys.argv[1], pathlib.Path(sys.argv[2])
    program = shutil.which("chromium")
    if not program or not install(npm, PACKAGE):
        print("chromium, npm or the network are missing")
        return 1 if os.environ.get("CI") else SKIPPED
    faults = 0
    for path in ("/chain/3", "/301?to=/echo?x=1", "/status/404"):
        with tempfile.TemporaryDirectory() as folder:
            url = record(cli, folder, path)
            last = json.loads((pathlib.Path(folder) / "chain.json").read_text())["hops"][-1]
            seen = replay(program, npm, folder, url)
            wanted = {"url": last["request"]["url"], "status": last["response"]["status"], "text": last["response"]["body"]["text"]}
            faults += seen != wanted
            print(f"{path}: {'replayed' if seen == wanted else f'{seen} instead of {wanted}'}")
    return 1 if faults else 0


sys.exit(main())
