# SPDX-License-Identifier: MIT
"""Python's clients, one request a line of standard input; see README.md of this folder. usage: pythonclients.py CLIENT"""
import asyncio
import base64
import io
import json
import re
import ssl
import sys
import threading
import urllib.request
import warnings

warnings.simplefilter("ignore")
TIMEOUT = 10


def body_of(wish):
    """The text, or with `stream` what gives its bytes once."""
    return (part for part in [wish["body"].encode()]) if wish["stream"] else wish["body"]


def send_requests(wish):
    import requests
    session = requests.Session()
    session.trust_env = False
    return session.request(wish["method"], wish["url"], headers=dict(wish["headers"]), data=body_of(wish),
                           auth=wish["user"] and tuple(wish["user"]), verify=False, timeout=TIMEOUT,
                           allow_redirects=True).status_code


def send_httpx(wish):
    import httpx
    with httpx.Client(verify=False, follow_redirects=True, timeout=TIMEOUT, trust_env=False) as client:
        return client.request(wish["method"], wish["url"], headers=wish["headers"], content=body_of(wish),
                              **({"auth": tuple(wish["user"])} if wish["user"] else {})).status_code


async def once(body):
    yield body


def send_aiohttp(wish):
    import aiohttp

    async def run():
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT)) as session:
            auth = wish["user"] and aiohttp.BasicAuth(*wish["user"])
            body = once(wish["body"].encode()) if wish["stream"] else wish["body"]
            async with session.request(wish["method"], wish["url"], headers=wish["headers"], data=body, auth=auth,
                                       ssl=False) as response:
                return response.status

    return asyncio.run(run())


def send_urllib(wish):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    handlers = [urllib.request.HTTPSHandler(context=context), urllib.request.ProxyHandler({})]
    if wish["user"]:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, wish["url"], *wish["user"])
        handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
    body = wish["body"].encode() if wish["body"] is not None and not wish["stream"] else body_of(wish)
    request = urllib.request.Request(wish["url"], body, dict(wish["headers"]), method=wish["method"])
    return urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT).status


def with_user(wish):
    basic = [("Authorization", "Basic " + base64.b64encode(":".join(wish["user"]).encode()).decode())] if wish["user"] else []
    return [tuple(field) for field in wish["headers"]] + basic


def send_urllib3(wish):
    import urllib3
    with urllib3.PoolManager(cert_reqs="CERT_NONE", timeout=TIMEOUT) as manager:
        return manager.request(wish["method"], wish["url"], body=body_of(wish), headers=dict(with_user(wish))).status


def send_tornado(wish):
    from tornado.httpclient import AsyncHTTPClient
    from tornado.httputil import HTTPHeaders

    async def run():
        headers = HTTPHeaders()
        for name, value in wish["headers"]:
            headers.add(name, value)
        user, password = wish["user"] or (None, None)
        return (await AsyncHTTPClient().fetch(wish["url"], method=wish["method"], headers=headers, body=wish["body"], auth_username=user,
                                              auth_password=password, validate_cert=False, raise_error=False,
                                              allow_nonstandard_methods=True, request_timeout=TIMEOUT)).code

    return asyncio.run(run())


def send_pycurl(wish):
    import pycurl
    curl = pycurl.Curl()
    options = {pycurl.URL: wish["url"], pycurl.FOLLOWLOCATION: True, pycurl.TIMEOUT: TIMEOUT, pycurl.NOPROXY: "*",
               pycurl.SSL_VERIFYPEER: 0, pycurl.SSL_VERIFYHOST: 0, pycurl.WRITEFUNCTION: len,
               pycurl.HTTPHEADER: [f"{name}: {value}" for name, value in wish["headers"]]}
    # As most programs choose the method: NOBODY, POSTFIELDS, or CUSTOMREQUEST for all others.
    if wish["method"] == "HEAD":
        options[pycurl.NOBODY] = True
    elif wish["method"] not in ("GET", "POST"):
        options[pycurl.CUSTOMREQUEST] = wish["method"]
    if wish["stream"]:
        options |= {pycurl.UPLOAD: True, pycurl.READFUNCTION: io.BytesIO(wish["body"].encode()).read, pycurl.CUSTOMREQUEST: wish["method"]}
    elif wish["body"] is not None or wish["method"] == "POST":
        options[pycurl.POSTFIELDS] = wish["body"] or ""
    if wish["user"]:
        options[pycurl.USERPWD] = ":".join(wish["user"])
    for option, value in options.items():
        curl.setopt(option, value)
    curl.perform()
    return curl.getinfo(pycurl.RESPONSE_CODE)


def send_treq(wish):
    import treq
    from twisted.internet import reactor, ssl as twisted_ssl, threads
    from twisted.web.client import Agent
    from twisted.web.iweb import IPolicyForHTTPS
    from zope.interface import implementer

    @implementer(IPolicyForHTTPS)
    class Trusting:
        def creatorForNetloc(self, _host, _port):
            return twisted_ssl.CertificateOptions(verify=False)

    if not reactor.running:
        threading.Thread(target=reactor.run, args=(False,), daemon=True).start()
    headers = {}
    for name, value in wish["headers"]:
        headers.setdefault(name, []).append(value)
    return threads.blockingCallFromThread(reactor, lambda: treq.request(
        wish["method"], wish["url"], headers=headers, data=wish["body"] and wish["body"].encode(), timeout=TIMEOUT,
        agent=Agent(reactor, contextFactory=Trusting()), **({"auth": tuple(wish["user"])} if wish["user"] else {}))).code


def soup():
    import gi
    gi.require_version("Soup", "3.0")
    from gi.repository import Gio, GLib, Soup
    return Gio, GLib, Soup


def send_libsoup(wish):
    gio, glib, library = soup()
    message = library.Message.new(wish["method"], wish["url"])
    message.connect("accept-certificate", lambda *_: True)
    if wish["user"]:
        message.connect("authenticate", lambda _message, auth, again: not again and auth.authenticate(*wish["user"]))
    for name, value in wish["headers"]:
        message.get_request_headers().append(name, value)
    if wish["stream"]:
        message.set_request_body(None, gio.MemoryInputStream.new_from_data(wish["body"].encode()), -1)
    elif wish["body"] is not None:
        message.set_request_body_from_bytes(None, glib.Bytes.new(wish["body"].encode()))
    library.Session(timeout=TIMEOUT).send_and_read(message, None)
    return message.get_status()


def version(client):
    if client == "urllib":
        return sys.version.split()[0]
    if client == "libsoup":
        library = soup()[2]
        return ".".join(str(number()) for number in (library.get_major_version, library.get_minor_version, library.get_micro_version))
    if client == "pycurl":
        return re.sub(r"^PycURL/(\S+) libcurl/(\S+) .*", r"\1 with curl \2", __import__(client).version)
    if client == "tornado":
        return __import__(client).version
    return __import__(client).__version__


def main():
    client = sys.argv[1]
    if sys.argv[2:] == ["--version"]:
        print(version(client))
        return
    send = globals()["send_" + client]
    for line in sys.stdin:
        try:
            print(send(json.loads(line)), flush=True)
        except Exception as error:  # whatever the client reports is how its request ended
            print(type(error).__name__, str(error).replace("\n", " ")[:200], flush=True)


main()
