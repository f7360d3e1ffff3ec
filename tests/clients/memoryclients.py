# SPDX-License-Identifier: MIT
"""The clients of memory.py: each plays the steps of a case in one run, and says what it has stored at the end."""
import json
import os
import re
import subprocess
import time

from browserlines import Chromium, FIREFOX_SETTINGS, Firefox, LOAD_SECONDS, SECONDS
from drivers import CURL, HERE, WGET, environment, found, output
from memoryworld import NAMES, short

DAY = 86400


def days(expires):
    return "session" if expires is None else f"{round((expires - time.time()) / DAY)} days"


def link(url):
    return f"const a = document.createElement('a'); a.href = {json.dumps(url)}; document.documentElement.append(a); a.click();"


def form(step):
    pairs = json.dumps([pair.split("=") for pair in step.get("body", "a=1").split("&")])
    return (f"const form = document.createElement('form'); form.method = {json.dumps(step.get('method', 'POST'))}; form.action = {json.dumps(step['url'])};"
            f"for (const [name, value] of {pairs}) {{ const i = document.createElement('input'); i.name = name; i.value = value; form.append(i); }}"
            "document.documentElement.append(form); form.submit();")


def fetch(step):
    """A script whose value is how fetch() ended."""
    options = {"method": step.get("method", "GET"), "headers": step.get("headers", []), "credentials": "include"} | step.get("options", {})
    if "body" in step:
        options["body"] = step["body"]
    large = f"options.body = 'x'.repeat({step['large']});" if "large" in step else ""
    return (f"const options = {json.dumps(options)}; {large} options.signal = AbortSignal.timeout(8000); try {{ const r = await fetch({json.dumps(step['url'])}, options);"
            " await r.text(); return r.type + ' ' + r.status + ' ' + r.url; } catch (e) { return e.name; }")


def image(step):
    return (f"return await new Promise(done => {{ const i = new Image(); i.onload = i.onerror = () => done('image'); i.src = {json.dumps(step['url'])}; }});")


def ports(step):
    return (f"for (const port of {json.dumps(step['ports'])}) {{ try {{ await fetch({json.dumps(step['url'])} + port, {{mode: 'no-cors'}}); }} catch (e) {{ }} }}"
            " return 'done';")


SCRIPTS = {"fetch": fetch, "image": image, "ports": ports}


class Page:
    """What both browsers have in common."""

    def play(self, step):
        """Plays a step; returns how it ended."""
        what = step["do"]
        if what == "wait":
            time.sleep(step["seconds"])
            return ""
        if what in SCRIPTS:
            return self.value(SCRIPTS[what](step))
        if what == "reload":
            return self.leave("location.reload()")
        if what == "open":
            return self.go(step["url"])
        return self.leave(link(step["url"]) if what == "link" else form(step))


class PipedChromium(Chromium, Page):
    network = ["--host-resolver-rules=MAP * 127.0.0.1", "--disable-gpu", "--disable-extensions"]

    def __init__(self, folder, env, third_party):
        self.log = []
        nss = os.path.join(folder, ".pki", "nssdb")
        if not os.path.exists(nss):
            os.makedirs(nss)
            for line in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "ca", "-i", os.path.join(folder, "ca.pem")]):
                subprocess.run(["certutil", "-d", f"sql:{nss}", *line], check=True, capture_output=True)
        subprocess.run(["rm", "-rf", os.path.join(folder, "chromium")], check=True)
        if third_party:
            os.makedirs(os.path.join(folder, "chromium", "Default"))
            with open(os.path.join(folder, "chromium", "Default", "Preferences"), "w", encoding="ascii") as file:
                json.dump({"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}, file)
        super().__init__(folder, env)
        self.target = None

    def _message(self, deadline):
        before = len(self.events)
        message = super()._message(deadline)
        if message and len(self.events) > before and message.get("method", "").startswith("Network."):
            self.log.append(message)
        return message

    def begin(self):
        self._call("Storage.clearCookies")
        if self.target:
            self._call("Target.closeTarget", targetId=self.target)
        self.target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self._call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        for name in ("Page.enable", "Network.enable", "Network.clearBrowserCache"):
            self._call(name, self.session)
        self.log.clear()

    def value(self, script):
        answer = self._call("Runtime.evaluate", self.session, expression=f"(async () => {{ {script} }})()", awaitPromise=True, returnByValue=True)
        return answer.get("result", {}).get("value", "")

    def go(self, url):
        answer = {}
        self._stopped(lambda: answer.update(self._call("Page.navigate", self.session, url=url)), LOAD_SECONDS)
        return answer.get("errorText") or self.value("return location.href")

    def leave(self, script):
        self.click(script)
        return self.value("return location.href")

    def stored(self):
        cookies = self._call("Storage.getCookies").get("cookies", [])
        return sorted(short("; ".join([f"{each['name']}={each['value']}", f"domain={each['domain']}", f"path={each['path']}"] +
                                [name for name, key in (("secure", "secure"), ("httponly", "httpOnly")) if each[key]] +
                                [f"samesite={each.get('sameSite', 'none given')}"] + (["partitioned"] if each.get("partitionKey") else []) +
                                [days(None if each["session"] else each["expires"])])) for each in cookies)

    def notes(self):
        """Chromium's own reasons: cookies refused and withheld, loads that failed, redirects made up by the browser."""
        lines = []
        for message in self.log:
            data = message["params"]
            for each in data.get("blockedCookies", []):
                lines.append(short(f"refused {each['cookieLine']}: {' '.join(each['blockedReasons'])}"))
            for each in data.get("associatedCookies", []):
                if each["blockedReasons"]:
                    lines.append(short(f"withheld {each['cookie']['name']}: {' '.join(each['blockedReasons'])}"))
            if message["method"] == "Network.loadingFailed":
                reason = data.get("corsErrorStatus", {}).get("corsError", "")
                lines.append(f"failed: {data['errorText']} {data.get('blockedReason', '')} {reason}".strip())
            redirect = data.get("redirectResponse", {})
            if redirect and "Non-Authoritative-Reason" in redirect.get("headers", {}):
                lines.append(f"{redirect['status']} {redirect['statusText']} ({redirect['headers']['Non-Authoritative-Reason']}): {redirect['url']}")
            elif redirect.get("fromDiskCache"):
                lines.append(f"from cache: {redirect['status']} {redirect['url']}")
        return list(dict.fromkeys(lines))


CLEAR = """Services.cookies.removeAll(); Services.cache2.clear(); Cc['@mozilla.org/network/http-auth-manager;1'].getService(Ci.nsIHttpAuthManager).clearAll();
Cc['@mozilla.org/ssservice;1'].getService(Ci.nsISiteSecurityService).clearAll();"""
COOKIES = """return Services.cookies.cookies.map(c => [c.name, c.value, c.host, c.path, c.isSecure, c.isHttpOnly, c.sameSite, c.isSession ? null : c.expires,
c.originAttributes.partitionKey]);"""
SAME_SITE = {0: "None", 1: "Lax", 2: "Strict", 256: "none given"}


class ChromeFirefox(Firefox, Page):
    insecure = False

    def __init__(self, folder, env, third_party):
        self.settings = {name: value for name, value in FIREFOX_SETTINGS.items() if not name.startswith("browser.cache")}
        self.settings |= {"dom.ipc.processPrelaunch.enabled": False, "dom.ipc.processCount": 1, "fission.autostart": False,
                          "network.dns.localDomains": ",".join(NAMES), "network.dns.disableIPv6": True,
                          "network.dns.native_https_query": False, "network.dns.use_https_rr_as_altsvc": False,
                          "network.dns.upgrade_with_https_rr": False}
        self.settings |= {"network.cookie.cookieBehavior": 0} if third_party else {}
        super().__init__(folder, env)
        with open(os.path.join(folder, "ca.pem"), encoding="ascii") as file:
            der = "".join(line.strip() for line in file if "-----" not in line)
        self.chrome(f"Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64('{der}', 'CT,,');")

    def chrome(self, script):
        self._call("Marionette:SetContext", value="chrome")
        answer = self._call("WebDriver:ExecuteScript", script=script, args=[])
        self._call("Marionette:SetContext", value="content")
        return (answer or {}).get("value")

    def begin(self):
        self.chrome(CLEAR)
        self._call("WebDriver:Navigate", url="about:blank")

    def value(self, script):
        answer = self._call("WebDriver:ExecuteAsyncScript", args=[],
                            script=f"const done = arguments[0]; (async () => {{ {script} }})().then(done, e => done(String(e)));")
        return (answer or {}).get("value", "")

    def where(self):
        return self.chrome("return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.documentURI.spec;").split("&u=")[0]

    def go(self, url):
        self._call("WebDriver:Navigate", url=url)
        return self.where()

    def leave(self, script):
        self._call("WebDriver:ExecuteScript", args=[], script="window.isThePage = true")
        self.click(script)
        return self.where()

    def stored(self):
        def line(cookie):
            name, value, host, path, secure, only, same, expires, partition = cookie
            return short("; ".join([f"{name}={value}", f"domain={host}", f"path={path}"] + ["secure"] * secure + ["httponly"] * only +
                                   [f"samesite={SAME_SITE.get(same, same)}"] + ["partitioned"] * bool(partition) +
                                   [days(None if expires is None else expires / 1000 if expires > 1e11 else expires)]))
        return sorted(map(line, self.chrome(COOKIES) or []))

    def notes(self):
        return []


class Browser:
    kinds = ("nav", "fetch")

    def __init__(self, name, engine, version):
        self.name, self.engine, self.version, self.folder, self.browser, self.third_party = name, engine, version, "", None, False

    def id(self, case):
        """fetch() and images are the profile -fetch, links, forms and addresses the profile -nav."""
        last = [step["do"] for step in case["steps"] if step["do"] != "wait"][-1]
        return f"{self.name}-{'fetch' if last in SCRIPTS else 'nav'}"

    def begin(self, case):
        third_party = case.get("third party", False)
        if case.get("fresh") or third_party != self.third_party:
            self.close()
        if not self.browser:
            self.browser, self.third_party = self.engine(self.folder, environment(self.folder), third_party), third_party
        self.browser.begin()

    def play(self, step):
        return self.browser.play(step)

    def stored(self):
        return self.browser.stored()

    def notes(self):
        return self.browser.notes()

    def close(self):
        if self.browser:
            self.browser.close()
        self.browser = None


def netscape(path, http_only="#HttpOnly_"):
    """The lines of a Netscape cookie file."""
    if not os.path.exists(path):
        return []
    lines = []
    with open(path, encoding="utf-8", errors="backslashreplace") as file:
        for line in file.read().split("\n"):
            parts = line.removeprefix(http_only).split("\t")
            if len(parts) < 7 or parts[0].startswith("# "):
                continue
            host, sub, folder, secure, expires, name, *value = parts
            value = "\t".join(value)
            lines.append(short("; ".join([f"{name}={value}", f"domain={host}", f"path={folder}"] + ["secure"] * (secure == "TRUE") +
                                         ["subdomains"] * (sub == "TRUE") + [days(float(expires) if expires != "0" else None)])))
    return sorted(lines)


class CommandLine:
    def __init__(self, name, version):
        self.name, self.version, self.folder = name, version, ""

    def id(self, _case):
        return self.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def begin(self, case):
        self.case = case
        for name in ("jar", "hsts", "out"):
            if os.path.exists(self.path(name)):
                os.remove(self.path(name))

    def notes(self):
        lines = []
        if os.path.exists(self.path("hsts")):
            with open(self.path("hsts"), encoding="ascii") as file:
                lines = [re.sub(r'\d{8} \d\d:\d\d:\d\d|\b\d{10}\b', "TIME", line.strip()) for line in file if not line.startswith("#")]
        return [f"hsts file: {line}" for line in lines]

    def stored(self):
        return netscape(self.path("jar"))

    def play(self, step):
        if step["do"] == "wait":
            time.sleep(step["seconds"])
            return ""
        if step["do"] == "ports":
            return " ".join(dict.fromkeys(self.play({"do": "open", "url": step["url"] + str(port)}) for port in step["ports"]))
        done = subprocess.run(self.command(step), capture_output=True, env=environment(self.folder), timeout=SECONDS, stdin=subprocess.DEVNULL)
        return f"exit {done.returncode}"

    def close(self):
        pass


def body_of(step):
    if "large" in step:
        return "x" * step["large"]
    return step.get("body", "a=1" if step["do"] == "form" else None)


def method_of(step):
    return step.get("method", "POST" if step["do"] == "form" else "GET")


class Curl(CommandLine):
    def command(self, step):
        line = ["curl", "-q", "-s", "-L", "-m", "20", "-o", self.path("out"), "--noproxy", "*", "--cacert", self.path("ca.pem")]
        if not step.get("own jar"):
            line += ["-c", self.path("jar"), "-b", self.path("jar") if os.path.exists(self.path("jar")) else ""]
        line += ["--hsts", self.path("hsts")] if self.case["feature"] == "hsts" else []
        body, method = body_of(step), method_of(step)
        if body is not None:
            with open(self.path("body"), "w", encoding="ascii") as file:
                file.write(body)
            line += ["--data-binary", "@" + self.path("body")]
        line += ["-X", method] if method != ("GET" if body is None else "POST") else []
        return line + [part for field in step.get("headers", []) for part in ("-H", ": ".join(field))] + [part.replace("{JAR}", self.path("jar"))
                for part in step.get("curl", [])] + [
            step["url"]]


class Wget(CommandLine):
    def command(self, step):
        line = ["wget", "-q", "--no-config", "--no-proxy", f"--ca-certificate={self.path('ca.pem')}", "-t", "1", "-T", "20", "-O", self.path("out"),
                "--keep-session-cookies", f"--save-cookies={self.path('jar')}", f"--hsts-file={self.path('hsts')}"]
        line += [f"--load-cookies={self.path('jar')}"] if os.path.exists(self.path("jar")) else []
        body, method = body_of(step), method_of(step)
        if body is not None:
            with open(self.path("body"), "w", encoding="ascii") as file:
                file.write(body)
        line += ([f"--post-file={self.path('body')}"] if method == "POST" else [f"--method={method}",
                f"--body-file={self.path('body')}"]) if body is not None else (
            [f"--method={method}"] if method != "GET" else [])
        return line + [f"--header={name}: {value}" for name, value in step.get("headers", [])] + step.get("wget", []) + [step["url"]]


class Requests(CommandLine):
    """One requests.Session for a case."""
    process = None

    def begin(self, case):
        super().begin(case)
        self.close()
        self.process = subprocess.Popen(["/usr/bin/python3", os.path.join(HERE, "drivers", "sessionrequests.py"), self.path("ca.pem")],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(self.folder))

    def ask(self, question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def play(self, step):
        if step["do"] in ("wait", "ports"):
            return super().play(step)
        return self.ask({"method": method_of(step), "url": step["url"], "headers": dict(step.get("headers", [])), "body": body_of(step),
                         "form": step["do"] == "form", "auth": step.get("requests")})

    def stored(self):
        return sorted(short("; ".join(each[:-1] + [days(each[-1])])) for each in self.ask(None))

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()
        self.process = None


REQUESTS = lambda: output(["/usr/bin/python3", "-c", "import requests; print(requests.__version__)"])  # noqa: E731
CLIENTS = {
    "chromium": Browser("chromium", PipedChromium, lambda: found(r"^Chromium (\S+)", ["chromium", "--version"])),
    "firefox": Browser("firefox", ChromeFirefox, lambda: found(r"^Mozilla Firefox (\S+)", ["firefox-esr", "--version"])),
    "curl": Curl("curl", CURL),
    "wget": Wget("wget", WGET),
    "py-requests": Requests("py-requests", REQUESTS),
}
