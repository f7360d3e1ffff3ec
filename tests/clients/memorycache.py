# SPDX-License-Identifier: MIT
"""The cases of memory.py about stored redirects and Refresh."""
from memorytable import BROWSERS, CLIENTS, LOCAL, REAL, case, go, page, redirect

STATUSES = (301, 302, 303, 307, 308)
LIFETIMES = {
    "no field": [], "max-age=3600": [["Cache-Control", "max-age=3600"]], "no-store": [["Cache-Control", "no-store"]],
    "no-cache": [["Cache-Control", "no-cache"]],
    "Expires in 2099": [["Expires", "Fri, 01 Jan 2099 00:00:00 GMT"]], "s-maxage=3600": [["Cache-Control", "s-maxage=3600"]],
    "public": [["Cache-Control", "public"]],
    "max-age=0": [["Cache-Control", "max-age=0"]], "Expires in the past": [["Expires", "Thu, 01 Jan 1970 00:00:01 GMT"]],
    "private, max-age": [["Cache-Control", "private, max-age=3600"]],
    "Last-Modified in 2000": [["Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"]]}
FEW = {
    "max-age=3600, must-revalidate": [["Cache-Control", "max-age=3600, must-revalidate"]],
    "must-revalidate": [["Cache-Control", "must-revalidate"]], "Pragma: no-cache": [["Pragma", "no-cache"]],
    "max-age=3600 and no-store": [["Cache-Control", "max-age=3600, no-store"]], "Vary: *": [["Cache-Control", "max-age=3600"], ["Vary", "*"]],
    "Vary: Accept-Language": [["Cache-Control", "max-age=3600"], ["Vary", "Accept-Language"]], "Vary: Referer": [["Cache-Control", "max-age=3600"],
            ["Vary", "Referer"]],
    "Vary: Cookie, same cookies": [["Cache-Control", "max-age=3600"], ["Vary", "Cookie"]],
    "Vary: Cookie, cookie set by it": [["Cache-Control", "max-age=3600"], ["Vary", "Cookie"], ["Set-Cookie", "v=1; Path=/"]],
    "max-age=3600 and Set-Cookie": [["Cache-Control", "max-age=3600"], ["Set-Cookie", "v=1; Path=/"]],
    "max-age=3600 and Age: 7200": [["Cache-Control", "max-age=3600"], ["Age", "7200"]],
    "max-age=1 after 2 s": [["Cache-Control", "max-age=1"]], "ETag and max-age=0": [["Cache-Control", "max-age=0"], ["ETag", '"e"']],
    "immutable": [["Cache-Control", "immutable"]],
    "Expires in 2099 and max-age=0": [["Cache-Control", "max-age=0"], ["Expires", "Fri, 01 Jan 2099 00:00:00 GMT"]],
    "max-age=\"3600\"": [["Cache-Control", 'max-age="3600"']],
    "two max-age": [["Cache-Control", "max-age=0, max-age=3600"]], "Expires: 0": [["Expires", "0"]],
    "Date in 2000 and max-age=3600": [["Date", "Sat, 01 Jan 2000 00:00:00 GMT"], ["Cache-Control", "max-age=3600"]]}


def stored():
    for where, names in (("*.localhost", LOCAL), ("real host", REAL)):
        shop, bank = (f"http://{names[name]}:8080" for name in ("shop", "bank"))

        def row(name, steps, answers, clients=BROWSERS, cors=()):
            return case("cache", f"{name}, {where}", steps, answers, clients, cors)

        def link(path="/start"):
            return {"do": "link", "url": f"{shop}{path}"}

        def ask(path="/start", **wish):
            return {"do": "fetch", "url": f"{shop}{path}"} | wish
        first, between = go(f"{shop}/start"), page(f"{shop}/page")
        for status in STATUSES:
            for name, fields in LIFETIMES.items():
                if where == "*.localhost" and name not in ("no field", "max-age=3600", "no-store"):
                    continue
                answers = {"/start": redirect(status, "/end", *fields)}
                tools = ("curl", "wget", "py-requests") if name == "max-age=3600" else ()
                yield row(f"{status} with {name}, address and then link", [first, between, link()], answers, BROWSERS + tools)
                if status in (301, 302):
                    yield row(f"{status} with {name}, fetch twice", [between, ask(), ask()], answers)
        if where == "*.localhost":
            continue
        for name, fields in FEW.items():
            for status in (301, 302):
                pause = [{"do": "wait", "seconds": 2}] if "after 2 s" in name else []
                yield row(f"{status} with {name}, address and then link", [first, between, *pause, link()],
                          {"/start": redirect(status, "/end", *fields)})
        year = ["Cache-Control", "max-age=31536000"]
        for status in (301, 302, 307, 308):
            for name, fields in (("no field", []), ("max-age", [year]), ("max-age and Content-Location", [year, ["Content-Location", "/start"]])):
                answers = {"/start": redirect(status, "/end", *fields)}
                yield row(f"{status} with {name}, POST form twice", [between, {"do": "form", "url": f"{shop}/start"}, between,
                                                                     {"do": "form", "url": f"{shop}/start"}], answers)
                yield row(f"{status} with {name}, POST form and then link", [between, {"do": "form", "url": f"{shop}/start"}, between, link()],
                          answers)
                yield row(f"{status} with {name}, link and then POST form", [between, link(), between, {"do": "form", "url": f"{shop}/start"}],
                          answers)
        answers = {"/start": redirect(301, "/end"), "/start?a=1": redirect(301, "/end?a"), "/start?a=2": redirect(301, "/end?b"),
                   "POST /start": {"status": 200, "fields": [["Content-Type", "text/html"]]},
                   "DELETE /start": {"status": 200}, "PUT /start": {"status": 404}}
        yield row("301, address typed twice", [first, between, first], answers)
        yield row("301, reload of its target", [first, {"do": "reload"}], answers)
        yield row("301, with another query", [go(f"{shop}/start?a=1"), between, link("/start?a=2"), between, link("/start?a=1")], answers)
        yield row("301, with another fragment", [go(f"{shop}/start#a"), between, link("/start#b")], answers)
        yield row("301, POST with 200 between", [first, between, {"do": "form", "url": f"{shop}/start"}, between, link()], answers)
        yield row("301, DELETE with 200 between", [first, between, ask(method="DELETE"), link()], answers)
        yield row("301, PUT with 404 between", [first, between, ask(method="PUT", body="x"), link()], answers)
        yield row("301, HEAD and then GET", [between, ask(method="HEAD"), ask()], answers)
        yield row("301, link and then fetch", [first, between, ask()], answers)
        yield row("301, fetch and then link", [between, ask(), link()], answers)
        yield row("301, fetch and then image", [between, ask(), {"do": "image", "url": f"{shop}/start"}], answers)
        yield row("301, fetch in a page of shop, then in a page of bank", [between, ask(), page(f"{bank}/page"), ask()], answers, cors=["*"])
        yield row("301, link in a page of shop, then in a page of bank", [between, link(), page(f"{bank}/page"), link()], answers)
        for mode in ("no-store", "reload", "no-cache", "force-cache"):
            yield row(f"301, fetch and then fetch with cache: {mode}", [between, ask(), ask(options={"cache": mode})], answers)
            yield row(f"302, fetch and then fetch with cache: {mode}", [between, ask(), ask(options={"cache": mode})],
                      {"/start": redirect(302, "/end")})
        yield row("301, fetch and then fetch with Authorization", [between, ask(), ask(headers=[["Authorization", "Bearer t"]])], answers)
        yield row("301 to a request with Authorization, twice", [between, ask(headers=[["Authorization", "Bearer t"]]),
                                                                 ask(headers=[["Authorization", "Bearer t"]])], answers)
        yield row("301 kept within a chain: link 302 to it", [first, between, link("/link")], {"/start": redirect(301, "/end"),
                "/link": redirect(302, "/start")})
        yield row("301 kept, target changes to 302 back (loop)", [first, between, link()], {"/start": redirect(301, "/end"),
                "/end": [{"status": 200, "fields": [["Cache-Control", "no-store"], ["Content-Type", "text/html"]]}, redirect(302, "/start"),
                         redirect(302, "/start"), {"status": 200}]})
        yield row("301 and then Clear-Site-Data: \"cache\"", [first, go(f"{shop}/clear"), link()],
                  answers | {"/clear": {"status": 200, "fields": [["Clear-Site-Data", '"cache"'], ["Content-Type", "text/html"]]}})
        yield row("301 to another host, address and then link", [first, between, link()], {"/start": redirect(301, f"{bank}/end")})
        yield row("300 with Location, address and then link", [first, between, link()], {"/start": redirect(300, "/end")})
        yield row("301 without Location, address and then link", [first, between, link()],
                  {"/start": redirect(301, None, ["Content-Type", "text/html"])})


def refresh():
    for where, names in (("*.localhost", LOCAL), ("real host", REAL)):
        shop, bank = (f"http://{names[name]}:8080" for name in ("shop", "bank"))
        start = f"{shop}/dir/start?q=1"

        def row(name, answer, seconds=1.5, clients=BROWSERS, steps=None, more=None):
            return case("refresh", f"{name}, {where}", [*(steps or [go(start)]), {"do": "wait", "seconds": seconds}],
                        {"/dir/start?q=1": answer} | (more or {}), clients)

        def field(value, status=200, *more):
            return {"status": status, "fields": [["Refresh", value], ["Content-Type", "text/html"], ["Cache-Control", "no-store"], *more]}

        def meta(value, status=200, *more, around="{}"):
            text = around.format(f"<meta http-equiv=\"refresh\" content='{value}'>")
            return {"status": status, "fields": [["Content-Type", "text/html"], ["Cache-Control", "no-store"], *more],
                    "body": f"<!doctype html><title>x</title>{text}"}
        for kind, made in (("Refresh", field), ("meta refresh", meta)):
            for value in ("0; url=/end", "0;url=end", "0; URL=\"/end\"", "0, url=/end", "0 /end", "0;/end", "0 url=/end", "; url=/end", "url=/end",
                          "-1; url=/end", "0.9; url=/end", "1x; url=/end", "0; url=/end#f", "0; url=?x",
                          f"0; url={bank}/end", "0; url=", "0; url=mailto:a@b.example", "0; url=data:text/html,x", "0; url=javascript:1"):
                if where == "real host" or value in ("0; url=/end", "url=/end"):
                    yield row(f"{kind}: {value}", made(value), clients=CLIENTS if value == "0; url=/end" else BROWSERS)
            yield row(f"{kind}: 2; url=/end", made("2; url=/end"), 3)
            yield row(f"{kind}: 2; url=/end, after 1 s", made("2; url=/end"), 0.6)
            if where == "*.localhost":
                continue
            for status in (201, 204, 300, 302, 304, 401, 404, 500):
                yield row(f"{kind}: 0; url=/end with {status} and no Location", made("0; url=/end", status))
            yield row(f"{kind}: 0; url=/end with 302 and Location: /other", made("0; url=/end", 302, ["Location", "/other"]))
            yield row(f"{kind}: 0 (the page itself)", [made("0"), {"status": 200}])
            yield row(f"{kind} and Referrer-Policy: no-referrer", made("0; url=/end", 200, ["Referrer-Policy", "no-referrer"]))
            yield row(f"{kind} to another origin and Referrer-Policy: unsafe-url", made(f"0; url={bank}/end", 200,
                    ["Referrer-Policy", "unsafe-url"]))
            yield row(f"{kind}: sets a cookie, SameSite=Strict, to another origin and back", made(f"0; url={bank}/mid", 200,
                    ["Set-Cookie", "s=1; SameSite=Strict; Path=/"]), more={"/mid": made(f"0; url={shop}/end")})
            yield row(f"{kind} after a POST form", made("0; url=/end"), steps=[page(f"{shop}/page"), {"do": "form", "url": start}])
            yield row(f"{kind} in the answer to fetch()", made("0; url=/end"), steps=[page(f"{shop}/page"), {"do": "fetch", "url": start}])
            yield row(f"{kind} to a page that redirects with 302", made("0; url=/mid"), more={"/mid": redirect(302, "/end")})
            yield row(f"{kind} with Content-Type text/plain", {**made("0; url=/end"), "fields": [each for each in made("0; url=/end")["fields"]
                    if each[0] != "Content-Type"] + [["Content-Type", "text/plain"]]})
        if where == "*.localhost":
            continue
        yield row("meta refresh in the body", meta("0; url=/end", around="<body><p>x</p>{}"))
        yield row("meta refresh in noscript", meta("0; url=/end", around="<noscript>{}</noscript>"))
        yield row("meta refresh in a comment", meta("0; url=/end", around="<!-- {} -->"))
        yield row("two meta refresh", meta("0; url=/end", around="{}<meta http-equiv=refresh content='0; url=/other'>"))
        yield row("two Refresh fields", field("0; url=/end", 200, ["Refresh", "0; url=/other"]))
        yield row("Refresh and meta refresh", {**meta("0; url=/meta"), "fields": field("0; url=/field")["fields"]})
        yield row("script location.href", {"status": 200, "fields": [["Content-Type", "text/html"]],
                                           "body": "<script>location.href='/end'</script>"})
        yield row("script location.replace at load", {"status": 200, "fields": [["Content-Type", "text/html"]],
                                                      "body": "<body onload=\"location.replace('/end')\">"})


def rows():
    import memoryask
    import memoryrefresh
    yield from stored()
    yield from refresh()
    yield from memoryrefresh.rows()
    yield from memoryask.rows()
