# SPDX-License-Identifier: MIT
"""A requests.Session that sends one request a line of JSON; null asks for its cookies. The argument is the trusted CA."""
import json
import sys

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

AUTH = {"basic": HTTPBasicAuth("us", "pw"), "digest": HTTPDigestAuth("us", "pw"), None: None}


def cookie(each):
    rest = [name.lower() for name in each._rest]
    return [f"{each.name}={each.value}", f"domain={each.domain}", f"path={each.path}"] + ["secure"] * bool(each.secure) + rest + [each.expires]


def send(session, wish):
    headers = wish["headers"] | ({"Content-Type": "application/x-www-form-urlencoded"} if wish["form"] else {})
    try:
        response = session.request(wish["method"], wish["url"], headers=headers, data=wish["body"], auth=AUTH[wish["auth"]], timeout=20)
        return f"{response.status_code} {response.url}"
    except Exception as error:  # what requests dies of is what is measured
        return type(error).__name__


def main():
    with requests.Session() as session:
        session.verify = sys.argv[1]
        session.trust_env = False
        for line in sys.stdin:
            wish = json.loads(line)
            print(json.dumps([cookie(each) for each in session.cookies] if wish is None else send(session, wish)), flush=True)


main()
