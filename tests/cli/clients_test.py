#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks `hopscope-cli clients` from outside: the table of docs/clients.md, what is said to be
measured, the files of own clients, wrong files.

usage: clients_test.py PATH-TO-hopscope-cli
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
ROOT = pathlib.Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/clients.md"
MEASURED = ROOT / "resources/clients/measured.json"
ROWS_IN_DOCUMENT = 10
failed = 0


def check(name, ok, detail=""):
    global failed
    failed += not ok
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(folder, *args):
    process = subprocess.run([CLI, *args], capture_output=True, timeout=60, env=os.environ | {"HOPSCOPE_CLIENTS": str(folder)})
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def documented_table(folder):
    code, out, _ = run(folder, "clients", "--matrix", "--method", "POST")
    lines = out.splitlines()
    check("--matrix", code == 0 and len(lines) > 40, out)
    text = DOCUMENT.read_text(encoding="utf-8").splitlines()
    start = text.index(lines[0])
    rows = []
    for line in text[start + 2:]:
        if not line.startswith("|"):
            break
        rows.append(line)
    check("docs/clients.md: clients of the table", len(rows) >= ROWS_IN_DOCUMENT, len(rows))
    for row in rows:
        check("docs/clients.md: " + row, row in lines, [line for line in lines if line.split("|")[1] == row.split("|")[1]])


def measured_rows(folder):
    """A client is called measured if, and only if, there are rows of it; browser stands for what two of them have in common."""
    _, out, _ = run(folder, "clients", "--format", "json")
    said = {client["id"] for client in json.loads(out) if client["measured"]}
    rows = {client["client"] for client in json.loads(MEASURED.read_text(encoding="utf-8"))["clients"] if client["rows"]}
    check("clients that are called measured have measured rows", said == rows | {"browser"}, said ^ (rows | {"browser"}))


def own_clients(folder):
    _, out, _ = run(folder, "clients", "--format", "json")
    listed = json.loads(out)
    for client in (each["id"] for each in listed if each["group"] == "Installed"):
        code, out, err = run(folder, "clients", client, "--format", "json")
        check(f"{client} has no rules to write", code == 2 and not out and "choose " in err and err.count("\n") == 1, (code, out, err))
        code, out, err = run(folder, "clients", client)
        check(f"{client} is told of", code == 0 and "nstalled" in out and "Predicted by " in out, (code, out, err))
    ids = [client["id"] for client in listed if client["group"] != "Installed"]
    for client in ids:
        code, file, err = run(folder, "clients", client, "--format", "json")
        check(f"{client} as a file", code == 0 and not err, err)
        (folder / f"{client}.json").write_text(file, encoding="utf-8")
    code, out, err = run(folder, "clients", "--format", "json")
    listed = json.loads(out)
    own = [client for client in listed if client["group"] == "Custom"]
    check("every file is an own client", code == 0 and not err and {c["id"] for c in own} == {"own-" + i for i in ids}, (code, err))
    question = ["--status", "302", "--method", "POST", "--url", "http://a.example/x#f", "--location", "http://b.example/y", "-d", "k=v",
                "-H", "Authorization: Bearer t", "-H", "Cookie: a=1"]
    for client in ids:
        answers = [run(folder, "decide", "--client", name, *question)[:2] for name in (client, "own-" + client)]
        check(f"own-{client} decides as {client}", answers[0][0] == 0 and answers[0] == answers[1], answers)
    code, out, err = run(folder, "resolve", "--client", "own-go", "--base", "http://a.example/b/c", "../d")
    check("resolve", (code, out.strip()) == (0, "http://a.example/d"), (code, out, err))
    code, out, _ = run(folder, "compare", "--client", "own-wget2")
    check("compare", code == 0 and "POST -> POST" in out, out)
    code, out, _ = run(folder, "clients", "own-curl")
    check("clients ID", code == 0 and "Other versions:" in out and "measured: no" in out, out)


def wrong_files(folder):
    good = json.loads(run(folder, "clients", "curl", "--format", "json")[1])
    (folder / "good.json").write_text(json.dumps(good | {"id": "good"}), encoding="utf-8")
    typo = json.dumps(good | {"id": "typo", "hopLimits": 3})
    (folder / "typo.json").write_text(typo, encoding="utf-8")
    code, out, err = run(folder, "clients")
    check("a wrong file: exit 2, the others are listed", code == 2 and "\ngood " in out and "typo" not in out, (code, out))
    check("a wrong file is named with place and reason",
          err == f"hopscope-cli: {folder / 'typo.json'}: line 1, column {typo.index('hopLimits')}: hopLimits: is not a known "
                 "member\n", err)
    code, _, err = run(folder, "decide", "--client", "typo", "--status", "302", "--method", "GET", "--url", "http://a.example/")
    check("a wrong file is no client, and the error names it", code == 2 and "typo.json: line 1, " in err and "hopLimits" in err and err.count("\n") == 1, err)
    code, out, err = run(folder, "decide", "--client", "good", "--status", "302", "--method", "GET", "--url", "http://a.example/",
                         "--location", "/n")
    check("another wrong file does not disturb", code == 0 and not err, (code, err))


def once_and_interim(folder):
    question = ["decide", "--method", "POST", "--url", "http://a.example/x", "--location", "/y", "-d", "k=v"]
    for client, options, said in (("go", ["--status", "307"], "follow POST 3"), ("go", ["--status", "307", "--body-once"], "refuse"),
                                  ("py-requests", ["--status", "307", "--body-once"], "follow POST 0"),
                                  ("py-requests", ["--status", "302", "--interim", "100"], "follow GET 0"),
                                  ("py-requests", ["--status", "302", "--interim", "100", "--interim", "103"], "refuse")):
        code, out, err = run(folder, *question, "--client", client, *options)
        answer = json.loads(out)
        then = answer["next"]
        check(f"decide {client} {' '.join(options)}: {said}", code == 0 and answer["reason"] and
              answer["verdict"] + (f" {then['method']} {then['body']['size']}" if then else "") == said, (out, err))
    for client, rule in (("go", "brings the body of the first request back"), ("py-requests", "it is empty the second time"),
                         ("py-requests", "other than 100 counts as the response"), ("wget2", "behind a 1xx response is not seen")):
        code, out, err = run(folder, "clients", client)
        check(f"clients {client}: {rule}", code == 0 and rule in " ".join(out.split()), (out[:600], err))
    lines = [{"client": "go", "status": 307, "method": "POST", "url": "http://a.example/x", "locations": ["/y"], "body": "k=v", "once": True},
             {"client": "wget2", "status": 302, "method": "GET", "url": "http://a.example/x", "locations": ["/y"], "interim": [100]},
             {"client": "wget2", "status": 302, "method": "GET", "url": "http://a.example/x", "locations": ["/y"], "interim": [99]}]
    process = subprocess.run([CLI, "decide", "--batch"], capture_output=True, timeout=60, check=False,
                             input="".join(json.dumps(line) + "\n" for line in lines).encode())
    answers = [json.loads(line) for line in process.stdout.splitlines()]
    check("decide --batch: once and interim", [answer.get("verdict") for answer in answers] == ["refuse", "refuse", None], answers)
    check("decide --batch: no interim status", "from 100 to 199" in answers[2].get("error", ""), answers[2])


for step in (documented_table, measured_rows, own_clients, wrong_files, once_and_interim):
    with tempfile.TemporaryDirectory() as name:
        step(pathlib.Path(name))
print(f"{failed} failed")
sys.exit(1 if failed else 0)
