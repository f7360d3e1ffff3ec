// SPDX-License-Identifier: MIT
// Node's clients, one request a line of standard input; see README.md of this folder. usage: nodeclients.mjs CLIENT
import {createRequire} from 'node:module';
import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
process.removeAllListeners('warning');
process.on('warning', () => {});
const timeout = 10_000;
// The packages are in build/clients, the working directory.
const require = createRequire(process.cwd() + '/x.js');
const load = async name => import(require.resolve(name));

const lists = headers => {
    const fields = {};
    for (const [name, value] of headers)
        fields[name] = value;
    return fields;
};
const withUser = wish => wish.user
    ? [...wish.headers, ['Authorization', 'Basic ' + Buffer.from(wish.user.join(':')).toString('base64')]]
    : wish.headers;

// The text, or with `stream` what gives its bytes once.
const bodyOf = wish => wish.stream ? Readable.from([Buffer.from(wish.body)], {objectMode: false}) : wish.body ?? undefined;

async function fetchWith(fetch, wish, more = {}) {
    const body = bodyOf(wish);
    const streams = wish.stream && !more.nodeStreams ? {body: Readable.toWeb(body), duplex: 'half'} : {};
    const response = await fetch(wish.url, {method: wish.method, headers: withUser(wish), body,
                                            signal: AbortSignal.timeout(timeout), ...streams, ...more});
    await response.arrayBuffer();
    return response.status;
}

const clients = {
    'node-fetch-builtin': async wish => fetchWith(fetch, wish),
    'node-fetch': async wish => fetchWith((await load('node-fetch')).default, wish, {nodeStreams: true}),
    'undici-fetch': async wish => fetchWith((await load('undici')).fetch, wish),
    'ky': async wish => fetchWith((await load('ky')).default, wish, {retry: 0, throwHttpErrors: false, timeout}),
    'needle': async wish => {
        const {default: needle} = await load('needle');
        const [username, password] = wish.user ?? [undefined, undefined];
        const options = {headers: lists(wish.headers), follow_max: 10, rejectUnauthorized: false, username, password,
                         response_timeout: timeout};
        return (await needle(wish.method.toLowerCase(), wish.url, wish.stream ? bodyOf(wish) : wish.body, options)).statusCode;
    },
    'postman-request': async wish => {
        const {default: request} = await load('postman-request');
        const auth = wish.user ? {user: wish.user[0], pass: wish.user[1]} : undefined;
        return new Promise((resolve, reject) => request(
            {uri: wish.url, method: wish.method, headers: lists(wish.headers), body: wish.body ?? undefined, auth,
             strictSSL: false, timeout, proxy: null},
            (error, response) => error ? reject(error) : resolve(response.statusCode)));
    },
    'postman-runtime': async wish => {
        const {default: runtime} = await load('postman-runtime');
        const {default: {Collection}} = await load('postman-collection');
        const header = withUser(wish).map(([key, value]) => ({key, value}));
        const body = wish.body === null ? undefined : {mode: 'raw', raw: wish.body};
        const item = [{name: 'request', request: {url: wish.url, method: wish.method, header, body}}];
        const options = {requester: {strictSSL: false}, timeout: {request: timeout}};
        return new Promise((resolve, reject) => new runtime.Runner().run(new Collection({item}), options, (fault, run) => {
            let end = 'none';
            run.start({response: (error, cursor, response) => { end = error?.message ?? response.code; },
                       done: error => error ? reject(error) : resolve(end)});
        }));
    },
    'undici': async wish => {
        const undici = await load('undici');
        const dispatcher = new undici.Agent().compose(undici.interceptors.redirect({maxRedirections: 10}));
        const {statusCode, body} = await undici.request(wish.url, {
            method: wish.method, headers: lists(withUser(wish)), body: bodyOf(wish), dispatcher});
        await body.dump();
        return statusCode;
    },
    'axios': async wish => {
        const {default: axios} = await load('axios');
        const auth = wish.user ? {username: wish.user[0], password: wish.user[1]} : undefined;
        const response = await axios.request({url: wish.url, method: wish.method, headers: lists(wish.headers), auth,
                                              data: bodyOf(wish), timeout, proxy: false});
        return response.status;
    },
    'got': async wish => {
        const {default: got} = await load('got');
        const [username, password] = wish.user ?? [undefined, undefined];
        const response = await got(wish.url, {method: wish.method, headers: lists(wish.headers), username, password,
                                              body: bodyOf(wish), allowGetBody: true, retry: {limit: 0},
                                              https: {rejectUnauthorized: false},
                                              timeout: {request: timeout}});
        return response.statusCode;
    },
    'superagent': async wish => {
        const {default: superagent} = await load('superagent');
        const request = superagent(wish.method, wish.url).set(lists(wish.headers)).timeout(timeout);
        if (wish.user)
            request.auth(...wish.user);
        return (await (wish.body === null ? request : request.send(wish.body))).status;
    },
    'follow-redirects': async wish => {
        const {default: {http, https}} = await load('follow-redirects');
        const url = new URL(wish.url);
        const options = {method: wish.method, headers: lists(wish.headers), auth: wish.user?.join(':'), timeout};
        if (wish.body !== null && !wish.stream)
            options.headers['Content-Length'] = Buffer.byteLength(wish.body);
        return new Promise((resolve, reject) => {
            const request = (url.protocol === 'https:' ? https : http).request(url, options, response => {
                response.resume();
                response.on('end', () => resolve(response.statusCode));
            });
            request.on('error', reject);
            if (wish.stream)
                bodyOf(wish).pipe(request);
            else
                request.end(wish.body ?? undefined);
        });
    },
};

const [client, wanted] = process.argv.slice(2);
if (wanted === '--version') {
    const name = {'node-fetch-builtin': null, 'undici-fetch': 'undici'}[client];
    const package_ = name === undefined ? client : name;
    const file = package_ && require.resolve(package_);
    const root = file && file.slice(0, file.lastIndexOf(`node_modules/${package_}/`) + `node_modules/${package_}/`.length);
    console.log(root ? require(root + 'package.json').version : process.versions.node);
    process.exit(0);
}
for await (const line of createInterface({input: process.stdin})) {
    try {
        console.log(String(await clients[client](JSON.parse(line))));
    } catch (error) {
        console.log(`${error.name} ${error.cause?.message ?? error.message}`.replaceAll('\n', ' ').slice(0, 200));
    }
}
process.exit(0);
