# SPDX-License-Identifier: MIT
"""memory.json checked against the table of cases, and shown as docs/memory-measured.md."""
import os
import re

IDS = {"chromium-nav", "chromium-fetch", "firefox-nav", "firefox-fetch", "curl", "wget", "py-requests"}
KEYS = {"feature", "case", "client", "version", "seen", "ends", "stored"}
REQUEST = re.compile(r"[A-Za-z]+ https?://\S+$")
TITLES = {
    "cookies": "Cookies", "curl jar": "Which options turn curl's cookies on", "hsts": "HSTS, and https tried first",
    "origin": "Origin and preflight", "cache": "Stored redirects",
    "refresh": "Refresh and meta refresh", "401": "401, then a redirect", "referrer": "Referrer-Policy on a redirect", "ports": "Blocked ports",
    "expect": "Expect: 100-continue"}


def faults_of(each, by_name):
    found = by_name.get(each.get("case"))
    if not KEYS <= each.keys() or each.keys() - KEYS - {"notes"}:
        yield "has other keys"
    elif not found:
        yield "is of no case"
    else:
        if each["client"] not in IDS or each["client"].removesuffix("-nav").removesuffix("-fetch") not in found["clients"]:
            yield "is of no client of the case"
        if each["feature"] != found["feature"]:
            yield "has another feature than its case"
        if len(each["seen"]) != len(found["steps"]) or len(each["ends"]) != len(found["steps"]):
            yield f"has {len(each['seen'])} steps, the case {len(found['steps'])}"
        if any(end.startswith(("TimeoutError", "AbortError")) or "dnsNotFound" in end for end in each["ends"]):
            yield "was disturbed: record it again"
        if not each["version"]:
            yield "has no version"
        if any(not REQUEST.match(request["request"]) or not isinstance(request["fields"], dict) for step in each["seen"] for request in step):
            yield "has a request that is none"


def engine(each):
    return each["client"].removesuffix("-nav").removesuffix("-fetch")


def check(data, table):
    """Prints what is wrong with the file; 1 if anything is."""
    faults = [] if data.get("format") == "hopscope-memory" and data.get("version") == 1 else ["format and version are wrong"]
    faults += [] if data["cases"] == table else ["the cases are not those of the table: record again"]
    by_name = {each["name"]: each for each in data["cases"]}
    faults += ["two cases have one name"] if len(by_name) != len(data["cases"]) else []
    for each in data["rows"]:
        faults += [f"{each.get('client')}: {each.get('case')}: {fault}" for fault in faults_of(each, by_name)]
    rows = {(each["case"], engine(each)) for each in data["rows"]}
    faults += ["two rows of one case and client"] if len(rows) != len(data["rows"]) else []
    missing = [client for name, each in by_name.items() for client in each["clients"] if (name, client) not in rows]
    print("\n".join(faults) or f"{len(by_name)} cases, {len(rows)} rows of {len({each['client'] for each in data['rows']})} clients")
    for client in sorted(set(missing)):
        print(f"{client}: {missing.count(client)} cases not measured yet (memory.py record -m {client})")
    return 1 if faults else 0


ORIGINS = {f"{scheme}://{name}:{port}": letter + mark for letter, names in (("A", ("shop.localhost", "example.com")),
        ("B", ("bank.localhost", "example.org")),
                                                                                  ("C", ("third.localhost", "example.net")))
           for name in names for scheme, port, mark in (("http", 8080, ""), ("https", 8443, "s"))}


def lettered(text):
    """The usual origins by one letter."""
    for origin, letter in ORIGINS.items():
        text = text.replace(origin, letter)
    return text


def asked(request):
    """A request in a few words."""
    fields = "; ".join(f"{name}: {value}" for name, value in request["fields"].items() if name not in ("Content-Type", "Cookie"))
    cookie = request["fields"].get("Cookie")
    words = request["request"] + (f" ({request['body']} bytes)" if request.get("body") else "")
    return words + (f" [{fields}]" if fields else "") + (f" Cookie: {cookie}" if cookie else "")


def told(each, case):
    """What a row says: the requests of the last two steps that ask for anything but the page, or what was stored."""
    steps = [(step, seen) for step, seen in zip(case["steps"], each["seen"]) if not step.get("url", "").split("?")[0].endswith("/page")]
    if case["feature"] == "ports":
        ports = re.findall(r":(\d+)/", " ".join(request["request"].replace("http://", "") for _, seen in steps for request in seen
                                                if "/port/" not in request["request"] and "/go" not in request["request"]))
        return f"connected to {len(ports)} ports: {' '.join(ports)}" if len(ports) < 20 else f"connected to {len(ports)} ports"
    text = " / ".join(", ".join(map(asked, seen)) or "nothing" for _, seen in steps if _["do"] != "wait" or seen)
    ends = [end for end, step in zip(each["ends"], case["steps"]) if step["do"] == "fetch" and not end.startswith("exit")]
    text = lettered(text)
    return text + (f" -> {ends[-1]}" if ends and not re.match(r"(basic|cors|opaque) ", ends[-1]) else "")


def lines_of_cookies(case, rows):
    """A batch of Set-Cookie lines: who stored each."""
    lines = [value for name, value in case["answers"]["/set/from"]["fields"] if name == "Set-Cookie"]
    yield "| Set-Cookie | " + " | ".join(engine(each) for each in rows) + " |"
    yield "|---|" + "---|" * len(rows)
    for line in lines:
        first = line.split(";")[0]
        name, _, value = first.partition("=")
        pair = f"{name.strip()}={value.strip()}" if "=" in first else first.strip()
        spellings = {text for each in (pair, decoded(pair)) for text in (each, "=" + each, each + "=")}
        cells = []
        for each in rows:
            held = [stored for stored in each["stored"] if stored.split("; domain=")[0] in spellings]
            sent = f"; {each['seen'][1][0]['fields'].get('Cookie', '')}; " if each["seen"][1] else ""
            kept = ", ".join(part for part in held[0].split("; ")[-1:] if "days" in part) if held else ""
            back = any(f"; {text}; " in sent for text in spellings)
            cells.append((f"stored {kept}".strip() + ("" if back else ", not sent")) if held else "sent" if back else "no")
        yield f"| `{escaped(line)}` | " + " | ".join(cells) + " |"


def decoded(text):
    """Bytes as a client that takes them for UTF-8 shows them."""
    return text.encode("latin-1").decode("utf-8", "replace")


def escaped(text):
    return "".join(f"\\x{ord(letter):02x}" if ord(letter) < 32 or ord(letter) == 127 else letter for letter in text).replace("|", "\\|")


def table(data, root):
    """Writes the document: one line a case, clients that did the same in one cell."""
    by_case = {}
    for each in data["rows"]:
        by_case.setdefault(each["case"], []).append(each)
    versions = sorted({f"{engine(each)} {each['version']}" for each in data["rows"]})
    out = ["# What clients remember, and what they ask first", "",
           f"Measured on {data['date']} with {', '.join(versions)}, on loopback, by `tests/clients/memory.py record`; all of it, with the answers of the servers, is in "
           "`resources/clients/memory.json`. Written by `memory.py table`: do not edit.", "",
           "Steps are separated by /, requests by commas; a page that only holds the script is left out. `*.localhost` stands for `shop.localhost` and its neighbours, a real host for example.com, "
           "example.org and example.net, all given to the clients as 127.0.0.1 with a certificate that they trust. A is `http://shop.localhost:8080` or "
           "`http://example.com:8080`, B `bank.localhost` or example.org, C `third.localhost` or example.net; As, Bs and Cs are the same by https on port 8443.", ""]
    for feature, title in TITLES.items():
        out += [f"## {title}", ""]
        simple = []
        for case in data["cases"]:
            rows = by_case.get(case["name"], [])
            if case["feature"] != feature or not rows:
                continue
            if case["feature"] == "cookies" and "/set/from" in case["answers"]:
                out += [f"### {case['name']}", "", *lines_of_cookies(case, rows), ""]
                continue
            same = {}
            for each in rows:
                same.setdefault(told(each, case), []).append(each["client"])
            simple.append(f"| {escaped(case['name'])} | " + "<br>".join(f"**{', '.join(clients)}**: {escaped(text)}" for text,
                    clients in same.items()) + " |")
        if simple:
            out += ["| Case | What the servers saw |", "|---|---|", *simple, ""]
    with open(os.path.join(root, "docs", "memory-measured.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(out))
    return 0
