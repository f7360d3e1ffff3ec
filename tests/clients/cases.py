# SPDX-License-Identifier: MIT
"""The cases that measure.py puts to a real client: one first request, one answer.

{SAME} is the first origin, {PORT} the same host on another port, {HOST} another host, {TLS} https; {AUTH} and {AUTHPORT}
name a user and password. `user` is given to the client by its own option. `set` are the answer's Set-Cookie fields, and
`self` says that the redirect leads back to the same target. `then` are the redirects behind it, (status, Location), each at the
target of the one before, and what is measured is the request at the end. `early` are 1xx responses before the redirect, and
`stream` says that the body comes from a source that can be read once, so that the client does not know its length.
"""

STATUSES = (300, 301, 302, 303, 304, 305, 306, 307, 308, 399)
METHODS = (("GET", None), ("HEAD", None), ("POST", "a=1&b=2"), ("POST", None), ("PUT", "a=1&b=2"), ("PATCH", "x"), ("DELETE", None),
           ("DELETE", "x"), ("OPTIONS", None), ("QUERY", "q"))
SECRETS = [("Authorization", "Bearer t"), ("Cookie", "a=1"), ("X-Key", "1"), ("Referer", "http://127.0.0.1/r"),
           ("Origin", "http://page.example"), ("If-None-Match", '"x"'), ("Range", "bytes=0-1")]
CONTENT = [("Content-Type", "application/json"), ("Content-Language", "en"), ("Content-Location", "/x"), ("X-A", "1")]
BACK = [(302, "{SAME}/back")]
FORM = "a=1&b=2"
LINK = "Link: </style.css>; rel=preload"


def case(name, method="GET", status=302, locations=("/next",), url="{SAME}/start", headers=(), body=None, user=None, cookies=(),
         refresh=None, then=(), early=(), stream=False):
    row = {"name": name, "method": method, "status": status, "locations": list(locations), "url": url,
           "headers": [list(field) for field in headers], "body": body}
    row |= {"user": user} if user else {}
    row |= {"set": list(cookies)} if cookies else {}
    row |= {"refresh": refresh} if refresh else {}
    row |= {"then": [list(step) for step in then]} if then else {}
    row |= {"early": list(early)} if early else {}
    row |= {"stream": True} if stream else {}
    return row | ({"self": True} if any(each == "" or each[0] == "#" for each in locations) else {})


def cases():
    rows = [case(f"{method} {'with' if body else 'without'} body, {status}", method, status, body=body)
            for method, body in METHODS for status in STATUSES]
    rows += [case(f"content fields, {method} {status}", method, status, headers=CONTENT, body="{}")
             for method in ("POST", "PUT", "PATCH") for status in (301, 303, 307)]
    rows += [case(f"secrets from {start} to {target}, {method} {status}", method, status, ["{%s}/next" % target],
                  "{%s}/start" % start, SECRETS, body)
             for start, target in (("SAME", "SAME"), ("SAME", "PORT"), ("SAME", "HOST"), ("SAME", "TLS"), ("TLS", "SAME"), ("TLS", "TLS"))
             for method, status, body in (("GET", 302, None), ("POST", 303, "x"), ("POST", 307, "x"))]
    rows += [case(f"Host field to {target}", locations=["{%s}/next" % target], headers=[("Host", "other.example")])
             for target in ("SAME", "PORT", "HOST")]
    rows += [case(f"user by option to {target}", locations=["{%s}/next" % target], user=["us", "pw"])
             for target in ("SAME", "PORT", "HOST")]
    rows += [case(f"cookie set, to {target}", locations=["{%s}/next" % target], cookies=["s=1; Path=/"])
             for target in ("SAME", "PORT", "HOST")]
    rows += [case("there and back: secrets", locations=["{PORT}/next"], headers=SECRETS, then=BACK),
             case("away and on: secrets", locations=["{PORT}/next"], headers=SECRETS, then=[(302, "{PORT}/on")]),
             case("there and back: user by option", locations=["{HOST}/next"], user=["us", "pw"], then=BACK),
             case("there and back: POST 307", "POST", 307, ["{PORT}/next"], headers=SECRETS[:3], body="x", then=BACK)]
    rows += [
        case("own User-Agent and repeated case", headers=[("user-agent", "me"), ("ACCEPT-language", "de")]),
        case("cookie set and own Cookie", headers=[("Cookie", "a=1")], cookies=["s=1; Path=/"]),
        case("two different Locations", locations=["/next", "/other"]),
        case("two equal Locations", locations=["/next", "/next"]),
        case("empty Location first", locations=["", "/next"]),
        case("empty Location last", locations=["/next", ""]),
        case("empty Location", locations=[""]),
        case("user and password in the first URL", url="{AUTH}/start"),
        case("user and password in the first URL, other port", url="{AUTH}/start", locations=["{PORT}/next"]),
        case("user and password in the first URL, absolute Location", url="{AUTH}/start", locations=["{SAME}/next"]),
        case("user and password in the first URL, own Authorization", url="{AUTH}/start", headers=SECRETS[:1]),
        case("user and password in the Location", locations=["{AUTH}/next"]),
        case("user and password in the Location, own Authorization", locations=["{AUTH}/next"], headers=SECRETS[:1]),
        case("user and password in the Location, other port", locations=["{AUTHPORT}/next"]),
        case("relative Location", locations=["next"], url="{SAME}/start/a?b"),
        case("Location of a query only", locations=["?q=1"]),
        case("Location of a fragment only", locations=["#f"], url="{SAME}/start?q=1"),
        case("Location with the scheme left out", locations=["//localhost:{PORTNUMBER}/next"]),
        case("Location with space", locations=["/a b"]),
        case("Location with UTF-8", locations=["/\u00c3\u00a9?\u00c3\u00a9"]),
        case("Location with Latin-1", locations=["/\u00e9?\u00e9"]),
        case("Location with backslash", locations=["/a\\b"]),
        case("Location with fragment", locations=["/next#f"], url="{SAME}/start#g"),
        case("Location without fragment", url="{SAME}/start#g"),
        case("Location with dot segments", locations=["../x/./y"], url="{SAME}/start/a"),
        case("Location of mailto", locations=["mailto:a@b.example"]),
        case("Location of javascript", locations=["javascript:alert(1)"]),
        case("Location of data", locations=["data:,x"]),
        case("Location of file", locations=["file:///etc/hostname"]),
        case("Location of ftp", locations=["ftp://127.0.0.1:9/x"]),
        case("Location with port out of range", locations=["http://127.0.0.1:99999/"]),
        case("Location with half an IPv6 address", locations=["http://[::1/"]),
        case("Refresh field of 200", status=200, locations=[], refresh="0; url=/next"),
    ]
    rows += [case(f"no Location, {status}", status=status, locations=[]) for status in STATUSES]
    return rows + chains() + away_and_back() + early_responses() + streams()


def chains():
    """Three redirects and more at one origin, of mixed statuses."""
    return [case(f"chain of {method} {' '.join(map(str, statuses))}", method, statuses[0], headers=headers, body=body,
                 then=[(status, f"/step{number}") for number, status in enumerate(statuses[1:], 2)])
            for method, body, headers, statuses in (
                ("POST", FORM, (), (307, 302, 308)), ("POST", FORM, (), (308, 307, 303)), ("POST", FORM, (), (308, 307, 308, 307)),
                ("POST", FORM, (), (301, 308, 302, 307)), ("PUT", FORM, (), (307, 303, 308)), ("PUT", FORM, (), (301, 302, 307)),
                ("PATCH", "x", (), (308, 301, 303)), ("DELETE", None, (), (302, 303, 307)), ("HEAD", None, (), (301, 303, 307)),
                ("GET", None, (), (303, 308, 301, 302, 307)), ("POST", "{}", CONTENT, (307, 308, 303)),
                ("POST", "{}", CONTENT, (303, 307, 302)))]


def away_and_back():
    """A to B to A and further, with what belongs to A."""
    def steps(*targets):
        return [(302, target) for target in targets]
    return [
        case("from A to B to A to B: secrets", locations=["{PORT}/next"], headers=SECRETS, then=steps("{SAME}/back", "{PORT}/again")),
        case("from A to B to A on A: secrets", locations=["{PORT}/next"], headers=SECRETS, then=steps("{SAME}/back", "/on")),
        case("from A to B to C to A: secrets", locations=["{PORT}/next"], headers=SECRETS, then=steps("{HOST}/other", "{SAME}/back")),
        case("from A to another host to A: secrets", locations=["{HOST}/next"], headers=SECRETS, then=BACK),
        case("from A to https to A: secrets", locations=["{TLS}/next"], headers=SECRETS, then=BACK),
        case("from A to B to A: POST 308 307", "POST", 308, ["{PORT}/next"], headers=SECRETS[:3], body="x", then=[(307, "{SAME}/back")]),
        case("from A to B to A to B: user by option", locations=["{PORT}/next"], user=["us", "pw"],
             then=steps("{SAME}/back", "{PORT}/again")),
        case("from A to B to A on A: user by option", locations=["{PORT}/next"], user=["us", "pw"], then=steps("{SAME}/back", "/on")),
        case("from A to B to A: user and password in the first URL", url="{AUTH}/start", locations=["{PORT}/next"], then=BACK),
        case("on A twice: user and password in the first URL", url="{AUTH}/start", then=steps("/on")),
        case("on A twice: user and password in the Location", locations=["{AUTH}/next"], then=steps("/on")),
        case("to B and back: user and password in the Location", locations=["{AUTHPORT}/next"], then=BACK),
        case("to B and on: user and password in the Location", locations=["{AUTHPORT}/next"], then=steps("/on")),
        case("from A to B: user and password in the Location of A", locations=["{AUTH}/next"], then=steps("{PORT}/on")),
        case("from A to B to A: cookie set", locations=["{PORT}/next"], cookies=["s=1; Path=/"], then=BACK),
        case("from A to another host to A: cookie set", locations=["{HOST}/next"], cookies=["s=1; Path=/"], then=BACK),
    ]


def early_responses():
    """1xx before the redirect (RFC 9110 15.2)."""
    return [
        case("100 before GET 302", early=[["100 Continue"]]),
        case("103 before GET 302", early=[["103 Early Hints", LINK]]),
        case("103 with a Location before GET 302", early=[["103 Early Hints", "Location: /early"]]),
        case("100 before POST 307", "POST", 307, body=FORM, early=[["100 Continue"]]),
        case("103 twice before POST 303", "POST", 303, body=FORM, early=[["103 Early Hints", LINK], ["103 Early Hints", LINK]]),
    ]


def streams():
    """Uploads that cannot be sent a second time."""
    return [case(f"{method} of a stream, {status}", method, status, body=FORM, stream=True)
            for method, status in (("POST", 301), ("POST", 302), ("POST", 303), ("POST", 307), ("POST", 308), ("PUT", 302), ("PUT", 307))]
