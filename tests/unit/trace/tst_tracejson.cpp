// SPDX-License-Identifier: MIT
#include "randomtrace.h"
#include "trace/tool.h"
#include "trace/tracejson.h"
#include "trace/verifytrace.h"

#include <QJsonDocument>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// What the contract lists and nothing more.
const QByteArray kContractOnly = R"({
  "format": "hopscope-trace", "version": 1, "tool": {"name": "other", "version": "9"}, "client": "browser",
  "started": "2026-11-22T10:00:00Z", "outcome": {"kind": "final", "message": "Done."},
  "hops": [{
    "index": 0, "kind": "http",
    "request": {"method": "POST", "url": "http://a.example/", "version": "HTTP/1.1",
                "headers": [{"name": "Host", "value": "a.example"}],
                "body": {"size": 2, "sha256": "ab", "text": "hi", "truncated": false}},
    "response": {"status": 302, "reason": "Found", "version": "HTTP/1.1", "headers": [], "interim": [],
                 "body": {"size": 1, "sha256": "cd", "base64": "/w==", "truncated": true}},
    "redirect": {"location": "/b", "target": "http://a.example/b", "verdict": "follow", "reason": "why",
                 "ledger": [{"part": "method", "before": "POST", "after": "GET", "verdict": "changed", "reason": "r", "source": "s"}]},
    "timing": {"start": 0, "dns": 1, "connect": 2, "tls": 3, "send": 4, "wait": 5, "receive": 6},
    "connection": {"address": "127.0.0.1", "port": 80, "reused": false, "tls": null},
    "wire": {"sent": "aGk=", "received": "", "truncated": false},
    "error": null
  }],
  "findings": [{"id": "x", "severity": "warning", "hop": 0, "title": "t", "detail": "d", "source": "s"}]
})";

Trace contractTrace()
{
    Hop hop;
    hop.request = {"POST", "http://a.example/", "HTTP/1.1", {{{"Host", "a.example"}}}, {2, "ab", "hi", false}};
    hop.response = Response{"HTTP/1.1", 302, "Found", {}, {}, {1, "cd", "\xff", true}};
    hop.redirect = Redirect{"/b",
                            "http://a.example/b",
                            RedirectVerdict::Follow,
                            u"why"_s,
                            {},
                            OutcomeKind::Final,
                            {{u"method"_s, u"POST"_s, u"GET"_s, PartVerdict::Changed, u"r"_s, u"s"_s}}};
    hop.timing = {0, 1, 2, 3, 4, 5, 6};
    hop.connection = {u"127.0.0.1"_s, 80, false, std::nullopt};
    hop.wire = Wire{"hi", "", false};
    return {u"browser"_s,
            QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC),
            {hop},
            {OutcomeKind::Final, u"Done."_s},
            {{u"x"_s, Severity::Warning, 0, u"t"_s, u"d"_s, u"s"_s}}};
}

QByteArray replaced(const char *before, const char *after)
{
    QByteArray json = kContractOnly;
    Q_ASSERT(json.contains(before));
    return json.replace(before, after);
}

} // namespace

class TestTraceJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contractsMembersSuffice()
    {
        const Result<Trace> read = readTrace(kContractOnly);
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(*read, contractTrace());
    }

    void roundTripLosesNothing()
    {
        for (quint32 seed = 0; seed < 400; ++seed) {
            const Trace before = test::RandomTrace(seed).trace();
            const QByteArray json = writeTrace(before);
            const Result<Trace> after = readTrace(json);
            QVERIFY2(after, qPrintable(u"seed %1: %2"_s.arg(seed).arg(after.error)));
            QVERIFY2(*after == before, qPrintable(u"seed %1 differs"_s.arg(seed)));
            QCOMPARE(writeTrace(*after), json);
        }
    }

    void bytesThatAreNoText()
    {
        const Headers headers{{{"X-A", "caf\xe9"}, {"X-\xff", "ok"}, {"X-B", "caf\xc3\xa9"}}};
        const QJsonArray expected{
            QJsonObject{{u"name"_s, u"X-A"_s}, {u"value"_s, u"caf\u00e9"_s}, {u"base64"_s, u"Y2Fm6Q=="_s}},
            QJsonObject{{u"name"_s, u"X-\u00ff"_s}, {u"nameBase64"_s, u"WC3/"_s}, {u"value"_s, u"ok"_s}},
            QJsonObject{{u"name"_s, u"X-B"_s}, {u"value"_s, u"caf\u00e9"_s}}};
        QCOMPARE(headersToJson(headers), expected);
    }

    void membersOfTheContract()
    {
        const QJsonObject file = QJsonDocument::fromJson(writeTrace(contractTrace())).object();
        QCOMPARE(file.value(u"format"_s).toString(), u"hopscope-trace"_s);
        QCOMPARE(file.value(u"version"_s).toInt(), 1);
        const QJsonObject hop = file.value(u"hops"_s).toArray().at(0).toObject();
        const QJsonObject contractHop =
            QJsonDocument::fromJson(kContractOnly).object().value(u"hops"_s).toArray().at(0).toObject();
        for (const QString &part : {u"request"_s, u"response"_s, u"timing"_s, u"connection"_s, u"error"_s})
            QCOMPARE(hop.value(part), contractHop.value(part));
        const QJsonObject wire = hop.value(u"wire"_s).toObject();
        for (const QString &part : {u"sent"_s, u"received"_s, u"truncated"_s})
            QCOMPARE(wire.value(part), contractHop.value(u"wire"_s).toObject().value(part));
    }

    void framesOfHttp2()
    {
        Trace trace = contractTrace();
        trace.hops[0].wire->http2 = Http2Wire{
            .stream = 3,
            .frames = {{.isSent = true, .type = 1, .flags = 5, .stream = 3, .length = 7, .fields = {{{":path", "/"}}}},
                       {.type = 0x1f},
                       {.type = 7, .length = 8, .detail = u"last stream 3, NO_ERROR"_s}}};
        const QByteArray json = writeTrace(trace);
        const QJsonObject wire = QJsonDocument::fromJson(json).object()[u"hops"_s][0][u"wire"_s].toObject();
        const QJsonObject path{{u"name"_s, u":path"_s}, {u"value"_s, u"/"_s}};
        const QJsonArray frames{
            QJsonObject{{u"sent"_s, true},
                        {u"type"_s, u"HEADERS"_s},
                        {u"flags"_s, 5},
                        {u"stream"_s, 3},
                        {u"length"_s, 7},
                        {u"fields"_s, QJsonArray{path}}},
            QJsonObject{
                {u"sent"_s, false}, {u"type"_s, u"0x1f"_s}, {u"flags"_s, 0}, {u"stream"_s, 0}, {u"length"_s, 0}},
            QJsonObject{{u"sent"_s, false},
                        {u"type"_s, u"GOAWAY"_s},
                        {u"flags"_s, 0},
                        {u"stream"_s, 0},
                        {u"length"_s, 8},
                        {u"detail"_s, u"last stream 3, NO_ERROR"_s}}};
        QCOMPARE(wire.value(u"http2"_s).toObject(),
                 (QJsonObject{{u"stream"_s, 3}, {u"truncated"_s, false}, {u"frames"_s, frames}}));
        const Result<Trace> read = readTrace(json);
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(*read, trace);
        QVERIFY(readTrace(QByteArray(json).replace("\"GOAWAY\"", "\"GOAWAX\""))
                    .error.contains(u"hops[0].wire.http2.frames[2].type"_s));
    }

    /// What stands beside the contract's members: where the file comes from, and hashes of the bytes in it.
    void evidence()
    {
        Trace trace = contractTrace();
        trace.clock = Clock{.synchronized = true, .maxError = 1500};
        trace.hops[0].wire = Wire{.sent = "hi", .received = "ho", .sentOriginal = sha256Of("secret")};
        const QJsonObject file = QJsonDocument::fromJson(writeTrace(trace)).object();
        QCOMPARE(file.value(u"tool"_s).toObject().value(u"commit"_s).toString().toLatin1(), toolCommit());
        QCOMPARE(file.value(u"clock"_s).toObject(), (QJsonObject{{u"source"_s, u"system"_s},
                                                                 {u"timing"_s, u"monotonic"_s},
                                                                 {u"synchronized"_s, true},
                                                                 {u"maxError"_s, 1500}}));
        const QJsonObject wire = file.value(u"hops"_s).toArray().at(0).toObject().value(u"wire"_s).toObject();
        QCOMPARE(wire.value(u"sentSha256"_s).toString(),
                 u"8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"_s);
        QCOMPARE(wire.value(u"sentOriginalSha256"_s).toString().toLatin1(), sha256Of("secret"));
        QVERIFY(!wire.contains(u"receivedOriginalSha256"_s));
        const Result<VerifiedTrace> verified = verifyTrace(writeTrace(trace));
        QVERIFY2(verified, qPrintable(verified.error));
        QCOMPARE(verified->blocks.at(0).state, BlockState::Matches);
        QCOMPARE(verified->blocks.at(0).original, sha256Of("secret"));
        const Result<VerifiedTrace> changed = verifyTrace(writeTrace(trace).replace("\"aGk=\"", "\"aGo=\""));
        QVERIFY2(changed, qPrintable(changed.error));
        QCOMPARE(changed->blocks.at(0).state, BlockState::Differs);
        QCOMPARE(changed->blocks.at(0).name, u"sent"_s);
        QCOMPARE(changed->blocks.at(1).state, BlockState::Matches);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QByteArray &json, const char *error) {
            QTest::newRow(name) << json << QString::fromLatin1(error);
        };
        row("empty", "", "line 1, column 1: ");
        row("syntax", "{\n  \"a\": 1,,\n}", "line 2, column ");
        row("cut off", kContractOnly.left(300), "line ");
        row("a list", "[]", "line 1, column 1: expected an object, found a list");
        row("another file", replaced("hopscope-trace", "har"),
            "line 2, column 13: format: expected \"hopscope-trace\", found \"har\"");
        row("another version", replaced("\"version\": 1,", "\"version\": 2,"), "version: expected 1, found 2");
        row("no tool", replaced("\"tool\"", "\"tolo\""), "tool: is missing");
        row("unknown at the top", replaced("\"client\"", "\"extra\": 1, \"client\""), "extra: ");
        row("unknown in a hop", replaced("\"index\": 0", "\"index\": 0, \"odd\": 1"), "hops[0].odd: ");
        row("unknown in a body", replaced("\"size\": 2", "\"size\": 2, \"odd\": 1"), "hops[0].request.body.odd: ");
        row("missing status", replaced("\"status\": 302, ", ""), "hops[0].response.status: is missing");
        row("status as text", replaced("302", "\"302\""), "hops[0].response.status: expected a number, found text");
        row("status not whole", replaced("302", "302.5"), "hops[0].response.status: ");
        row("status too large", replaced("302", "1e10"), "hops[0].response.status: ");
        row("negative size", replaced("\"size\": 2", "\"size\": -2"), "hops[0].request.body.size: ");
        row("port too large", replaced("\"port\": 80", "\"port\": 65536"), "hops[0].connection.port: ");
        row("unknown kind", replaced("\"kind\": \"http\"", "\"kind\": \"ftp\""),
            "hops[0].kind: expected one of http, hsts, cache, refresh, meta-refresh, preflight; found \"ftp\"");
        row("unknown outcome", replaced("\"kind\": \"final\"", "\"kind\": \"\""), "outcome.kind: ");
        row("unknown verdict", replaced("follow", "obey"), "hops[0].redirect.verdict: ");
        row("unknown ledger verdict", replaced("changed", "lost"), "hops[0].redirect.ledger[0].verdict: ");
        row("unknown severity", replaced("warning", "bad"), "findings[0].severity: ");
        row("finding without a hop", replaced("\"hop\": 0", "\"hop\": -2"), "findings[0].hop: ");
        row("wrong index", replaced("\"index\": 0", "\"index\": 1"), "hops[0].index: ");
        row("text and base64", replaced("\"text\": \"hi\"", "\"text\": \"hi\", \"base64\": \"aGk=\""),
            "hops[0].request.body.base64: ");
        row("longer than what is kept", replaced("\"size\": 2", "\"size\": 3"),
            "hops[0].request.body.size: is 3, but the body has 2 bytes and truncated is false");
        row("shorter than what is kept", replaced("\"size\": 1", "\"size\": 0"),
            "hops[0].response.body.size: is 0, but the body has 1 bytes and truncated is true");
        row("neither text nor base64", replaced("\"text\": \"hi\", ", ""), "hops[0].request.body.text: is missing");
        row("bad base64", replaced("/w==", "/w=!"), "hops[0].response.body.base64: is not base64");
        row("base64 of something else", replaced("\"value\": \"a.example\"", "\"value\": \"a\", \"base64\": \"aGk=\""),
            "hops[0].request.headers[0].base64: ");
        row("time without a zone", replaced("10:00:00Z", "10:00:00"), "started: ");
        row("no time", replaced("2026-11-22T10:00:00Z", "yesterday"), "started: ");
        row("response missing", replaced("\"response\"", "\"reply\""), "hops[0].response: is missing");
        row("response a list", replaced("\"wire\": {", "\"wire\": [{"), "line ");
        row("headers an object", replaced("\"headers\": [],", "\"headers\": {},"),
            "hops[0].response.headers: expected a list, found an object");
        row("hop a number", replaced("\"findings\": [{", "\"findings\": [3, {"),
            "findings[0]: expected an object, found a number");
        row("twice", replaced("\"index\": 0", "\"index\": 0, \"index\": 0"),
            "line 5, column 17: hops[0].index: occurs twice in one object");
        row("twice, escaped", replaced("\"index\": 0", "\"index\": 0, \"\\u0069ndex\": 0"), "line 5, column 17: ");
        row("too deep", QByteArray(100'000, '['), "line 1, column ");
    }

    void refused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, error);
        const Result<Trace> read = readTrace(json);
        QVERIFY(!read);
        QVERIFY2(read.error.startsWith("line "_L1) && read.error.contains(error), qPrintable(read.error));
        QVERIFY(!read.error.contains(u'\n'));
    }

    /// The size of a body stays the real one when marks stand in it.
    void redactedBodies()
    {
        const Result<Trace> read = readTrace(replaced("\"text\": \"hi\"", "\"text\": \"[redacted 1]\""));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(read->hops[0].request.body.size, 2);
    }

    void everyCutIsRefused()
    {
        const QByteArray whole = writeTrace(contractTrace()).trimmed();
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(!readTrace(whole.left(size)));
    }

    void changedBytesNeverCrash()
    {
        QRandomGenerator random(1);
        int refusals = 0;
        for (int i = 0; i < 3000; ++i) {
            QByteArray json = kContractOnly;
            for (int n = random.bounded(3); n >= 0; --n)
                json[random.bounded(int(json.size()))] = char(random.bounded(256));
            const Result<Trace> read = readTrace(json);
            refusals += read ? 0 : 1;
            if (read)
                QCOMPARE(readTrace(writeTrace(*read)).value, read.value);
        }
        QVERIFY(refusals > 1000);
    }
};

QTEST_GUILESS_MAIN(TestTraceJson)
#include "tst_tracejson.moc"
