// SPDX-License-Identifier: MIT
#include "net/program/programscripts.h"

namespace hopscope
{

namespace
{

// fetch() of Node.js reads no variables before Node.js 24, and its ProxyAgent cannot be reached. The class of its own
// connections can, and takes a function that opens them.
constexpr const char *kNodeScript = R"JS('use strict';
const http = require('http');
const net = require('net');
const tls = require('tls');
const wish = JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'));
const proxy = new URL(process.env.http_proxy);
const login = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');

function connect({hostname, protocol, port, servername}, callback) {
  const host = net.isIPv6(hostname) ? `[${hostname}]` : hostname;
  const path = `${host}:${port || (protocol === 'https:' ? 443 : 80)}`;
  const request = http.request({host: proxy.hostname, port: proxy.port, method: 'CONNECT', path, agent: false,
                                headers: {host: path, 'proxy-authorization': `Basic ${login}`}});
  request.once('error', callback);
  request.once('connect', (response, socket) => {
    if (response.statusCode !== 200)
      return callback(new Error(`the proxy answered ${response.statusCode}`));
    if (protocol !== 'https:')
      return callback(null, socket);
    const name = hostname.replace(/^\[|\]$/g, '');
    const secure = tls.connect({socket, host: name, servername: servername || (net.isIP(name) ? '' : name),
                                ALPNProtocols: ['http/1.1']});
    secure.once('secureConnect', () => callback(null, secure));
    secure.once('error', callback);
  });
  request.end();
}

const fields = typeof fetch === 'function' && new Headers(); // fetch() is loaded when one of its classes is first used
const own = globalThis[Symbol.for('undici.globalDispatcher.1')];
if (!fields || !own)
  process.exit(77);
// Bytes that are no Blob are gone after the first request: Node.js 20.20.2 fails on 307 then.
const body = wish.body === null ? undefined : wish.isText ? wish.body : new Blob([Buffer.from(wish.body, 'base64')]);
fetch(wish.url, {dispatcher: new own.constructor({connect}), method: wish.method, headers: wish.fields, body,
                 redirect: wish.follows ? 'follow' : 'manual'})
  .then(response => response.arrayBuffer())
  .catch(error => {
    process.exitCode = 1;
    console.error(`${error.name}: ${error.message}${error.cause ? ` (${error.cause.message})` : ''}`);
  })
  .finally(() => process.exit());
)JS";

constexpr const char *kPythonScript = R"PY(import base64
import json
import os
import sys

try:
    import requests
except ImportError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    wish = json.load(file)
session = requests.Session()
session.trust_env = False
session.proxies = {"http": os.environ["http_proxy"], "https": os.environ["http_proxy"]}
session.verify = os.environ.get("REQUESTS_CA_BUNDLE", True)
if wish["maxHops"] >= 0:
    session.max_redirects = wish["maxHops"]
fields = {name: value for name, value in wish["fields"]} | {name: None for name in wish["without"]}
body = None if wish["body"] is None else wish["body"].encode() if wish["isText"] else base64.b64decode(wish["body"])
user = tuple(wish["user"]) if wish["user"] else None
try:
    session.request(wish["method"], wish["url"], headers=fields, data=body, auth=user, allow_redirects=wish["follows"])
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
)PY";

} // namespace

QByteArray nodeScript()
{
    return kNodeScript;
}

QByteArray pythonScript()
{
    return kPythonScript;
}

} // namespace hopscope
