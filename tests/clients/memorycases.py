# SPDX-License-Identifier: MIT
"""The cases of memory.py about origins, HSTS, stored redirects and Refresh."""
from memorytable import BROWSERS, CLIENTS, LOCAL, REAL, case, go, page, redirect

JSON = ["Content-Type", "application/json"]
TOKEN = ["Authorization", "Bearer t"]
KEY = ["X-Api-Key", "k"]
STATUSES = (301, 302, 303, 307, 308)
FETCHES = {
    "GET": {}, "GET with Authorization": {"headers": [TOKEN]}, "GET with X-Api-Key": {"headers": [KEY]}, "HEAD": {"method": "HEAD"},
    "POST of a form": {"method": "POST", "headers": [["Content-Type", "application/x-www-form-urlencoded"]], "body": "a=1"},
    "POST of JSON": {"method": "POST", "headers": [JSON], "body": "{}"},
    "POST of JSON with Authorization": {"method": "POST", "headers": [JSON, TOKEN], "body": "{}"},
    "PUT of text": {"method": "PUT", "headers": [["Content-Type", "text/plain"]], "body": "x"}, "DELETE": {"method": "DELETE"}}


def places(scheme="http", port=8080):
    for where, names in (("*.localhost", LOCAL), ("real host", REAL)):
        yield (where, *(f"{scheme}://{names[name]}:{port}" for name in ("shop", "bank", "third", "www")))


def fetch(url, **wish):
    return {"do": "fetch", "url": url} | wish


def origins():
    for where, shop, bank, third, www in places():
        def row(name, steps, answers=None, cors=(), clients=BROWSERS, fresh=False):
            return case("origin", f"{name}, {where}", [page(f"{shop}/page"), *steps], answers, clients, cors, fresh)
        local = where == "*.localhost"
        for name, wish in FETCHES.items():
            if local and name not in ("GET", "POST of JSON with Authorization"):
                continue
            yield row(f"fetch {name}, same origin", [fetch(f"{shop}/end", **wish)])
            yield row(f"fetch {name}, cross-origin, not allowed", [fetch(f"{bank}/end", **wish)])
            yield row(f"fetch {name}, cross-origin, allowed", [fetch(f"{bank}/end", **wish)], cors=["*"])
            for status in STATUSES:
                if status in (302, 307) or name.startswith("POST of JSON"):
                    answers = {f"{shop}/start": redirect(status, f"{bank}/end")}
                    yield row(f"fetch {name}, {status} to another origin, not allowed", [fetch(f"{shop}/start", **wish)], answers)
                    yield row(f"fetch {name}, {status} to another origin, allowed", [fetch(f"{shop}/start", **wish)], answers, ["*"])
            yield row(f"fetch {name}, A to B (307) to A", [fetch(f"{shop}/start", **wish)],
                      {f"{shop}/start": redirect(307, f"{bank}/mid"), f"{bank}/mid": redirect(307, f"{shop}/end")}, ["*"])
            yield row(f"fetch {name}, A to B (307) to C", [fetch(f"{shop}/start", **wish)],
                      {f"{shop}/start": redirect(307, f"{bank}/mid"), f"{bank}/mid": redirect(307, f"{third}/end")}, ["*"])
            yield row(f"fetch {name}, A to B (302) to C", [fetch(f"{shop}/start", **wish)],
                      {f"{shop}/start": redirect(302, f"{bank}/mid"), f"{bank}/mid": redirect(302, f"{third}/end")}, ["*"])
            for to, target in (("B", bank), ("A", shop), ("C", third)):
                yield row(f"fetch {name} of A to B, 307 to {to}", [fetch(f"{bank}/start", **wish)],
                          {f"{bank}/start": redirect(307, f"{target}/end")}, ["*"])
            yield row(f"fetch {name} of A to B, 307 to B without Access-Control-Allow-Origin on the 307", [fetch(f"{bank}/start", **wish)],
                      {f"{bank}/start": redirect(307, f"{bank}/end"), "OPTIONS /start": {"status": 200, "fields": ALLOW(shop)}}, [f"{bank}/end"])
        if not local:
            yield from preflights(row, shop, bank, third)
        yield from forms(row, shop, bank, third)
        yield row("fetch GET from A to www.A (same site)", [fetch(f"{www}/end")], cors=["*"])
        yield row("fetch GET to another port of the host", [fetch(f"{shop.replace('8080', '8443')}/end")], cors=["*"])


def ALLOW(origin, methods="GET, POST, PUT, DELETE", headers="content-type, authorization, x-api-key", age="0"):
    return [["Access-Control-Allow-Origin", origin], ["Access-Control-Allow-Credentials", "true"], ["Access-Control-Allow-Methods", methods],
            ["Access-Control-Allow-Headers", headers]] + ([["Access-Control-Max-Age", age]] if age else [])


def preflights(row, shop, bank, third):
    wish = {"method": "PUT", "headers": [JSON, TOKEN], "body": "{}"}
    end = {"status": 200, "fields": ALLOW(shop)}
    plain = {"options": {"credentials": "omit"}}

    # Firefox keeps leave (Access-Control-Max-Age) until it ends.
    def answered(name, status, fields, more=None, steps=None, other=end, fresh=False):
        return row(f"preflight answered by {name}", steps or [fetch(f"{bank}/end", **wish)], {"OPTIONS /end": {"status": status, "fields": fields},
                "PUT /end": other} | (more or {}), fresh=fresh)
    for status in (301, 302, 307):
        yield answered(f"{status} to the same origin", status, [*ALLOW(shop), ["Location", "/else"]],
                       {"OPTIONS /else": {"status": 200, "fields": ALLOW(shop)}})
    for status in (204, 299, 300, 401, 404, 500):
        yield answered(f"{status} with all fields", status, ALLOW(shop))
    yield answered("200 without the method", 200, ALLOW(shop, "GET, POST"))
    yield answered("200 with the method in lower case", 200, ALLOW(shop, "put"))
    yield answered("200 without the field Authorization", 200, ALLOW(shop, headers="content-type"))
    yield answered("200 with * for fields, credentials included", 200, ALLOW(shop, headers="*"))
    yield answered("200 with * for fields, credentials left out", 200, ALLOW(shop, headers="*"), steps=[fetch(f"{bank}/end", **wish, **plain)])
    yield answered("200 with * for fields and no Authorization, credentials left out", 200, ALLOW(shop, headers="*"),
                   steps=[fetch(f"{bank}/end", method="PUT", headers=[JSON], body="{}", **plain)])
    yield answered("200 with * for origin, credentials included", 200, ALLOW("*"))
    yield answered("200 with * for origin, credentials left out", 200, ALLOW("*"), steps=[fetch(f"{bank}/end", **wish, **plain)])
    yield answered("200, and the answer itself is not allowed", 200, ALLOW(shop), other={"status": 200})
    for age in ("600", "0", None):
        yield answered(f"200 with Access-Control-Max-Age {age or 'left out'}, sent twice", 200, ALLOW(shop, age=age),
                       steps=[fetch(f"{bank}/end", **wish), fetch(f"{bank}/end", **wish)], fresh=True)
    for value in ("application/json", "text/plain", "text/plain; charset=utf-8", "application/x-www-form-urlencoded",
                  "multipart/form-data; boundary=x", "text/html"):
        yield row(f"fetch POST cross-origin of {value}", [fetch(f"{bank}/end", method="POST", headers=[["Content-Type", value]], body="x")],
                  cors=["*"], fresh=True)
    for field in (["Accept", "application/json"], ["Accept-Language", "de"], ["Range", "bytes=0-1"], ["X-A", "1"], ["Accept", "x" * 129],
                  ["If-None-Match", '"x"'], ["Cache-Control", "no-cache"]):
        yield row(f"fetch GET cross-origin with {field[0]}: {field[1][:20]}", [fetch(f"{bank}/end", headers=[field])], cors=["*"])
    yield row("fetch POST in mode no-cors to another origin, 307 to a third",
              [fetch(f"{bank}/start", method="POST", body="a=1", options={"mode": "no-cors"})], {f"{bank}/start": redirect(307, f"{third}/end")})
    yield row("fetch GET in mode same-origin, 302 to another origin", [fetch(f"{shop}/start", options={"mode": "same-origin"})],
              {f"{shop}/start": redirect(302, f"{bank}/end")}, ["*"])
    yield row("fetch PUT without credentials, 307 to another origin", [fetch(f"{shop}/start", **wish, **plain)],
              {f"{shop}/start": redirect(307, f"{bank}/end")}, ["*"])
    yield row("fetch with redirect: error", [fetch(f"{shop}/start", options={"redirect": "error"})], {f"{shop}/start": redirect(302, "/end")})
    yield row("fetch with redirect: manual", [fetch(f"{shop}/start", options={"redirect": "manual"})], {f"{shop}/start": redirect(302, "/end")})


def forms(row, shop, bank, third):
    def leave(kind, url):
        return {"do": "link", "url": url} if kind == "link" else {"do": "form", "url": url, "method": kind.split()[0]}
    for kind in ("link", "GET form", "POST form"):
        yield row(f"{kind}, same origin", [leave(kind, f"{shop}/end")])
        yield row(f"{kind}, cross-origin", [leave(kind, f"{bank}/end")])
        for status in (302, 303, 307, 308):
            if kind == "POST form" or status == 302:
                yield row(f"{kind}, {status} to the same origin", [leave(kind, f"{shop}/start")], {"/start": redirect(status, "/end")})
                yield row(f"{kind}, {status} to another origin", [leave(kind, f"{shop}/start")], {"/start": redirect(status, f"{bank}/end")})
                yield row(f"{kind}, A to B ({status}) to A", [leave(kind, f"{shop}/start")], {"/start": redirect(status, f"{bank}/mid"),
                        "/mid": redirect(status, f"{shop}/end")})
                yield row(f"{kind}, A to B ({status}) to C", [leave(kind, f"{shop}/start")], {"/start": redirect(status, f"{bank}/mid"),
                        "/mid": redirect(status, f"{third}/end")})
                yield row(f"{kind} of A to B, {status} to A", [leave(kind, f"{bank}/start")], {"/start": redirect(status, f"{shop}/end")})


YEAR = "max-age=31536000"
CURL_WGET = BROWSERS + ("curl", "wget")


def sts(*values, status=200, location=None, cookies=()):
    fields = [["Strict-Transport-Security", value] for value in values] + [["Set-Cookie", each] for each in cookies] + [["Cache-Control",
            "no-store"], ["Content-Type", "text/html"]]
    return {"status": status, "fields": fields + ([["Location", location]] if location else [])}


def hsts():
    for where, names in (("*.localhost", LOCAL), ("real host", REAL)):
        host, www, bank = names["shop"], names["www"], names["bank"]
        tls, http, other = f"https://{host}:8443", f"http://{host}:8443", f"http://{bank}:8080"

        def row(name, steps, answers, clients=CURL_WGET, cors=()):
            return case("hsts", f"{name}, {where}", steps, answers, clients, cors, fresh=True)
        learn, see = go(f"{tls}/sts"), go(f"{http}/see")
        yield row("no HSTS: http address on port 80, https is there too", [go(f"http://{host}/see")], {})
        yield row("no HSTS: link to http on port 80, https is there too", [page(f"{other}/page"), {"do": "link", "url": f"http://{host}/see"}], {},
                  BROWSERS)
        yield row("no HSTS: POST form to http on port 80, https is there too", [page(f"{other}/page"), {"do": "form", "url": f"http://{host}/see"}],
                  {}, BROWSERS)
        yield row("no HSTS: 302 to http on port 80, https is there too", [go(f"{other}/go")], {"/go": redirect(302, f"http://{host}/see")})
        yield row("no HSTS: https answers 302 to http of the same host and path", [go(f"http://{host}/see")],
                  {f"https://{host}/see": redirect(302, f"http://{host}/see")})
        yield row("no HSTS: image of http on port 80", [page(f"{other}/page"), {"do": "image", "url": f"http://{host}/see"}], {}, BROWSERS)
        yield row("no HSTS: http image in an https page", [page(f"https://{bank}:8443/page"), {"do": "image", "url": f"http://{host}:8443/see"}],
                  {}, BROWSERS)
        yield row("no HSTS: http fetch in an https page", [page(f"https://{bank}:8443/page"), {"do": "fetch", "url": f"http://{host}:8443/see"}],
                  {}, BROWSERS, ["*"])
        yield row("no HSTS: https fetch, 302 to http", [page(f"https://{bank}:8443/page"), {"do": "fetch", "url": f"https://{bank}:8443/go"}],
                  {"/go": redirect(302, f"http://{host}:8443/see")}, BROWSERS, ["*"])
        yield row("max-age of a year, default ports", [go(f"https://{host}/sts"), go(f"http://{host}/see")], {"/sts": sts(YEAR)})
        yield row("max-age of a year, own port is kept", [learn, see], {"/sts": sts(YEAR)})
        yield row("learned on 8443, http on port 80", [learn, go(f"http://{host}/see")], {"/sts": sts(YEAR)})
        yield row("learned on 443, http on port 8080", [go(f"https://{host}/sts"), go(f"http://{host}:8080/see")], {"/sts": sts(YEAR)})
        for name, values in (("max-age=0", ["max-age=0"]), ("quoted max-age", ['max-age="31536000"']), ("no max-age", ["includeSubDomains"]),
                             ("two fields, first 0", ["max-age=0", YEAR]),
                             ("two fields, second 0", [YEAR, "max-age=0"]), ("max-age twice in a field", [f"{YEAR}; max-age=0"]),
                             ("unknown directive", [f"{YEAR}; what=1"]), ("MAX-AGE in capitals", ["MAX-AGE=31536000"]),
                             ("max-age with a unit", ["max-age=1y"]), ("comma for semicolon", [f"{YEAR}, includeSubDomains"])):
            yield row(f"{name}", [learn, see], {"/sts": sts(*values)})
        yield row("max-age=0 after a year", [learn, go(f"{tls}/off"), see], {"/sts": sts(YEAR), "/off": sts("max-age=0")})
        yield row("a later answer without the field", [learn, go(f"{tls}/plain"), see], {"/sts": sts(YEAR)})
        yield row("subdomain, without includeSubDomains", [learn, go(f"http://{www}:8443/see")], {"/sts": sts(YEAR)})
        yield row("subdomain, with includeSubDomains", [learn, go(f"http://{www}:8443/see")], {"/sts": sts(f"{YEAR}; includeSubDomains")})
        yield row("parent of the host that said includeSubDomains", [go(f"https://{www}:8443/sts"), see],
                  {"/sts": sts(f"{YEAR}; includeSubDomains")})
        yield row("host in capitals with a dot at the end", [learn, go(f"http://{host.upper()}:8443/see"), go(f"http://{host}.:8443/see")],
                  {"/sts": sts(YEAR)})
        yield row("the field over http", [go(f"http://{host}:8080/sts"), see], {"/sts": sts(YEAR)})
        for status in (404, 500):
            yield row(f"the field on {status}", [learn, see], {"/sts": sts(YEAR, status=status)})
        yield row("302 with the field, to http of the same host", [go(f"{tls}/down")],
                  {"/down": sts(YEAR, status=302, location=f"{http}/see", cookies=["s=1; Secure; Path=/", "p=1; Path=/"])})
        yield row("302 of another host to http of a known host; Secure cookie", [learn, go(f"{other}/go")],
                  {"/sts": sts(YEAR, cookies=["s=1; Secure; Path=/", "p=1; Path=/"]), "/go": redirect(302, f"{http}/see")})
        yield row("link to a known host", [learn, page(f"{other}/page"), {"do": "link", "url": f"{http}/see"}], {"/sts": sts(YEAR)}, BROWSERS)
        yield row("POST form to a known host", [learn, page(f"{other}/page"), {"do": "form", "url": f"{http}/see"}], {"/sts": sts(YEAR)}, CURL_WGET)
        yield row("image of a known host in a page of another host", [learn, page(f"{other}/page"), {"do": "image", "url": f"{http}/see"}],
                  {"/sts": sts(YEAR)}, BROWSERS)
        yield row("fetch GET to a known host from another host", [learn, page(f"{other}/page"), {"do": "fetch", "url": f"{http}/see"}],
                  {"/sts": sts(YEAR)}, BROWSERS, ["*"])
        yield row("fetch PUT to a known host from another host", [learn, page(f"{other}/page"), {"do": "fetch", "url": f"{http}/see",
                "method": "PUT", "body": "x"}], {"/sts": sts(YEAR)}, BROWSERS, ["*"])
        yield row("fetch of another host, 302 to http of a known host", [learn, page(f"{other}/page"), {"do": "fetch", "url": f"{other}/go"}],
                  {"/sts": sts(YEAR), "/go": redirect(302, f"{http}/see")}, BROWSERS, ["*"])
        yield row("same-site page, image of a known host", [learn, page(f"http://{www}:8080/page"), {"do": "image", "url": f"{http}/see"}],
                  {"/sts": sts(YEAR)}, BROWSERS)
        yield row("learned from an image in a page of another host", [page(f"{other}/page"), {"do": "image", "url": f"{tls}/sts"}, see],
                  {"/sts": sts(YEAR)}, BROWSERS)
        yield row("learned from a fetch in a page of another host", [page(f"{other}/page"), {"do": "fetch", "url": f"{tls}/sts"}, see],
                  {"/sts": sts(YEAR)}, BROWSERS, ["*"])
        yield row("loop: https sends to http, http to https; with the field", [learn, go(f"{http}/loop")],
                  {"/sts": sts(YEAR), f"{http}/loop": redirect(302, f"{tls}/loop"), f"{tls}/loop": [redirect(302, f"{http}/loop")] * 3 + [sts()]})
        yield row("Clear-Site-Data: \"*\" after the field", [learn, go(f"{tls}/clear"), see],
                  {"/sts": sts(YEAR), "/clear": {"status": 200, "fields": [["Clear-Site-Data", '"*"']]}}, BROWSERS)
    yield case("hsts", "IP address", [go("https://127.0.0.1:8443/sts"), go("http://127.0.0.1:8443/see")], {"/sts": sts(YEAR)}, CURL_WGET,
               fresh=True)
    yield case("hsts", "host localhost", [go("https://localhost:8443/sts"), go("http://localhost:8443/see")], {"/sts": sts(YEAR)}, CURL_WGET,
               fresh=True)
    yield case("hsts", "no HSTS: http://localhost on port 80", [go("http://localhost/see")], {}, BROWSERS, fresh=True)
    yield case("hsts", "no HSTS: http://127.0.0.1 on port 80", [go("http://127.0.0.1/see")], {}, BROWSERS, fresh=True)


def rows():
    import memorycache
    import memorycors
    yield from hsts()
    yield from origins()
    yield from memorycors.rows()
    yield from memorycache.rows()
