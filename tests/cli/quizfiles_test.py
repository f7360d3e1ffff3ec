#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The question banks that quiz writes, read by readers of their own: Moodle XML, GIFT and QTI 2.1 have the questions,
options, answers and reasons of the table, whatever characters are in them.

usage: quizfiles_test.py HOPSCOPE_CLI
"""
import csv
import html
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

SECONDS = 120
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
# What one of the formats takes for a sign, an XML file has no place for, or a browser runs.
NASTY = "~=#{}:\\n \\\\ <script>alert(1)</script> & \"'` ]]> [html] %50%wrong //no comment \u00e9\U0001f375 \u202e \x01 {shop}"
cli = sys.argv[1]
faults = []


def check(condition, what):
    if not condition:
        faults.append(what)


def quiz(*arguments, own=None):
    environment = {**os.environ, "HOPSCOPE_LESSONS": own or "/nonexistent"}
    done = subprocess.run([cli, "quiz", *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, env=environment)
    check(done.returncode == 0, f"quiz {arguments}: {done.returncode} {done.stderr.decode()}")
    return done.stdout


def cell(text):
    """A cell of a table as it was before an apostrophe kept it from being a formula."""
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@", "'\t") else text


def of_table(data):
    """[(question, options, right, reason)]"""
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [(cell(row["Question"]), cell(row["Options"]).split(" | "), cell(row["Right"]), f"{cell(row['Reason'])} [{cell(row['Source'])}]") for row in rows]


def of_html(text):
    return html.unescape(text.replace("<br/>", "\n"))


def of_moodle(data):
    questions = []
    for question in xml.etree.ElementTree.fromstring(data).findall("question"):
        if question.get("type") == "category":
            continue
        check(question.get("type") == "multichoice" and question.findtext("single") == "true", "moodle: not one of several")
        answers = question.findall("answer")
        right = [answer for answer in answers if answer.get("fraction") == "100"]
        check(len(right) == 1 and {answer.get("fraction") for answer in answers} <= {"0", "100"}, "moodle: not one right answer")
        check(question.findtext("name/text"), "moodle: no name")
        check("<script" not in question.findtext("questiontext/text"), "moodle: a script is run")
        questions.append((of_html(question.findtext("questiontext/text")), [of_html(answer.findtext("text")) for answer in answers],
                          of_html(right[0].findtext("text")), of_html(question.findtext("generalfeedback/text"))))
    return questions


class Gift:
    """The part of GIFT (https://docs.moodle.org/en/GIFT_format) that multiple choice needs."""

    def __init__(self, text):
        self.text = "\n".join("" if line.startswith("//") else line for line in text.split("\n"))
        self.at = 0

    def until(self, signs):
        """The text up to the next sign that has no backslash before it, without its backslashes."""
        taken = ""
        while not any(self.text.startswith(sign, self.at) for sign in signs):
            if self.text[self.at] == "\\":
                self.at += 1
                taken += "\n" if self.text[self.at] == "n" else self.text[self.at]
            else:
                taken += self.text[self.at]
            self.at += 1
        return taken

    def take(self, sign):
        if not self.text.startswith(sign, self.at):
            raise ValueError(f"{sign!r} is missing at {self.text[self.at:self.at + 40]!r}")
        self.at += len(sign)

    def plain(self, signs):
        self.take("[plain]")
        return self.until(signs).rstrip("\n")

    def question(self):
        self.take("::")
        check(self.until(("::",)), "gift: no name")
        self.take("::")
        text = self.plain(("{",))
        self.take("{\n")
        options, right = [], None
        while not self.text.startswith("####", self.at):
            is_right = self.text[self.at] == "="
            self.take("=" if is_right else "~")
            options.append(self.plain(("=", "~", "#", "}")))
            right = options[-1] if is_right else right
        self.take("####")
        reason = self.plain(("}",))
        self.take("}")
        return text, options, right, reason

    def questions(self):
        # An empty line ends a question: there is none inside of one.
        check(all(part.strip().startswith("::") and part.strip().endswith("}") for part in self.text.strip().split("\n\n")), "gift: an empty line in a question")
        found = []
        while self.text[self.at:].strip():
            self.at += len(self.text[self.at:]) - len(self.text[self.at:].lstrip())
            found.append(self.question())
        return found


def of_qti_item(data):
    item = xml.etree.ElementTree.fromstring(data)
    order = [child.tag.removeprefix(QTI) for child in item]
    check(order == ["responseDeclaration", "outcomeDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"], f"qti: {order}")
    check(all(item.get(name) for name in ("identifier", "title")) and item.get("adaptive") == item.get("timeDependent") == "false", "qti: attributes of an item")
    declared = {child.get("identifier") for child in item if child.tag.endswith("Declaration")}
    used = {node.get("identifier") for node in item.find(f"{QTI}responseProcessing").iter() if node.get("identifier")}
    check(used == declared == {"RESPONSE", "SCORE", "FEEDBACK"}, f"qti: declared {declared}, used {used}")
    interaction = item.find(f"{QTI}itemBody/{QTI}choiceInteraction")
    check(interaction.get("responseIdentifier") == "RESPONSE" and interaction.get("maxChoices") == "1", "qti: the interaction")
    options = {choice.get("identifier"): choice.text for choice in interaction.findall(f"{QTI}simpleChoice")}
    right = item.findtext(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
    feedback = item.find(f"{QTI}modalFeedback")
    check(feedback.get("identifier") == item.findall(f".//{QTI}baseValue")[-1].text, "qti: the reason is never shown")
    text = "\n".join(line.text for line in item.findall(f"{QTI}itemBody/{QTI}p"))
    return text, list(options.values()), options[right], feedback.text


def of_qti(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check(package.testzip() is None, "qti: a damaged package")
        manifest = xml.etree.ElementTree.fromstring(package.read("imsmanifest.xml"))
        resources = {each.get("identifier"): each for each in manifest.findall(f"{PACKAGE}resources/{PACKAGE}resource")}
        names = {"imsmanifest.xml"} | {each.find(f"{PACKAGE}file").get("href") for each in resources.values()}
        check(names == set(package.namelist()), f"qti: {names} and {package.namelist()}")
        whole = [each for each in resources.values() if each.get("type") == "imsqti_test_xmlv2p1"]
        items = [each for each in resources.values() if each.get("type") == "imsqti_item_xmlv2p1"]
        check(len(whole) == 1 and len(items) == len(resources) - 1, "qti: resources")
        check([each.get("identifierref") for each in whole[0].findall(f"{PACKAGE}dependency")] == [each.get("identifier") for each in items], "qti: dependencies")
        test = xml.etree.ElementTree.fromstring(package.read(whole[0].get("href")))
        order = [each.get("href") for each in test.findall(f"{QTI}testPart/{QTI}assessmentSection/{QTI}assessmentItemRef")]
        check(order == [each.get("href") for each in items], "qti: the test has other items")
        return [of_qti_item(package.read(href)) for href in order]


def without_empty_lines(text):
    return "\n".join(line for line in text.split("\n") if line)


def check_same(name, *arguments, own=None):
    wanted = of_table(quiz(*arguments, "--format", "csv", own=own))
    check(wanted, f"{name}: no questions")
    for kind, read in (("moodle", of_moodle), ("gift", lambda data: Gift(data.decode()).questions()), ("qti", of_qti)):
        got = read(quiz(*arguments, "--format", kind, own=own))
        check(len(got) == len(wanted), f"{name}, {kind}: {len(got)} questions")
        for one, other in zip(got, wanted):
            text = (without_empty_lines(one[0]), without_empty_lines(other[0]))
            # XML has no place for most control characters; GIFT has lines only.
            pairs = [text, *zip(one[1], other[1]), (one[2], other[2]), (one[3], other[3])]
            for left, right in pairs:
                right = right.replace("\x01", " " if kind == "gift" else "\ufffd")
                check(left == right, f"{name}, {kind}: {left!r} is not {right!r}")


def hostile_lesson(folder):
    lesson = json.loads(subprocess.run([cli, "lesson", "302-post", "--save", "-"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS).stdout)
    nasty = NASTY.replace("\\n", "\n")
    lesson["id"] = "nasty"
    lesson["title"] = lesson["question"] = lesson["parts"][0]["label"] = nasty
    lesson["text"] = [{"text": nasty}, {"text": "\n\n" + nasty}]
    for number, option in enumerate(lesson["parts"][0]["options"]):
        option["text"] = ["%100%" + nasty, "=1+1" + nasty, "[markdown]" + nasty, "~" + nasty][number]
    lesson["parts"][0]["why"] = nasty
    lesson["parts"][0]["source"] = "RFC 9110"
    (folder / "nasty.json").write_text(json.dumps(lesson), encoding="utf-8")


def check_variants():
    first = of_table(quiz("--seed", "7", "--about", "post", "--format", "csv"))
    other = of_table(quiz("--seed", "7", "--about", "post", "--variant", "c", "--format", "csv"))
    check(sorted((text, sorted(options), right) for text, options, right, _ in first) ==
          sorted((text, sorted(options), right) for text, options, right, _ in other), "variant: other questions")
    check([each[0] for each in first] != [each[0] for each in other], "variant: the same order")
    for arguments, rows in ((("--seed", "7", "--about", "post"), first), (("--seed", "7", "--about", "post", "--variant", "C"), other)):
        key = quiz(*arguments, "--key").decode().strip()
        wanted = ", ".join(f"{number} {'abcdefgh'[options.index(right)]}" for number, (_, options, right, _) in enumerate(rows, 1))
        check(key == wanted, f"key: {key} is not {wanted}")
    page = quiz("--seed", "7", "--about", "post", "--variant", "C", "--format", "html", "--reveal").decode()
    check(f"Key: {key}" in page and "<h1>Quiz 7, variant C</h1>" in page, "variant: no key with the answers")
    check("Key:" not in quiz("--seed", "7", "--format", "html").decode(), "the paper has the key")


def check_choice():
    of_curl = of_table(quiz("--seed", "3", "--client", "curl", "--format", "csv"))
    check(len(of_curl) == 10 and all(text.startswith("curl -L sends") for text, _, _, _ in of_curl), "--client: about others")
    check(len(of_table(quiz("--lesson", "302-post", "--format", "csv"))) == 3, "--lesson: not its three parts")
    both = of_table(quiz("--lesson", "301-post", "--client", "curl", "--format", "csv"))
    check([(text.rsplit("\n", 1)[1], right) for text, _, right, _ in both] == [("curl -L sends", "GET")], f"--lesson with --client: {both}")
    # The level, by what its lessons say.
    check(all("Quiz" not in text for text, _, _, _ in of_table(quiz("--about", "further", "--questions", "50", "--format", "csv"))), "--about further")
    for arguments, error in ((("--about", "none"), 'there is no quiz about "none"; choose one of: clients, lessons, basic, further, post, login, move'),
                             (("--about", "post", "--lesson", "hsts"), "use either --about or --lesson"),
                             (("--client", "netscape"), 'there is no client "netscape"'),
                             (("--lesson", "302-post", "--client", "curl"), "no question fits"),
                             (("--variant", "7"), "--variant takes a letter from A to Z"),
                             (("--format", "pdf"), 'there is no format "pdf" for a quiz; choose one of: text, html, csv, moodle, gift, qti')):
        bad = subprocess.run([cli, "quiz", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS)
        check(bad.returncode == 2 and error in bad.stderr and bad.stderr.count("\n") == 1, f"quiz {arguments}: {bad.stderr}")


check_same("clients", "--seed", "7", "--questions", "50")
for about in ("basic", "further", "post", "login", "move"):
    check_same(about, "--seed", "11", "--about", about, "--questions", "50")
with tempfile.TemporaryDirectory() as temporary:
    hostile_lesson(pathlib.Path(temporary))
    check_same("hostile", "--seed", "1", "--lesson", "nasty", own=temporary)
check_variants()
check_choice()
print("\n".join(faults) or "no fault")
sys.exit(1 if faults else 0)
