#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that files include their own folder and lower floors only (so no page of the window includes another), their length and licence
line.

usage: floors_test.py SOURCE_DIR [HOPSCOPE_CLI]
       floors_test.py --self-test
"""
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

PAGES = ("inspect", "audit", "class", "compare", "clients", "history", "lessons", "preferences", "saved", "watch")
FLOORS = {
    "lib/http": 0, "lib/text": 1, "lib/trace": 2, "lib/redirect": 3, "lib/findings": 4, "lib/lessons": 5, "lib/formats": 5,
    "lib/net": 6, "lib/paint": 6, "lib/class": 7, "ui/look": 8, "ui/files": 9, "ui/secrets": 9, "ui/request": 9, "ui/message": 9,
    **{f"ui/{page}": 10 for page in PAGES}, "ui/sessions": 10, "ui/window": 11, "app": 12,
}
# Beside the floors: they may include all of them.
BESIDE = {"tests", "fuzz"}
MAX_LINES = 400
MAX_MEDIAN = 150
SOURCES = {".h", ".cpp"}
SCRIPTS = {".py", ".sh", ".js", ".mjs"}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def folder_of(path):
    parts = path.parts
    return "/".join(parts[:2]) if parts[0] in ("lib", "ui") else parts[0]


def included_folder(root, name):
    """The folder of an included file: lib/ and the top are the roots for includes."""
    for base in ("lib", "."):
        if (root / base / name).is_file():
            return folder_of(pathlib.PurePath(base) / name)
    return None


def include_faults(root, path, text):
    own = folder_of(path)
    for name in INCLUDE.findall(text):
        if name.endswith(".moc"):
            continue
        if own in BESIDE and any((root / base / name).is_file() for base in (path.parent, "tests/support")):
            continue
        other = included_folder(root, name)
        if other is None:
            yield f'includes "{name}", which is no file of ours from lib/ or the top'
        elif own in BESIDE or other == own:
            continue
        elif other not in FLOORS or FLOORS[other] >= FLOORS[own]:
            yield f'is on floor {FLOORS[own]} ({own}) and includes "{name}" of {other}'
        elif path.parts[:2] == ("app", "cli") and other.startswith("ui/"):
            yield f'belongs to hopscope-cli and includes "{name}"'


def file_faults(root, path):
    text = (root / path).read_text(encoding="utf-8")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        yield f"has {len(lines)} lines; {MAX_LINES} is the most"
    if not any("SPDX-License-Identifier: MIT" in line for line in lines[:2]):
        yield "has no SPDX line at its start"
    if path.suffix in SOURCES:
        if folder_of(path) not in FLOORS and path.parts[0] not in BESIDE:
            yield f"is in {folder_of(path)}, which has no floor"
        else:
            yield from include_faults(root, path, text)
    if path.suffix == ".h" and "#pragma once" not in text:
        yield "has no #pragma once"


def link_faults(cli):
    needed = subprocess.run(["readelf", "-d", cli], check=True, capture_output=True, text=True).stdout
    libraries = re.findall(r"NEEDED.*\[(.+)\]", needed)
    if not any("Qt6Core" in library for library in libraries):
        yield f"hopscope-cli does not link Qt6Core: is {cli} the right file?"
    for library in libraries:
        if "Qt6Widgets" in library:
            yield f"hopscope-cli links {library}"


def check_tree(root, cli=None):
    files = sorted(file.relative_to(root) for top in ("app", "lib", "ui", "tests", "fuzz", "packaging")
                   for file in (root / top).rglob("*")
                   if file.suffix in SOURCES | SCRIPTS and file.parent.name != "golden")
    faults = [f"{path}: {fault}" for path in files for fault in file_faults(root, path)]
    lengths = [len((root / path).read_text(encoding="utf-8").splitlines()) for path in files if path.suffix in SOURCES]
    if not lengths:
        return ["no sources found"], "nothing"
    if statistics.median(lengths) > MAX_MEDIAN:
        faults.append(f"the median file has {statistics.median(lengths)} lines; {MAX_MEDIAN} is the most")
    if cli:
        faults += link_faults(cli)
    return faults, f"{len(files)} files, median {statistics.median(lengths)} lines, no fault"


def self_test():
    """Every kind of fault in a made-up tree is found, and nothing else."""
    licence = "// SPDX-License-Identifier: MIT\n"
    header = licence + "#pragma once\n"
    tree = {
        "lib/http/ok.h": header,
        "lib/trace/ok.cpp": licence + '#include "http/ok.h"\n',
        "lib/http/up.cpp": licence + '#include "net/ok.h"\n',
        "lib/net/ok.h": header + '#include "net/ok.h"\n',
        "lib/net/sideways.cpp": licence + '#include "paint/ok.h"\n',
        "lib/paint/ok.h": header,
        "lib/paint/unknown.cpp": licence + '#include "nothere.h"\n',
        "app/cli/window.cpp": licence + '#include "ui/window/ok.h"\n',
        "ui/window/ok.h": header + '#include "ui/history/ok.h"\n',
        "ui/history/ok.h": header,
        "ui/history/page.cpp": licence + '#include "ui/inspect/ok.h"\n',
        "ui/inspect/ok.h": header + '#include "ui/look/ok.h"\n',
        "ui/look/ok.h": header,
        "ui/loose.cpp": licence,
        "ui/look/long.cpp": licence + "//\n" * MAX_LINES,
        "ui/look/nolicence.cpp": "//\n",
        "ui/look/noguard.h": licence,
        "tests/tst_ok.cpp": licence + '#include "ui/window/ok.h"\n',
        "fuzz/ok.h": header,
        "fuzz/ok.cpp": licence + '#include "ok.h"\n#include "net/ok.h"\n',
    }
    wanted = {"lib/http/up.cpp", "lib/net/sideways.cpp", "lib/paint/unknown.cpp", "app/cli/window.cpp", "ui/history/page.cpp", "ui/loose.cpp",
              "ui/look/long.cpp",
              "ui/look/nolicence.cpp", "ui/look/noguard.h"}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        faults, _ = check_tree(root)
    found = [fault.split(":")[0] for fault in faults]
    if sorted(found) != sorted(wanted):
        return [f"wanted one fault in each of {sorted(wanted)}, found: {faults}"], ""
    return [], f"{len(wanted)} faults found"


def main():
    if sys.argv[1] == "--self-test":
        faults, summary = self_test()
    else:
        faults, summary = check_tree(pathlib.Path(sys.argv[1]), *sys.argv[2:3])
    print("\n".join(faults) or summary)
    return 1 if faults else 0


sys.exit(main())
