# SPDX-License-Identifier: MIT
"""Chromium over its DevTools pipe, Firefox over Marionette and WebKitGTK over WebDriver: open a page, run a script in it, click.

Every page that is opened belongs to a browser that knows nothing: no cookie, no stored response, no page before.
"""
import json
import os
import select
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

SECONDS = 30
# How long a page may take to load once it is clicked; a refused redirect loads nothing.
LOAD_SECONDS = 4


class Chromium:
    """JSON with a NUL at the end, on file descriptors 3 and 4."""

    # Loopback only, with any certificate.
    network = ["--ignore-certificate-errors", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"]

    def __init__(self, folder, env):
        to_browser, write = os.pipe()
        read, from_browser = os.pipe()
        options = ["--headless=new", "--no-sandbox", "--remote-debugging-pipe", f"--user-data-dir={folder}/chromium", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server", *self.network,
                   "about:blank"]
        command = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
        self.process = subprocess.Popen(["bash", "-c", command, "chromium", "chromium", *options], env=env, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(to_browser, from_browser))
        os.close(to_browser)
        os.close(from_browser)
        self.read, self.write, self.buffer, self.number, self.context, self.events = read, write, b"", 0, None, []

    def _message(self, deadline):
        while b"\0" not in self.buffer:
            if not select.select([self.read], [], [], max(0, deadline - time.monotonic()))[0]:
                return None
            chunk = os.read(self.read, 65536)
            if not chunk:
                raise OSError("Chromium ended")
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(line)
        self.events.append(message.get("method"))
        return message

    def _call(self, method, session=None, seconds=SECONDS, **parameters):
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self.write, json.dumps(call).encode() + b"\0")
        deadline = time.monotonic() + seconds
        while message := self._message(deadline):
            if message.get("id") == self.number:
                return message.get("result", {})
        return {}

    def _stopped(self, script, seconds):
        """Runs what makes the page load another, and waits until that has loaded or failed."""
        self.events.clear()
        script()
        deadline = time.monotonic() + seconds
        while "Page.frameStoppedLoading" not in self.events and self._message(deadline):
            pass

    def open(self, url):
        if self.context:
            self._call("Target.disposeBrowserContext", browserContextId=self.context)
        self.context = self._call("Target.createBrowserContext")["browserContextId"]
        target = self._call("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable", self.session)
        self._stopped(lambda: self._call("Page.navigate", self.session, url=url), SECONDS)

    def run(self, script):
        self._call("Runtime.evaluate", self.session, expression=f"(async () => {{ {script} }})()", awaitPromise=True)

    def click(self, script):
        """Runs a script that leaves the page, and waits for the next one."""
        self._stopped(lambda: self.run(script), LOAD_SECONDS)

    def close(self):
        os.close(self.write)
        os.close(self.read)
        end(self.process)


# Nothing is stored, nothing is fetched behind the page's back.
FIREFOX_SETTINGS = {
    "marionette.port": 0, "browser.cache.disk.enable": False, "browser.cache.memory.enable": False, "network.proxy.type": 0,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False, "app.update.enabled": False,
    "services.settings.server": "data:,", "browser.safebrowsing.downloads.remote.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.server": "data:,", "network.dns.disablePrefetch": True, "network.http.speculative-parallel-limit": 0,
    "browser.shell.checkDefaultBrowser": False, "security.default_personal_cert": "", "dom.block_external_protocol_navigation_from_sandbox": True,
    "geo.enabled": False, "network.auth.confirmAuth.enabled": False,
}


class Firefox:
    """LENGTH:[0, number, command, parameters] over TCP (Marionette)."""

    settings, insecure = FIREFOX_SETTINGS, True

    def __init__(self, folder, env):
        profile = os.path.join(folder, "firefox")
        shutil.rmtree(profile, ignore_errors=True)
        os.makedirs(profile)
        with open(os.path.join(profile, "user.js"), "w", encoding="ascii") as file:
            file.writelines(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in self.settings.items())
        self.process = subprocess.Popen(["firefox-esr", "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile],
                                        env=env | {"MOZ_HEADLESS": "1"}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        port_file, deadline = os.path.join(profile, "MarionetteActivePort"), time.monotonic() + 2 * SECONDS
        while not os.path.exists(port_file) or not open(port_file, encoding="ascii").read():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise OSError("Firefox did not start")
            time.sleep(0.1)
        with open(port_file, encoding="ascii") as file:
            self.socket = socket.create_connection(("127.0.0.1", int(file.read())))
        self.socket.settimeout(SECONDS)
        self.buffer, self.number = b"", 0
        self._packet()
        self._call("WebDriver:NewSession", acceptInsecureCerts=self.insecure, unhandledPromptBehavior="dismiss",
                   timeouts={"pageLoad": LOAD_SECONDS * 1000, "script": SECONDS * 1000})

    def _packet(self):
        while True:
            length, colon, rest = self.buffer.partition(b":")
            if colon and len(rest) >= int(length):
                self.buffer = rest[int(length):]
                return json.loads(rest[:int(length)])
            chunk = self.socket.recv(65536)
            if not chunk:
                raise OSError("Firefox ended")
            self.buffer += chunk

    def _call(self, command, **parameters):
        self.number += 1
        line = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(line)).encode() + b":" + line)
        while True:
            answer = self._packet()
            if answer[:2] == [1, self.number]:
                return answer[3]

    def open(self, url):
        self._call("Marionette:SetContext", value="chrome")
        self._call("WebDriver:ExecuteScript", script="Services.cookies.removeAll(); Services.cache2.clear();"
                   "Cc['@mozilla.org/network/http-auth-manager;1'].getService(Ci.nsIHttpAuthManager).clearAll();", args=[])
        self._call("Marionette:SetContext", value="content")
        self._call("WebDriver:Navigate", url=url)

    def run(self, script):
        self._call("WebDriver:ExecuteAsyncScript", args=[], script=f"const done = arguments[0]; (async () => {{ {script} }})().then(done, done);")

    def click(self, script):
        """Runs a script that leaves the page, and waits for the next one."""
        self._call("WebDriver:ExecuteScript", args=[], script=script)
        deadline = time.monotonic() + LOAD_SECONDS
        loaded = "return !window.isThePage && document.readyState == 'complete'"
        while time.monotonic() < deadline:
            if (self._call("WebDriver:ExecuteScript", args=[], script=loaded) or {}).get("value"):
                return
            time.sleep(0.02)

    def close(self):
        self.socket.close()
        end(self.process)


# How often MiniBrowser is started before that is a failure; on a busy machine it sometimes does not connect in time.
STARTS = 5
MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"


class WebKit:
    """WebDriver (W3C) over HTTP, on a display of its own; a session for each page, which starts a browser that remembers nothing."""

    wanted = {"acceptInsecureCerts": True, "timeouts": {"pageLoad": LOAD_SECONDS * 1000, "script": SECONDS * 1000},
              "webkitgtk:browserOptions": {"binary": MINI_BROWSER, "args": ["--automation"]}}

    def __init__(self, _folder, env):
        read, write = os.pipe()
        self.display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24"], pass_fds=(write,),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            display = numbers.readline().strip()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(["WebKitWebDriver", f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env=env | {"DISPLAY": f":{display}", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
                                                   "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"})
        self.session = None
        deadline = time.monotonic() + SECONDS
        while not self._call("GET", "/status"):
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise OSError("WebKitWebDriver did not start")
            time.sleep(0.1)

    def _call(self, method, path, **body):
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:  # of the page, or of the script
            return json.load(error)
        except OSError:
            return {}

    def _end_session(self):
        if self.session:
            self._call("DELETE", self.session)
        self.session = None

    def open(self, url):
        self._end_session()
        for _ in range(STARTS):
            answer = self._call("POST", "/session", capabilities={"alwaysMatch": self.wanted}).get("value", {})
            if "sessionId" in answer:
                break
        self.session = "/session/" + answer["sessionId"]
        self._call("POST", self.session + "/url", url=url)

    def run(self, script):
        self._call("POST", self.session + "/execute/async", args=[],
                   script=f"const done = arguments[0]; (async () => {{ {script} }})().then(done, done);")

    def click(self, script):
        """Runs a script that leaves the page, and waits for the next one."""
        self._call("POST", self.session + "/execute/sync", args=[], script=script)
        deadline = time.monotonic() + LOAD_SECONDS
        loaded = "return !window.isThePage && document.readyState == 'complete'"
        while time.monotonic() < deadline:
            if self._call("POST", self.session + "/execute/sync", args=[], script=loaded).get("value") is True:
                return
            time.sleep(0.02)

    def close(self):
        self._end_session()
        end(self.process)
        end(self.display)


def end(process):
    process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
