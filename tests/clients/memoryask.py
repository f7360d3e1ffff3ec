# SPDX-License-Identifier: MIT
"""The cases of memory.py about 401, Referrer-Policy, blocked ports, Expect and curl's cookie engine."""
from memorytable import BROWSERS, CLIENTS, LOCAL, REAL, TOOLS, case, go, page, redirect

BASIC = 'Basic realm="r"'
DIGESTS = {
    "MD5": 'Digest realm="r", nonce="n1", qop="auth", algorithm=MD5', "no algorithm": 'Digest realm="r", nonce="n1", qop="auth"',
    "no qop": 'Digest realm="r", nonce="n1"',
    "MD5-sess": 'Digest realm="r", nonce="n1", qop="auth", algorithm=MD5-sess',
    "SHA-256": 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256',
    "SHA-256-sess": 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256-sess',
    "SHA-512-256": 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-512-256',
    "auth-int only": 'Digest realm="r", nonce="n1", qop="auth-int", algorithm=MD5',
    "auth and auth-int": 'Digest realm="r", nonce="n1", qop="auth,auth-int", algorithm=MD5',
    "opaque and userhash": 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256, opaque="o", userhash=true'}
SHOP, BANK, OTHER = "http://example.com:8080", "http://example.org:8080", "http://example.com:8443"


def guarded(scheme, challenges, inside, opens="/start"):
    """401 until a request has the scheme's Authorization."""
    return {opens: {"status": 401, "fields": [["WWW-Authenticate", each] for each in challenges], "with": [scheme] if isinstance(scheme, str)
                    else scheme, "else": inside}}


def credentials(scheme):
    return {"curl": ["-u", "us:pw", f"--{scheme}"], "wget": ["--user=us", "--password=pw"], "requests": scheme if scheme != "anyauth" else "digest"}


def auth():
    targets = (("the same origin", "/end"), ("another port", f"{OTHER}/end"), ("another host", f"{BANK}/end"))
    ways = [(f"user by option, --{scheme} where there is a choice", scheme, {"do": "fetch", "url": f"{SHOP}/start"} | credentials(scheme))
            for scheme in ("basic", "digest", "anyauth")]
    url = SHOP.replace("://", "://us:pw@")
    ways += [("user in the URL", "basic", {"do": "open", "url": f"{url}/start"}), ("user in the URL, curl --digest", "digest",
            {"do": "open", "url": f"{url}/start", "curl": ["--digest"]}),
             ("user in the URL, curl --anyauth", "anyauth", {"do": "open", "url": f"{url}/start", "curl": ["--anyauth"]})]
    for how, scheme, step in ways:
        clients = ("curl",) if "curl --" in how else TOOLS if "option" in how else CLIENTS
        for name, challenge in (("Basic", BASIC), ("Digest", DIGESTS["MD5"])):
            for to, target in targets:
                for status in (302, 307):
                    if status == 307 and to != "another host":
                        continue
                    yield case("401", f"{how}: 401 {name}, then {status} to {to}", [step], guarded(name, [challenge], redirect(status, target)),
                               clients)
            yield case("401", f"{how}: 401 {name}, then 302 to a second 401 {name} of the same origin", [step],
                       guarded(name, [challenge], redirect(302, "/inside")) | guarded(name, [challenge], {"status": 200}, "/inside"), clients)
            yield case("401", f"{how}: 302 to another host that answers 401 {name}", [step],
                       {f"{SHOP}/start": redirect(302, f"{BANK}/inside")} | guarded(name, [challenge], {"status": 200}, "/inside"), clients)
            yield case("401", f"{how}: POST, 401 {name}, then 307 to the same origin", [step | {"do": "fetch", "method": "POST", "body": "a=1"}],
                       guarded(name, [challenge], redirect(307, "/end")),
                       tuple(each for each in clients if each not in BROWSERS))
        yield case("401", f"{how}: 302 at once to another host", [step], {"/start": redirect(302, f"{BANK}/end")}, clients)
        yield case("401", f"{how}: 302 at once to another host and back", [step], {"/start": redirect(302, f"{BANK}/mid"),
                "/mid": redirect(302, f"{SHOP}/end")}, clients)
        yield case("401", f"{how}: Basic and Digest offered, Basic first", [step], guarded(["Basic", "Digest"], [BASIC, DIGESTS["MD5"]],
                {"status": 200}), clients)
        yield case("401", f"{how}: Digest and Basic offered, Digest first", [step], guarded(["Basic", "Digest"], [DIGESTS["MD5"], BASIC],
                {"status": 200}), clients)
        yield case("401", f"{how}: wrong password (401 again)", [step], {"/start": {"status": 401, "fields": [["WWW-Authenticate", BASIC]]}},
                   clients)
    step = {"do": "fetch", "url": f"{SHOP}/start"} | credentials("digest")
    nav = {"do": "open", "url": f"{url}/start"}
    for name, challenge in DIGESTS.items():
        yield case("401", f"Digest with {name}, user by option, curl --digest", [step], guarded("Digest", [challenge], redirect(302, "/end")),
                   TOOLS)
        yield case("401", f"Digest with {name}, user in the URL", [nav], guarded("Digest", [challenge], redirect(302, "/end")), BROWSERS)
    yield case("401", "Digest with MD5 and SHA-256 offered, user by option", [step], guarded("Digest", [DIGESTS["SHA-256"], DIGESTS["MD5"]],
            redirect(302, "/end")), TOOLS)
    yield case("401", "Digest with MD5 and SHA-256 offered, user in the URL", [nav], guarded("Digest", [DIGESTS["SHA-256"], DIGESTS["MD5"]],
            redirect(302, "/end")), BROWSERS)
    stale = {"/start": [{"status": 401, "fields": [["WWW-Authenticate", DIGESTS["MD5"]]]},
                        {"status": 401, "fields": [["WWW-Authenticate", 'Digest realm="r", nonce="n2", qop="auth", stale=true']]},
                        redirect(302, "/end")]}
    yield case("401", "Digest, stale nonce, user by option", [step], stale, TOOLS)
    yield case("401", "Digest, stale nonce, user in the URL", [nav], stale, BROWSERS)
    yield case("401", "user in a fetch URL", [page(f"{SHOP}/page"), {"do": "fetch", "url": f"{url}/start"}],
               guarded("Basic", [BASIC], redirect(302, "/end")), BROWSERS)
    yield case("401", "user in the Location of a fetch", [page(f"{SHOP}/page"), {"do": "fetch", "url": f"{SHOP}/go"}],
               {"/go": redirect(302, f"{url}/start")} | guarded("Basic", [BASIC], {"status": 200}), BROWSERS)
    yield case("401", "user in the Location of a fetch, to another origin", [page(f"{SHOP}/page"), {"do": "fetch", "url": f"{SHOP}/go"}],
               {"/go": redirect(302, f"{BANK.replace('://', '://us:pw@')}/start")} | guarded("Basic", [BASIC], {"status": 200}), BROWSERS,
               cors=["*"])
    yield case("401", "user in the Location of a navigation", [page(f"{SHOP}/page"), {"do": "link", "url": f"{SHOP}/go"}],
               {"/go": redirect(302, f"{url}/start")} | guarded("Basic", [BASIC], {"status": 200}), CLIENTS[:2])
    yield case("401", "user in the Location, command line", [go(f"{SHOP}/go")], {"/go": redirect(302, f"{url}/start")} | guarded("Basic", [BASIC],
            {"status": 200}), TOOLS)
    yield case("401", "Basic known from an earlier visit, then another path", [nav, go(f"{SHOP}/other"), go(f"{SHOP}/dir/other")],
               guarded("Basic", [BASIC], {"status": 200}), BROWSERS)
    yield case("401", "Basic known, then a cross-origin link and redirect to it", [nav, page(f"{BANK}/page"), {"do": "link", "url": f"{BANK}/go"}],
               guarded("Basic", [BASIC], {"status": 200}) | {"/go": redirect(302, f"{SHOP}/start")}, BROWSERS)
    for option in ("--location-trusted",):
        yield case("401", f"curl {option}: 401 Basic, then 302 to another host",
                   [{"do": "fetch", "url": f"{SHOP}/start", "curl": ["-u", "us:pw", option]}],
                   guarded("Basic", [BASIC], redirect(302, f"{BANK}/end")), ("curl",))
    yield case("401", "wget --auth-no-challenge, 302 to another host",
               [{"do": "fetch", "url": f"{SHOP}/start", "wget": ["--user=us", "--password=pw", "--auth-no-challenge"]}],
               {"/start": redirect(302, f"{BANK}/end")}, ("wget",))


POLICIES = ("no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin",
            "strict-origin-when-cross-origin", "unsafe-url")


def referrer():
    def policy(*values):
        return [["Referrer-Policy", value] for value in values]
    for where, names in (("*.localhost", LOCAL), ("real host", REAL)):
        shop, bank = (f"http://{names[name]}:8080" for name in ("shop", "bank"))
        tls, tbank = (f"https://{names[name]}:8443" for name in ("shop", "bank"))
        start = f"{shop}/start?q=1"
        leave = {"link": {"do": "link", "url": start}, "fetch": {"do": "fetch", "url": start}, "POST form": {"do": "form", "url": start}}
        for kind, step in leave.items():
            for value in (None, *POLICIES, "", "bogus", "no-referrer, unsafe-url", "unsafe-url, bogus"):
                if (kind == "POST form" or where == "*.localhost") and value not in (None, "no-referrer", "unsafe-url"):
                    continue
                for to, target in (("the same origin", f"{shop}/end"), ("another origin", f"{bank}/end")):
                    fields = policy(value) if value is not None else []
                    yield case("referrer", f"{kind}, 302 with {'Referrer-Policy: ' + value if value is not None else 'no policy'} to {to}, {where}",
                               [page(f"{shop}/page?secret=1"), step],
                               {"/start?q=1": redirect(302, target, *fields)}, BROWSERS, ["*"])
            yield case("referrer", f"{kind}, two fields no-referrer and unsafe-url on the 302, {where}", [page(f"{shop}/page?secret=1"), step],
                       {"/start?q=1": redirect(302, f"{bank}/end", *policy("no-referrer", "unsafe-url"))}, BROWSERS, ["*"])
            yield case("referrer", f"{kind}, page says unsafe-url, first 302 no-referrer, second unsafe-url, {where}",
                       [page(f"{shop}/page?secret=1"), step],
                       {"/page?secret=1": {"status": 200, "fields": [["Content-Type", "text/html"], *policy("unsafe-url")]},
                        "/start?q=1": redirect(302, f"{bank}/mid", *policy("no-referrer")),
                        "/mid": redirect(302, f"{bank}/end", *policy("unsafe-url"))}, BROWSERS, ["*"])
            yield case("referrer", f"{kind}, page says no-referrer, 302 unsafe-url, {where}", [page(f"{shop}/page?secret=1"), step],
                       {"/page?secret=1": {"status": 200, "fields": [["Content-Type", "text/html"], *policy("no-referrer")]},
                        "/start?q=1": redirect(302, f"{bank}/end", *policy("unsafe-url"))}, BROWSERS, ["*"])
            yield case("referrer", f"{kind}, A to B without policy, B to A, {where}", [page(f"{shop}/page?secret=1"), step],
                       {"/start?q=1": redirect(302, f"{bank}/mid"), "/mid": redirect(302, f"{shop}/end")}, BROWSERS, ["*"])
        for value in (None, "no-referrer-when-downgrade", "unsafe-url", "strict-origin"):
            for to, target in (("http of the same host", f"http://{names['shop']}:8080/end"), ("http of another host", f"{bank}/end"),
                               ("https of another host", f"{tbank}/end")):
                yield case("referrer", f"link in an https page, 302 with {value or 'no policy'} to {to}, {where}", [page(f"{tls}/page?secret=1"),
                        {"do": "link", "url": f"{tls}/start?q=1"}],
                           {"/start?q=1": redirect(302, target, *(policy(value) if value else []))}, BROWSERS)
    yield case("referrer", "address typed, 302 with unsafe-url", [go(f"{SHOP}/start")],
               {"/start": redirect(302, f"{BANK}/end", *policy("unsafe-url"))}, CLIENTS)
    yield case("referrer", "curl -e ';auto', 302 to another host", [{"do": "fetch", "url": f"{SHOP}/start?q=1", "curl": ["-e", ";auto"]}],
               {"/start?q=1": redirect(302, f"{BANK}/end")}, ("curl",))
    yield case("referrer", "curl -e URL, 302 with no-referrer to another host",
               [{"do": "fetch", "url": f"{SHOP}/start?q=1", "curl": ["-e", f"{SHOP}/page"]}],
               {"/start?q=1": redirect(302, f"{BANK}/end", *policy("no-referrer"))}, ("curl",))
    yield case("referrer", "curl --referer 'URL;auto' and user in the URL", [{"do": "fetch", "url": f"http://us:pw@example.com:8080/start#f",
            "curl": ["-e", f"{SHOP}/page;auto"]}], {"/start": redirect(302, "/end")}, ("curl",))
    yield case("referrer", "wget --referer, 302 to another host", [{"do": "fetch", "url": f"{SHOP}/start", "wget": [f"--referer={SHOP}/page"]}],
               {"/start": redirect(302, f"{BANK}/end")}, ("wget",))


# Fetch, "bad port", and some that are not in it.
BAD_PORTS = [1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
             119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
             512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045,
             4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
             6669, 6679, 6697, 10080]
GOOD_PORTS = [2, 24, 81, 591, 1718, 3658, 4191, 5062, 6001, 6670, 8081, 10081]


def ports():
    every = BAD_PORTS + GOOD_PORTS
    for where, host in (("*.localhost", "shop.localhost"), ("real host", "example.com")):
        yield case("ports", f"302 to each port of Fetch's list and some others, {where}", [page(f"http://{host}:8080/page"),
                {"do": "ports", "url": f"http://{host}:8080/port/", "ports": every}],
                   {f"/port/{port}": redirect(302, f"http://{host}:{port}/x") for port in every}, CLIENTS, listen=every)
        yield case("ports", f"each port asked at once, {where}", [page(f"http://{host}:8080/page"), {"do": "ports", "url": f"http://{host}:",
                "ports": every}], {}, CLIENTS, listen=every)
        for port in (6000, 25, 10080, 6001):
            yield case("ports", f"link, 302 to port {port}, {where}", [page(f"http://{host}:8080/page"),
                    {"do": "link", "url": f"http://{host}:8080/go"}],
                       {"/go": redirect(302, f"http://{host}:{port}/x")}, BROWSERS, listen=[port])


def expect():
    for size in (1024, 1025, 1048576, 1048577, 2000000):
        yield case("expect", f"POST of {size} bytes, 307 to the same origin",
                   [page(f"{SHOP}/page"), {"do": "fetch", "method": "POST", "large": size, "url": f"{SHOP}/start"}],
                   {"/start": redirect(307, "/end")}, CLIENTS)
    put = {"do": "fetch", "method": "PUT", "large": 2000000, "url": f"{SHOP}/start"}
    post = put | {"method": "POST"}
    for status in (302, 307):
        yield case("expect", f"PUT of 2000000 bytes, {status} to another host", [put], {"/start": redirect(status, f"{BANK}/end")}, TOOLS)
        yield case("expect", f"POST of 2000000 bytes, {status} before the body is read, to another host", [post],
                   {"/start": redirect(status, f"{BANK}/end") | {"early": True, "silent": True}}, TOOLS)
    yield case("expect", "POST of 2000000 bytes, the server never says 100", [post], {"/start": {"status": 200, "silent": True}}, TOOLS)
    yield case("expect", "POST of 2000000 bytes, 417 before the body is read", [post],
               {"/start": [{"status": 417, "early": True, "silent": True}, {"status": 200}]}, TOOLS)
    own = {"headers": [["Expect", "100-continue"]]}
    yield case("expect", "POST of 10 bytes with an Expect of its own, 307 to another host",
               [{"do": "fetch", "method": "POST", "body": "0123456789", "url": f"{SHOP}/start"} | own], {"/start": redirect(307, f"{BANK}/end")},
               TOOLS)
    yield case("expect", "curl -H 'Expect:' POST of 2000000 bytes", [post | {"curl": ["-H", "Expect:"]}], {"/start": redirect(307, "/end")},
               ("curl",))


def engine():
    """Which options of curl turn its cookies on."""
    answers = {"/start": {"status": 302, "fields": [["Location", "/end"], ["Set-Cookie", "s=1; Path=/"]]}}
    for name, options in (("no option", []), ("-b ''", ["-b", ""]), ("-b missing-file", ["-b", "/nonexistent/jar"]), ("-c jar", ["-c", "{JAR}"]),
                          ("-b a=1", ["-b", "a=1"]), ("-b a=1 -b ''", ["-b", "a=1", "-b", ""]),
                          ("-b a=1 -c jar", ["-b", "a=1", "-c", "{JAR}"]), ("-b s=0 -c jar", ["-b", "s=0", "-c", "{JAR}"]),
                          ("-H 'Cookie: a=1' -c jar", ["-H", "Cookie: a=1", "-c", "{JAR}"]),
                          ("-j -b ''", ["-j", "-b", ""]), ("-b /dev/null", ["-b", "/dev/null"])):
        yield case("curl jar", f"curl {name}", [{"do": "fetch", "url": f"{SHOP}/start", "own jar": True, "curl": options}], answers, ("curl",))
        yield case("curl jar", f"curl {name}, to another host", [{"do": "fetch", "url": f"{SHOP}/start", "own jar": True, "curl": options}],
                   {"/start": {"status": 302, "fields": [["Location", f"{BANK}/end"], ["Set-Cookie", "s=1; Path=/"]]}}, ("curl",))
    yield case("curl jar", "curl -c jar, then -b jar", [{"do": "fetch", "url": f"{SHOP}/start", "own jar": True, "curl": ["-c", "{JAR}"]},
                                                        {"do": "fetch", "url": f"{SHOP}/see", "own jar": True, "curl": ["-b", "{JAR}"]}], answers,
               ("curl",))


def rows():
    # A browser keeps user and password until it ends.
    yield from (each | {"fresh": True} for each in auth())
    for table in (referrer, ports, expect, engine):
        yield from table()
