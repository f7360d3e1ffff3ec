#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks hopscope-cli audit --diff: two audits that were kept are compared, and nothing is sent.

usage: audit_diff_test.py PATH-TO-hopscope-cli
"""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from countingsite import Site  # noqa: E402

CLI = sys.argv[1]
SECONDS = 60
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


def audit(*arguments, given=None):
    done = subprocess.run([CLI, "audit", *map(str, arguments)], input=given, capture_output=True, timeout=SECONDS, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def difference(folder):
    """Two audits that were kept, compared: nothing is sent."""
    faults = {"/known", "/fixed"}
    site = Site(lambda path: (404 if path in faults else 200, {}))
    first, second = folder / "first.jsonl", folder / "second.jsonl"
    for kept, names in ((first, ("known", "fixed", "fine", "breaks", "goes?token=s3cr3tvalue")), (second, ("known", "fixed", "fine", "breaks", "comes"))):
        audit("-", "--proxy", "none", "--resume", kept, given="".join(f"{site.url}/{name}\n" for name in names).encode())
        faults.symmetric_difference_update({"/fixed", "/breaks"})
    site.close()
    code, out, err = audit("--diff", first, second)
    check("--diff: broken, new, gone, fixed, each with a sentence, exit 4", code == 4 and not err and out.startswith("broken 1, changed 0, new 1, gone 1, fixed 1; as before 2\n\nbroken  line 4: ")
          and f"{site.url}/breaks\n  PASS before, now FAIL: {site.url}/breaks answers with 404.\n" in out and "s3cr3tvalue" not in out, (code, out, err))
    code, out, err = audit("--diff", second, first, "--format", "json")
    check("--diff the other way round, as JSON", code == 4 and json.loads(out)["counts"] == {"broken": 1, "changed": 0, "new": 1, "gone": 1, "fixed": 1, "same": 2}, (code, out, err))
    code, out, err = audit("--diff", first, first, "--format", "markdown", "-o", folder / "diff.md")
    check("--diff with itself: exit 0, as Markdown in a file", code == 0 and (folder / "diff.md").read_text(encoding="utf-8").startswith("## Redirect audits compared\n"), (code, out, err))
    for arguments, words in ((["--diff", first], "--diff needs two files"), (["--diff", first, second, "--format", "html"], "choose one of: text, markdown, json"),
                             (["--diff", first, second, "--resume", first], "leave out --resume"), (["--diff", first, "/nowhere"], "/nowhere cannot be read"),
                             (["--diff", "/etc/passwd", first], "not a file of JSON lines of an audit")):
        code, out, err = audit(*arguments)
        check(f"{words}: one sentence, exit 2", code == 2 and words in err and err.count("\n") == 1 and not out, (code, out, err))
    # The file that was left by a crash is as good.
    with second.open("ab") as file:
        file.write(b'{"asked":"cut o')
    check("--diff: a line that was cut off is passed over", audit("--diff", first, second)[0] == 4)


def main():
    with tempfile.TemporaryDirectory() as name:
        difference(pathlib.Path(name))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
