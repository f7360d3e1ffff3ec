# SPDX-License-Identifier: MIT
"""The cases that measure.py puts to a real client: one first request, one answer.

{SAME} is the first origin, {PORT} the same host on another port, {HOST} another host, {TLS} https; {AUTH} and {AUTHPORT}
name a user and password.
"""

STATUSES = (300, 301, 302, 303, 304, 305, 306, 307, 308, 399)
METHODS = (("GET", None), ("HEAD", None), ("POST", "a=1&b=2"), ("POST", None), ("PUT", "a=1&b=2"), ("PATCH", "x"), ("DELETE", None),
           ("DELETE", "x"), ("QUERY", "q"))
SECRETS = [("Authorization", "Bearer t"), ("Cookie", "a=1"), ("X-Key", "1"), ("Referer", "http://127.0.0.1/r"),
           ("Origin", "http://page.example"), ("If-None-Match", '"x"'), ("Range", "bytes=0-1")]
CONTENT = [("Content-Type", "application/json"), ("Content-Language", "en"), ("Content-Location", "/x"), ("X-A", "1")]


def case(name, method="GET", status=302, locations=("/next",), url="{SAME}/start", headers=(), body=None):
    return {"name": name, "method": method, "status": status, "locations": list(locations), "url": url,
            "headers": [list(field) for field in headers], "body": body}


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
    rows += [
        case("own User-Agent and repeated case", headers=[("user-agent", "me"), ("ACCEPT-language", "de")]),
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
        case("Location with space", locations=["/a b"]),
        case("Location with fragment", locations=["/next#f"], url="{SAME}/start#g"),
        case("Location without fragment", url="{SAME}/start#g"),
        case("Location with dot segments", locations=["../x/./y"], url="{SAME}/start/a"),
        case("Location of mailto", locations=["mailto:a@b.example"]),
        case("Location of file", locations=["file:///etc/hostname"]),
        case("Location of ftp", locations=["ftp://127.0.0.1:9/x"]),
        case("Location with port out of range", locations=["http://127.0.0.1:99999/"]),
        case("Location with half an IPv6 address", locations=["http://[::1/"]),
    ]
    rows += [case(f"no Location, {status}", status=status, locations=[]) for status in STATUSES]
    return rows
