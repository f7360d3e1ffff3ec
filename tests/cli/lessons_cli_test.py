#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""lessons, lesson, quiz and serve --scenario of hopscope-cli from outside.

usage: lessons_cli_test.py HOPSCOPE_CLI LESSONS_FOLDER
"""
import csv
import html
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


def run_with(typed, *arguments, **options):
    """With that on standard input, which is a pipe."""
    return subprocess.run([cli, *arguments], input=typed, capture_output=True, text=True, timeout=SECONDS, **options)


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


def check_courses(name):
    listed = run("course")
    check(listed.returncode == 0 and [line.split()[0] for line in listed.stdout.splitlines()] == ["ID", "post", "login", "move"], f"course: {listed.stdout}")
    plays = {}
    letters = []
    for lesson in ("first-redirect", "302-post", "303-prg", "301-post", "308-api", "307-password", "five-clients"):
        content = json.loads((folder / f"{lesson}.json").read_text(encoding="utf-8"))
        plays[lesson] = json.loads(run("lesson", lesson, "--json").stdout)["parts"]
        for part, answer in zip(content["parts"], plays[lesson]):
            letters.append("abcd"[[option["value"] for option in part["options"]].index(answer["value"])])
    # By a pipe, without a terminal.
    right = run_with("\n".join(letters) + "\n", "course", "post")
    check(right.returncode == 0 and right.stdout.endswith(f"\n{len(letters)} of {len(letters)} right\n"), f"course, right answers: {right.returncode}")
    check(right.stdout.count("  Right.\n") == len(letters) and "Wrong." not in right.stdout, "course: right answers are wrong")
    for lesson, answers in plays.items():
        for answer in answers:
            check(" ".join(f"{answer['reason']} [{'; '.join(answer['sources'])}]".replace("`", "").split()) in " ".join(right.stdout.split()),
                  f"course: no reason of {lesson}, {answer['label']}")
    letters[0] = "b" if letters[0] != "b" else "a"
    wrong = run_with("h\nzzz\n" + "\n".join(letters) + "\n", "course", "post")
    check(wrong.returncode == 4 and wrong.stdout.endswith(f"\n{len(letters) - 1} of {len(letters)} right\n"), f"course, a wrong answer: {wrong.returncode}")
    check(wrong.stdout.index("Wrong.") < wrong.stdout.index("Right.") and "Type one of the letters." in wrong.stdout, "course: the wrong answer is not told at once")
    short = run_with("a\n", "course", "post")
    check(short.returncode == 4 and f"The input ended before the course.\n1 of {len(letters)} right" in short.stdout, f"course, too few answers: {short.stdout[-80:]}")
    bad = run("course", "none")
    check(bad.returncode == 2 and 'there is no course "none"; choose one of: post, login, move' in bad.stderr, f"course: {bad.stderr}")
    # Lessons and courses of one's own, and a file that is wrong.
    own = pathlib.Path(name) / "own"
    own.mkdir()
    saved = run("lesson", "302-post", "--save", str(own / "a.json"))
    check(saved.returncode == 0 and (own / "a.json").read_bytes() == (folder / "302-post.json").read_bytes(), "lesson --save: another file")
    lesson = (own / "a.json").read_text(encoding="utf-8").replace('"302-post"', '"tea"')
    (own / "a.json").write_text(lesson, encoding="utf-8")
    (own / "b.json").write_text(json.dumps({"format": "hopscope-course", "version": 1, "id": "mine", "order": 1, "title": "Mine", "minutes": 6,
                                            "about": "One lesson.", "lessons": ["tea"]}), encoding="utf-8")
    (own / "c.json").write_text("{\n 7\n}", encoding="utf-8")
    environment = {**os.environ, "HOPSCOPE_LESSONS": str(own)}
    listed = run("lessons", env=environment)
    check("\ntea " in listed.stdout and listed.stderr.startswith(f"hopscope-cli: {own / 'c.json'}, line 2, column 2: "), f"own lessons: {listed.stderr}")
    check(run("lesson", "tea", env=environment).returncode == 0, "lesson: an own one is not found")
    check(run_with("a\nb\nb\n", "course", "mine", env=environment).returncode == 0, "course: an own one")


def check_notes():
    plain, notes = run("lesson", "302-post").stdout, run("lesson", "302-post", "--notes").stdout
    check("302 turns POST into GET (basic, 6 min)\n" in plain and "\nGoal: Predict method" in plain, "lesson: no level, minutes or goals")
    for title in ("For the teacher", "Wrong answers, and why", "What differs on localhost"):
        check(f"\n{title}\n" in notes and title not in plain, f"lesson --notes: {title}")


def check_papers(name):
    file = pathlib.Path(name) / "paper.pdf"
    for kind in ("worksheet", "answers", "handout"):
        done = run("paper", kind, "--lesson", "302-post", "-o", str(file))
        check(done.returncode == 0 and file.read_bytes().startswith(b"%PDF-"), f"paper {kind}: {done.stderr}")
        page = run("paper", kind, "--course", "post", "--format", "html").stdout
        check(page.count("<h1") == 8 and page.startswith("<!DOCTYPE html>"), f"paper {kind}: not all lessons of the course")
    bytes_of = run("paper", "answers", "--lesson", "302-post", "--format", "html").stdout
    for line in run("lesson", "302-post", "--reveal").stdout.splitlines():
        if line.startswith(("  > ", "  < ")):
            check(html.escape(line[4:]) in bytes_of, f"paper answers: {line} is missing")
    trace = run("paper", "trace", "--lesson", "302-post", "--format", "json")
    hops = json.loads(trace.stdout)["hops"]
    check([hop["request"]["method"] for hop in hops] == ["POST", "GET"] and hops[0]["wire"], f"paper trace: {trace.stderr}")
    har = json.loads(run("paper", "trace", "--course", "post", "--format", "har").stdout)
    check(len(har["log"]["pages"]) == 10, f"paper trace of a course: {len(har['log']['pages'])} visits")
    check(run("paper", "trace", "--lesson", "308-api").stdout.count("<article") == 2, "paper trace: not a page with both visits")
    listed = run("paper").stdout
    check([line.split()[0] for line in listed.splitlines()] == ["ID", "worksheet", "answers", "handout", "trace"], f"paper: {listed}")
    for arguments, error in ((("poster", "--lesson", "hsts"), 'there is no paper "poster"; choose one of: worksheet, answers, handout, trace'),
                             (("answers",), "name either a lesson with --lesson or a course with --course"),
                             (("answers", "--lesson", "hsts", "--course", "post"), "name either a lesson"),
                             (("answers", "--lesson", "none"), 'there is no lesson "none"'), (("answers", "--course", "none"), 'there is no course "none"'),
                             (("answers", "--lesson", "hsts", "--format", "docx"), 'a paper cannot be "docx"; choose one of: pdf, html'),
                             (("trace", "--lesson", "hsts", "--format", "json"), '"json" holds one trace, and there are 2'),
                             (("answers", "--lesson", "hsts", "-o", "/no/such/folder/a.pdf"), "/no/such/folder/a.pdf")):
        bad = run("paper", *arguments)
        check(bad.returncode == 2 and error in bad.stderr and bad.stderr.count("\n") == 1, f"paper {arguments}: {bad.stderr}")


def check_article():
    listed = run("article")
    check(listed.returncode == 0 and listed.stdout.splitlines()[1].split()[:2] == ["307", "15"], f"article: {listed.stdout}")
    claims = json.loads((folder / "articles/307.json").read_text(encoding="utf-8"))["claims"]
    asked = run("article", "307")
    words = " ".join(asked.stdout.split())
    check(asked.returncode == 0 and all(claim["text"] in words for claim in claims), "article: not all claims")
    check(not any(claim["reason"] in words for claim in claims), "article: the reasons are given away")
    letters = "".join(claim["verdict"][0] for claim in claims)
    right = run("article", "307", "--answers", letters)
    words = " ".join(right.stdout.split())
    check(right.returncode == 0 and right.stdout.endswith("\n15 of 15 right\n"), f"article, right answers: {right.returncode}")
    check(all(f"{claim['reason']} [{claim['source']}]" in words for claim in claims), "article: no reasons")
    wrong = run("article", "307", "--answers", "-" + letters[1:])
    check(wrong.returncode == 4 and wrong.stdout.endswith("\n14 of 15 right\n"), f"article, one not answered: {wrong.returncode}")
    code, output = in_terminal("x\n" + "\n".join(letters) + "\n", "article", "307")
    check(code == 0 and output.count("Right. ") == 15, f"article in a terminal: {code}")
    for arguments, error in ((("none",), 'there is no article "none"; choose one of: 307'), (("307", "--answers", "tx"), '"x" is not a verdict on claim 2'),
                             (("307", "--answers", letters + "t"), '"t" is not a verdict on claim 16')):
        bad = run("article", *arguments)
        check(bad.returncode == 2 and error in bad.stderr, f"article {arguments}: {bad.stderr}")


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
check_notes()
check_article()
check_quiz()
with tempfile.TemporaryDirectory() as temporary:
    check_courses(temporary)
    check_papers(temporary)
    check_serve(temporary)
print("\n".join(faults) or "no fault")
sys.exit(1 if faults else 0)
