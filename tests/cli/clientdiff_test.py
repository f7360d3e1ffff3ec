#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks `hopscope-cli clients --diff` and the stack of clients on the command line, word for word.

usage: clientdiff_test.py PATH-TO-hopscope-cli
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
MEASURED = pathlib.Path(__file__).parents[2] / "resources/clients/measured.json"
FIELDS = ["User-Agent: a/1", "User-Agent: a/2", "Authorization: Bearer t", "X-Key: 1", "x-key: 1", "X-Key: 2"]
failed = 0


def check(name, ok, detail=""):
    global failed
    failed += not ok
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(folder, *args, stdin=b""):
    process = subprocess.run([CLI, *args], input=stdin, capture_output=True, timeout=120,
                             env=os.environ | {"HOPSCOPE_CLIENTS": str(folder), "XDG_CONFIG_HOME": str(folder)})
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def measured(requests, clients, cases=("one", "two", "three")):
    """`clients`: (id, version, redirects followed, rows)."""
    return {"format": "hopscope-measured", "version": 1, "cases": list(cases), "fields": FIELDS, "requests": requests,
            "clients": [{"client": name, "version": version, "date": "2026-11-23", "follows": follows, "rows": rows}
                        for name, version, follows, rows in clients]}


def write(folder, name, data):
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(path)


def diff(folder, before, after, *options):
    return run(folder, "clients", "--diff", write(folder, "old", before), write(folder, "new", after), *options)


GET = ["GET", "/next", [0], 0]


def equal_files(folder):
    code, out, err = run(folder, "clients", "--diff", str(MEASURED), str(MEASURED))
    check("the measured file equals itself", (code, out, err) == (0, "Nothing differs.\n", ""), (code, out, err))
    # The same in another order, with other numbers, measured on another day.
    before = measured([GET, ["POST", "/next", [0, 3], 7]], [("a", "1", 20, [0, 1, None]), ("b", "1", 5, [-1, 0, 0])])
    after = measured([["POST", "/next", [3, 0], 7], GET], [("b", "1", 5, [1, 1, -1]), ("a", "1", 20, [None, 0, 1])],
                     ("three", "two", "one"))
    after["clients"][0]["date"] = "2026-11-28"
    check("order and day do not count", diff(folder, before, after) == (0, "Nothing differs.\n", ""), diff(folder, before, after))
    code, out, _ = diff(folder, before, after, "--format", "json")
    check("nothing differs, as JSON", (code, json.loads(out)) == (
        0, {"added": [], "addedCases": [], "changed": [], "removed": [], "removedCases": []}), (code, out))


def every_kind(folder):
    before = measured([GET, ["POST", "/next", [0], 7], ["GET", "/next", [0, 2], 0], ["GET", "/next", [0, 3], 0]],
                      [("agent", "1.0", 20, [0, 0, 0]), ("body", "1", 20, [1, 0, 1]), ("gone", "3", 20, [0, 0, 0]),
                       ("secret", "1", 20, [2, 0, 0]), ("stops", "1", 20, [1, 0, -1]), ("words", "1", 50, [3, 3, 3])])
    after = measured([["GET", "/next", [1], 0], GET, ["GET", "/other", [0, 2], 0], ["GET", "/next", [0, 4], 0],
                      ["GET", "/next", [0, 3, 5], 0], ["POST", "/next", [0], 7]],
                     [("agent", "1.1", 20, [0, 0, 0]), ("body", "1", 20, [1, 1, 1]), ("new", "4", 20, [1, 1, 1]),
                      ("secret", "1", 20, [1, 2, 1]), ("stops", "1", 20, [None, 1, 1]), ("words", "1", 30, [3, 4, 3])])
    code, out, err = diff(folder, before, after)
    check("each difference is a sentence", (code, out.splitlines(), err) == (4, [
        "new: added, version 4, measured on 2026-11-23.",
        "gone: removed, version 3, measured on 2026-11-23.",
        "agent: version 1.0 before, 1.1 now.",
        'agent, all cases with a request: User-Agent: "a/1" before, "a/2" now.',
        'body, all cases with a request but "two": method: POST before, GET now.',
        'body, all cases with a request but "two": body: 7 B before, none now.',
        'secret, "one": Authorization: "Bearer t" before, not sent now.',
        'secret, "two": target: /next before, /other now.',
        'secret, "two": Authorization: not sent before, "Bearer t" now.',
        'stops, "one": POST /next with a body of 7 B before, no second request now.',
        'stops, "three": a first request that cannot be sent before, GET /next with no body now.',
        "words: follows 50 redirects before, 30 now.",
        'words, all cases with a request but "two": X-Key: "1" before, "x-key: 1" now.',
        'words, "two": X-Key: "1" before, "1" and "2" now.'], ""), (code, out, err))
    code, out, err = diff(folder, before, after, "--format", "json")
    found = json.loads(out)
    check("JSON: clients", (code, err, found["added"], found["removed"], [each["client"] for each in found["changed"]]) == (
        4, "", [{"client": "new", "date": "2026-11-23", "version": "4"}], [{"client": "gone", "date": "2026-11-23", "version": "3"}],
        ["agent", "body", "secret", "stops", "words"]), out)
    check("JSON: a client", found["changed"][2] == {
        "client": "secret", "version": {"before": "1", "after": "1"}, "follows": {"before": 20, "after": 20},
        "changes": [
            {"part": "field", "field": "Authorization", "before": '"Bearer t"', "after": None, "cases": ["one"]},
            {"part": "target", "before": "/next", "after": "/other", "cases": ["two"]},
            {"part": "field", "field": "Authorization", "before": None, "after": '"Bearer t"', "cases": ["two"]}]}, found["changed"][2])
    check("JSON: all cases are named", found["changed"][0]["changes"][0]["cases"] == ["one", "two", "three"], found["changed"][0])


def other_cases(folder):
    before = measured([GET], [("a", "1", 20, [0, 0, None])])
    after = measured([GET], [("a", "1", 20, [0, 0, 0, 0])], ("one", "two", "four", "five"))
    check("cases of one file only", diff(folder, before, after) == (
        4, 'Only in the second file, and not compared: "four", "five".\nOnly in the first file, and not compared: "three".\n', ""),
        diff(folder, before, after))


def bad_files(folder):
    good = measured([GET], [("a", "1", 20, [0, 0, None])])

    def fault(name, data, place):
        code, out, err = diff(folder, good, data)
        start = f"hopscope-cli: {folder / 'new'} is not a file of measured clients, such as resources/clients/measured.json: line 1, column "
        check(name, (code, out) == (2, "") and err.startswith(start) and place in err and err.count("\n") == 1, (code, out, err))

    def client(**members):
        return good | {"clients": [good["clients"][0] | members]}

    fault("no JSON", "x", "column 1: expected a value")
    fault("another format", good | {"format": "hopscope-trace"}, 'format: expected "hopscope-measured", found "hopscope-trace"')
    fault("another version", good | {"version": 2}, "version: expected 1, found 2")
    fault("a row too few", client(rows=[0, 0]), "clients[0].rows: has 2 requests for 3 cases")
    fault("no such request", client(rows=[0, 1, None]), "clients[0].rows[1]: expected null or the number of a request from -1 to 0")
    fault("no such field", good | {"requests": [["GET", "/", [6], 0]]}, "requests[0][2][0]: expected the number of a field from 0 to 5")
    fault("no whole size", good | {"requests": [["GET", "/", [], 0.5]]}, "requests[0][3]: expected a size in bytes from 0 to ")
    fault("no request", good | {"requests": [["GET", "/", []]]}, "requests[0]: expected a list of method, target, field numbers and size of the body")
    fault("many fields", good | {"requests": [["GET", "/", [0] * 65, 0]]}, "requests[0][2]: expected a list of at most 64 field numbers")
    fault("a client twice", good | {"clients": good["clients"] * 2}, 'clients[1]: client "a" stands here twice')
    fault("a case twice", good | {"cases": ["one", "two", "one"]}, "cases[2]: stands here twice")
    fault("an unknown member", good | {"rows": []}, "rows: is not a known member")
    old = write(folder, "old", good)
    for name, arguments, sentence in (
            ("one file", ["--diff", old], "--diff needs two files; write: hopscope-cli clients --diff OLD NEW"),
            ("both from standard input", ["--diff", "-", "-"], "only one of the two files can come from standard input; give the other one a name"),
            ("with --stack", ["--diff", old, old, "--stack"], "--diff compares all of two files; leave out --stack")):
        got = run(folder, "clients", *arguments)
        check(name, got == (2, "", f"hopscope-cli: {sentence}\n"), got)
    code, out, err = run(folder, "clients", "--diff", old, str(folder / "none"))
    check("no file", (code, out) == (2, "") and str(folder / "none") in err and err.count("\n") == 1, (code, out, err))
    got = run(folder, "clients", "--diff", "-", old, stdin=json.dumps(good).encode())
    check("standard input", got == (0, "Nothing differs.\n", ""), got)


def stack(folder):
    none = "hopscope-cli: your stack has no client; mark clients with a star on the Clients page of the window\n"
    check("an empty stack", run(folder, "clients", "--stack") == (2, "", none), run(folder, "clients", "--stack"))
    got = run(folder, "trace", "--clients", "stack", "http://127.0.0.1:9/")
    check("an empty stack is not run", got == (2, "", none), got)
    (folder / "hopscope").mkdir()
    settings = folder / "hopscope/hopscope.conf"
    # As the window writes it; one of them is of another version.
    settings.write_text("[General]\nclientStack=wget2, of-another-version, curl\n", encoding="utf-8")
    code, out, err = run(folder, "clients", "--stack", "--format", "json")
    check("--stack --format json", (code, [each["id"] for each in json.loads(out)], err) == (0, ["curl", "wget2"], ""), (code, out, err))
    code, out, err = run(folder, "clients", "--stack", "--matrix")
    check("--stack --matrix", (code, out.splitlines()[2:], err) == (0, [
        "| curl -L (`curl`) | GET | GET | GET | POST + body | POST + body |",
        "| wget2 (`wget2`) | POST + body | POST + body | POST + body | POST + body | POST + body |"], ""), (code, out, err))
    code, out, err = run(folder, "clients", "--stack", "--status", "303")
    check("--stack --status", (code, [line.split()[0] for line in out.splitlines() if line[0] not in "- "], err) == (
        0, ["Client", "curl", "wget2"], ""), (code, out, err))
    got = run(folder, "clients", "--stack", "curl")
    check("--stack and a client", got == (2, "", 'hopscope-cli: --stack shows several clients; leave out "curl"\n'), got)
    # Port 9 answers nowhere: each client of the list gets its column all the same, and each only once.
    code, out, err = run(folder, "trace", "--clients", "stack,go,curl", "http://127.0.0.1:9/")
    check("trace --clients stack,go,curl", (code, out.split("\n")[0].split(), err) == (3, ["Request", "curl", "wget2", "go"], ""), (code, out, err))
    check("the file is as it was", "of-another-version" in settings.read_text(encoding="utf-8"), settings.read_text(encoding="utf-8"))


for step in (equal_files, every_kind, other_cases, bad_files, stack):
    with tempfile.TemporaryDirectory() as name:
        step(pathlib.Path(name))
print(f"{failed} failed")
sys.exit(1 if failed else 0)
