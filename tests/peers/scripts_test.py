#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs exported programs against a recording server: each request has to arrive as that of its hop. fetch() by Node.js,
requests by Python; PowerShell and Hurl files are read by their published grammar (about_Quoting_Rules; docs/spec/grammar of
Hurl), and run too where these programs are installed.

usage: scripts_test.py HOPSCOPE_CLI RANDOMTRACES
"""
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from heads import seen, serve  # noqa: E402
from maketrace import hop, response, trace  # noqa: E402

SECONDS = 60
LONGEST = 100_000  # bytes of a hostile trace file: a long one takes long and shows no more
ANY_BYTES = bytes(range(256)) + b"%s%d'\\n\"$(id)"
TEXT = "it's \"quoted\" $(id) `id` ${x} {{x}} # \\ </script>"
ROWS = [
    ("GET", "/302/next", [("Accept", "*/*")], b""),
    ("GET", "/q?x=1&y=%27%22", [("User-Agent", "a'b$(id)`id` {{x}} #1 \\"), ("X-Empty", ""), ("X-Twice", "1"), ("x-twice", "2")], b""),
    ("POST", "/p", [("Content-Type", "application/json")], b'{"a": "it\'s"}\n'),
    ("POST", "/p", [("Content-Type", "text/x; a=\"b'c\"")], TEXT.encode()),
    ("POST", "/no-type", [], b"@/etc/passwd"),
    ("PUT", "/p", [("X-Bytes", "caf\xe9 \xff")], ANY_BYTES),
    ("PUT", "/lines", [("Content-Type", "text/plain")], b"a\r\nb\tc\n"),
    ("POST", "/empty", [("Content-Length", "0")], b""),
    ("DELETE", "/d", [("Cookie", "a=1"), ("Cookie", "b=2"), ("Authorization", "Basic eDp5"), ("Referer", "http://a.example/")], b""),
    ("HEAD", "/h", [("Accept-Encoding", "gzip")], b""),
    ("PATCH", "/large", [("Content-Type", "application/octet-stream")], b"-n" + b"x" * 200_000),
    ("OPTIONS", "/o", [("Access-Control-Request-Method", "PUT"), ("!#$%&'*+-.^_`|~", "odd name")], b""),
]
# Fields that fetch() of Node.js adds besides Host and the length where they are not given.
ADDED = {"accept": ["*/*"], "accept-language": ["*"], "sec-fetch-mode": ["cors"], "user-agent": ["node"],
         "accept-encoding": ["gzip, deflate"], "connection": ["keep-alive", "close"]}


def joined(fields):
    """Each name once, in lower case, as both programs send it."""
    made = {}
    for name, value in fields:
        name, value = name.lower(), value.strip()
        made[name] = value if name not in made else made[name] + ("; " if name == "cookie" else ", ") + value
    return made


def told(fields, may_be_added=None):
    """Without Host, the length of content, and what the program adds by itself."""
    return {n: v for n, v in fields.items() if n not in ("host", "content-length") and v not in (may_be_added or {}).get(n, ())}


def compare(name, lines, adds):
    faults = 0
    for row, got in zip(ROWS, lines + [None] * len(ROWS)):
        method, target, fields, body = row
        own = joined(fields)
        wanted = (method, target, told(own), body)
        added = {n: v for n, v in adds.items() if n not in own}
        arrived = got and (got[0], got[1], told(joined(got[2]), added), got[3])
        if wanted != arrived:
            faults += 1
            print(f"{name}\n  wanted  {str(wanted)[:500]}\n  arrived {str(arrived)[:500]}")
    if len(lines) != len(ROWS):
        faults += 1
        print(f"{name}: {len(lines)} requests arrived instead of {len(ROWS)}")
    return faults


def exported(cli, file, form):
    return subprocess.run([cli, "convert", str(file), "--no-redact", "--format", form], capture_output=True, timeout=SECONDS,
                          check=True).stdout


def run(command, script, folder):
    seen.clear()
    pathlib.Path(folder, command[-1]).write_bytes(script)
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, cwd=folder, env=environment)
    if done.returncode:
        print(f"{command[0]}: {done.returncode}, {done.stderr.decode()[-500:]}")
    return list(seen)


# --- Hurl, docs/spec/grammar/hurl.grammar ---

def unescaped(text):
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def read_hurl(text):
    """The entries of a file: method, URL, fields, options, body, status and fields expected. What Hopscope writes of the grammar."""
    value = r"(?:[^#\n\\]|\\u\{[0-9a-f]+\})*"
    key = r"(?:[A-Za-z0-9_.@$\[\]-]|\\u\{[0-9a-f]+\})+"
    entry = re.compile(rf"(?P<method>[A-Z]+) (?P<url>{value})\n(?P<fields>(?:{key}: ?{value}\n)*)\[Options\]\n(?P<options>(?:[a-z-]+: (?:true|false)\n)*)"
                       rf"(?:base64,(?P<body>[A-Za-z0-9+/= \n]+);\n)?(?:HTTP (?P<status>\d+)\n(?P<expected>(?:{key}: ?{value}\n)*))?")
    at, entries = 0, []
    while at < len(text):
        blank = re.compile(r"[ \t]*(#[^\n]*)?\n").match(text, at)
        found = blank or entry.match(text, at)
        if not found:
            raise ValueError(f"no entry of the grammar: {text[at:at + 200]!r}")
        at = found.end()
        if blank:
            continue
        if "{{" in found[0]:
            raise ValueError(f"a template: {found[0][:200]!r}")
        pairs = [line.split(":", 1) for line in found["fields"].splitlines()]
        entries.append((found["method"], unescaped(found["url"]), [(unescaped(n), unescaped(v.strip())) for n, v in pairs],
                        base64.b64decode(found["body"] or ""), found["status"], found["expected"] or ""))
    return entries


def hurl_faults(text, origin):
    faults = 0
    entries = read_hurl(text)
    for row, entry in zip(ROWS, entries):
        method, target, fields, body = row
        wanted = [(n, v.strip()) for n, v in fields if n not in ("Content-Length", "X-Bytes")]
        if (method, f"http://{origin}{target}", wanted, body) != entry[:4]:
            faults += 1
            print(f"Hurl\n  wanted {str((method, target, wanted, body))[:400]}\n  read   {str(entry)[:400]}")
    if len(entries) != len(ROWS) or entries[0][4] != "302" or "Location: /next" not in entries[0][5]:
        faults += 1
        print(f"Hurl: {len(entries)} entries, the first expects {entries[0][4:]}")
    return faults


# --- PowerShell, about_Quoting_Rules and about_Hash_Tables ---

def read_powershell(text):
    """The commands of a script as (method, URL, fields, body): single-quoted strings, where '' is a quote, a table and switches."""
    verbatim = r"'((?:[ -&(-~\t]|'')*)'"
    commands = []
    tokens = re.compile(rf"(?P<blank>[ \n]+|`\n|#[^\n]*\n)|(?P<name>-?[A-Za-z]+)|{verbatim}|(?P<open>@\{{\n)|(?P<close>\}})|(?P<sign>=)|(?P<zero>0)|"
                        rf"\(\[Convert\]::FromBase64String\('(?P<base64>[A-Za-z0-9+/=]*)'\)\)")
    at, words = 0, []
    while at < len(text):
        found = tokens.match(text, at)
        if not found:
            raise ValueError(f"no token: {text[at:at + 100]!r}")
        at = found.end()
        if found["blank"]:
            continue
        if found["base64"] is not None:
            words.append(base64.b64decode(found["base64"]))
        elif found[3] is not None:
            words.append(found[3].replace("''", "'").encode())
        else:
            words.append(found[0].strip())
    starts = [n for n, word in enumerate(words) if word == "Invoke-WebRequest" or (word == "Invoke" and words[n + 1] == "-WebRequest")]
    for begin, end in zip(starts, starts[1:] + [len(words)]):
        part = words[begin:end]
        fields, body, method, url = [], b"", "", ""
        for n, word in enumerate(part):
            if word == "-Uri":
                url = part[n + 1].decode()
            elif word == "-CustomMethod":
                method = part[n + 1].decode()
            elif word == "-Body":
                body = part[n + 1]
            elif word == "-ContentType":
                fields.append(("Content-Type", part[n + 1].decode()))
            elif word == "=":
                fields.append((part[n - 1].decode(), part[n + 1].decode()))
        if part[-6:] != ["-MaximumRedirection", "0", "-SkipHttpErrorCheck", "-SkipHeaderValidation", "-ErrorAction", "SilentlyContinue"]:
            raise ValueError(f"the command goes on: {part[-6:]}")
        commands.append((method, url, fields, body))
    return commands


def powershell_faults(text, origin):
    faults = 0
    commands = read_powershell(text)
    for row, command in zip(ROWS, commands):
        method, target, fields, body = row
        wanted = joined([(n, v) for n, v in fields if n not in ("Content-Length", "X-Bytes")])
        if (method, f"http://{origin}{target}", wanted, body) != (command[0], command[1], joined(command[2]), command[3]):
            faults += 1
            print(f"PowerShell\n  wanted {str((method, target, wanted, body))[:400]}\n  read   {str(command)[:400]}")
    return faults + (len(commands) != len(ROWS))


def hostile_faults(cli, program, folder):
    """What a server or a page wrote can do nothing in a script: each still has its syntax, and none writes a file."""
    out = subprocess.run([program, "hostile"], capture_output=True, timeout=SECONDS, check=True).stdout
    faults = 0
    texts = [text for text in out.split(b"\0")[:-1] if len(text) < LONGEST]
    for number, text in enumerate(texts):
        made = json.loads(text)
        for each in made["hops"]:
            each["request"]["method"] = "POST"  # any other text is no method, and nothing is sent
            each["request"].pop("methodBase64", None)
        file = pathlib.Path(folder, f"hostile{number}.json")
        file.write_text(json.dumps(made), encoding="utf-8")
        read_hurl(exported(cli, file, "hurl").decode("ascii"))
        read_powershell(exported(cli, file, "powershell").decode("ascii"))
        for form, command in (("python", ["python3", "-m", "py_compile", "check.py"]), ("fetch", ["node", "--check", "check.mjs"])):
            if shutil.which(command[0]):
                pathlib.Path(folder, command[-1]).write_bytes(exported(cli, file, form))
                done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, cwd=folder)
                if done.returncode:
                    faults += 1
                    print(f"hostile {number}, {form}: {done.stderr.decode()[-300:]}")
    return faults


def main():
    cli, program = (str(pathlib.Path(each).resolve()) for each in sys.argv[1:3])
    origin = serve()
    hops = [hop(n, method, f"http://u:p@{origin}{target}#f", fields, body) for n, (method, target, fields, body) in enumerate(ROWS)]
    hops[0]["response"] = response(302, [("Location", "/next")])
    faults, runs = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "trace.json")
        file.write_text(json.dumps(trace(hops)), encoding="utf-8")
        if shutil.which("node"):
            faults += compare("fetch", run(["node", "script.mjs"], exported(cli, file, "fetch"), folder), ADDED)
            runs += 1
        if not subprocess.run(["python3", "-c", "import requests"], check=False, capture_output=True, timeout=SECONDS).returncode:
            faults += compare("requests", run(["python3", "script.py"], exported(cli, file, "python"), folder), {})
            runs += 1
        faults += hurl_faults(exported(cli, file, "hurl").decode("ascii"), origin)
        faults += powershell_faults(exported(cli, file, "powershell").decode("ascii"), origin)
        for name in ("hurl", "pwsh"):
            if not shutil.which(name):
                print(f"{name} is not installed: its file was read by its published grammar only")
        faults += hostile_faults(cli, program, folder)
    print(f"{len(ROWS)} requests, {runs} programs run, {faults} differ")
    return 1 if faults else 0 if runs == 2 else 77


if __name__ == "__main__":
    sys.exit(main())
