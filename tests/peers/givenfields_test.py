#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fields that the user gives, and those that a client adds for a body: which of them the request after a redirect has.
Each command is run with the client itself and with Hopscope, live and with "decide"; the same has to arrive.

usage: givenfields_test.py HOPSCOPE_CLI
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from heads import seen, serve  # noqa: E402

SECONDS = 30
FORM = "application/x-www-form-urlencoded"
GIVEN = f"-H 'Content-Type: {FORM}'"
LARGE = bytes(1024 * 1024 + 1)  # curl asks before it sends more than a mebibyte

# Each is run for 301, 302, 303, 307 and 308.
CURL = [
    "curl -L URL -d a=1",
    f"curl -L URL {GIVEN} -d a=1",
    f"curl -L URL -H 'content-type: {FORM}' -H 'Content-Language: en' -d a=1",
    "curl -L URL -H 'Content-Type: text/plain' -d a=1",
    "curl -L URL -H 'Content-Type;' -d a=1",
    "curl -L URL -H 'Content-Type:' -d a=1",
    "curl -L URL --json '{}'",
    "curl -L URL -F a=1",
    "curl -L URL --data-binary @large.bin",
    "curl -L URL --data-binary @large.bin -H 'Expect: 100-continue'",
    "curl -L URL -T small.bin",
    f"curl -L URL -T small.bin {GIVEN}",
    "curl -L -X POST URL -d a=1",
    f"curl -L -X POST URL -d a=1 {GIVEN}",
    "curl -L -X PUT URL -d a=1",
    f"curl -L --post301 --post302 --post303 URL -d a=1 {GIVEN}",
    f"curl -L -G URL -d a=1 {GIVEN}",
]
# What runs the client, the client's id, and the options of "trace" that ask for the same.
OTHERS = [
    (["wget", "-qO-", "--post-data=a=1", "URL"], "wget", ["-d", "a=1"]),
    (["wget", "-qO-", "--post-data=a=1", f"--header=Content-Type: {FORM}", "URL"], "wget",
     ["-d", "a=1", "-H", f"Content-Type: {FORM}"]),
    (["wget", "-qO-", "--method=POST", "--body-data=a=1", f"--header=Content-Type: {FORM}", "URL"], "wget-method",
     ["-d", "a=1", "-H", f"Content-Type: {FORM}"]),
    (["python3", "-c", f"import requests; requests.post('URL', data='a=1', headers={{'Content-Type': '{FORM}'}})"], "py-requests",
     ["-d", "a=1", "-H", f"Content-Type: {FORM}"]),
    (["node", "-e", f"fetch('URL', {{method: 'POST', body: 'a=1', headers: {{'Content-Type': '{FORM}', 'Content-Language': 'en'}}}})"],
     "node-fetch-builtin", ["-d", "a=1", "-H", f"Content-Type: {FORM}", "-H", "Content-Language: en"]),
]
STATUSES = (301, 302, 303, 307, 308)
COMPARED = ("content-", "expect", "transfer-encoding")
# The same question put to "decide": fields, which were added, and the Content-Type that is left after 302.
TYPE = {"name": "Content-Type", "value": FORM}
QUESTIONS = [
    ("curl", None, None),
    ("curl", [], FORM),
    ("curl", ["content-type"], None),
    ("wget", [], FORM),
    ("py-requests", [], None),
    ("browser", [], None),
    ("py-aiohttp", [], FORM),
]


def comparable(request):
    """Method, and the fields that go with a body: a boundary is chosen by each program, and with it the length."""
    method, target, fields, body = request
    multipart = any("boundary=" in value for _, value in fields)
    told = [(name.lower(), "BOUNDARY" if "boundary=" in value else value) for name, value in fields
            if name.lower().startswith(COMPARED) and not (multipart and name.lower() == "content-length")]
    return method, target, sorted(told), bool(body)


def arrived(command, **options):
    seen.clear()
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, **options)
    return [comparable(each) for each in seen]


def difference(name, wanted, got):
    if wanted == got and len(wanted) == 2:
        return 0
    print(f"{name}\n  wanted {wanted}\n  got    {got}\n")
    return 1


def decided(cli):
    """Faults of "decide": one line each, all at once, and the last ones with their options."""
    lines = [{"client": client, "status": 302, "method": "POST", "url": "http://a.example/", "locations": ["/b"],
              "headers": [TYPE, {"name": "Content-Length", "value": "3"}], "body": "a=1"} | ({} if added is None else {"added": added})
             for client, added, _ in QUESTIONS]
    text = "".join(json.dumps(line) + "\n" for line in lines) + json.dumps(lines[0] | {"added": ["Expect"]}) + "\n"
    batch = subprocess.run([cli, "decide", "--batch"], input=text.encode(), capture_output=True, timeout=SECONDS, check=True)
    answers = [json.loads(line) for line in batch.stdout.splitlines()]
    faults = 0
    for (client, added, wanted), answer in zip(QUESTIONS, answers):
        options = [] if added is None else ["--added", ",".join(added)]
        one = subprocess.run([cli, "decide", "--client", client, "--status", "302", "--method", "POST", "--url", "http://a.example/",
                              "--location", "/b", "-H", f"Content-Type: {FORM}", "-H", "Content-Length: 3", "-d", "a=1", *options],
                             capture_output=True, timeout=SECONDS, check=True)
        left = [field["value"] for field in answer["next"]["headers"] if field["name"].lower() == "content-type"]
        if left != [wanted] * (wanted is not None) or json.loads(one.stdout) != answer:
            faults += 1
            print(f"decide, {client}, added {added}: {left} instead of {wanted}; the options say {one.stdout.decode()[:300]}")
    if "is said to be added" not in answers[-1].get("error", ""):
        faults += 1
        print(f"a field that is not there: {answers[-1]}")
    return faults


def main():
    cli = str(pathlib.Path(sys.argv[1]).resolve())
    origin = serve()
    faults, runs = decided(cli), 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "large.bin").write_bytes(LARGE)
        (pathlib.Path(folder) / "small.bin").write_bytes(b"tea")
        for status in STATUSES:
            url = f"http://{origin}/{status}/next"
            for line in CURL if shutil.which("curl") else []:
                command = line.replace("URL", url)
                wanted = arrived(["bash", "-c", command.replace("curl", "curl -q -s", 1)], cwd=folder)
                faults += difference(command, wanted, arrived([cli, "trace", "--curl", command], cwd=folder))
                runs += 1
            for command, client, options in OTHERS:
                command = [word.replace("URL", url) for word in command]
                here = shutil.which(command[0])
                if not here or (command[0] == "python3" and subprocess.run([here, "-c", "import requests"], check=False,
                                                                          capture_output=True, timeout=SECONDS).returncode):
                    print(f"{command[0]} is not installed, or its requests is not")
                    continue
                faults += difference(f"{client} {status}", arrived(command), arrived([cli, "trace", "--client", client, *options, url]))
                runs += 1
    print(f"{runs} commands, {len(QUESTIONS)} questions, {faults} differ")
    return 1 if faults else 0 if runs else 77


if __name__ == "__main__":
    sys.exit(main())
