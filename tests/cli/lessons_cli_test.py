#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""lessons, lesson, quiz and serve --scenario of hopscope-cli from outside.

usage: lessons_cli_test.py HOPSCOPE_CLI LESSONS_FOLDER
"""
import csv
import io
import json
import os
import pathlib
import pty
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request

SECONDS = 120
cli = sys.argv[1]
folder = pathlib.Path(sys.argv[2])
faults = []


def run(*arguments, **options):
    return subprocess.run([cli, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, **options)


def check(condition, what):
    if not condition:
        faults.append(what)


def in_terminal(typed, *arguments):
    """Exit code and output with a terminal as standard input."""
    master, slave = pty.openpty()
    with subprocess.Popen([cli, *arguments], stdin=slave, stdout=subprocess.PIPE, text=True) as process:
        os.close(slave)
        os.write(master, typed.encode())
        output = process.communicate(timeout=SECONDS)[0]
    os.close(master)
    return process.returncode, output


def check_lessons():
    listed = run("lessons").stdout
    for file in folder.glob("*.json"):
        check(json.loads(file.read_text(encoding="utf-8"))["title"] in listed, f"lessons: {file.stem} is missing")
    asked = run("lesson", "307-post")
    check(asked.returncode == 0 and "What will the browser send next?" in asked.stdout, "lesson: no question")
    check("On the wire" not in asked.stdout, "lesson: the answer is given away")
    right = run("lesson", "307-post", *sum((["--answer", letter] for letter in "cbaba"), []))
    check(right.returncode == 0 and "5 of 5 right" in right.stdout, f"lesson, right answers: {right.returncode}")
    check("> POST /v2/orders HTTP/1.1" in right.stdout, "lesson: no bytes")
    wrong = run("lesson", "307-post", "--answer", "a")
    check(wrong.returncode == 4 and "(wrong)" in wrong.stdout, f"lesson, wrong answer: {wrong.returncode}")
    for arguments, error in [(["no-such"], 'there is no lesson "no-such"'), ([], "a lesson is missing"),
                             (["307-post", "--answer", "z"], '"z" is not an answer to part 1'),
                             (["307-post", "--play", "netscape"], 'there is no client "netscape"')]:
        bad = run("lesson", *arguments)
        check(bad.returncode == 2 and error in bad.stderr and bad.stderr.count("\n") == 1, f"lesson {arguments}: {bad.stderr}")
    check("POST http://shop.localhost:8601/orders (a script with fetch())\n" in asked.stdout, "lesson: does not say who asks")
    played = json.loads(run("lesson", "307-post", "--play", "chromium-fetch", "--play", "curl").stdout)
    sent = {play["client"]: [(hop["kind"], hop["request"]["method"]) for hop in play["visits"][0]["trace"]["hops"]] for play in played["plays"]}
    check(sent == {"chromium-fetch": [("http", "POST"), ("preflight", "OPTIONS"), ("http", "POST")], "curl": [("http", "POST"), ("http", "POST")]},
          f"lesson --play: {sent}")
    first = played["plays"][0]["visits"][0]
    check((first["by"], first["page"]) == ("fetch", played["plays"][0]["origins"]["shop"] + "/"), f"lesson --play: {first['by']}, {first['page']}")
    code, output = in_terminal("h\nx\nc\nb\na\nb\na\n", "lesson", "307-post")
    check(code == 0 and "5 of 5 right" in output, f"lesson in a terminal: {code}")
    check("Type one of the letters." in output and "The number 307 is about the method." in " ".join(output.split()), "lesson in a terminal: no hint")


def check_quiz():
    same = [run("quiz", "--seed", "7").stdout for _ in range(2)]
    check(same[0] == same[1] and "10. " in same[0], "quiz: one seed makes two quizzes")
    rows = list(csv.DictReader(io.StringIO(run("quiz", "--seed", "7", "--format", "csv").stdout)))
    letters = "".join("abcd"[row["Options"].split(" | ").index(row["Right"])] for row in rows)
    check(len(rows) == 10, f"quiz: {len(rows)} rows")
    result = run("quiz", "--seed", "7", "--answers", letters)
    check("10 of 10 right" in result.stdout, "quiz: right answers are not right")
    page = run("quiz", "--seed", "7", "--format", "html").stdout
    check(page.startswith("<!DOCTYPE html>") and rows[0]["Reason"] not in page, "quiz: the paper has the answers")
    check(run("quiz", "--format", "pdf").returncode == 2, "quiz: takes pdf")
    code, output = in_terminal("\n".join(letters) + "\n", "quiz", "--seed", "7")
    check(code == 0 and "10 of 10 right" in output, "quiz in a terminal")


def check_serve(name):
    scenario = json.loads((folder / "307-post.json").read_text(encoding="utf-8"))["scenario"]
    scenario = {"format": "hopscope-scenario", "version": 1, **scenario}
    file = pathlib.Path(name) / "scenario.json"
    broken = json.dumps(scenario, indent=1).replace('"status": 307', '"status": 7')
    file.write_text(broken, encoding="utf-8")
    line = 1 + broken[:broken.index('"status": 7')].count("\n")
    bad = run("serve", "--scenario", str(file))
    check(bad.returncode == 2 and f"line {line}, column " in bad.stderr and
          ": routes[0].answers[0].status: expected a whole number" in bad.stderr, f"serve: {bad.stderr}")
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        scenario["origins"][0]["port"] = port
        file.write_text(json.dumps(scenario), encoding="utf-8")
        process = subprocess.Popen([cli, "serve", "--scenario", str(file)], stdout=subprocess.PIPE, text=True)
        lines = []
        for text in process.stdout:
            lines.append(text.strip())
            if lines[-1] == "Requests:":
                break
        check(any(each.startswith(f'Port {port} is in use; "shop" answers on port') for each in lines), f"serve: {lines}")
        url = next(each.split(" = ")[1] for each in lines if each.startswith("shop = "))
        url = url.replace("shop.localhost", "127.0.0.1")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            opener.open(url + "/nothing", timeout=SECONDS)
            check(False, "serve: /nothing is there")
        except urllib.error.HTTPError as error:
            check(error.code == 404, f"serve: {error.code}")
        process.send_signal(signal.SIGINT)
        check(process.wait(SECONDS) == 0, "serve: ends badly")


check_lessons()
check_quiz()
with tempfile.TemporaryDirectory() as temporary:
    check_serve(temporary)
print("\n".join(faults) or "no fault")
sys.exit(1 if faults else 0)
