#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Trace files carry their evidence, and "hopscope-cli verify" checks it: tool, commit, clock, SHA-256 of each block.

usage: verify_test.py HOPSCOPE_CLI GOLDEN_DIR
"""
import base64
import copy
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SECONDS = 60
SECRET = "s3cret-token"


def sha256(text):
    return hashlib.sha256(base64.b64decode(text)).hexdigest()


class Verifier:
    def __init__(self, cli, folder):
        self.cli, self.file, self.faults, self.checks = cli, pathlib.Path(folder, "trace.json"), 0, 0

    def expect(self, name, value, code, *texts):
        """`value` as a file, verified: the exit code, and texts that it says."""
        self.file.write_text(json.dumps(value) if isinstance(value, dict) else value, encoding="utf-8")
        done = subprocess.run([self.cli, "verify", str(self.file)], capture_output=True, timeout=SECONDS, check=False)
        said = (done.stdout + done.stderr).decode()
        piped = subprocess.run([self.cli, "verify", "-"], input=self.file.read_bytes(), capture_output=True, timeout=SECONDS, check=False)
        self.checks += 1
        if done.returncode != code or piped.returncode != code or any(text not in said for text in texts):
            self.faults += 1
            print(f"{name}: {done.returncode} instead of {code}, wanted {texts}\n{said}")
        if code == 2 and (done.stdout or done.stderr.count(b"\n") != 1):
            self.faults += 1
            print(f"{name}: an error is one line on standard error\n{said}")

    def require(self, name, holds):
        self.checks += 1
        if not holds:
            self.faults += 1
            print(name)


def traced(cli, *options):
    server = subprocess.Popen([cli, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        origin = next(found.group() for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        done = subprocess.run([cli, "trace", "-d", "tea=1", "-H", f"Authorization: Bearer {SECRET}", "--format", "json", *options,
                               origin + "/307?to=/echo"], capture_output=True, timeout=SECONDS, check=True)
        return json.loads(done.stdout)
    finally:
        server.terminate()
        server.wait(SECONDS)


def main():
    cli = str(pathlib.Path(sys.argv[1]).resolve())
    full, redacted = traced(cli, "--no-redact"), traced(cli)
    with tempfile.TemporaryDirectory() as folder:
        check = Verifier(cli, folder)
        tool, clock = full["tool"], full["clock"]
        check.require(f"tool {tool}", re.fullmatch(r"development|unknown|[0-9a-f]{40}(-changed)?", tool["commit"]))
        check.require(f"clock {clock}", clock["source"] == "system" and clock["timing"] == "monotonic" and "synchronized" in clock)
        for hop in full["hops"] + redacted["hops"]:
            wire = hop["wire"]
            check.require(f"hashes of {wire}", wire["sentSha256"] == sha256(wire["sent"]) and wire["receivedSha256"] == sha256(wire["received"]))
        check.require("nothing was replaced", not any("sentOriginalSha256" in hop["wire"] for hop in full["hops"]))

        check.expect("as written", full, 0, "8 of 8 blocks match, 0 differ.", f"commit {tool['commit']}", "Clock: the system's clock")
        changed = copy.deepcopy(full)
        bytes_ = base64.b64decode(changed["hops"][1]["wire"]["received"])
        changed["hops"][1]["wire"]["received"] = base64.b64encode(bytes_.replace(b"200 OK", b"404 OK")).decode()
        check.expect("received changed", changed, 4, "request 2, received: the bytes do not have the SHA-256", "7 of 8 blocks match, 1 differ.")
        changed = copy.deepcopy(full)
        changed["hops"][0]["request"]["body"]["text"] = "tea=2"
        check.expect("body changed", changed, 4, "request 1, request body: ")
        changed = copy.deepcopy(full)
        changed["hops"][0]["wire"]["sentSha256"] = "0" * 64
        check.expect("hash changed", changed, 4, "request 1, sent: ")

        # Redacted: what stands there matches, and the original's hash is that of the original, which is not there.
        wire = redacted["hops"][0]["wire"]
        check.require("the secret is not there", SECRET.encode() not in base64.b64decode(wire["sent"]))
        check.expect("redacted", redacted, 0, "0 differ.", f"request 1, sent: secrets were replaced before it was written. The original had SHA-256 "
                     f"{wire['sentOriginalSha256']}")
        original = base64.b64decode(wire["sent"]).replace(b"[redacted 1]", SECRET.encode())
        check.require("hash of the original", hashlib.sha256(original).hexdigest() == wire["sentOriginalSha256"])
        again = subprocess.run([cli, "convert", str(check.file), "--format", "json"], capture_output=True, timeout=SECONDS, check=True)
        check.require("the original's hash stays", json.loads(again.stdout)["hops"][0]["wire"]["sentOriginalSha256"] == wire["sentOriginalSha256"])

        short = traced(cli, "--body-limit", "2")
        check.expect("bodies that are not kept", short, 0, "not all of it is in the file", "only the original can show")
        older = copy.deepcopy(full)
        del older["tool"]["commit"], older["clock"]
        for hop in older["hops"]:
            del hop["wire"]["sentSha256"], hop["wire"]["receivedSha256"]
        check.expect("an older file", older, 0, "4 of 8 blocks match, 0 differ.", "no hash in the file", "Clock: not said")
        for hop in older["hops"]:
            for body in (hop["request"]["body"], hop["response"]["body"]):
                body["sha256"] = ""
        check.expect("no hash at all", older, 2, "nothing can be verified")
        wrong = copy.deepcopy(full)
        wrong["hops"][0]["wire"]["sentSha256"] = "ABC"
        check.expect("no hash of that form", wrong, 2, "hops[0].wire.sentSha256: expected a SHA-256")
        check.expect("another file", "{}", 2, "is not a readable trace file")
        check.expect("no JSON", "shopping list", 2, "is not a readable trace file")
        for arguments in ([], [str(pathlib.Path(folder, "missing.json"))], [folder, folder]):
            done = subprocess.run([cli, "verify", *arguments], capture_output=True, timeout=SECONDS, check=False)
            check.require(f"{arguments}: {done}", done.returncode == 2 and done.stderr.count(b"\n") == 1)
        for file in sorted(pathlib.Path(sys.argv[2]).glob("*.json")):
            done = subprocess.run([cli, "verify", str(file)], capture_output=True, timeout=SECONDS, check=False)
            check.require(f"{file}: {done}", done.returncode in (0, 2))
    print(f"{check.checks} checks, {check.faults} fail")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
