# SPDX-License-Identifier: MIT
"""Browsers as clients: a page at the origin of the first URL sends it with fetch(), or leaves for it by a link or a form."""
import base64
import json
import time

from browserlines import Chromium, Firefox, WebKit
from recorder import reply

PAGE = "/page"
FORM = "application/x-www-form-urlencoded"
# Fields that no script can set (Fetch, "forbidden request-header").
FORBIDDEN = ("host", "referer", "origin")
REFRESH_SECONDS = 1.5


def origin_of(url):
    scheme, rest = url.split("://", 1)
    return scheme + "://" + rest.split("/", 1)[0].rsplit("@", 1)[-1]


def cross_origin(request):
    """What lets a page of another origin send anything and read the answer."""
    origin = (request.values("Origin") or ["*"])[0]
    return [("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, QUERY"),
            ("Access-Control-Allow-Headers", ", ".join(request.values("Access-Control-Request-Headers")) or "X-Key")]


class Browser:
    """Started once; each request comes from a new page of a browser that remembers nothing."""

    # Client hints and Fetch Metadata describe the browser and the page; no part of a profile.
    left_out = ("sec-",)

    def __init__(self, engine, version):
        self.engine, self.version, self.folder, self.browser = engine, version, "", None

    def outside(self, request):
        """The answer to a request that is not part of the case: the page itself, its icon, a CORS preflight; None for any other."""
        if request.target == PAGE:
            return reply(200, [("Content-Type", "text/html")], b"<!doctype html><title>page</title><script>isThePage = true</script>")
        if request.target == "/favicon.ico":
            return reply(404)
        if request.method == "OPTIONS" and request.values("Access-Control-Request-Method"):
            return reply(200, cross_origin(request))
        return None

    def fields(self, request):
        return cross_origin(request)

    def send(self, case, url):
        wish = None if case.get("stream") else self.wish(case, url)  # browsers stream over HTTP/2 only
        if not wish:
            return False
        if not self.browser:
            from drivers import environment
            self.browser = self.engine(self.folder, environment(self.folder))
        self.browser.open(origin_of(url) + PAGE)
        self.go(wish, url)
        if case.get("refresh"):
            time.sleep(REFRESH_SECONDS)
        return True

    def close(self):
        if self.browser:
            self.browser.close()
        self.browser = None


def cookies(wish):
    return [value for name, value in wish["headers"] if name.lower() == "cookie"]


def bytes_of(text):
    return f"Uint8Array.from(atob('{base64.b64encode(text.encode('latin-1')).decode()}'), c => c.charCodeAt(0))"


class FetchPage(Browser):
    """fetch() with credentials, of a page at the origin of the first URL."""

    def wish(self, case, url):
        """The first request as this client can send it; None when it cannot."""
        names = [name.lower() for name, _ in case["headers"]]
        if case.get("user") or "@" in url or "host" in names:
            return None
        page = origin_of(url) + PAGE
        headers = [field for field in case["headers"] if field[0].lower() not in FORBIDDEN] + [["Referer", page]]
        if case["method"] not in ("GET", "HEAD"):
            headers.append(["Origin", origin_of(url)])
        return case | {"headers": headers}

    def go(self, wish, url):
        own = [field for field in wish["headers"] if field[0].lower() not in (*FORBIDDEN, "cookie")]
        options = {"method": wish["method"], "headers": own, "credentials": "include"}
        body = f"options.body = {bytes_of(wish['body'])};" if wish["body"] is not None else ""
        if wish["body"] is not None and not any(name.lower() == "content-type" for name, _ in own):
            body = f"options.body = {json.dumps(wish['body'])};"
        jar = "".join(f"document.cookie = {json.dumps(each)};" for each in cookies(wish))
        self.browser.run(f"{jar} const options = {json.dumps(options)}; {body} options.signal = AbortSignal.timeout(8000);"
                         f"const response = await fetch({json.dumps(url)}, options); await response.arrayBuffer();")


class XhrPage(FetchPage):
    """XMLHttpRequest with credentials, otherwise as FetchPage."""

    def go(self, wish, url):
        own = [field for field in wish["headers"] if field[0].lower() not in (*FORBIDDEN, "cookie")]
        body = "null"
        if wish["body"] is not None:
            typed = any(name.lower() == "content-type" for name, _ in own)
            body = bytes_of(wish["body"]) if typed else json.dumps(wish["body"])
        jar = "".join(f"document.cookie = {json.dumps(each)};" for each in cookies(wish))
        self.browser.run(f"{jar} const xhr = new XMLHttpRequest(); xhr.open({json.dumps(wish['method'])}, {json.dumps(url)});"
                         f"for (const [name, value] of {json.dumps(own)}) xhr.setRequestHeader(name, value);"
                         f"xhr.withCredentials = true; xhr.timeout = 8000; const done = new Promise(ended => xhr.onloadend = ended);"
                         f"xhr.send({body}); await done;")


class LinkPage(Browser):
    """A click on a link (GET) or on the button of a form (POST)."""

    def wish(self, case, url):
        """As FetchPage; of the fields of a case about secrets only the cookie can be had, so that the rest is left out."""
        given = {name.lower() for name, _ in case["headers"]}
        if case["method"] not in ("GET", "POST") or case.get("user") or (given and "cookie" not in given):
            return None
        page = origin_of(url) + PAGE
        headers = [["Cookie", value] for value in cookies(case)] + [["Referer", page]]
        body = case["body"]
        if case["method"] == "POST":
            headers += [["Content-Type", FORM], ["Origin", origin_of(url)]]
            body = body if body is None or "=" in body else body + "=1"
        return case | {"headers": headers, "body": body}

    def go(self, wish, url):
        jar = "".join(f"document.cookie = {json.dumps(each)};" for each in cookies(wish))
        if wish["method"] == "GET":
            leave = f"const a = document.createElement('a'); a.href = {json.dumps(url)}; document.documentElement.append(a); a.click();"
        else:
            pairs = json.dumps([pair.split("=") for pair in (wish["body"] or "").split("&") if pair])
            leave = (f"const form = document.createElement('form'); form.method = 'POST'; form.action = {json.dumps(url)};"
                     f"for (const [name, value] of {pairs}) {{ const i = document.createElement('input'); i.name = name; i.value = value; form.append(i); }}"
                     "document.documentElement.append(form); form.submit();")
        self.browser.click(jar + leave)


def drivers(found):
    """The rows of drivers.py."""
    chromium = lambda: found(r"^Chromium (\S+)", ["chromium", "--version"])  # noqa: E731
    firefox = lambda: found(r"^Mozilla Firefox (\S+)", ["firefox-esr", "--version"])  # noqa: E731
    webkit = lambda: found(r"(.+)", ["dpkg-query", "-W", "-f", "${source:Upstream-Version}", "webkit2gtk-driver"])  # noqa: E731
    return {"webkitgtk-fetch": FetchPage(WebKit, webkit), "webkitgtk-nav": LinkPage(WebKit, webkit),
            "chromium-fetch": FetchPage(Chromium, chromium), "firefox-fetch": FetchPage(Firefox, firefox),
            "chromium-xhr": XhrPage(Chromium, chromium), "firefox-xhr": XhrPage(Firefox, firefox),
            "chromium-nav": LinkPage(Chromium, chromium), "firefox-nav": LinkPage(Firefox, firefox)}
