// SPDX-License-Identifier: MIT
#include "formats/har/har.h"
#include "harmaker.h"
#include "randomtrace.h"
#include "recordtraces.h"
#include "sampletraces.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

QList<Trace> tracesOf(const QList<QJsonObject> &entries)
{
    const Result<QList<Trace>> traces = harTraces(har(entries));
    if (!traces)
        qWarning("%s", qPrintable(traces.error));
    return traces ? *traces : QList<Trace>();
}

/// "/a>/b" for each chain, joined with spaces.
QString chainsOf(const QList<Trace> &traces)
{
    QStringList chains;
    for (const Trace &trace : traces) {
        QStringList urls;
        for (const Hop &hop : trace.hops)
            urls.append(QString::fromUtf8(hop.request.url).section(u'/', 3));
        chains.append(urls.join(u'>'));
    }
    return chains.join(u' ');
}

QString url(const QString &path)
{
    return u"http://a.example/"_s + path;
}

const LedgerRow *rowOf(const Hop &hop, QLatin1StringView part)
{
    for (const LedgerRow &row : hop.redirect->ledger) {
        if (row.part.compare(part, Qt::CaseInsensitive) == 0)
            return &row;
    }
    return nullptr;
}

} // namespace

class TestHarRead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownFilesComeBackWhole()
    {
        QList<Trace> all;
        for (quint32 seed = 0; seed < 400; ++seed) {
            const Trace trace = RandomTrace(seed).trace();
            const Result<QList<Trace>> back = harTraces(writeHar(trace));
            QVERIFY2(back, qPrintable(u"seed %1: %2"_s.arg(seed).arg(back.error)));
            QVERIFY2(*back == QList<Trace>{trace}, qPrintable(u"seed %1 differs"_s.arg(seed)));
            all.append(trace);
        }
        const Result<QList<Trace>> back = harTraces(writeHars(all));
        QVERIFY2(back, qPrintable(back.error));
        QVERIFY(*back == all);
    }

    void ownFilesThatWereChanged()
    {
        const QByteArray whole = writeHar(sampleTrace());
        QJsonObject root = QJsonDocument::fromJson(whole).object();
        QJsonObject log = root["log"_L1].toObject();
        QJsonArray entries = log["entries"_L1].toArray();
        const qsizetype count = entries.size();
        QVERIFY(count > 1);
        entries.removeFirst();
        log["entries"_L1] = entries;
        root["log"_L1] = log;
        const Result<ReadRecord> read = readHar(QJsonDocument(root).toJson());
        QVERIFY2(read, qPrintable(read.error));
        qsizetype hops = 0;
        for (const Trace &trace : read->traces)
            hops += trace.hops.size();
        QCOMPARE(hops, count - 1);
        QVERIFY2(read->notes.value(0).startsWith(u"what Hopscope added to this HAR does not fit it any more ("_s) &&
                     read->notes.value(0).contains(u"log.entries[0]._hopscope.index"_s),
                 qPrintable(read->notes.join(u'\n')));
    }

    void chains_data()
    {
        using Entries = QList<QJsonObject>;
        QTest::addColumn<QList<QJsonObject>>("entries");
        QTest::addColumn<QString>("expected");
        const auto get = [](double second, const QString &path, int status, const QString &location = {}) {
            return entry(second, u"GET"_s, url(path), status, location);
        };
        QTest::newRow("single") << Entries{get(0, u"a"_s, 200)} << u"a"_s;
        QTest::newRow("absolute Location")
            << Entries{get(0, u"a"_s, 301, url(u"b"_s)), get(1, u"b"_s, 200)} << u"a>b"_s;
        QTest::newRow("relative Location")
            << Entries{get(0, u"x/a"_s, 302, u"../b"_s), get(1, u"b"_s, 200)} << u"x/a>b"_s;
        QTest::newRow("three") << Entries{get(0, u"a"_s, 302, u"/b"_s), get(1, u"b"_s, 307, u"/c"_s),
                                          get(2, u"c"_s, 404)}
                               << u"a>b>c"_s;
        QTest::newRow("not in order of time")
            << Entries{get(2, u"c"_s, 200), get(0, u"a"_s, 302, u"/b"_s), get(1, u"b"_s, 302, u"/c"_s)} << u"a>b>c"_s;
        QTest::newRow("interleaved") << Entries{get(0, u"a"_s, 302, u"/b"_s), get(0.01, u"x"_s, 302, u"/y"_s),
                                                get(0.2, u"y"_s, 200), get(0.3, u"b"_s, 200)}
                                     << u"a>b x>y"_s;
        QTest::newRow("repeats") << Entries{get(0, u"a"_s, 302, u"/b"_s), get(0.1, u"b"_s, 200),
                                            get(5, u"a"_s, 302, u"/b"_s), get(5.1, u"b"_s, 200)}
                                 << u"a>b a>b"_s;
        QTest::newRow("repeats at once") << Entries{get(0, u"a"_s, 302, u"/b"_s), get(0.01, u"a"_s, 302, u"/b"_s),
                                                    get(0.12, u"b"_s, 200), get(0.13, u"b"_s, 200)}
                                         << u"a>b a>b"_s;
        QTest::newRow("the target asked for before")
            << Entries{get(0, u"b"_s, 200), get(1, u"a"_s, 302, u"/b"_s)} << u"b a"_s;
        QTest::newRow("a dangling redirect, the target much later")
            << Entries{get(0, u"a"_s, 302, u"/b"_s), get(4000, u"b"_s, 200)} << u"a b"_s;
        QTest::newRow("a pause of minutes") << Entries{get(0, u"a"_s, 302, u"/b"_s), get(600, u"b"_s, 200)} << u"a>b"_s;
        QTest::newRow("pauses of minutes, in turn")
            << Entries{get(0, u"a"_s, 302, u"/b"_s), get(200, u"b"_s, 302, u"/c"_s), get(900, u"c"_s, 200)}
            << u"a>b>c"_s;
        QTest::newRow("the last one as if it began first")
            << Entries{get(0, u"a"_s, 302, u"/b"_s), get(1, u"b"_s, 302, u"/c"_s), get(0, u"c"_s, 200)} << u"a>b>c"_s;
        QTest::newRow("the nearest redirect")
            << Entries{get(0, u"a"_s, 302, u"/b"_s), get(20, u"x"_s, 302, u"/b"_s), get(20.1, u"b"_s, 200)}
            << u"a x>b"_s;
        QTest::newRow("to itself") << Entries{get(0, u"a"_s, 302, u"/a"_s), get(1, u"a"_s, 302, u"/a"_s),
                                              get(2, u"a"_s, 200)}
                                   << u"a>a>a"_s;
        QTest::newRow("Location with a fragment")
            << Entries{get(0, u"a"_s, 302, u"/b#top"_s), get(1, u"b"_s, 200)} << u"a>b#top"_s;
        QTest::newRow("an image beside it")
            << Entries{get(0, u"a"_s, 302, u"/b"_s), get(0.05, u"i.png"_s, 200), get(0.1, u"b"_s, 200)}
            << u"a>b i.png"_s;
        QTest::newRow("a preflight to the target")
            << Entries{entry(0, u"POST"_s, url(u"a"_s), 307, u"/b"_s), entry(0.1, u"OPTIONS"_s, url(u"b"_s), 204),
                       entry(0.2, u"POST"_s, url(u"b"_s), 200)}
            << u"a>b b"_s;
        QTest::newRow("upgraded to https")
            << Entries{get(0, u"a"_s, 301, u"http://b.example/x"_s), entry(1, u"GET"_s, u"https://b.example/x"_s, 200)}
            << u"a>x"_s;
        QTest::newRow("host in capitals, default port")
            << Entries{get(0, u"a"_s, 301, u"HTTP://A.Example:80/b"_s), get(1, u"b"_s, 200)} << u"a>b"_s;
        QTest::newRow("data: URLs are left out")
            << Entries{get(0, u"a"_s, 200), entry(1, u"GET"_s, u"data:text/plain,x"_s, 200)} << u"a"_s;
    }

    void chains()
    {
        QFETCH(QList<QJsonObject>, entries);
        QFETCH(QString, expected);
        QCOMPARE(chainsOf(tracesOf(entries)), expected);
    }

    void pagesKeepTogether()
    {
        QList<QJsonObject> entries;
        for (const QString &page : {u"page_1"_s, u"page_2"_s}) {
            QJsonObject each = entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s);
            each.insert(u"pageref"_s, page);
            entries.append(each);
        }
        QJsonObject second = entry(0.2, u"GET"_s, url(u"b"_s), 200);
        second.insert(u"pageref"_s, u"page_2"_s);
        entries.append(second);
        const QList<Trace> traces = tracesOf(entries);
        QCOMPARE(traces.size(), 2);
        QCOMPARE(traces[0].hops.size(), 1);
        QCOMPARE(traces[1].hops.size(), 2);
    }

    /// Firefox lists requests that ran at the same time far apart.
    void equalBodiesBelongTogether()
    {
        const auto post = [](double second, const QString &path, int status, const QString &body) {
            return with(entry(second, u"POST"_s, url(path), status, status == 307 ? u"/b"_s : QString()), "request"_L1,
                        {{u"postData"_s, QJsonObject{{u"mimeType"_s, u"text/plain"_s}, {u"text"_s, body}}}});
        };
        const QList<Trace> traces = tracesOf({post(0, u"a"_s, 307, u"tea0"_s), post(0.05, u"a"_s, 307, u"tea1"_s),
                                              post(0.3, u"b"_s, 200, u"tea1"_s), post(3, u"b"_s, 200, u"tea0"_s)});
        QCOMPARE(traces.size(), 2);
        for (const Trace &trace : traces) {
            QCOMPARE(trace.hops.size(), 2);
            QCOMPARE(trace.hops[0].request.body, trace.hops[1].request.body);
        }
    }

    void emptyRedirectUrl()
    {
        const QJsonObject first =
            with(entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s), "response"_L1, {{u"redirectURL"_s, u""_s}});
        QCOMPARE(chainsOf(tracesOf({first, entry(1, u"GET"_s, url(u"b"_s), 200)})), u"a>b"_s);
    }

    void redirectUrlForALocationThatWasRemoved()
    {
        const QJsonObject first =
            with(entry(0, u"GET"_s, url(u"a"_s), 302, u"b"_s), "response"_L1, {{u"headers"_s, QJsonArray()}});
        const QList<Trace> traces = tracesOf({first, entry(1, u"GET"_s, url(u"b"_s), 200)});
        QCOMPARE(chainsOf(traces), u"a>b"_s);
        QCOMPARE(traces[0].hops[0].redirect->location, "b");
        QVERIFY(traces[0].hops[0].notes.join(u' ').contains(u"redirectURL"_s));
    }

    void postThatBecameGet()
    {
        const QJsonObject post =
            with(entry(0, u"POST"_s, url(u"a"_s), 302, u"/b"_s), "request"_L1,
                 {{u"bodySize"_s, 3},
                  {u"postData"_s, QJsonObject{{u"mimeType"_s, u"text/plain"_s}, {u"text"_s, u"tea"_s}}}});
        const Trace trace = tracesOf({post, entry(1, u"GET"_s, url(u"b"_s), 200)}).value(0);
        QCOMPARE(trace.client, u"browser"_s);
        QCOMPARE(trace.hops.size(), 2);
        QCOMPARE(trace.hops[0].request.body, bodyOf("tea"));
        const LedgerRow *method = rowOf(trace.hops[0], "method"_L1);
        QVERIFY(method && method->before == u"POST"_s && method->after == u"GET"_s);
        QCOMPARE(method->verdict, PartVerdict::Changed);
        QVERIFY(method->source.contains(u"Fetch"_s));
        QCOMPARE(rowOf(trace.hops[0], "body"_L1)->verdict, PartVerdict::Dropped);
        QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
        QVERIFY(std::ranges::any_of(trace.findings, [](const Finding &f) { return f.id == u"method-changed"_s; }));
    }

    /// No browser does this; the record wins, and the ledger says that the rules differ.
    void recordThatDepartsFromTheRules()
    {
        const Trace trace =
            tracesOf({entry(0, u"POST"_s, url(u"a"_s), 302, u"/b"_s), entry(1, u"POST"_s, url(u"b"_s), 200)}).value(0);
        QCOMPARE(trace.hops.size(), 2);
        QCOMPARE(trace.hops[0].redirect->verdict, RedirectVerdict::Follow);
        const LedgerRow *method = rowOf(trace.hops[0], "method"_L1);
        QCOMPARE(method->verdict, PartVerdict::Kept);
        QVERIFY2(method->reason.startsWith(u"As recorded. The rules of Browser (Fetch) give GET"_s),
                 qPrintable(method->reason));
        QCOMPARE(method->source, u"the recording"_s);
    }

    void recordThatEndsAtARedirect()
    {
        const Trace trace = tracesOf({entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s)}).value(0);
        QCOMPARE(trace.outcome.kind, OutcomeKind::NotFollowed);
        QVERIFY(trace.outcome.message.contains(u"http://a.example/b"_s));
        QCOMPARE(trace.hops[0].redirect->verdict, RedirectVerdict::Deliver);
    }

    /// The finding tells the loop, and none that the chain is long.
    void recordThatEndsInALoop()
    {
        QList<QJsonObject> entries;
        for (int i = 0; i < 6; ++i)
            entries.append(
                entry(i, u"GET"_s, url(i % 2 == 0 ? u"x"_s : u"x/"_s), 302, i % 2 == 0 ? u"/x/"_s : u"/x"_s));
        const Trace trace = tracesOf(entries).value(0);
        QCOMPARE(trace.hops.size(), 6);
        QCOMPARE(trace.outcome.kind, OutcomeKind::NotFollowed);
        QCOMPARE(trace.findings.size(), 1);
        QCOMPARE(trace.findings[0].id, u"loop"_s);
        QCOMPARE(trace.findings[0].hop, 5);
        QCOMPARE(
            trace.findings[0].detail,
            u"2 redirects lead back to request 1: http://a.example/x → http://a.example/x/ → http://a.example/x. The "
            "two URLs differ only in the slash at the end: one server rule adds it, another removes it."_s);
    }

    /// What a browser would have asked first, a recording does not show.
    void recordedFetchIsNotToldToAsk()
    {
        const QJsonObject post =
            with(entry(0, u"POST"_s, url(u"a"_s), 307, u"http://b.example/"_s), "request"_L1,
                 {{u"bodySize"_s, 2},
                  {u"postData"_s, QJsonObject{{u"mimeType"_s, u"application/json"_s}, {u"text"_s, u"{}"_s}}}});
        const Trace trace = tracesOf({post, entry(1, u"POST"_s, u"http://b.example/"_s, 200)}).value(0);
        QCOMPARE(trace.client, u"browser"_s);
        QCOMPARE(trace.hops.size(), 2);
        QVERIFY(std::ranges::none_of(trace.findings, [](const Finding &f) { return f.id.endsWith(u"-left-out"_s); }));
    }

    void client_data()
    {
        QTest::addColumn<QString>("agent");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("then");
        QTest::addColumn<QString>("expected");
        QTest::newRow("curl") << u"curl/8.5.0"_s << u"POST"_s << u"GET"_s << u"curl"_s;
        QTest::newRow("curl -X POST") << u"curl/8.5.0"_s << u"POST"_s << u"POST"_s << u"curl-X"_s;
        QTest::newRow("requests") << u"python-requests/2.31.0"_s << u"POST"_s << u"GET"_s << u"py-requests"_s;
        QTest::newRow("Go") << u"Go-http-client/1.1"_s << u"POST"_s << u"GET"_s << u"go"_s;
        QTest::newRow("Googlebot") << u"Mozilla/5.0 (compatible; Googlebot/2.1)"_s << u"GET"_s << u"GET"_s
                                   << u"googlebot"_s;
        QTest::newRow("Firefox") << u"Mozilla/5.0 Firefox/128.0"_s << u"POST"_s << u"GET"_s << u"browser"_s;
        QTest::newRow("unknown") << u"Jetty/9.4"_s << u"POST"_s << u"GET"_s << u"browser"_s;
    }

    void client()
    {
        QFETCH(QString, agent);
        QFETCH(QString, method);
        QFETCH(QString, then);
        QFETCH(QString, expected);
        const QJsonObject headers{{u"headers"_s, fields({{u"User-Agent"_s, agent}})}};
        const QList<Trace> traces = tracesOf({with(entry(0, method, url(u"a"_s), 302, u"/b"_s), "request"_L1, headers),
                                              with(entry(1, then, url(u"b"_s), 200), "request"_L1, headers)});
        QCOMPARE(traces.value(0).client, expected);
        QCOMPARE(rowOf(traces.value(0).hops[0], "method"_L1)->source != u"the recording"_s, true);
    }

    void oddities()
    {
        QJsonObject odd = with(
            entry(0, u"GET"_s, url(u"a"_s), 200), "request"_L1,
            {{u"httpVersion"_s, u"h2"_s},
             {u"headers"_s, fields({{u":authority"_s, u"a.example"_s}, {u":method"_s, u"GET"_s}, {u"x"_s, u"1"_s}})},
             {u"cookies"_s, QJsonValue()}});
        odd = with(odd, "response"_L1,
                   {{u"headers"_s, fields({{u":status"_s, u"200"_s}, {u"Set-Cookie"_s, u"a=1\nb=2"_s}})},
                    {u"content"_s, QJsonObject{{u"size"_s, 3}, {u"text"_s, u"AP8B"_s}, {u"encoding"_s, u"base64"_s}}}});
        odd.insert(u"serverIPAddress"_s, u"[2001:db8::1]"_s);
        odd.insert(u"_initiator"_s, QJsonObject{{u"type"_s, u"other"_s}});
        odd.insert(u"startedDateTime"_s, u"2026-11-22T12:00:00.1234567+0200"_s);
        const Trace trace = tracesOf({odd}).value(0);
        QCOMPARE(trace.hops.size(), 1);
        const Hop &hop = trace.hops[0];
        QCOMPARE(hop.request.version, "HTTP/2");
        QCOMPARE(hop.request.headers, (Headers{{{"Host", "a.example"}, {"x", "1"}}}));
        QCOMPARE(hop.response->headers, (Headers{{{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}}));
        QCOMPARE(hop.response->body, bodyOf(QByteArray("\0\xff\x01", 3)));
        QCOMPARE(hop.connection.address, u"2001:db8::1"_s);
        QCOMPARE(hop.connection.port, quint16(80));
        QCOMPARE(trace.started, QDateTime(QDate(2026, 11, 22), QTime(10, 0, 0, 123), Qt::UTC));
        QCOMPARE(hop.timing,
                 (Timing{.dns = 1000, .connect = 5000, .tls = 4000, .send = 1000, .wait = 88000, .receive = 1000}));
    }

    void failures_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<int>("kind");
        QTest::newRow("none said") << QString() << int(OutcomeKind::NetworkError);
        QTest::newRow("refused") << u"net::ERR_CONNECTION_REFUSED"_s << int(OutcomeKind::NetworkError);
        QTest::newRow("certificate") << u"net::ERR_CERT_AUTHORITY_INVALID"_s << int(OutcomeKind::TlsError);
        QTest::newRow("time") << u"net::ERR_TIMED_OUT"_s << int(OutcomeKind::Timeout);
        QTest::newRow("canceled") << u"net::ERR_ABORTED"_s << int(OutcomeKind::Canceled);
        QTest::newRow("limit") << u"net::ERR_TOO_MANY_REDIRECTS"_s << int(OutcomeKind::TooManyRedirects);
    }

    void failures()
    {
        QFETCH(QString, error);
        QFETCH(int, kind);
        const QJsonObject failed = with(entry(1, u"GET"_s, url(u"b"_s), 0), "response"_L1, {{u"_error"_s, error}});
        const Trace trace = tracesOf({entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s), failed}).value(0);
        QCOMPARE(trace.hops.size(), 2);
        QVERIFY(!trace.hops[1].response);
        QCOMPARE(int(trace.outcome.kind), kind);
        QVERIFY(!trace.hops[1].error.isEmpty());
    }

    void insideTheBrowser()
    {
        QJsonObject hsts =
            with(entry(0, u"GET"_s, url(u"a"_s), 307, u"https://a.example/a"_s), "response"_L1,
                 {{u"headers"_s,
                   fields({{u"Location"_s, u"https://a.example/a"_s}, {u"Non-Authoritative-Reason"_s, u"HSTS"_s}})}});
        QJsonObject cached = entry(1, u"GET"_s, u"https://a.example/a"_s, 301, u"/b"_s);
        cached.insert(u"_fromCache"_s, u"disk"_s);
        const Trace trace = tracesOf({hsts, cached, entry(2, u"GET"_s, u"https://a.example/b"_s, 200)}).value(0);
        QCOMPARE(trace.hops.size(), 3);
        QCOMPARE(trace.hops[0].kind, HopKind::Hsts);
        QCOMPARE(trace.hops[1].kind, HopKind::Cache);
        QCOMPARE(trace.hops[2].kind, HopKind::Http);
        QCOMPARE(trace.hops[0].redirect->source, u"RFC 6797 8.3"_s);
        QVERIFY(trace.hops[0].redirect->reason.contains(u"No server sent this 307"_s));
        QCOMPARE(trace.hops[1].redirect->source, u"RFC 9111 4"_s);
        QVERIFY(trace.hops[1].redirect->reason.contains(u"without asking the server"_s));
        for (const LedgerRow &row : trace.hops[0].redirect->ledger)
            QVERIFY2(row.source == u"RFC 6797 8.3"_s || row.verdict != PartVerdict::Kept, qPrintable(row.part));
    }
};

QTEST_GUILESS_MAIN(TestHarRead)
#include "tst_harread.moc"
