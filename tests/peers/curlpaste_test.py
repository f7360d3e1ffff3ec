#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs commands with curl itself and with "hopscope-cli trace --curl": the same request has to arrive.

usage: curlpaste_test.py HOPSCOPE_CLI
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from heads import seen, serve  # noqa: E402

SECONDS = 30
COMMANDS = r"""
curl 'URL/a?x=1'
curl -sS -XDELETE URL/d
curl -I URL/h
curl URL/p -d a=1 -d 'b= 2'
curl URL/p --data-raw @x -H 'content-type: text/x'
curl URL/p -d @file.txt
curl URL/p --data-binary @file.txt
curl URL/p --data-urlencode 'q=a b&c' --data-urlencode '=x y' --data-urlencode n@file.txt
curl URL/p --json '{"a":1}' --json '{"b":2}'
curl -G URL/g?x=1 -d a=1 --data-urlencode 'b=c d'
curl URL/p -F a=1 -F 'f=@file.txt;type=text/x' -F 'g=@file.txt;filename=other' --form-string 'h=@file;type=y'
curl -T file.txt -H Expect: URL/up/
curl -T file.txt URL/up/
curl -T empty.txt URL/up/
curl --url-query 'a=b c' --url-query +d=%20 --url-query e URL/q
curl URL/ -H 'A: 1' -H 'a: 2' -H 'E;' -H 'X:'
curl URL/ -b a=1 -b 'b=2' -A 'agent 1' -e 'http://b.example/;auto'
curl -u me:se:cret URL/
curl --oauth2-bearer token URL/
curl -r 0-9 URL/
curl --compressed URL/
curl --compressed -H 'Accept-Encoding: br' URL/
curl -b a=1 --compressed -H 'X-A: 1' -e http://b.example/ URL/
curl --compressed -H 'Cookie: a=1' -H 'Referer: http://own.example/' -e http://b.example/ -r 0-9 URL/
curl "URL/$(printf 'x\047y')" -H "Q: \"a\" \\ \$b"
curl URL/p --data-raw $'it\'s\n\u00e9\x41\101'
printf 'a\012b' | curl --data-binary @- URL/p
curl -X PUT URL/p -d x -H 'Content-Type:'
curl URL/p -d x -H 'Content-Type:' -H 'Accept:'
curl -A '' URL/
curl URL/p -H 'user-agent:'
curl URL/p --data-binary @large.bin
curl URL/p --data-binary @large.bin -H Expect:
curl 'URL/p' \
  -H 'accept: */*' \
  -H 'user-agent: Mozilla/5.0' \
  -H 'sec-ch-ua: "A";v="1", "B";v="2"' \
  --data-raw $'{"n":"it\'s \u0021"}' \
  --insecure
"""
# Arguments of trace, and what standard error has to say; the exit code is 2.
WRONG = (
    (["--curl", "curl -k"], "has no URL"),
    (["--curl", "shopping list"], "neither a curl command nor"),
    (["--curl", "curl http://127.0.0.1:1/", "http://127.0.0.1:1/"], "leave out the other one"),
    (["--curl", "curl -d @/no/such/file http://127.0.0.1:1/"], "cannot be read"),
)
# curl asks before it sends more than a mebibyte.
LARGE = bytes(1024 * 1024 + 1)
# These come from options in an order of curl's own.
ORDERED = ("range", "accept-encoding", "referer", "cookie", "x-a")
FILE = b"line 1\nline & 2\r\n\xc3\xa9"


def comparable(request):
    """Without the boundary, which each program chooses, and the lengths that depend on it."""
    method, target, fields, body = request
    order = [name.lower() for name, _ in fields if name.lower() in ORDERED]
    fields = dict((name.lower() + str(n), value) for n, (name, value) in enumerate(sorted(fields)))
    boundary = next((re.sub(".*boundary=", "", v) for v in fields.values() if "boundary=" in v), None)
    if boundary:
        fields = {n: v.replace(boundary, "BOUNDARY") for n, v in fields.items() if not n.startswith("content-length")}
        body = body.replace(boundary.encode(), b"BOUNDARY")
    return method, target, order, sorted((re.sub(r"\d+$", "", n), v) for n, v in fields.items()), body


def last_of(run):
    seen.clear()
    done = run()
    return comparable(seen[-1]) if seen else (done.returncode, done.stderr)


def main():
    if not shutil.which("curl"):
        print("curl is not installed")
        return 77
    origin = serve()
    commands = COMMANDS.strip().replace("URL", "http://" + origin)
    commands = re.split(r"(?<!\\)\n", commands)
    faults = 0
    cli = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "file.txt").write_bytes(FILE)
        (pathlib.Path(folder) / "large.bin").write_bytes(LARGE)
        (pathlib.Path(folder) / "empty.txt").write_bytes(b"")
        options = {"capture_output": True, "timeout": SECONDS, "check": False, "cwd": folder}
        for command in commands:
            wanted = last_of(lambda: subprocess.run(["bash", "-c", re.sub(r"\bcurl\b", "curl -q", command, count=1)], **options))
            got = last_of(lambda: subprocess.run([cli, "trace", "--client", "curl", "--curl", command], **options))
            if wanted != got:
                faults += 1
                print(f"{command}\n  curl     {str(wanted)[:900]}\n  Hopscope {str(got)[:900]}\n")
    for arguments, text in WRONG:
        run = subprocess.run([cli, "trace", *arguments], capture_output=True, timeout=SECONDS, check=False)
        if run.returncode != 2 or text not in run.stderr.decode():
            faults += 1
            print(f"{arguments}: {run.returncode}, {run.stderr.decode()}")
    print(f"{len(commands)} commands, {len(WRONG)} wrong ones, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
