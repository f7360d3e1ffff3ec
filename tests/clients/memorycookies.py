# SPDX-License-Identifier: MIT
"""The cookie cases of memory.py."""
from memorytable import BROWSERS, CLIENTS, LOCAL, REAL, case, go, page, redirect

PLAIN = ["plain=1; Path=/"]
SECURE = PLAIN + [
    "sec=1; Secure; Path=/", "__Host-ok=1; Secure; Path=/", "__host-low=1; Secure; Path=/", "__HOST-up=1; Path=/", "__host-nosec=1; Path=/",
    "__Host-nosec=1; Path=/", "__Host-path=1; Secure; Path=/set", "__Host-nopath=1; Secure", "__Host-dom=1; Secure; Path=/; Domain={HOST}",
    "__Secure-ok=1; Secure; Path=/", "__Secure-nosec=1; Path=/", "__secure-low=1; Path=/", "__SECURE-up=1; Path=/",
    "__Http-a=1; Secure; HttpOnly; Path=/",
    "__Http-b=1; Secure; Path=/", "__Host-Http-a=1; Secure; HttpOnly; Path=/", "__Host-Http-b=1; Secure; Path=/", "only=1; HttpOnly; Path=/",
    "none=1; SameSite=None; Path=/", "nonesec=1; SameSite=None; Secure; Path=/", "part=1; Partitioned; Path=/",
    "partsec=1; Partitioned; Secure; Path=/", "partnone=1; Partitioned; Secure; SameSite=None; Path=/", "lax=1; SameSite=Lax; Path=/",
    "strict=1; SameSite=Strict; Path=/", "odd=1; SameSite=Odd; Path=/", "empty=1; SameSite; Path=/", "caps=1; samesite=STRICT; path=/"]
SYNTAX = PLAIN + [
    "novalue=; Path=/", "two=a=b; Path=/",
    "quoted=\"q;x\"; Path=/", "quotes=\"q x\"; Path=/", "space in name=1; Path=/", "spaces=a b; Path=/", "  lead  =  v  ; Path=/",
    "comma=a,b; Path=/",
    "tab=a\tb; Path=/", "ta\tbname=1; Path=/", "endtab=a\t; Path=/", "ctl=a\x01b; Path=/", "ct\x01lname=1; Path=/", "del=a\x7fb; Path=/",
    "utf=\u00c3\u00a9; Path=/", "latin=\u00e9; Path=/", "\u00c3\u00a9name=1; Path=/", "back=a\\b; Path=/", "attr=1; Unknown=x; Path=/",
    "colon:name=1; Path=/", "case=1; PATH=/", "Case=2; Path=/", "twice=1; Path=/", "twice=2; Path=/", "httponly=1; HttpOnly=false; Path=/",
    "twopaths=1; Path=/no; Path=/", "relpath=1; Path=set", "emptypath=1; Path=", "pathquery=1; Path=/?x"]
SIZES = [("name and value of 4096 bytes", "n={x*4095}; Path=/"), ("name and value of 4097 bytes", "n={x*4096}; Path=/"),
         ("name of 96 bytes and value of 4000 bytes", "{n*96}={x*4000}; Path=/"), ("name of 97 bytes and value of 4000 bytes",
                 "{n*97}={x*4000}; Path=/"), ("value of 4094 bytes", "n={x*4094}; Path=/"),
         ("name of 4096 bytes, no value", "{x*4096}=; Path=/"), ("value of 4097 bytes and no name", "{x*4097}; Path=/"),
         ("value of 4096 bytes and no name", "{x*4096}; Path=/"),
         ("4096 bytes and long attributes", "n={x*4095}; Path=/; Unknown={y*1000}"), ("Unknown attribute of 5000 bytes",
                 "n=1; Path=/; Unknown={y*5000}"),
         ("Path of 1024 bytes", "n=1; Path=/{p*1023}"), ("Path of 1025 bytes", "n=1; Path=/{p*1024}"),
         ("Path of 1025 bytes after Path=/", "n=1; Path=/; Path=/{p*1024}"), ("Domain of 1025 bytes", "n=1; Path=/; Domain={d*1025}")]
DOMAINS = PLAIN + [
    "own=1; Path=/; Domain={HOST}", "dot=1; Path=/; Domain=.{HOST}", "dots=1; Path=/; Domain=..{HOST}", "nodomain=1; Path=/; Domain=",
    "onlydot=1; Path=/; Domain=.",
    "upper=1; Path=/; Domain={UPPER}", "trailing=1; Path=/; Domain={HOST}.", "sub=1; Path=/; Domain=deep.{HOST}",
    "parent=1; Path=/; Domain={PARENT}",
    "dotparent=1; Path=/; Domain=.{PARENT}", "suffix=1; Path=/; Domain={SUFFIX}", "dotsuffix=1; Path=/; Domain=.{SUFFIX}",
    "other=1; Path=/; Domain={OTHER}",
    "port=1; Path=/; Domain={HOST}:8080", "twodomains=1; Path=/; Domain={OTHER}; Domain={HOST}", "lastempty=1; Path=/; Domain={OTHER}; Domain="]
EXPIRY = PLAIN + [
    "zero=1; Max-Age=0; Path=/", "minus=1; Max-Age=-1; Path=/", "past=1; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Path=/",
    "year=1; Max-Age=31536000; Path=/",
    "d399=1; Max-Age=34473600; Path=/", "d401=1; Max-Age=34646400; Path=/", "ten=1; Max-Age=315360000; Path=/",
    "y2099=1; Expires=Fri, 01 Jan 2099 00:00:00 GMT; Path=/",
    "both=1; Max-Age=3600; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Path=/", "both2=1; Expires=Fri, 01 Jan 2099 00:00:00 GMT; Max-Age=0; Path=/",
    "bogus=1; Max-Age=1h; Path=/", "plus=1; Max-Age=+3600; Path=/", "float=1; Max-Age=3600.5; Path=/", "quoted=1; Max-Age=\"3600\"; Path=/",
    "huge=1; Max-Age=99999999999999999999; Path=/", "noage=1; Max-Age=; Path=/", "badexp=1; Expires=soon; Path=/", "zeroexp=1; Expires=0; Path=/",
    "dashes=1; Expires=Fri, 01-Jan-2099 00:00:00 GMT; Path=/", "short=1; Expires=Fri, 01-Jan-49 00:00:00 GMT; Path=/",
    "zone=1; Expires=Fri, 01 Jan 2099 00:00:00 +0100; Path=/",
    "asctime=1; Expires=Fri Jan  1 00:00:00 2099; Path=/", "twoages=1; Max-Age=0; Max-Age=3600; Path=/"]
ORDER = ["a=1; Path=/", "deep=1; Path=/set/deep", "b=1; Path=/set", "c=1; Path=/", "a=2; Path=/", "default=1", "slash=1; Path=/set/"]
NAMELESS = [("no = in the pair", "noeq; Path=/"), ("empty name", "=nameless; Path=/"), ("empty name, value with =", "=a=b; Path=/"),
            ("empty name, value like a __Host- name", "=__Host-hidden=1; Path=/"),
            ("no = and a __Host- name", "__Host-noeq; Path=/"), ("empty name and value", "=; Path=/"), ("no pair", "; Path=/"),
            ("field of no value", "")]
AGE_SECONDS = 125


def cookies(lines, status=200, location=None):
    fields = [["Set-Cookie", line] for line in lines] + [["Content-Type", "text/html"], ["Cache-Control", "no-store"]]
    return {"status": status, "fields": fields + ([["Location", location]] if location else [])}


def batch(name, lines, origins, see="/set/deep/see", clients=CLIENTS):
    """The lines are set by /set/from, and the next request of the same origin shows which are sent."""
    for where, origin in origins:
        host = origin.split("://")[1].split(":")[0]
        parent = host.split(".", 1)[1] if "." in host else host
        words = {"{HOST}": host, "{UPPER}": host.upper(), "{PARENT}": parent, "{SUFFIX}": parent.split(".", 1)[1] if parent.count(".")
                 and not host[0].isdigit() else parent,
                 "{OTHER}": "example.net" if "localhost" not in host else "third.localhost"}
        filled = []
        for line in lines:
            for word, value in words.items():
                line = line.replace(word, value)
            filled.append(line)
        yield case("cookies", f"{name}, {where}", [go(f"{origin}/set/from"), go(f"{origin}{see}")], {"/set/from": cookies(filled)}, clients)


ORIGINS = [("http localhost", "http://localhost:8080"), ("http *.localhost", "http://shop.localhost:8080"),
           ("http 127.0.0.1", "http://127.0.0.1:8080"),
           ("http real host", "http://example.com:8080"), ("https *.localhost", "https://shop.localhost:8443"),
           ("https real host", "https://example.com:8443"),
           ("https 127.0.0.1", "https://127.0.0.1:8443")]
HTTP = [ORIGINS[1], ORIGINS[3]]
HOSTS = [("localhost", "http://localhost:8080"), ("www.shop.localhost", "http://www.shop.localhost:8080"),
         ("shop.localhost", "http://shop.localhost:8080"),
         ("www.example.com", "http://www.example.com:8080"), ("www.example.co.uk", "http://www.example.co.uk:8080"),
         ("example.co.uk", "http://example.co.uk:8080"),
         ("example.blogspot.com", "http://example.blogspot.com:8080"), ("127.0.0.1", "http://127.0.0.1:8080")]


def secure_overwritten():
    for where, name in (("*.localhost", "shop.localhost"), ("real host", "example.com")):
        tls, plain = f"https://{name}:8443", f"http://{name}:8080"
        yield case("cookies", f"Secure cookie, then http sets the same name, {where}", [go(f"{tls}/secure"), go(f"{plain}/over"),
                go(f"{plain}/see"), go(f"{tls}/see")],
                   {"/secure": cookies(["s=tls; Secure; Path=/", "t=tls; Secure; Path=/"]),
                    "/over": cookies(["s=plain; Path=/", "t=plain; Path=/x", "u=plain; Secure; Path=/"])}, CLIENTS)
        yield case("cookies", f"Secure cookie with Path=/a, then http sets the same name with Path=/, {where}",
                   [go(f"{tls}/secure"), go(f"{plain}/over"), go(f"{plain}/a/see"), go(f"{tls}/a/see")],
                   {"/secure": cookies(["s=tls; Secure; Path=/a"]), "/over": cookies(["s=plain; Path=/"])}, CLIENTS)
        yield case("cookies", f"https 302 to http of the same host sends which cookies, {where}", [go(f"{tls}/secure"), go(f"{tls}/down"),
                go(f"{tls}/see")],
                   {"/secure": cookies(["s=1; Secure; Path=/", "p=1; Path=/", "lax=1; SameSite=Lax; Path=/", "strict=1; SameSite=Strict; Path=/"]),
                    "/down": redirect(302, f"{plain}/see")}, CLIENTS)
        yield case("cookies", f"HttpOnly cookie, then document.cookie cannot, server can, {where}", [go(f"{plain}/one"), go(f"{plain}/two"),
                go(f"{plain}/see")],
                   {"/one": cookies(["h=1; HttpOnly; Path=/"]), "/two": cookies(["h=2; Path=/"])}, CLIENTS)
        yield case("cookies", f"cookie of a 302 is sent to its target, {where}", [go(f"{plain}/first")],
                   {"/first": cookies(["r=1; Path=/", "q=1"], 302, "/deep/see")}, CLIENTS)
        yield case("cookies", f"cookie of an earlier visit is sent to the target of a redirect of another host, {where}",
                   [go(f"{plain}/set"), go(f"http://{'bank.localhost' if 'localhost' in name else 'example.org'}:8080/go")],
                   {"/set": cookies(PLAIN), "/go": redirect(302, f"{plain}/home")}, CLIENTS)
        yield case("cookies", f"cookies do not know ports, {where}", [go(f"{plain}/set"), go(f"http://{name}/see")], {"/set": cookies(PLAIN)},
                   CLIENTS)
        yield case("cookies", f"Set-Cookie of 404, 500 and of a 302 without Location is kept, {where}", [go(f"{plain}/a"), go(f"{plain}/b"),
                go(f"{plain}/c"), go(f"{plain}/see")],
                   {"/a": cookies(["a=1; Path=/"], 404), "/b": cookies(["b=1; Path=/"], 500), "/c": cookies(["c=1; Path=/"], 302)}, CLIENTS)
        for scheme, origin in (("http", plain), ("https", tls)):
            for value in ('"cookies"', '"*"', "cookies", '"cache", "cookies"', '"cache"'):
                yield case("cookies", f"Clear-Site-Data: {value} over {scheme}, {where}", [go(f"{origin}/set"), go(f"{origin}/clear"),
                        go(f"{origin}/see")],
                           {"/set": cookies(PLAIN), "/clear": {"status": 200, "fields": [["Clear-Site-Data", value], ["Content-Type", "text/html"],
                                   ["Set-Cookie", "new=1; Path=/"]]}},
                           CLIENTS if value == '"cookies"' else BROWSERS)
        yield case("cookies", f"Clear-Site-Data on a 302, {where}", [go(f"{tls}/set"), go(f"{tls}/clear")],
                   {"/set": cookies(PLAIN), "/clear": redirect(302, "/see", ["Clear-Site-Data", '"cookies"'])}, CLIENTS)


SAMESITE = ["strict=1; SameSite=Strict; Path=/", "lax=1; SameSite=Lax; Path=/", "absent=1; Path=/", "none=1; SameSite=None; Secure; Path=/",
            "part=1; SameSite=None; Secure; Partitioned; Path=/"]


def same_site():
    """Four cookies of bank, and the ways to come there from a page of shop."""
    for where, names in (("*.localhost", LOCAL), ("real host", REAL)):
        shop, www, bank = (f"https://{names[name]}:8443" for name in ("shop", "www", "bank"))
        plain = f"http://{names['bank']}:8080"
        start, allowed = [go(f"{bank}/set")], []
        answers = {"/set": cookies(SAMESITE), "/toshop": redirect(302, f"{shop}/back"), "/tobank": redirect(302, f"{bank}/see"),
                   "/tobank307": redirect(307, f"{bank}/see"), "/hop": redirect(302, f"{bank}/see")}

        def row(name, *steps, first=start, cors=(), more=None):
            made = case("cookies", f"SameSite: {name}, {where}", [*first, *steps], answers | (more or {}), BROWSERS, cors=list(cors))
            if where == "real host" and cors:
                allowed.append(made | {"name": f"SameSite, third-party cookies let through: {name}", "third party": True})
            return made
        yield row("address typed", page(f"{shop}/page"), go(f"{bank}/see"))
        yield row("link of a same-site page", page(f"{bank}/page"), {"do": "link", "url": f"{bank}/see"})
        yield row("link of a cross-site page", page(f"{shop}/page"), {"do": "link", "url": f"{bank}/see"})
        yield row("GET form of a cross-site page", page(f"{shop}/page"), {"do": "form", "method": "GET", "url": f"{bank}/see"})
        yield row("POST form of a cross-site page, cookies just set", page(f"{shop}/page"), {"do": "form", "url": f"{bank}/see"})
        yield row(f"POST form of a cross-site page, cookies {AGE_SECONDS} s old", {"do": "wait", "seconds": AGE_SECONDS}, page(f"{shop}/page"),
                  {"do": "form", "url": f"{bank}/see"})
        yield row("fetch GET of a cross-site page", page(f"{shop}/page"), {"do": "fetch", "url": f"{bank}/see"}, cors=["*"])
        yield row("fetch POST of a cross-site page", page(f"{shop}/page"), {"do": "fetch", "method": "POST", "body": "a=1", "url": f"{bank}/see"},
                  cors=["*"])
        yield row("image of a cross-site page", page(f"{shop}/page"), {"do": "image", "url": f"{bank}/see"}, cors=["*"])
        yield row("fetch of a same-site page", page(f"{bank}/page"), {"do": "fetch", "url": f"{bank}/see"})
        yield row("same-site link to bank over a cross-site redirect", page(f"{bank}/page"), {"do": "link", "url": f"{shop}/tobank"})
        yield row("address of shop typed, 302 to bank", go(f"{shop}/tobank"))
        yield row("link of shop to shop, 302 to bank", page(f"{shop}/page"), {"do": "link", "url": f"{shop}/tobank"})
        yield row("link of bank to bank, 302 to bank", page(f"{bank}/page"), {"do": "link", "url": f"{bank}/hop"})
        yield row("POST form of bank to bank, 307 of shop to bank", page(f"{bank}/page"), {"do": "form", "url": f"{shop}/tobank307"})
        yield row("POST form of shop to shop, 307 to bank", page(f"{shop}/page"), {"do": "form", "url": f"{shop}/tobank307"})
        yield row("POST form of shop to shop, 302 to bank", page(f"{shop}/page"), {"do": "form", "url": f"{shop}/tobank"})
        yield row("fetch of bank to bank, 302 of shop back to bank", page(f"{bank}/page"), {"do": "fetch", "url": f"{bank}/toshop"}, cors=["*"],
                  more={"/back": redirect(302, f"{bank}/see")})
        yield row("fetch of bank to shop, 302 to bank", page(f"{bank}/page"), {"do": "fetch", "url": f"{shop}/tobank"}, cors=["*"])
        yield row("link of the http page of the same host (other scheme)", page(f"{plain}/page"), {"do": "link", "url": f"{bank}/see"})
        yield row("POST form of the http page of the same host (other scheme)", page(f"{plain}/page"), {"do": "form", "url": f"{bank}/see"})
        first = [go(f"{shop}/set")]
        yield row("link of www.shop to shop (same site, other origin)", page(f"{www}/page"), {"do": "link", "url": f"{shop}/see"}, first=first)
        yield row("POST form of www.shop to shop", page(f"{www}/page"), {"do": "form", "url": f"{shop}/see"}, first=first)
        yield row("fetch POST of www.shop to shop", page(f"{www}/page"), {"do": "fetch", "method": "POST", "body": "a=1", "url": f"{shop}/see"},
                  first=first, cors=["*"])
        yield row("cookies set by the answer to a cross-site fetch", page(f"{shop}/page"), {"do": "fetch", "url": f"{bank}/set"}, go(f"{bank}/see"),
                  first=[], cors=["*"])
        yield row("cookies set by a 302 of a cross-site fetch", page(f"{shop}/page"), {"do": "fetch", "url": f"{bank}/set302"}, go(f"{bank}/see"),
                  first=[], cors=["*"],
                  more={"/set302": cookies(SAMESITE, 302, f"{bank}/end")})
        yield row("cookies set by the answer to a cross-site POST form", page(f"{shop}/page"), {"do": "form", "url": f"{bank}/set"},
                  go(f"{bank}/see"), first=[])
        yield row("cookies set by a 302 of another site on a link", page(f"{shop}/page"), {"do": "link", "url": f"{bank}/set302"},
                  go(f"{bank}/see"), first=[],
                  more={"/set302": cookies(SAMESITE, 302, f"{shop}/end")})
        yield from allowed


def rows():
    yield from batch("Secure, prefixes, SameSite and Partitioned", SECURE, ORIGINS)
    yield from batch("syntax of name and value", SYNTAX, HTTP)
    for name, line in NAMELESS:
        yield from batch(f"nameless: {name}", [line], HTTP[1:])
    for name, line in SIZES:
        yield from batch(name, [line], HTTP[1:], "/set/see")
    yield from batch("Domain", DOMAINS, HOSTS)
    yield from batch("Expires and Max-Age", EXPIRY, HTTP[1:])
    yield from batch("order in the Cookie field", ORDER, HTTP)
    yield from secure_overwritten()
    yield from same_site()
