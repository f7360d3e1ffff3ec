#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what shells and readers of manual pages get: completions of bash, zsh and fish, and the page, against the help.

usage: manners_test.py PATH-TO-hopscope-cli
A shell that is not installed is named and left out. Prints a line a check and 'N passed, N failed' at the end.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

CLI = os.path.abspath(sys.argv[1])
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(*command, stdin=""):
    process = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60)
    return process.returncode, process.stdout, process.stderr


def text(*arguments):
    code, out, err = run(CLI, *arguments)
    check(" ".join(arguments) + ": exit 0, nothing on standard error", code == 0 and not err, (code, err))
    return out


def options_of(command):
    """Of the help: [(names, value)]."""
    found = re.findall(r"^  (-[^ ,]+(?:, --[^ ]+)?)(?: <([^>]+)>)?(?:  |$)", text("help", command), re.MULTILINE)
    return [(names.split(", "), value) for names, value in found]


OVERVIEW = text("--help")
COMMANDS = re.findall(r"^  ([a-z]+) ", OVERVIEW.split("Commands:\n")[1].split("\n\n")[0], re.MULTILINE)
OPTIONS = {command: options_of(command) for command in COMMANDS}
CLIENTS = re.findall(r'"id": "([^"]+)"', text("clients", "--format", "json"))
check("there are commands, options and clients",
      len(COMMANDS) > 10 and len(OPTIONS["trace"]) > 20 and "curl" in CLIENTS, (COMMANDS, CLIENTS))


def every(command):
    return sorted(name for names, _ in OPTIONS[command] for name in names)


def with_clients(complete):
    """`complete(words)` is what a shell offers for the last word."""
    check("commands are completed", sorted(complete(["le"])) == ["lesson", "lessons"], complete(["le"]))
    for command in COMMANDS:
        offered = sorted(complete([command, "-"]))
        check(f"options of {command}", set(offered) == set(every(command)), (offered, every(command)))
    check("ids of clients", sorted(complete(["trace", "--client", "curl"])) ==
          sorted(each for each in CLIENTS if each.startswith("curl")), complete(["trace", "--client", "curl"]))
    check("ids of formats", complete(["convert", "--format", "merm"]) == ["mermaid"],
          complete(["convert", "--format", "merm"]))
    check("files", complete(["trace", "--data-file", "body"]) == ["body one.txt"],
          complete(["trace", "--data-file", "body"]))
    check("names of commands after help", complete(["help", "qu"]) == ["quiz"], complete(["help", "qu"]))


def bash():
    script = text("completion", "bash")

    def complete(words):
        words = ["hopscope-cli", *words]
        listed = " ".join("'" + word + "'" for word in words)
        code, out, err = run("bash", "--norc", stdin=script + f"""
COMP_WORDS=({listed})
COMP_CWORD={len(words) - 1}
_hopscope_cli
printf '%s\\n' "${{COMPREPLY[@]}}"
""")
        return [line for line in out.splitlines() if line]

    with_clients(complete)


def fish():
    with open("completion.fish", "w", encoding="utf-8") as file:
        file.write(text("completion", "fish"))

    def complete(words):
        # Short and long names are offered apart.
        wanted = [words] if words[-1] != "-" else [words, words[:-1] + ["--"]]
        offered = []
        for each in wanted:
            line = " ".join(["hopscope-cli", *each])
            code, out, err = run("fish", "--no-config", "-c", f"source completion.fish; complete -C '{line}'")
            offered += [row.split("\t")[0].replace("\\ ", " ") for row in out.splitlines()]
        return sorted(set(offered))

    with_clients(complete)


def zsh():
    """What it hands to _arguments and _describe, which belong to the shell."""
    script = text("completion", "zsh")
    code, out, err = run("zsh", "-f", "-n", stdin=script)
    check("zsh reads it", code == 0 and not err, err)

    def handed(words):
        code, out, err = run("zsh", "-f", stdin=f"""
_arguments() {{ print -rl -- "$@" }}
_describe() {{ print -rl -- ${{(P)2}} }}
complete_it() {{
{script}
}}
words=({" ".join(words)} '')
CURRENT=$#words
complete_it
""")
        check("nothing on standard error", not err, err)
        return out.splitlines()

    check("commands of zsh", [row.split(":")[0] for row in handed(["hopscope-cli"])] == [*COMMANDS, "help"],
          handed(["hopscope-cli"]))
    for command in COMMANDS:
        rows = [row for row in handed(["hopscope-cli", command]) if row.startswith("*-")]
        names = sorted(row[1:].split("[")[0] for row in rows)
        check(f"options of {command} in zsh", names == every(command), (names, every(command)))
        for names, value in OPTIONS[command]:
            row = next(row for row in rows if row.startswith(f"*{names[-1]}["))
            check(f"value of {command} {names[-1]} in zsh", (value == "") == row.endswith("]"), row)
    row = next(row for row in handed(["hopscope-cli", "trace"]) if row.startswith("*--client["))
    check("clients in zsh", row.endswith(":ID:(" + " ".join(CLIENTS) + ")"), row)


def manual():
    page = text("manual")
    for command in COMMANDS:
        part = re.split(f'\\n.SS "{command}[ "]', page)[1].split("\n.SS ")[0].split("\n.SH ")[0]
        names = re.findall(r"\\fB(\\-[^ ]*?)\\fR", part)
        names = sorted(name.replace("\\-", "-") for name in names)
        check(f"options of {command} on the page", names == every(command), (names, every(command)))
    for code, meaning in re.findall(r"^  (\d)  (.*)$", OVERVIEW.split("Exit codes:\n")[1], re.MULTILINE):
        check(f"exit code {code} on the page", f"\\fB{code}\\fR\n{meaning}\n" in page.replace("\\-", "-"))
    if shutil.which("groff"):
        code, out, err = run("groff", "-man", "-Tutf8", "-ww", "-z", stdin=page)
        check("groff has nothing to say on the page", code == 0 and not err, err)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("body one.txt", "w", encoding="utf-8"):
        pass
    for shell in (bash, zsh, fish):
        if shutil.which(shell.__name__):
            shell()
        else:
            print(f"left out: {shell.__name__} is not installed")
    manual()
    code, out, err = run(CLI, "completion", "tcsh")
    check("another shell is refused with the list", code == 2 and not out and "bash, zsh, fish" in err, (code, err))
    os.chdir("/")
print(f"{counts[True]} passed, {counts[False]} failed")
sys.exit(0 if not counts[False] else 1)
