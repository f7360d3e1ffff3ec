# SPDX-License-Identifier: MIT
"""The cases that measure.py puts to a real client: one first request, one answer.

{SAME} is the first origin, {PORT} the same host on another port, {HOST} another host, {TLS} https; {AUTH} and {AUTHPORT}
name a user and password. `user` is given to the client by its own option. `set` are the answer's Set-Cookie fields, and
`self` says that the redirect leads back to the same target, and `then` that the answer to /next redirects once more.
"""

STATUSES = (300, 301, 302, 303, 304, 305, 306, 307, 308, 399)
METHODS = (("GET", None), ("HEAD", None), ("POST", "a=1&b=2"), ("POST", None), ("PUT", "a=1&b=2"), ("PATCH", "x"), ("DELETE", None),
           ("DELETE", "x"), ("OPTIONS", None), ("QUERY", "q"))
SECRETS = [("Authorization", "Bearer t"), ("Cookie", "a=1"), ("X-Key", "1"), ("Referer", "http://127.0.0.1/r"),
           ("Origin", "http://page.example"), ("If-None-Match", '"x"'), ("Range", "bytes=0-1")]
CONTENT = [("Content-Type", "application/json"), ("Content-Language", "en"), ("Content-Location", "/x"), ("X-A", "1")]


def case(name, method="GET", status=302, locations=("/next",), url="{SAME}/start", headers=(), body=None, user=None, cookies=(),
         refresh=None, then=None):
    row = {"name": name, "method": method, "status": status, "locations": list(locations), "url": url,
           "headers": [list(field) for field in headers], "body": body}
    row |= {"user": user} if user else {}
    row |= {"set": list(cookies)} if cookies else {}
    row |= {"refresh": refresh} if refresh else {}
    row |= {"then": then} if then else {}
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
    rows += [case("there and back: secrets", locations=["{PORT}/next"], headers=SECRETS, then="{SAME}/back"),
             case("away and on: secrets", locations=["{PORT}/next"], headers=SECRETS, then="{PORT}/on"),
             case("there and back: user by option", locations=["{HOST}/next"], user=["us", "pw"], then="{SAME}/back"),
             case("there and back: POST 307", "POST", 307, ["{PORT}/next"], headers=SECRETS[:3], body="x", then="{SAME}/back")]
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
    return rows
