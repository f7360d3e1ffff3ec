# SPDX-License-Identifier: MIT
"""Trace files that tests make up."""
import base64


def hop(index, method, url, fields, body=b"", **members):
    """A request of these fields, (name, value) as text, and this body; `members` go over the rest of the hop."""
    headers = [{"name": name, "value": value} if value.isascii() else
               {"name": name, "value": value, "base64": base64.b64encode(value.encode("latin-1")).decode()} for name, value in fields]
    made = {
        "index": index, "kind": "http", "response": None, "redirect": None, "wire": None, "error": None,
        "request": {"method": method, "url": url, "version": "HTTP/1.1", "headers": headers,
                    "body": {"size": len(body), "sha256": "", "base64": base64.b64encode(body).decode(), "truncated": False}},
        "timing": dict.fromkeys(("start", "dns", "connect", "tls", "send", "wait", "receive"), 0),
        "connection": {"address": "", "port": 0, "reused": False, "tls": None}}
    return made | members


def response(status, fields=(), body=b""):
    return {"status": status, "reason": "", "version": "HTTP/1.1", "interim": [],
            "headers": [{"name": name, "value": value} for name, value in fields],
            "body": {"size": len(body), "sha256": "", "base64": base64.b64encode(body).decode(), "truncated": False}}


def wire(sent, received, truncated=False):
    return {"sent": base64.b64encode(sent).decode(), "received": base64.b64encode(received).decode(), "truncated": truncated}


def trace(hops, **members):
    return {"format": "hopscope-trace", "version": 1, "tool": {"name": "test", "version": "1"}, "client": "curl",
            "started": None, "outcome": {"kind": "final", "message": ""}, "hops": hops, "findings": []} | members


def holds(whole, part):
    """Whether all of `part` is in `whole`, which may have more members: those that an older file does not have."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(holds, whole, part))
    return whole == part
