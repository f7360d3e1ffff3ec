// SPDX-License-Identifier: MIT
// Writers of HARs for harwriters_test.py, a function each: what is asked of it is done, and its HAR comes back as text.
// usage: node harwriters.js WRITER PLAN, in the folder with the packages. PLAN is a JSON file: `page`, the URL of the
// first page; `rounds`, lists of requests (method, url, headers, body), those of one list at the same time; `folder`,
// to write in; `port` of the browser, and `inspected`, that of WebKit's inspector.
"use strict";

const fs = require("fs");
const needed = require("module").createRequire(process.cwd() + "/");

const ask = async rounds => {
    for (const round of rounds)
        await Promise.all(round.map(({ url, ...options }) => fetch(url, { credentials: "omit", ...options })
            .then(answer => answer.text()).catch(() => {})));
};
const asking = rounds => `(${ask})(${JSON.stringify(rounds)})`;

async function inChromium(port, work) {
    const { chromium } = needed("playwright-core");
    const browser = await chromium.connectOverCDP("http://127.0.0.1:" + port);
    try {
        return await work(browser);
    } finally {
        await browser.close();
    }
}

const playwright = options => async ({ page, rounds, port, folder }) => inChromium(port, async browser => {
    const path = folder + "/playwright.har";
    const context = await browser.newContext({ recordHar: { path, ...options } });
    const tab = await context.newPage();
    await tab.goto(page);
    await tab.evaluate(ask, rounds);
    await context.close();
    return fs.readFileSync(path, "utf8");
});

// "Save all as HAR" of Chromium's own tools: they are opened as a page that inspects another one.
const devtools = async ({ page, rounds, port }) => inChromium(port, async browser => {
    const context = browser.contexts()[0];
    const tab = await context.newPage();
    const { targetInfo } = await (await context.newCDPSession(tab)).send("Target.getTargetInfo");
    const tools = await context.newPage();
    const place = `127.0.0.1:${port}/devtools`;
    await tools.goto(`http://${place}/devtools_app.html?ws=${place}/page/${targetInfo.targetId}`);
    await tools.evaluate(async () => {
        const SDK = await import("./core/sdk/sdk.js");
        const target = await new Promise(found => SDK.TargetManager.TargetManager.instance().observeTargets({
            targetAdded: each => each.networkAgent().invoke_enable({}).then(() => found(each)), targetRemoved() {} }));
        return target.id();
    });
    await tab.goto(page);
    await tab.evaluate(ask, rounds);
    const har = await tools.evaluate(async () => {
        const { NetworkLog } = await import("./models/logs/logs.js");
        const { Writer } = await import("./models/har/har.js");
        const log = NetworkLog.NetworkLog.instance();
        while (!log.requests().every(request => request.finished))
            await new Promise(resolve => setTimeout(resolve, 20));
        let text = "";
        const nothing = () => {};
        await Writer.Writer.write({ write: async more => { text += more; } }, log.requests(), { sanitize: false },
            { canceled: false, isCanceled: () => false, setTotalWork: nothing, setTitle: nothing, setWorked: nothing,
                incrementWorked: nothing, done: nothing });
        return text;
    });
    await tab.close();
    await tools.close();
    return har;
});

// "Export" of the inspector of WebKit, which is Safari's: WebKitGTK serves it as a page.
const webkit = async ({ page, rounds, port, inspected }) => inChromium(port, async browser => {
    const place = "127.0.0.1:" + inspected;
    let target;
    while (!target) {
        const list = await fetch(`http://${place}/`).then(answer => answer.text(), () => "");
        target = list.match(/socket\/\d+\/\d+\/WebPage/);
        await new Promise(resolve => setTimeout(resolve, 20));
    }
    const tools = await browser.contexts()[0].newPage();
    await tools.goto(`http://${place}/Main.html?ws=${place}/${target[0]}`);
    await tools.waitForFunction(() => window.WI?.pageTarget && WI.tabBrowser?.selectedTabContentView);
    await tools.evaluate(url => {
        WI.showNetworkTab();
        return WI.mainTarget.PageAgent.navigate.invoke({ url });
    }, page);
    await tools.waitForFunction(() => {
        const resource = WI.networkManager.mainFrame?.mainResource;
        return resource?.finished && resource.url.startsWith("http");
    });
    const har = await tools.evaluate(async expression => {
        const { result } = await WI.mainTarget.RuntimeAgent.evaluate.invoke({ expression });
        await WI.mainTarget.RuntimeAgent.awaitPromise.invoke({ promiseObjectId: result.objectId, returnByValue: true });
        const view = WI.tabBrowser.selectedTabContentView.contentBrowser.currentContentView;
        const saved = new Promise(done => { WI.FileUtilities.save = (_mode, data) => done(data.content); });
        const resources = [...WI.networkManager.mainFrame.resourceCollection];
        while (!resources.every(resource => resource.finished || resource.failed))
            await new Promise(resolve => setTimeout(resolve, 20));
        view._exportHAR();
        return saved;
    }, asking(rounds));
    await tools.close();
    return har;
});

function capturer({ page, rounds, port }) {
    const capture = needed("chrome-har-capturer");
    const open = new Set();
    let settled = () => {};
    return new Promise((resolve, reject) => {
        capture.run([page], {
            port, content: true,
            preHook: (_url, client) => client.on("event", ({ method, params }) => {
                if (method === "Network.requestWillBeSent")
                    open.add(params.requestId);
                else if (method === "Network.loadingFinished" || method === "Network.loadingFailed")
                    open.delete(params.requestId);
                settled();
            }),
            postHook: async (_url, client) => {
                await client.Runtime.evaluate({ expression: asking(rounds), awaitPromise: true });
                await new Promise(done => { (settled = () => open.size || done())(); });
                // What was asked of the browser about the last answers is answered before this.
                await client.Runtime.evaluate({ expression: "0" });
            },
        }).on("fail", (_url, error) => reject(error)).on("har", har => resolve(JSON.stringify(har)));
    });
}

async function bidi({ page, rounds, port }) {
    const { HarRecorder } = needed("ff-test-bidi-har-export");
    const recorder = new HarRecorder({ browser: "Firefox", version: "ESR" });
    recorder.startRecording();
    const socket = new (needed("ws"))(`ws://127.0.0.1:${port}/session`);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const calls = new Map();
    const open = new Set();
    let settled = () => {};
    const nameOf = ({ request, redirectCount }) => request.request + " " + redirectCount;
    socket.on("message", data => {
        const message = JSON.parse(data);
        if (calls.has(message.id))
            calls.get(message.id)(message);
        if (message.type !== "event")
            return;
        recorder.recordEvent(message);
        if (message.method === "network.beforeRequestSent")
            open.add(nameOf(message.params));
        else if (message.method === "network.responseCompleted" || message.method === "network.fetchError")
            open.delete(nameOf(message.params));
        settled();
    });
    let number = 0;
    const call = (method, params) => new Promise((resolve, reject) => {
        calls.set(++number, ({ result, error, message }) => error ? reject(new Error(message)) : resolve(result));
        socket.send(JSON.stringify({ id: number, method, params }));
    });
    await call("session.new", { capabilities: {} });
    await call("session.subscribe", { events: [
        "network.beforeRequestSent", "network.responseCompleted", "network.fetchError",
        "browsingContext.contextCreated", "browsingContext.domContentLoaded", "browsingContext.load"] });
    const { contexts: [{ context }] } = await call("browsingContext.getTree", {});
    await call("browsingContext.navigate", { context, url: page, wait: "complete" });
    await call("script.evaluate", { target: { context }, awaitPromise: true, expression: asking(rounds) });
    await new Promise(done => { (settled = () => open.size || done())(); });
    socket.close();
    return JSON.stringify(recorder.stopRecording());
}

// The two ask with the same client, node-fetch.
async function askWith(client, { page, rounds }) {
    for (const round of [[{ url: page }], ...rounds])
        await Promise.all(round.map(({ url, ...options }) => client(url, options)
            .then(answer => answer.text()).catch(() => {})));
}

// The library writes entries; its user makes a log of them, as its README shows.
async function nodeFetch(plan) {
    const { withHar, createHarLog } = needed("node-fetch-har");
    const entries = [];
    await askWith(withHar(needed("node-fetch"), { onHarEntry: entry => entries.push(entry) }), plan);
    return JSON.stringify(createHarLog(entries));
}

async function polly(plan) {
    const { Polly } = needed("@pollyjs/core");
    Polly.register(needed("@pollyjs/adapter-node-http"));
    Polly.register(needed("@pollyjs/persister-fs"));
    const recordingsDir = fs.mkdtempSync(plan.folder + "/polly-");
    const recorder = new Polly("all", { mode: "record", recordFailedRequests: true, logLevel: "silent",
        adapters: ["node-http"], persister: "fs", persisterOptions: { fs: { recordingsDir } } });
    await askWith(needed("node-fetch"), plan);
    await recorder.stop();
    const [made] = fs.readdirSync(recordingsDir);
    return fs.readFileSync(`${recordingsDir}/${made}/recording.har`, "utf8");
}

const writers = { bidi, capturer, devtools, nodeFetch, playwright: playwright({ content: "embed" }),
    playwrightMinimal: playwright({ content: "embed", mode: "minimal" }), polly, webkit };
const [name, plan] = process.argv.slice(2);
writers[name](JSON.parse(fs.readFileSync(plan, "utf8"))).then(har => process.stdout.write(har), error => {
    console.error(error);
    process.exit(1);
});
