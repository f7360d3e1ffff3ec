#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks hopscope-cli redact: a HAR stays the same but for its secrets, and --check tells without values.

usage: redact_test.py HOPSCOPE_CLI
Prints a line a check and 'N passed, N failed' at the end.
"""
import base64
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
TESTS = pathlib.Path(__file__).parents[1]
SECONDS = 120
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"[:600]))


def redact(*args, stdin=b""):
    process = subprocess.run([CLI, "redact", *map(str, args)], input=stdin, capture_output=True, timeout=SECONDS,
                             check=False)
    return process.returncode, process.stdout, process.stderr.decode()


def entry_of(row, number):
    """A HAR entry as a browser writes it, with the row's text where it stands."""
    url = row["text"] if row["where"] == "url" else f"https://first.example/{number}"
    field = [dict(zip(("name", "value"), row["text"].split(": ", 1)))]
    body = {"mimeType": row.get("type", ""), "text": row["text"]}
    response = dict(body) if row["where"] == "response body" else {"mimeType": "text/plain", "text": ""}
    if number % 2 and response["text"]:
        response["text"] = base64.b64encode(response["text"].encode()).decode()
        response["encoding"] = "base64"
    return {
        "startedDateTime": "2026-11-28T10:00:00.000Z", "time": 1, "_priority": "High",
        "request": {"method": "POST", "url": url, "httpVersion": "h2", "queryString": [], "cookies": [],
                    "headers": field if row["where"] == "request field" else [], "headersSize": -1, "bodySize": -1,
                    **({"postData": body} if row["where"] == "request body" else {})},
        "response": {"status": 307 if row["where"] == "location" else 200, "statusText": "", "httpVersion": "h2",
                     "cookies": [], "content": {"size": 1, **response}, "headersSize": -1, "bodySize": -1,
                     "headers": [{"name": "Location", "value": row["text"]}] if row["where"] == "location"
                     else field if row["where"] == "response field" else [],
                     "redirectURL": row["text"] if row["where"] == "location" else ""},
        "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0}}


def har_of(rows):
    log = {"version": "1.2", "creator": {"name": "x", "version": "1"},
           "entries": [entry_of(row, number) for number, row in enumerate(rows)]}
    return json.dumps({"log": log}, indent=1, ensure_ascii=False).encode()


def decoded(har):
    """All of a HAR's texts, those of base64 decoded."""
    texts = [har.decode()]
    for entry in json.loads(har)["log"]["entries"]:
        content = entry["response"]["content"]
        text = content.get("text", "")
        texts.append(base64.b64decode(text).decode("utf-8", "replace") if content.get("encoding") else text)
        texts.append(entry["request"].get("postData", {}).get("text", ""))
    return "\n".join(texts)


def shape_of(value):
    """A JSON value without its texts."""
    if isinstance(value, dict):
        return {name: shape_of(member) for name, member in value.items()}
    if isinstance(value, list):
        return [shape_of(item) for item in value]
    return "" if isinstance(value, str) else value


PLANTED = json.loads((TESTS / "support" / "planted.json").read_text(encoding="utf-8"))

har = har_of(PLANTED["secrets"])
code, out, err = redact("-", stdin=har)
check("a HAR of all planted secrets is read", code == 0, err)
texts = decoded(out)
left = [row["text"][:80] for row in PLANTED["secrets"] if row["secret"] in texts]
check(f"none of {len(PLANTED['secrets'])} secrets is left", not left, left)
check("nothing but texts changes", shape_of(json.loads(out)) == shape_of(json.loads(har)))
check("what was removed is said", err.startswith("hopscope-cli: redacted: "), err[:80])
again = redact("-", stdin=out)
check("redacted again it is the same", again[:2] == (0, out), again[2])
code, text, err = redact("-", "--check", stdin=har)
check("--check ends with 4", code == 4, (code, err))
told = [row["secret"] for row in PLANTED["secrets"] if len(row["secret"]) > 8 and row["secret"] in text.decode() + err]
check("--check tells no value", not told, told)
check("--check tells names and requests", re.search(r"^Authorization \(\d+\): in requests? \d", text.decode(), re.M),
      text[:200])
code, text, err = redact("-", "--check", stdin=out)
check("a redacted HAR is clean", (code, text) == (0, b"Nothing to redact.\n"), (code, text[:300], err))

har = har_of(PLANTED["harmless"])
code, out, err = redact("-", stdin=har)
check("harmless values stay, byte for byte", (code, out) == (0, har), err)
check("and are clean", redact("-", "--check", stdin=har)[0] == 0)

ODD = (b'\xef\xbb\xbf{ "log" : {"_own":[1,2.50,1e3,null],\r\n\t"entries":[{"request":{"url":"http:\\/\\/a.example\\/?token=abc\\u0031",'
       b'"headers":[{"name":"X-Api-Key","value":"k3y-s3cr3t","_x":"k3y-s3cr3t"}],"cookies":[{"name":"a","value":"c00k13val"}],'
       b'"queryString":[{"name":"token","value":"abc1"}]},"_token":"p1an0","comment":"say \\u00e9"}],"dup":1,"dup":2}}\n')
code, out, err = redact("-", stdin=ODD)
WANTED = (ODD.replace(b"abc\\u0031", b"[redacted 1]").replace(b"http:\\/\\/a.example\\/", b"http://a.example/")
          .replace(b"k3y-s3cr3t", b"[redacted 2]").replace(b"c00k13val", b"[redacted 3]")
          .replace(b'"value":"abc1"', b'"value":"[redacted 1]"').replace(b"p1an0", b"[redacted 4]"))
check("order, spaces, duplicates, numbers and unknown members stay", (code, out) == (0, WANTED), (out, err))
code, text, _ = redact("-", "--check", "--redact", "comment", stdin=ODD)
check("--redact adds a name", code == 4 and b"comment (1): in request 1" in text, text)

GOLDEN = TESTS / "golden"
with tempfile.TemporaryDirectory() as folder:
    target = pathlib.Path(folder) / "out.har"
    code, out, err = redact(GOLDEN / "main.har.har", "-o", target)
    check("-o writes a file", (code, out) == (0, b"") and target.exists(), err)
    check("our own HAR keeps its form", shape_of(json.loads(target.read_text())) ==
          shape_of(json.loads((GOLDEN / "main.har.har").read_text())))
    texts = target.read_text()
    texts += "".join(base64.b64decode(wire).decode("latin-1") for wire in re.findall(r'"(?:sent|received)": "([^"]*)"', texts))
    check("its secrets go, in the wire bytes too", "t0k3n-for-tea" not in texts and "5e55i0n" not in texts)
    back = subprocess.run([CLI, "convert", str(target), "--format", "json"], capture_output=True, check=False, timeout=SECONDS)
    check("it is still read", back.returncode == 0, back.stderr)
    trace = pathlib.Path(folder) / "trace.json"
    code, _, err = redact(GOLDEN / "main.trace.json", "-o", trace)
    check("a trace file stays one", code == 0 and "hops" in json.loads(trace.read_text()), err)
    check("its secrets go", "t0k3n-for-tea" not in trace.read_text())
    check("a clean trace file is not touched", redact(trace)[1] == trace.read_bytes())
    check("and passes --check", redact(trace, "--check")[0] == 0)
    check("one that is not is told", redact(GOLDEN / "main.trace.json", "--check")[0] == 4)
    blocked = pathlib.Path(folder) / "no" / "such" / "out.har"
    code, _, err = redact(GOLDEN / "main.har.har", "-o", blocked)
    check("a file that cannot be written is said", code == 2 and err.count("\n") == 1, err)

rules = redact("--rules")[1].decode().splitlines()
documented = " ".join((TESTS.parent / "docs" / "redaction.md").read_text(encoding="utf-8").split())
check("--rules lists them", len(rules) > 300 and "key ghp_ (GitHub: token formats)" in rules, rules[:3])
issuers = {match[1] for rule in rules if (match := re.match(r"key .* \((.*?):", rule))}
check("each issuer of keys is documented", all(issuer in documented for issuer in issuers),
      [issuer for issuer in issuers if issuer not in documented])
products = {product for rule in rules if (match := re.match(r"(?:name|path) .* \((.*)\)$", rule))
            for product in match[1].split(", ")}
check("each product of a name or path is documented", all(product in documented for product in products),
      [product for product in products if product not in documented])

for name, args, stdin, words in (
        ("no file", [], b"", "a file is missing"),
        ("file that is not there", ["/no/such.har"], b"", "/no/such.har"),
        ("empty input", ["-"], b"", "it is not JSON"),
        ("output of curl", ["-"], b"> GET / HTTP/1.1\n", "convert makes one"),
        ("other JSON", ["-"], b"{}", "neither"),
        ("log without entries", ["-"], b'{"log": {"entries": {}}}', "neither"),
        ("broken trace", ["-"], b'{"hops": 1}', "format: is missing"),
        ("too deep", ["-"], b"[" * 100000, "nested"),
        ("two files", ["a", "b"], b"", "one argument too many"),
        ("--check with -o", ["-", "--check", "-o", "x"], b"{}", "leave out -o")):
    code, out, err = redact(*args, stdin=stdin)
    check(f"{name}: one sentence", code == 2 and not out and words in err and err.count("\n") == 1, (code, err))

print(f"{counts[True]} passed, {counts[False]} failed")
sys.exit(1 if counts[False] else 0)
