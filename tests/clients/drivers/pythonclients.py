# SPDX-License-Identifier: MIT
"""Python's clients, one request a line of standard input; see README.md of this folder. usage: pythonclients.py CLIENT"""
import asyncio
import json
import ssl
import sys
import urllib.request
import warnings

warnings.simplefilter("ignore")
TIMEOUT = 10


def send_requests(wish):
    import requests
    session = requests.Session()
    session.trust_env = False
    return session.request(wish["method"], wish["url"], headers=dict(wish["headers"]), data=wish["body"],
                           auth=wish["user"] and tuple(wish["user"]), verify=False, timeout=TIMEOUT,
                           allow_redirects=True).status_code


def send_httpx(wish):
    import httpx
    with httpx.Client(verify=False, follow_redirects=True, timeout=TIMEOUT, trust_env=False) as client:
        return client.request(wish["method"], wish["url"], headers=wish["headers"], content=wish["body"],
                              **({"auth": tuple(wish["user"])} if wish["user"] else {})).status_code


def send_aiohttp(wish):
    import aiohttp

    async def run():
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT)) as session:
            auth = wish["user"] and aiohttp.BasicAuth(*wish["user"])
            async with session.request(wish["method"], wish["url"], headers=wish["headers"], data=wish["body"], auth=auth,
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
    body = wish["body"].encode() if wish["body"] is not None else None
    request = urllib.request.Request(wish["url"], body, dict(wish["headers"]), method=wish["method"])
    return urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT).status


def version(client):
    if client == "urllib":
        return sys.version.split()[0]
    return __import__(client).__version__


def main():
    client = sys.argv[1]
    if sys.argv[2:] == ["--version"]:
        print(version(client))
        return
    send = {"requests": send_requests, "httpx": send_httpx, "aiohttp": send_aiohttp, "urllib": send_urllib}[client]
    for line in sys.stdin:
        try:
            print(send(json.loads(line)), flush=True)
        except Exception as error:  # whatever the client reports is how its request ended
            print(type(error).__name__, str(error).replace("\n", " ")[:200], flush=True)


main()
