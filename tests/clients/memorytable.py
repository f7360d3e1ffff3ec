# SPDX-License-Identifier: MIT
"""How a case of memory.py is written, and all of them as one table.

A step is {"do": open, link, form, fetch, image, ports or wait}; the answers are found by URL or path (memoryworld.py); `cors` names the
URLs that answer with Access-Control-Allow-* ("*" is all). The order of the steps is one run of one client; nothing is known before it. "third party"
says that the browser is set to let cross-site cookies pass, which Debian's Chromium and Firefox are not.
"""
BROWSERS = ("chromium", "firefox")
TOOLS = ("curl", "wget", "py-requests")
CLIENTS = BROWSERS + TOOLS
LOCAL = {"shop": "shop.localhost", "www": "www.shop.localhost", "bank": "bank.localhost", "third": "third.localhost"}
REAL = {"shop": "example.com", "www": "www.example.com", "bank": "example.org", "third": "example.net"}


def case(feature, name, steps, answers=None, clients=CLIENTS, cors=(), fresh=False, listen=()):
    row = {"feature": feature, "name": name, "steps": steps, "answers": answers or {}, "clients": list(clients)}
    return row | ({"cors": list(cors)} if cors else {}) | ({"fresh": True} if fresh else {}) | ({"listen": list(listen)} if listen else {})


def go(url):
    """The address is typed, or given to the program."""
    return {"do": "open", "url": url}


page = go


def redirect(status, location, *fields):
    return {"status": status, "fields": [*([["Location", location]] if location is not None else []), *fields]}


def cases():
    import memorycases
    import memorycookies
    return [*memorycookies.rows(), *memorycases.rows()]
