// SPDX-License-Identifier: MIT
// Node's HTTP/2 server, which says on a line of JSON for each request what it saw: fields in their order, body, stream.
//
// usage: node http2server.js FOLDER (with key.pem and cert.pem); prints its port first
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http2 = require('http2');

const folder = process.argv[2];
const server = http2.createSecureServer(
  {key: fs.readFileSync(`${folder}/key.pem`), cert: fs.readFileSync(`${folder}/cert.pem`), allowHTTP1: false});
const constants = http2.constants;

const routes = {
  '/307': stream => stream.respond({':status': 307, location: '/echo'}, {endStream: true}),
  '/303': stream => stream.respond({':status': 303, location: '/echo'}, {endStream: true}),
  '/hints': stream => {
    stream.additionalHeaders({':status': 103, link: '</s.css>; rel=preload'});
    stream.respond({':status': 200});
    stream.end('hinted');
  },
  '/trailers': stream => {
    stream.respond({':status': 200}, {waitForTrailers: true});
    stream.on('wantTrailers', () => stream.sendTrailers({'x-sum': '9'}));
    stream.end('with trailers');
  },
  '/push': stream => {
    stream.respond({':status': 200, 'x-push-allowed': String(stream.pushAllowed)});
    stream.end('pushed');
  },
  '/refuse': stream => stream.close(constants.NGHTTP2_REFUSED_STREAM),
  '/goaway': stream => {
    stream.session.goaway(constants.NGHTTP2_NO_ERROR, stream.id);
    stream.respond({':status': 302, location: '/echo'}, {endStream: true});
  },
  '/large': stream => {
    stream.respond({':status': 200, 'content-length': 5000000});
    stream.end(Buffer.alloc(5000000, 'abc'));
  },
  '/echo': (stream, seen) => {
    stream.respond({':status': 200, 'content-type': 'text/plain', 'x-twice': ['1', '2']});
    stream.end(seen);
  },
};

server.on('stream', (stream, headers, flags, rawHeaders) => {
  const hash = crypto.createHash('sha256');
  let size = 0;
  stream.on('error', () => {});
  stream.on('data', part => {
    size += part.length;
    hash.update(part);
  });
  stream.on('end', () => {
    const seen = JSON.stringify({stream: stream.id, fields: rawHeaders, size, sha256: size ? hash.digest('hex') : ''});
    fs.writeSync(1, seen + '\n');
    const route = routes[headers[':path']];
    if (stream.closed)
      return;
    if (route)
      route(stream, seen);
    else
      stream.respond({':status': 404}, {endStream: true});
  });
});
server.listen(0, '127.0.0.1', () => fs.writeSync(1, `${server.address().port}\n`));
