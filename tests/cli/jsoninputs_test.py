#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Gives hopscope-cli every kind of JSON that it reads, each with the same faults: one sentence has to name line, column
and place, in the same words.

usage: jsoninputs_test.py PATH-TO-hopscope-cli SOURCE_DIR
"""
import collections
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
ROOT = pathlib.Path(sys.argv[2])
MARK = "here it stands"
DEPTH = 256
LINES_BEFORE = 2  # of a batch, that are good
SALVAGE = "(; add --salvage to use the [0-9]+ requests? before that)?$"  # of a HAR
failed = 0

# `read(text)` gives the error, empty if there is none. `wrong` and `word` are paths of a member with a value of another
# type, and of one that takes certain words only; None where there is none. `deep` is the path of a member that the
# reader of a stream goes past; a tree is refused before anybody looks for a type.
Kind = collections.namedtuple("Kind", "name good read wrong found expected word line deep", defaults=(None, 1, None))


def check(name, ok, detail=""):
    global failed
    failed += not ok
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(*args, stdin=b"", folder="/nowhere"):
    process = subprocess.run([CLI, *map(str, args)], input=stdin, capture_output=True, timeout=60,
                             env=os.environ | {"HOPSCOPE_CLIENTS": str(folder), "HOPSCOPE_LESSONS": str(folder)})
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def reader_of_file(*command):
    def read(text):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "input.json")
            file.write_text(text, encoding="utf-8")
            return run(*command, file)[2]
    return read


def reader_of_folder(command):
    def read(text):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "own.json").write_text(text, encoding="utf-8")
            return run(command, folder=folder)[2]
    return read


def read_answers(text):
    with tempfile.TemporaryDirectory() as folder:
        key = pathlib.Path(folder, "class.key")
        key.write_text("0" * 64 + "\n", encoding="ascii")
        return reader_of_file("grade", "--key", key)(text)


def reader_of_lines(command, good):
    def read(text):
        lines = [json.dumps(good)] * LINES_BEFORE + [text]
        answers = run(command, "--batch", stdin="\n".join(lines).encode() + b"\n")[1].splitlines()
        assert len(answers) == len(lines) and not any("error" in json.loads(line) for line in answers[:-1]), answers
        answer = json.loads(answers[-1])
        return answer["error"] + "\n" if "error" in answer else ""
    return read


def kinds():
    golden = ROOT / "tests/golden"
    trace = json.loads((golden / "main.trace.json").read_text(encoding="utf-8"))
    har = json.loads((golden / "main.har.har").read_text(encoding="utf-8"))
    foreign = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [
        {"startedDateTime": "2026-01-01T00:00:00.000Z", "time": 1, "timings": {"send": 0, "wait": 1, "receive": 0},
         "request": {"method": "GET", "url": "http://a.example/", "httpVersion": "HTTP/1.1", "headers": [], "cookies": []},
         "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "headers": [],
                      "content": {"size": 0, "mimeType": ""}}}]}}
    lesson = json.loads((ROOT / "resources/lessons/307-post.json").read_text(encoding="utf-8"))
    scenario = {"format": "hopscope-scenario", "version": 1} | lesson["scenario"]
    client = json.loads(run("clients", "curl", "--format", "json")[1]) | {"id": "my-own"}
    question = {"client": "browser", "status": 302, "method": "GET", "url": "http://a.example/", "locations": ["/b"]}
    target = {"client": "browser", "base": "http://a.example/", "location": "/b"}
    of_traces = reader_of_file("convert", "--format", "json")
    number, text, list_ = '"1"', "1", "{}"
    yield Kind("trace", trace, of_traces, ("hops", 0, "response", "status"), number, "expected a number, found text",
               ("hops", 0, "kind"))
    yield Kind("HAR", foreign, of_traces, ("log", "entries", 0, "response", "status"), list_,
               "expected a number, found an object", deep=("log", "entries", 0, "request", "cookies"))
    yield Kind("HAR of Hopscope", har, of_traces, ("log", "entries", 0, "_hopscope", "connection", "address"), text,
               "expected text, found a number", ("log", "entries", 0, "_hopscope", "kind"))
    yield Kind("client", client, reader_of_folder("clients"), ("hopLimit",), number, "expected a number, found text", ("referer",))
    yield Kind("scenario", scenario, reader_of_file("serve", "--scenario"), ("routes", 0, "answers"), list_,
               "expected a list, found an object")
    yield Kind("lesson", lesson, reader_of_file("lesson"), ("parts", 0, "label"), text, "expected text, found a number",
               ("parts", 0, "part"))
    course = json.loads((ROOT / "resources/lessons/courses/post.json").read_text(encoding="utf-8")) | {"id": "mine"}
    yield Kind("course", course, reader_of_folder("course"), ("title",), text, "expected text, found a number")
    measured = {"format": "hopscope-measured", "version": 1, "cases": ["one"], "fields": ["Host: a"], "requests": [["GET", "/", [0], 0]],
                "clients": [{"client": "curl", "version": "8", "date": "2026-11-23", "follows": 50, "rows": [0]}]}
    yield Kind("measured clients", measured, reader_of_file("clients", "--diff", ROOT / "resources/clients/measured.json"),
               ("clients", 0, "follows"), number, "expected a number, found text")
    answers = {"format": "hopscope-answers", "version": 1, "lesson": "302-post", "name": "Ada", "time": "2026-11-28T10:00:00Z",
               "answers": ["GET", "empty", "none"], "signature": "0"}
    yield Kind("answers", answers, read_answers, ("name",), text, "expected text, found a number")
    yield Kind("decide", question, reader_of_lines("decide", question), ("status",), number,
               "expected a number, found text", line=1 + LINES_BEFORE)
    yield Kind("resolve", target, reader_of_lines("resolve", target), ("base",), "null", "expected text, found null",
               line=1 + LINES_BEFORE)


def written(kind, value):
    return json.dumps(value, indent=None if kind.line > 1 else 2, ensure_ascii=False)


def place(path):
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def position(kind, text, offset):
    before = text[:offset]
    return f"line {kind.line + before.count(chr(10))}, column {offset - before.rfind(chr(10))}"


def replaced(kind, path, raw):
    """The good text with `raw` as the value at `path`, and where that stands."""
    value = copy.deepcopy(kind.good)
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = MARK
    text = written(kind, value)
    offset = text.index(json.dumps(MARK))
    return text.replace(json.dumps(MARK), raw, 1), offset


def value_at(kind, path):
    value = kind.good
    for step in path:
        value = value[step]
    return value


def faults(kind):
    """Name, text and the pattern of the error for each fault."""
    good = written(kind, kind.good)
    yield "not an object", "[]", re.escape(f"line {kind.line}, column 1: expected an object, found a list") + "$"
    path = kind.wrong
    text, offset = replaced(kind, path, kind.found)
    yield "wrong type", text, re.escape(f"{position(kind, text, offset)}: {place(path)}: {kind.expected}") + "$"
    if kind.word:
        text, offset = replaced(kind, kind.word, '"no-such-word"')
        yield "unknown word", text, (re.escape(f"{position(kind, text, offset)}: {place(kind.word)}: expected one of ") +
                                     '[a-z0-9, -]+; found "no-such-word"$')
    text = good[:-1].rstrip()
    yield "cut off", text, (re.escape(position(kind, text, len(text))) + ": .*expected .*, found the end of the text" +
                            SALVAGE)
    yield "trailing text", good + " x", re.escape(
        f"{position(kind, good, len(good) + 1)}: expected the end of the text, found \"x\"") + SALVAGE
    same, name = written(kind, value_at(kind, path)), json.dumps(path[-1])
    text, offset = replaced(kind, path, f"{same}, {name}: {same}")
    offset += len(same) + 2
    yield "duplicate key", text, re.escape(f"{position(kind, text, offset)}: {place(path)}: occurs twice in one object") + "$"
    text, offset = replaced(kind, kind.deep or path, "[" * 2 * DEPTH)
    line = position(kind, text, offset).split(",")[0]
    yield "too deep", text, f"{line}, column [0-9]+: (.*: )?lists and objects are nested more than {DEPTH} levels deep" + SALVAGE
    if kind.name == "HAR":  # other programs write it, and it is read
        return
    text, offset = replaced(kind, path, "NaN")
    yield "NaN", text, re.escape(position(kind, text, offset)) + ': .*expected .*, found "NaN"$'


def main():
    for kind in kinds():
        if kind.name not in ("scenario", "lesson"):  # a server that begins, and a question that waits
            error = kind.read(written(kind, kind.good))
            check(f"{kind.name}: the good one is read", not re.search("line [0-9]", error), error)
        for name, text, pattern in faults(kind):
            error = kind.read(text)
            check(f"{kind.name}, {name}", error.count("\n") == 1 and re.search(pattern, error.rstrip("\n")), (error, pattern))
    return 1 if failed else 0


sys.exit(main())
