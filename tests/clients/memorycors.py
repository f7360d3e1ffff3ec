# SPDX-License-Identifier: MIT
"""The cases of memory.py about preflights: after several redirects, which fields and methods, and how long leave is kept."""
from memorycases import ALLOW, JSON, KEY, TOKEN, fetch
from memorytable import BROWSERS, REAL, case, page, redirect

A, B, C = (f"http://{REAL[name]}:8080" for name in ("shop", "bank", "third"))
LETTERS = {A: "A", B: "B", C: "C"}
LONG = [["Accept", "x" * 128], ["Accept-Language", "d" * 128], ["Content-Language", "d" * 128]]

# What a script sends: the longest way first, so that a chain tells what is asked for at each redirect.
CHAINED = {
    "PUT of text": {"method": "PUT", "headers": [["Content-Type", "text/plain"]], "body": "x"},
    "DELETE": {"method": "DELETE"},
    "POST of JSON with Authorization": {"method": "POST", "headers": [JSON, TOKEN], "body": "{}"},
    "GET with Authorization": {"headers": [TOKEN]},
    "POST of JSON with Content-Language and X-Api-Key": {"method": "POST", "headers": [JSON, ["Content-Language", "de,{"], KEY], "body": "{}"}}
WAYS = [((303,), A, (B,)), ((303,), B, (B,)), ((303,), B, (C,)), ((303, 302), A, (A, B)), ((302, 302), A, (A, B)), ((302, 302), A, (B, B)),
        ((302, 302), A, (B, A)), ((307, 307), A, (B, B)), ((307, 302), A, (B, C)), ((302, 302, 302), A, (B, B, B)),
        ((307, 307, 307), A, (B, C, C))]

FIELDS = {
    "Accept with {": [["Accept", "a{b"]], "Accept-Language: *": [["Accept-Language", "*"]], "Accept-Language with _": [["Accept-Language", "d_e"]],
    "Content-Language: de": [["Content-Language", "de"]], "Range: bytes=5-": [["Range", "bytes=5-"]], "Range: bytes=-5": [["Range", "bytes=-5"]],
    "two ranges": [["Range", "bytes=0-1,3-4"]], "Range in capitals": [["Range", "Bytes=0-1"]], "Range with a space": [["Range", "bytes= 0-1"]],
    "Range: bytes=5-1": [["Range", "bytes=5-1"]], "Accept of 128 bytes": LONG[:1], "three fields of 128 bytes": LONG,
    "two lines Accept of 100 bytes": [["Accept", "x" * 100], ["Accept", "y" * 100]],
    "nine lines Accept of 120 bytes": [["Accept", letter * 120] for letter in "abcdefghi"], "DNT": [["DNT", "1"]], "Sec-X": [["Sec-X", "1"]],
    "Proxy-X": [["Proxy-X", "1"]], "Date": [["Date", "x"]], "User-Agent": [["User-Agent", "x"]],
    "X-HTTP-Method-Override: PUT": [["X-HTTP-Method-Override", "PUT"]], "X-HTTP-Method-Override: TRACE": [["X-HTTP-Method-Override", "TRACE"]],
    "X-B, X-A and x-b": [["X-B", "1"], ["X-A", "1"], ["x-b", "2"]], "Content-Type of 129 bytes": [["Content-Type", "text/plain;" + "x" * 118]],
    "Content-Type in capitals": [["Content-Type", "TEXT/Plain ; charset=x"]], "Content-Type with quotes": [["Content-Type", "text/plain; a=\"b\""]],
    "two types in Content-Type": [["Content-Type", "text/plain, text/plain"]], "Pragma": [["Pragma", "no-cache"]], "Priority": [["Priority", "u=4"]],
    "Last-Event-ID": [["Last-Event-ID", "1"]], "Upgrade-Insecure-Requests": [["Upgrade-Insecure-Requests", "1"]],
    "Save-Data: on": [["Save-Data", "on"]], "ECT: 4g": [["ECT", "4g"]]}
FIELDS |= {f"{name}: 1": [[name, "1"]] for name in ("DPR", "Downlink", "Width", "Device-Memory", "RTT", "Viewport-Width")}

PUT = {"method": "PUT", "headers": [JSON, TOKEN], "body": "{}"}
POST = {"method": "POST", "headers": [JSON], "body": "{}"}
WITH_KEY, HEAD_WITH_KEY = {"headers": [KEY]}, {"method": "HEAD", "headers": [KEY]}


def row(name, steps, answers=None, cors=(), fresh=False):
    return case("origin", f"{name}, real host", [page(f"{A}/page"), *steps], answers, BROWSERS, cors, fresh=fresh)


def chains():
    for name, wish in CHAINED.items():
        for statuses, first, targets in WAYS:
            urls = [f"{first}/p0"] + [f"{target}/p{number}" for number, target in enumerate(targets, 1)]
            answers = {url: redirect(status, to) for url, status, to in zip(urls, statuses, urls[1:])}
            way = ", ".join(f"{status} to {LETTERS[target]}" for status, target in zip(statuses, targets))
            yield row(f"chain: {name} to {LETTERS[first]}, {way}", [fetch(urls[0], **wish)], answers, ["*"])
    for name, wish in (("HEAD", {"method": "HEAD"}), ("POST of text", {"method": "POST", "body": "x"})):
        for status in (301, 302, 303):
            yield row(f"chain: {name} to A, {status} to B", [fetch(f"{A}/p0", **wish)], {"/p0": redirect(status, f"{B}/p1")}, ["*"])


def fields_and_methods():
    for name, fields in FIELDS.items():
        yield row(f"fields: GET with {name}", [fetch(f"{B}/r", headers=fields)], cors=["*"])
    for method in ("put", "patch", "PATCH", "delete", "Post", "OPTIONS", "FOO"):
        yield row(f"method {method}", [fetch(f"{B}/r", method=method)], cors=["*"])


def answers_to_get():
    own, credentials = ["Access-Control-Allow-Origin", A], ["Access-Control-Allow-Credentials", "true"]
    for name, fields in (("* for origin", [["Access-Control-Allow-Origin", "*"], credentials]), ("the origin twice", [own, own, credentials]),
                         ("credentials True", [own, ["Access-Control-Allow-Credentials", "True"]]),
                         ("credentials twice", [own, credentials, credentials]), ("no credentials", [own]), ("all that is needed", [own, credentials]),
                         ("the origin in capitals", [["Access-Control-Allow-Origin", A.upper()], credentials]),
                         ("a slash behind the origin", [["Access-Control-Allow-Origin", A + "/"], credentials])):
        yield row(f"check: 302 with {name}", [fetch(f"{B}/go")], {"/go": {"status": 302, "fields": [["Location", "/end"], *fields]}})


def answers_to_options():
    def answered(name, fields, wish=PUT):
        return row(f"preflight list: {name}", [fetch(f"{B}/list", **wish)], {"OPTIONS /list": {"status": 200, "fields": fields},
                "/list": {"status": 200, "fields": ALLOW(A)}})
    yield answered("a method that is no name", ALLOW(A, methods="PUT, b@d"))
    yield answered("a field that is no name", ALLOW(A, headers="content-type, authorization, b@d"))
    yield answered("* for methods", ALLOW(A, methods="*"))
    yield answered("methods without a comma", ALLOW(A, methods="PUT POST"))
    yield answered("empty items", ALLOW(A, methods=",PUT,,", headers=",content-type,,authorization,"))
    yield answered("two lines of methods", [*ALLOW(A, methods="POST"), ["Access-Control-Allow-Methods", "PUT"]])
    yield answered("POST is not named", ALLOW(A, methods="PUT"), POST)
    yield answered("no methods for POST", [field for field in ALLOW(A) if field[0] != "Access-Control-Allow-Methods"], POST)


def kept():
    """Leave that is kept: each in a browser that knows none."""
    def cached(name, fields, *steps, wait=0, other=None):
        pause = [{"do": "wait", "seconds": wait}] if wait else []
        first, *rest = [fetch(f"{B}/end", **step) if "do" not in step else step for step in steps]
        return row(f"kept: {name}", [first, *pause, *rest], {"OPTIONS /end": {"status": 200, "fields": fields}, "/end": other or
                {"status": 200, "fields": ALLOW(A)}, "/go": redirect(307, f"{B}/end")}, fresh=True)
    ages = (("0", ALLOW(A)), ("left out", ALLOW(A, age=None)), ("1x", ALLOW(A, age="1x")), ("-1", ALLOW(A, age="-1")),
            ("in quotes", ALLOW(A, age='"600"')), ("0 and 600", [*ALLOW(A), ["Access-Control-Max-Age", "600"]]))
    for name, fields in ages:
        yield cached(f"max-age {name}, PUT twice", fields, PUT, PUT)
    yield cached("max-age left out, PUT and again after 6 s", ALLOW(A, age=None), PUT, PUT, wait=6)
    yield cached("max-age 2, PUT and again after 3 s", ALLOW(A, age="2"), PUT, PUT, wait=3)
    yield cached("PUT and then DELETE", ALLOW(A, age="600"), PUT, {"method": "DELETE"})
    yield cached("PUT and then DELETE, which was not named", ALLOW(A, methods="PUT", age="600"), PUT, {"method": "DELETE"})
    yield cached("PUT and then POST, which was not named", ALLOW(A, methods="PUT", age="600"), PUT, POST)
    yield cached("POST and then GET with another field", ALLOW(A, age="600"), POST, WITH_KEY)
    yield cached("GET and then HEAD, which was not named", ALLOW(A, methods="GET", age="600"), WITH_KEY, HEAD_WITH_KEY)
    yield cached("GET and then HEAD, which was named", ALLOW(A, methods="HEAD", age="600"), WITH_KEY, HEAD_WITH_KEY)
    yield cached("GET and then GET with a field that was not named", ALLOW(A, headers="X-Api-Key", age="600"), WITH_KEY, {"headers": [TOKEN]})
    yield cached("PUT twice, the answer itself is not allowed", ALLOW(A, age="600"), PUT, PUT, other={"status": 200})
    yield cached("PUT, plain GET and PUT", ALLOW(A, age="600"), PUT, {}, PUT)
    yield cached("PUT in two pages of A", ALLOW(A, age="600"), PUT, page(f"{A}/page2"), PUT)
    yield cached("PUT in a page of A and in one of C", ALLOW(A, age="600"), PUT, page(f"{C}/page"), PUT)
    yield cached("PUT and then PUT with a query", ALLOW(A, age="600"), PUT, fetch(f"{B}/end?x", **PUT))
    yield cached("PUT and then 307 to it", ALLOW(A, age="600"), PUT, fetch(f"{A}/go", **PUT))
    yield cached("307 to it twice", ALLOW(A, age="600"), fetch(f"{A}/go", **PUT), fetch(f"{A}/go", **PUT))
    long = ["Access-Control-Max-Age", "600"]
    origin = {"/go": redirect(307, f"{B}/mid"), "/mid": redirect(307, f"{C}/end", *ALLOW(A)), "OPTIONS /mid": {"status": 200, "fields": ALLOW(A)}}
    for name in (A, "null"):
        yield row(f"kept: A to B (307) to C twice, {'null' if name == 'null' else 'A'} may", [fetch(f"{A}/go", **PUT), fetch(f"{A}/go", **PUT)],
                  origin | {"OPTIONS /end": {"status": 200, "fields": [*ALLOW(name, age=None), long]}, "/end": {"status": 200,
                          "fields": ALLOW("null")}}, fresh=True)


def rows():
    for table in (chains, fields_and_methods, answers_to_get, answers_to_options, kept):
        yield from table()
