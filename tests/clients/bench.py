# SPDX-License-Identifier: MIT
"""The origins that a measured client meets, and what it sent to them."""
import threading

from recorder import Recorder, reply, self_signed

# What stands in the file for the ports, which are others in each run.
PORTS = (8001, 8002, 8443)
# An endless chain is ended here.
CHAIN_END = 120
# curl asks for 100 (Continue) before an upload with -T; no part of a profile.
NOT_COMPARED = ("expect",)


def places(ports):
    return {"SAME": f"http://127.0.0.1:{ports[0]}", "PORT": f"http://127.0.0.1:{ports[1]}", "HOST": f"http://localhost:{ports[0]}",
            "TLS": f"https://127.0.0.1:{ports[2]}", "AUTH": f"http://us:pw@127.0.0.1:{ports[0]}",
            "AUTHPORT": f"http://us:pw@127.0.0.1:{ports[1]}", "PORTNUMBER": str(ports[0])}


def fill(text, ports=PORTS):
    for name, place in places(ports).items():
        text = text.replace("{" + name + "}", place)
    return text


def target_of(url):
    """Path and query of an absolute URL, or of a path."""
    rest = url.split("://", 1)[-1].split("#")[0]
    slash = min([rest.index(sign) for sign in "/?" if sign in rest] or [len(rest)])
    target = rest[slash:]
    return target if target.startswith("/") else "/" + target


def summary(method, target, headers, size, left_out=()):
    """A request in the form that is recorded and compared: the order of its fields does not count."""
    return [method, target, sorted(f"{name}: {value}" for name, value in headers if not name.lower().startswith((*NOT_COMPARED, *left_out))),
            size]


def with_fields(more, status, fields, early=()):
    return b"".join("\r\n".join((f"HTTP/1.1 {each[0]}", *each[1:], "", "")).encode() for each in early) + reply(status, [*fields, *more])


class Bench:
    """Two plain origins and a TLS one; the first request gets the case's answer, every other one 200."""

    def __init__(self, folder):
        self.lock, self.seen, self.answer = threading.Lock(), [], lambda request: reply(200)
        tls = self_signed(folder)
        self.outside = lambda request: None
        self.servers = [Recorder(lambda request: self.outside(request) or self.answer(request), self._record, context)
                        for context in (None, None, tls)]
        self.ports = [server.port for server in self.servers]

    def close(self):
        for server in self.servers:
            server.close()

    def _record(self, request):
        with self.lock:
            if self.outside(request) is None:
                self.seen.append(request)

    def _put(self, driver, case, url, answer):
        """Has the driver send the case's request while `answer` is what the servers say; False when it cannot."""
        self.outside = getattr(driver, "outside", lambda request: None)
        more = getattr(driver, "fields", lambda request: [])
        self.seen, self.answer = [], lambda request: with_fields(more(request), *answer(request))
        return driver.send(case, url) and bool(self.seen)

    def _fixed(self, text):
        for real, fixed in zip(self.ports, PORTS):
            text = text.replace(f":{real}", f":{fixed}")
        return text

    def second(self, driver, case):
        """The request that follows the first one (with `then` the one at the end), None when there is none, "impossible" when the client sent nothing."""
        fields = [("Location", fill(each, self.ports)) for each in case["locations"]]
        fields += [("Set-Cookie", each) for each in case.get("set", [])]
        fields += [("Refresh", case["refresh"])] if "refresh" in case else []

        then = [(status, fill(location, self.ports)) for status, location in case.get("then", [])]
        between = ["/next", *(target_of(location) for _, location in then[:-1])] if then else []

        def answer(request):
            if request.target in between:
                status, location = then[between.index(request.target)]
                return status, [("Location", location)]
            starts = sum(each.target == self.seen[0].target for each in self.seen)
            return (case["status"], fields, case.get("early", ())) if request.target == self.seen[0].target and starts <= 2 else (200, [])

        if not self._put(driver, case, fill(case["url"], self.ports), answer):
            return "impossible"
        # QNetworkAccessManager sometimes sends one request twice: the first with another target is the next hop.
        past = (self.seen[0].target, *between)
        others = [each for each in self.seen if each.target not in past]
        again = self.seen[1:2] if case.get("self") else []
        request = (others or again or [None])[0]
        return request and summary(request.method, self._fixed(request.target),
                                   [(name, self._fixed(value)) for name, value in request.headers], len(request.body),
                                   getattr(driver, "left_out", ()))

    def followed(self, driver):
        """How many redirects of an endless chain are followed; CHAIN_END when all are."""

        def answer(request):
            if not request.target.startswith("/chain/"):  # late, from the case before
                return 404, []
            number = int(request.target.rsplit("/", 1)[1])
            return (302, [("Location", f"/chain/{number + 1}")]) if number < CHAIN_END else (200, [])

        self._put(driver, {"method": "GET", "headers": [], "body": None}, fill("{SAME}/chain/0", self.ports), answer)
        return max((int(each.target.rsplit("/", 1)[1]) for each in self.seen if each.target.startswith("/chain/")), default=0)
