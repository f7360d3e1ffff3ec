#!/usr/bin/env python3
import base64

import requests
from urllib3.util import SKIP_HEADER


def send(method, url, fields, body=b"", verify=True):
    """Sends this and no field besides Host and the length, without proxy and .netrc, and follows no redirect."""
    request = requests.PreparedRequest()
    request.method, request.url, request.body = method, url, body or None
    request.headers = requests.structures.CaseInsensitiveDict({"Accept-Encoding": SKIP_HEADER, "User-Agent": SKIP_HEADER})
    request.headers.update(fields)
    if body:
        request.headers["Content-Length"] = str(len(body))
    return requests.adapters.HTTPAdapter().send(request, verify=verify)


# Request 1: 307
send("POST", "http://127.0.0.1:8080/demo", {
    "Content-Type": "application/json",
    "Authorization": "Bearer t0k3n-for-tea",
}, b"{\"item\":\"tea\",\"qty\":2}")

# Request 2: 303
send("POST", "http://127.0.0.1:8081/order", {
    "Content-Type": "application/json",
}, b"{\"item\":\"tea\",\"qty\":2}")

# Request 3: no response
# requests percent-encodes some characters of this URL.
send("GET", "http://127.0.0.1:8081/caf%E9%1B[31m", {
})
