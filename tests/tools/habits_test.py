#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks for functions that nothing calls, helpers that stand twice, types of one name, classes that are too large, long subjects.

usage: habits_test.py SOURCE_DIR
       habits_test.py --self-test
"""
import collections
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from cppsource import is_use, reach_of, sources_in, uses_of  # noqa: E402

PRODUCT = ("app", "lib", "ui")
TESTS = ("tests", "fuzz")
MAX_METHODS = 30
MAX_SUBJECT = 72
# Two helpers of one name are copies when their bodies are as alike as ALIKE. Short ones that take and return the same
# types need to be half alike only: what differs is how the same thing is written. Other names: the same body.
ALIKE = 0.85
ALIKE_OF_SAME_TYPES = 0.5
SHORT = 30  # tokens
MIN_TOKENS = 8
MIN_TOKENS_OF_OTHER_NAME = 16
# The definition of a type that is no member: it begins a line.
TYPE = re.compile(r"^(?:class|struct|enum class|enum) (\w+)(?: final)?(?:\s*:[^;{]*)?\s*\{", re.MULTILINE)
# Called by a rule of the language, not by name.
IMPLICIT = {"qHash", "begin", "end", "swap"}
# Called by tests only: why they stay.
FOR_TESTS = {
    "ClassWindow::server": "tests look at the class behind its window",
    "ClientsPage::chosenClients": "what was chosen is seen in the page's own boxes only",
    "ClientsPage::setChosenClients": "tests and pictures choose without clicking",
    "CompareModel::observedCount": "tests wait for it",
    "FindingsModel::finding": "tests compare values, not cells",
    "LessonsPage::view": "tests reach the page's parts",
    "MainWindow::exports": "tests export without a dialog",
    "MainWindow::tracing": "tests trace without typing",
    "QuizView::given": "tests answer by it",
    "QuizView::quiz": "the questions are drawn at random",
    "forgetUrls": "URLs of one test are not offered in the next",
    "wordCount": "lessons are kept short by a test",
}
# Classes above MAX_METHODS, with what they have today; the number may only fall.
LARGE = {"Secrets": 35}


def unused_faults(product, tests, for_tests):
    reach = reach_of(product + tests)
    declared = [function for source in product for function in source.functions
                if function.file.endswith(".h") and function.kind in ("namespace", "class", "signal")
                and function.name not in IMPLICIT and function.name != function.owner]
    names = {function.name for function in declared}
    uses, tested = uses_of(product, names), uses_of(tests, names)
    needed = set()
    for function in declared:
        if any(is_use(use, function, reach) for use in uses[function.name]):
            continue
        name = f"{function.owner}::{function.name}" if function.owner else function.name
        if not any(is_use(use, function, reach) for use in tested[function.name]):
            yield f"{function.file}:{function.line}: {name}() is called by nothing"
        elif function.kind != "signal" and name not in for_tests:
            yield f"{function.file}:{function.line}: {name}() is called by tests only"
        needed.add(name)
    for name in sorted(for_tests.keys() - needed):
        yield f"{name}() needs no exception in FOR_TESTS any more"


def body_of(source, function, with_texts):
    """The tokens of the body, with parameters by their number."""
    names = {name: f"P{number}" for number, name in enumerate(function.parameters[1])}
    return [names.get(token, token if with_texts or token[0] != '"' else '""')
            for token in source.tokens[function.body[0]:function.body[1]]]


def twice_faults(product):
    """Helpers of one file that stand in another one as well, under the same name or with the same body."""
    by_name, by_body = collections.defaultdict(list), collections.defaultdict(list)
    for source in product:
        for function in source.functions:
            if function.body and function.kind in ("local", "namespace"):
                by_name[function.name].append((function, body_of(source, function, False)))
                body = body_of(source, function, True)
                if len(body) >= MIN_TOKENS_OF_OTHER_NAME:
                    by_body[" ".join(body)].append((function, body))
    groups = [(group, are_copies) for group in by_name.values()]
    groups += [(group, lambda a, b: a[0].name != b[0].name) for group in by_body.values()]
    for group, is_copy in groups:
        copies = [one for one in group if any(
            one[0].file != other[0].file and "local" in (one[0].kind, other[0].kind) and is_copy(one, other)
            for other in group)]
        if copies:
            where = ", ".join(f"{copy.name}() in {copy.file}:{copy.line}" for copy, _ in copies)
            yield f"{copies[0][0].file}: stands more than once: {where}"


def are_copies(one, other):
    (a, first), (b, second) = one, other
    shorter = min(len(first), len(second))
    if shorter < MIN_TOKENS:
        return False
    same_types = a.result == b.result and a.parameters[0] == b.parameters[0]
    wanted = ALIKE_OF_SAME_TYPES if same_types and shorter < SHORT else ALIKE
    return difflib.SequenceMatcher(None, first, second, False).ratio() >= wanted


def class_faults(product):
    methods = collections.Counter()
    for source in product:
        for function in source.functions:
            if function.file.endswith(".h") and function.owner and function.name != function.owner:
                methods[(function.file, function.owner)] += 1
    for (file, name), count in sorted(methods.items()):
        if count > LARGE.get(name, MAX_METHODS):
            yield f"{file}: {name} has {count} methods; {LARGE.get(name, MAX_METHODS)} is the most"


def type_faults(root):
    """Two types of one name in two headers: a program that has both calls the functions of either."""
    places = collections.defaultdict(list)
    for top in PRODUCT:
        for path in sorted((root / top).rglob("*.h")):
            for name in TYPE.findall(path.read_text(encoding="utf-8")):
                places[name].append(path.relative_to(root).as_posix())
    for name, files in sorted(places.items()):
        if len(files) > 1:
            yield f"{files[0]}: {name} is a type of {', '.join(files[1:])}, too"


def subject_faults(root):
    """Of the commits since there is a rule: CONTRIBUTING.md came with it."""
    def git(*arguments):
        return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout

    try:
        if pathlib.Path(git("rev-parse", "--show-toplevel").strip()) != root.resolve():
            return [], "subjects skipped: no repository"
        if git("rev-parse", "--is-shallow-repository").strip() == "true":
            return [], "subjects skipped: shallow clone"
        first = git("log", "--diff-filter=A", "--format=%H", "--", "CONTRIBUTING.md").split()
        if not first:
            return [], "subjects skipped: no CONTRIBUTING.md"
        subjects = git("log", "--format=%h %s", f"{first[-1]}..HEAD").splitlines()
    except (OSError, subprocess.CalledProcessError):
        return [], "subjects skipped: no git"
    long = [subject for subject in subjects if len(subject.partition(" ")[2]) > MAX_SUBJECT]
    return [f"commit {subject}: the subject is longer than {MAX_SUBJECT}" for subject in long], f"{len(subjects)} subjects"


def check_tree(root, for_tests):
    product, tests = sources_in(root, PRODUCT), sources_in(root, TESTS)
    if not product:
        return ["no sources found"], ""
    faults, subjects = subject_faults(root)
    faults += [*unused_faults(product, tests, for_tests), *twice_faults(product), *class_faults(product), *type_faults(root)]
    functions = sum(len(source.functions) for source in product)
    return faults, f"{len(product)} files, {functions} declarations and definitions, {subjects}, no fault"


def self_test():
    """Every kind of fault in a made-up tree is found, and nothing else."""
    methods = "".join(f"    int value{number}() const;\n" for number in range(MAX_METHODS))
    calls = "".join(f"    wide.value{number}();\n" for number in range(MAX_METHODS + 1))
    tree = {
        "lib/a.h": "int unused(int value = {});\nint tested();\nint excused();\nint called();\ninline int size(int) "
                   "{ return 1; }\nclass Talk : public QObject {\n    Q_OBJECT\npublic:\n    explicit Talk(int a);\n"
                   "    ~Talk() override;\n    bool event(QEvent *event) override;\n    void again();\n"
                   "    std::function<void(int)> m_job;\nQ_SIGNALS:\n    void heard();\n    void unheard();\n};\n",
        "lib/a.cpp": '#include "a.h"\nTalk::Talk(int a) : m_a{a} { Q_EMIT heard(); Q_EMIT unheard(); called(); }\n'
                     "void Talk::again() { again(); }\nint unused(int) { return 1; } // unused()\n",
        "lib/other.cpp": "int x = unused(1);\n",  # another one: it does not include a.h
        "lib/wide.h": f"struct Wide {{\n{methods}    struct Inner {{ int inner(); }};\n}};\n"
                      f"struct TooWide {{\n{methods}    int value{MAX_METHODS}();\n}};\n",
        "lib/wide.cpp": '#include "a.h"\n#include "wide.h"\nvoid all()\n{\n' + calls + "    inner();\n"
                        "    connect(talk, &Talk::heard, size(1));\n}\n",
        "lib/one.h": "struct Talk;\nenum class Kind { A };\nstruct Alone : Talk {\n    struct Inner { };\n};\n",
        "lib/two.h": "enum class Kind : int { B };\nclass Talk {\n};\n",
        "lib/one.cpp": "namespace {\nbool isOdd(int number) { return number % 2 == 1 && number > 0; }\n"
                       "QString rows(int count) { return join(count, '{', \"rows\", first(count)); }\n"
                       "int sum(QList<int> list) { int all = 0; for (int one : list) all += one; return all; }\n}\n",
        "lib/two.cpp": "static bool isOdd(int n) { return n > 0 && n % 2 == 1; }\n"
                       "static int rows(Trace trace) { return trace.hops.size() + trace.notes.size(); }\n"
                       "static int total(QList<int> items) { int all = 0; for (int one : items) all += one; return all; }\n",
        "tests/tst_a.cpp": '#include "a.h"\nint y = tested() + excused();\n',
    }
    wanted = ["lib/a.h:1: unused() is called by nothing", "lib/a.h:2: tested() is called by tests only",
              "lib/a.h:12: Talk::again() is called by nothing", "lib/a.h:16: Talk::unheard() is called by nothing",
              "gone() needs no exception in FOR_TESTS any more",
              "lib/one.cpp: stands more than once: isOdd() in lib/one.cpp:2, isOdd() in lib/two.cpp:1",
              "lib/one.cpp: stands more than once: sum() in lib/one.cpp:4, total() in lib/two.cpp:3",
              "lib/a.h: Talk is a type of lib/two.h, too", "lib/one.h: Kind is a type of lib/two.h, too",
              f"lib/wide.h: TooWide has {MAX_METHODS + 1} methods; {MAX_METHODS} is the most"]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        faults, _ = check_tree(root, {"excused": "", "gone": ""})
        skipped = subject_faults(root)
        git = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
        subprocess.run([*git, "init", "-q"], check=True)
        (root / "CONTRIBUTING.md").touch()
        subprocess.run([*git, "add", "."], check=True)
        for subject in ("l" * 99, "s" * MAX_SUBJECT, "l" * (MAX_SUBJECT + 1)):
            subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", subject], check=True)
        long, counted = subject_faults(root)
    if sorted(faults) != sorted(wanted):
        return ["wanted:", *sorted(wanted), "found:", *sorted(faults)], ""
    if len(long) != 1 or counted != "2 subjects" or skipped[0] or "skipped" not in skipped[1]:
        return [f"subjects: wanted one of two, found {long}, {counted}, {skipped}"], ""
    return [], f"{len(wanted) + 1} faults found"


def main():
    faults, summary = self_test() if sys.argv[1] == "--self-test" else check_tree(pathlib.Path(sys.argv[1]), FOR_TESTS)
    print("\n".join(faults) or summary)
    return 1 if faults else 0


sys.exit(main())
