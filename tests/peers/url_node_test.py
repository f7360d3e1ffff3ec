#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares our URL parser with the one of node on seeded random odd URLs. Usage: url_node_test.py URLPROBE [ROWS [SEED]]"""

import os
import random
import re
import shutil
import subprocess
import sys

SKIPPED = 77  # SKIP_RETURN_CODE in CMakeLists.txt

BASES = [
    "http://base.example/dir/sub/file?query#old", "https://user:pw@base.example:8443/a/b", "http://base.example",
    "file:///C:/dir/file", "file://server/share/x", "foo://opaque.host/p/q", "foo:/only/path", "mailto:someone@example",
    "ws://socket.example/x", "http://[2001:db8::1]:8080/x/",
]
SCHEMES = ["http:", "https:", "HTTP:", "hTTps:", "ws:", "wss:", "ftp:", "file:", "foo:", "mailto:", "javascript:", "data:", "1x:",
           "a+b-.c:", "http", ":"]
HOSTS = [
    "a.example", "A.EXAMPLE", "xn--bcher-kva.example", "bücher.example", "BÜCHER.example", "b%C3%BCcher.example", "ｅｘ.example",
    "例え。テスト", "faß.example", "a_b.example", "-a.example", "a..b", "a.example.", "localhost", "127.1", "0x7f.1", "0X7F.0.0.1",
    "017700000001", "2130706433", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "256.1.1.1", "1.2.3.256", "0x", "0xg", "4294967296",
    "08.1", "a.1", "1.a", "%31%32%37.1", "[::1]", "[::]", "[1:2:3:4:5:6:7:8]", "[1::8]", "[1:2:0:0:5:0:0:0]", "[::1.2.3.4]",
    "[::ffff:1.2.3.256]", "[1:2:3]", "[::1", "[g::1]", "[1:0:0:2::]", "[::1%25eth0]", "a b", "a%20b", "a%00b", "a<b", "a|b", "a^b",
    "a%b", "a%zz", "a\x7fb", "a`b", "a{b}", "a'b", "a\"b", "a!$&'()*+,;=~b", "%", "", "C:", "C|", "☃.example", "\u00ad", "a\u00adb.example",
    "xn--a", "xn--", "a\u200db", "1\u3002" + "2", "\uff11.2.3.4", "caf\u00e9.localhost", "\u05d0\u05d1.example", "\u05d0a.example", "a.\u05d0\u05d11", "a_\u00e9.example", "-\u00e9-.example",
    "e\u0301.example", "\u0301a.example", "\u1e9e.example", "\u0915\u094d\u200d\u0937.example", "\u0628\u200c\u0628.example", "xn--ab-m1t", "xn--a_-cja.example", "xn--!-eha", "xn--a-0", "xn--fa-hia", "xn--fa-hIA", "xn--ls8h.x", "xn--99999999", "xn--BCHER-kva.example",
    "xn--n3h.example", "\u2f868.example", "\ufffd.example", "\U0001d4b7.example", "\u2100.example", "a\u00a0b", "\u212a.example", "\uff05\uff14\uff11", "\u0130.example", "\u03c2.example",
]
PIECES = [
    "/", "\\", "//", "\\\\", ".", "..", "%2e", "%2E%2e", ".%2e", "?", "#", ":", "@", ":80", ":443", ":8080", ":0080", ":65536", ":", ":x",
    "a", "b/c", "x y", "é", "\u20ac", "\U0001f600", "%", "%zz", "%41", "%c3%a9", "\"", "<", ">", "`", "{", "}", "|", "'", "[", "]", ";", "=",
    "&", "+", "~", "!", "$", "*", "(", ")", ",", "\t", "\n", "\r", " ", "\x01", "\x1f", "\x7f", "C:", "C|", "user", "user:pw@", "us er@", "@@", "^", "q=1",
]


def random_url(rng):
    text = rng.choice(["", "", "", " ", "\t", "\x00 "])
    if rng.random() < 0.6:
        text += rng.choice(SCHEMES)
    if rng.random() < 0.7:
        text += rng.choice(["//", "//", "//", "/", "\\\\", "/\\", "///", ""])
        if rng.random() < 0.25:
            text += rng.choice(["user@", "user:pw@", ":@", "@", "u:p:q@", "a@b@", "ü:%zz@", "a/b@", "<>^|@", ";=@"])
        if rng.random() < 0.8:
            text += rng.choice(HOSTS)
        if rng.random() < 0.3:
            text += rng.choice([":80", ":443", ":8080", ":", ":00080", ":65535", ":65536", ":8a", ":99999999999"])
        text += rng.choice(["/", "/", "", "\\", "?", "#"])
    text += "".join(rng.choice(PIECES) for _ in range(rng.randrange(7)))
    return text + rng.choice(["", "", "", " ", "\n", "\x0b"])


def opaque_base_error(base, text):
    """The standard refuses all but a fragment against an opaque path; node 20 completes "x#y" as well."""
    text = text.strip("".join(map(chr, range(0x21)))).translate({9: None, 10: None, 13: None})
    return base.startswith("mailto:") and not text.startswith("#") and not re.match("[A-Za-z][A-Za-z0-9+.-]*:", text)


def newer_standard(text):
    """What the standard changed after the parser of node 20: a "^" in a path is encoded, so is a space that ends an opaque path."""
    cut = min((text.find(c) for c in "?#" if c in text), default=len(text))
    path = text[:cut].replace("^", "%5E") if "/" in text[:cut] else text[:cut]
    return (path[:-1] + "%20" if path.endswith(" ") else path) + text[cut:]


def dropped_slash(mine, other):
    """The standard leaves "/" of a path that ends in dot segments; node 20 nothing if the scheme is not special."""
    cut = min((other.find(c) for c in "?#" if c in other), default=len(other))
    return mine == other[:cut] + "/" + other[cut:] and not re.match("(https?|wss?|ftp|file):", mine)


def main():
    probe = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 3986)
    node = shutil.which("node")
    if not node:
        print("node is not installed: nothing compared")
        return 1 if os.environ.get("CI") else SKIPPED
    pairs = [(rng.choice(BASES), random_url(rng)) for _ in range(rows)]
    lines = "".join(f"{base.encode().hex()}\t{text.encode().hex()}\n" for base, text in pairs)
    script = ("const rd=require('fs').readFileSync(0,'latin1').split('\\n').slice(0,-1);"
              "const u=h=>Buffer.from(h,'hex').toString('utf8');"
              "process.stdout.write(rd.map(l=>{const[b,t]=l.split('\\t');"
              "try{return new URL(u(t),u(b)).href}catch(e){return '!'}}).join('\\n')+'\\n')")
    theirs = subprocess.run([node, "-e", script], input=lines, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    ours = subprocess.run([probe], input=lines, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    if not len(pairs) == len(ours) == len(theirs):
        print(f"{len(pairs)} rows, but {len(ours)} answers of ours and {len(theirs)} of node")
        return 1
    wrong = 0
    for (base, text), mine, other in zip(pairs, ours, theirs):
        if opaque_base_error(base, text):
            other = "!"
        if mine not in (other, newer_standard(other)) and not dropped_slash(mine, other):
            wrong += 1
            if wrong <= 40:
                print(f"base {base!r} url {text!r}: ours {mine!r}, node {other!r}")
    refused = sum(1 for other in theirs if other == "!")
    print(f"{len(pairs)} rows compared ({refused} invalid for node), {wrong} mismatches")
    return 1 if wrong else 0


sys.exit(main())
