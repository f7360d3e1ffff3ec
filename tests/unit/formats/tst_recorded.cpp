// SPDX-License-Identifier: MIT
#include "formats/formats.h"
#include "formats/har/har.h"
#include "formats/readers.h"
#include "formats/record/recordedchains.h"
#include "formats/write/csv.h"
#include "harmaker.h"
#include "recordtraces.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

/// What curl 7.88 writes with -v of a redirect: `location` lines, then the request that it announces.
QByteArray verbose(const QByteArray &locations, const QByteArray &announced, const QByteArray &target)
{
    return "*   Trying 127.0.0.1:80...\n* Connected to a.example (127.0.0.1) port 80 (#0)\n"
           "> GET /a HTTP/1.1\n> Host: a.example\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n"
           "< HTTP/1.1 302 Found\n" +
           locations + "< \n* Connection #0 to host a.example left intact\n* Issue another request to this URL: '" +
           announced + "'\n* Re-using existing connection #0 with host a.example\n> GET " + target +
           " HTTP/1.1\n> Host: a.example\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n< HTTP/1.1 200 OK\n< \n";
}

QList<Trace> read(const QByteArray &text)
{
    const Result<QList<Trace>> traces = readTraces(text);
    if (!traces)
        qWarning("%s", qPrintable(traces.error));
    return traces.value.value_or(QList<Trace>());
}

QString url(const QString &path)
{
    return u"http://a.example/"_s + path;
}

} // namespace

/// Records of other programs that do not say things the way we do, or do not say them.
class TestRecorded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyAlike();
    void sameUrl_data();
    void sameUrl();
    void otherSpelling_data();
    void otherSpelling();
    void announcedByCurl();
    void secondLocation();
    void limit_data();
    void limit();
    void curlWithAnotherName();
    void failed_data();
    void failed();
    void failedAfterARedirect();
    void refusedTunnel_data();
    void refusedTunnel();
    void unknownTimes();
    void methodsInSmallLetters();
    void noHost();
};

/// 10,000 redirects to one URL wait at the same time: each gets a request, the oldest first.
void TestRecorded::manyAlike()
{
    constexpr qsizetype kChains = 10'000;
    QList<Recorded> exchanges;
    for (qsizetype i = 0; i < 2 * kChains; ++i) {
        Recorded exchange{.start = i};
        exchange.hop.request = {.method = "GET", .url = i < kChains ? "http://a.example/" : "http://a.example/end"};
        exchange.hop.response = Response{.status = i < kChains ? 302 : 200};
        if (i < kChains)
            exchange.hop.response->headers.append("Location", "/end");
        exchanges.append(exchange);
    }
    const QList<QList<qsizetype>> chains = recordedChains(exchanges);
    QCOMPARE(chains.size(), kChains);
    for (qsizetype i = 0; i < kChains; ++i)
        QCOMPARE(chains[i], QList<qsizetype>({i, kChains + i}));
}

void TestRecorded::sameUrl_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const QByteArray &a, const QByteArray &b, bool same) {
        QTest::newRow(name) << a << b << same;
    };
    row("case of hex digits", "http://a.example/%c3%a9", "http://a.example/%C3%A9", true);
    row("tilde", "http://a.example/%7Eme?x=%7e", "http://a.example/~me?x=~", true);
    row("default port", "http://a.example:80/x", "http://a.example/x", true);
    row("no path", "https://A.example:443", "https://a.example/", true);
    row("fragment", "http://a.example/x#y", "http://a.example/x", true);
    row("dot segments", "http://a.example/x/../y", "http://a.example/y", true);
    row("slash in a segment", "http://a.example/a%2Fb", "http://a.example/a/b", false);
    row("percent sign", "http://a.example/%2541", "http://a.example/%41", false);
    row("lone percent", "http://a.example/%4", "http://a.example/%", false);
    row("case of the path", "http://a.example/A", "http://a.example/a", false);
}

void TestRecorded::sameUrl()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, same);
    QCOMPARE(sameUrlKey(a) == sameUrlKey(b), same);
}

void TestRecorded::otherSpelling_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("next");
    QTest::newRow("hex digits") << u"/caf%c3%a9"_s << u"http://a.example/caf%C3%A9"_s;
    QTest::newRow("tilde") << u"/%7Eme"_s << u"http://a.example/~me"_s;
    QTest::newRow("default port") << u"http://a.example:80/b"_s << u"http://a.example/b"_s;
    QTest::newRow("port in the next") << u"/b"_s << u"http://a.example:80/b"_s;
}

void TestRecorded::otherSpelling()
{
    QFETCH(QString, location);
    QFETCH(QString, next);
    const Result<QList<Trace>> traces =
        harTraces(har({entry(0, u"GET"_s, url(u"a"_s), 302, location), entry(1, u"GET"_s, next, 200)}));
    QVERIFY2(traces, qPrintable(traces.error));
    QCOMPARE(traces->size(), 1);
    QCOMPARE(traces->at(0).hops[1].request.url, next.toUtf8());
    QCOMPARE(traces->at(0).hops[0].redirect->target, next.toUtf8());
}

/// No reading of the Location gives this URL: curl itself says that it went there.
void TestRecorded::announcedByCurl()
{
    const QList<Trace> traces = read(verbose("< Location: http://[bad\n", "http://a.example/b", "/b"));
    QCOMPARE(traces.size(), 2);
    const QList<Trace> joined = read(verbose("< Location: /b%7e\n", "http://a.example/b~#x", "/b~"));
    QCOMPARE(joined.size(), 1);
    QCOMPARE(joined[0].hops[1].request.url, "http://a.example/b~#x");
}

void TestRecorded::secondLocation()
{
    const QList<Trace> traces = read(verbose("< Location: /b\n< Location: /c\n", "http://a.example/c", "/c"));
    QCOMPARE(traces.size(), 1);
    const Redirect &redirect = *traces[0].hops[0].redirect;
    QCOMPARE(redirect.location, "/c");
    QCOMPARE(redirect.target, "http://a.example/c");
    QVERIFY2(redirect.reason.contains(u"Location 2 of 2, "_s), qPrintable(redirect.reason));
    QJsonObject two = entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s);
    two = with(two, "response"_L1, {{u"headers"_s, fields({{u"Location"_s, u"/b"_s}, {u"Location"_s, u"/c"_s}})}});
    for (const QString &path : {u"b"_s, u"c"_s}) {
        const Result<QList<Trace>> recorded = harTraces(har({two, entry(1, u"GET"_s, url(path), 200)}));
        QVERIFY2(recorded, qPrintable(recorded.error));
        QCOMPARE(recorded->size(), 1);
        QCOMPARE(recorded->at(0).hops[0].redirect->location, '/' + path.toUtf8());
        QCOMPARE(recorded->at(0).hops[0].redirect->reason.contains(u"Location 2 of 2"_s), path == u"c"_s);
    }
}

void TestRecorded::limit_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray first = verbose("< Location: /a\n", "http://a.example/a", "/a");
    const QByteArray loop =
        first.chopped(qstrlen("< HTTP/1.1 200 OK\n< \n")) + "< HTTP/1.1 302 Found\n< Location: /a\n< \n";
    QTest::newRow("curl -v") << loop + "* Maximum (1) redirects followed\n";
    QTest::newRow("curl, the message") << loop + "curl: (47) Maximum (1) redirects followed\n";
    const QByteArray heads = "HTTP/1.1 302 Found\nLocation: /a\n\n";
    QTest::newRow("curl -iL") << "curl -iL http://a.example/a\n" + heads + heads +
                                     "curl: (47) Maximum (1) redirects followed\n";
    QTest::newRow("curl -iL in a pipe") << "curl: (47) Maximum (1) redirects followed\n" + heads + heads;
    QTest::newRow("wget -S") << "--2026-11-23 08:00:00--  http://a.example/a\n" + heads + heads +
                                    "1 redirections exceeded.\n";
}

void TestRecorded::limit()
{
    QFETCH(QByteArray, text);
    const QList<Trace> traces = read(text);
    QCOMPARE(traces.size(), 1);
    QCOMPARE(traces[0].hops.size(), 2);
    QCOMPARE(traces[0].outcome.kind, OutcomeKind::TooManyRedirects);
    QVERIFY2(traces[0].outcome.message.contains(u"at most 1 redirects"_s), qPrintable(traces[0].outcome.message));
    QCOMPARE(traces[0].hops[1].redirect->verdict, RedirectVerdict::Refuse);
    QCOMPARE(traces[0].hops[1].redirect->source, u"the recording"_s);
}

/// curl writes so whatever it calls itself.
void TestRecorded::curlWithAnotherName()
{
    const QByteArray text =
        verbose("< Location: /b\n", "http://a.example/b", "/b").replace("curl/7.88.1", "Mozilla/5.0");
    QCOMPARE(read(text).value(0).client, u"curl"_s);
}

void TestRecorded::failed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &text, const QString &where, const QString &error,
                        OutcomeKind kind) { QTest::newRow(name) << text << where << error << int(kind); };
    const QByteArray refused = "*   Trying 127.0.0.1:1...\n* connect to 127.0.0.1 port 1 failed: Connection refused\n"
                               "* Failed to connect to ssl.example port 1 after 0 ms: Couldn't connect to server\n"
                               "* Closing connection 0\n";
    const QString words = u"Failed to connect to ssl.example port 1 after 0 ms: Couldn't connect to server"_s;
    row("refused", refused + "curl: (7) " + words.toUtf8() + "\n", u"http://ssl.example:1/"_s, words,
        OutcomeKind::NetworkError);
    row("refused, no message", refused, u"http://ssl.example:1/"_s, words, OutcomeKind::NetworkError);
    row("with the command", "$ curl -v -X PUT http://ssl.example:1/x\n" + refused, u"http://ssl.example:1/x"_s, words,
        OutcomeKind::NetworkError);
    row("name",
        "* Could not resolve host: tls.invalid\n* Closing connection 0\n"
        "curl: (6) Could not resolve host: tls.invalid\n",
        u"http://tls.invalid/"_s, u"Could not resolve host: tls.invalid"_s, OutcomeKind::NetworkError);
    row("time",
        "*   Trying 192.0.2.1:80...\n* Connection timed out after 1001 milliseconds\n* Closing connection 0\n"
        "curl: (28) Connection timed out after 1001 milliseconds\n",
        u"http://192.0.2.1/"_s, u"Connection timed out after 1001 milliseconds"_s, OutcomeKind::Timeout);
    row("certificate",
        "*   Trying 127.0.0.1:8443...\n* Connected to a.example (127.0.0.1) port 8443 (#0)\n* ALPN: offers "
        "h2,http/1.1\n"
        "} [5 bytes data]\n* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n* TLSv1.3 (OUT), TLS alert, unknown CA "
        "(560):\n* SSL certificate problem: self-signed certificate\n* Closing connection 0\n"
        "curl: (60) SSL certificate problem: self-signed certificate\nMore details here: https://curl.se/docs/\n",
        u"https://a.example:8443/"_s, u"SSL certificate problem: self-signed certificate"_s, OutcomeKind::TlsError);
}

void TestRecorded::failed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, url);
    QFETCH(QString, error);
    QFETCH(int, kind);
    const QList<Trace> traces = read(text);
    QCOMPARE(traces.size(), 1);
    QCOMPARE(traces[0].hops.size(), 1);
    const Hop &hop = traces[0].hops[0];
    QVERIFY(!hop.response);
    QCOMPARE(QString::fromUtf8(hop.request.url), url);
    QCOMPARE(hop.error, error);
    QCOMPARE(int(traces[0].outcome.kind), kind);
    QVERIFY2(hop.notes.join(u' ').contains(u"No request was sent"_s), qPrintable(hop.notes.join(u' ')));
    QCOMPARE(hop.request.method, text.contains("-X PUT") ? "PUT" : "GET");
    QCOMPARE(traces[0].client, u"curl"_s);
}

void TestRecorded::refusedTunnel_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("forbidden") << QByteArray("< HTTP/1.1 403 Forbidden\n< \n") << 403
                               << u"it answered CONNECT with 403."_s;
    QTest::newRow("login portal") << QByteArray("< HTTP/1.1 302 Found\n< Location: http://login.gw.example/\n< \n")
                                  << 302 << u"with 302 and a Location, http://login.gw.example/"_s;
}

/// What the proxy answers is shown, and nobody is said to follow it.
void TestRecorded::refusedTunnel()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QFETCH(QString, words);
    const QByteArray code = QByteArray::number(status);
    const QList<Trace> traces =
        read("*   Trying 127.0.0.1:3128...\n* Connected to 127.0.0.1 (127.0.0.1) port 3128 (#0)\n"
             "> CONNECT a.example:443 HTTP/1.1\n> Host: a.example:443\n> \n" +
             answer + "* CONNECT tunnel failed, response " + code +
             "\n* Closing connection 0\n"
             "curl: (56) CONNECT tunnel failed, response " +
             code + "\n");
    QCOMPARE(traces.size(), 1);
    QCOMPARE(traces[0].hops.size(), 1);
    const Hop &hop = traces[0].hops[0];
    QCOMPARE(hop.request.method, "CONNECT");
    QCOMPARE(hop.request.url, "https://a.example/");
    QCOMPARE(hop.response->status, status);
    QCOMPARE(traces[0].outcome.kind, OutcomeKind::NetworkError);
    QVERIFY2(traces[0].outcome.message.contains(words), qPrintable(traces[0].outcome.message));
    QVERIFY(hop.notes.join(u' ').contains(u"CONNECT tunnel failed, response "_s + QString::number(status)));
}

void TestRecorded::failedAfterARedirect()
{
    const QByteArray text = verbose("< Location: http://b.example/\n", "http://b.example/", "/");
    const QByteArray begun = text.first(text.indexOf("* Re-using"));
    const QList<Trace> traces = read(begun + "*   Trying 127.0.0.1:80...\n* connect to 127.0.0.1 port 80 failed: "
                                             "Connection refused\n* Failed to connect to b.example port 80 after 0 ms: "
                                             "Couldn't connect to server\n* Closing connection 1\n");
    QCOMPARE(traces.size(), 1);
    QCOMPARE(traces[0].hops.size(), 2);
    QCOMPARE(traces[0].hops[1].request.url, "http://b.example/");
    QCOMPARE(traces[0].hops[0].redirect->verdict, RedirectVerdict::Follow);
    QCOMPARE(traces[0].outcome.kind, OutcomeKind::NetworkError);
}

/// No zero and no 1970 where nobody measured.
void TestRecorded::unknownTimes()
{
    const Trace trace =
        read("curl -iL http://a.example/a\nHTTP/1.1 302 X\nLocation: /b\n\nHTTP/1.1 200 OK\n\n").value(0);
    QCOMPARE(trace.hops.size(), 2);
    for (const Format &format : formats()) {
        if (format.id == "har"_L1 || format.id == "json"_L1)
            continue;
        const QByteArray text = format.write(trace);
        for (const QByteArray zero : {"0 us", "0.000", "0.0 ms", "1970", "started \n"})
            QVERIFY2(!text.contains(zero), (QByteArray(format.id.latin1()) + ": " + text).constData());
    }
    const QByteArray csv = writeCsv(trace);
    const QStringList names = QString::fromUtf8(csv.split('\r').first()).split(u',');
    QVERIFY2(csv.contains(",,,,,,,,,"), csv.constData());
    QVERIFY(names.contains(u"start_ms"_s));
    const QJsonObject log = QJsonDocument::fromJson(writeHar(trace)).object().value("log"_L1).toObject();
    const QJsonObject first = log.value("entries"_L1).toArray().at(0).toObject();
    QVERIFY(first.value("comment"_L1).toString().contains(u"not known"_s));
    QVERIFY(first.value("timings"_L1).toObject().value("comment"_L1).toString().contains(u"not known"_s));
    QCOMPARE(first.value("timings"_L1).toObject().value("dns"_L1).toDouble(), -1.0);
    QVERIFY(log.value("pages"_L1).toArray().at(0).toObject().value("comment"_L1).toString().contains(u"not known"_s));
}

void TestRecorded::methodsInSmallLetters()
{
    const Result<QList<Trace>> traces =
        harTraces(har({entry(0, u"post"_s, url(u"a"_s), 302, u"/b"_s), entry(1, u"get"_s, url(u"b"_s), 200)}));
    QVERIFY2(traces, qPrintable(traces.error));
    QCOMPARE(traces->size(), 1);
    const QList<Hop> &hops = traces->at(0).hops;
    QCOMPARE(hops[0].request.method, "post");
    QCOMPARE(hops[1].request.method, "get");
    QVERIFY(hops[1].notes.join(u' ').contains(u"is read as GET"_s));
    QVERIFY(hops[0].redirect->source != u"the recording"_s);
}

void TestRecorded::noHost()
{
    const QJsonObject whole = entry(0, u"GET"_s, url(u"a"_s), 200);
    const QJsonObject bare = with(whole, "request"_L1, {{u"headers"_s, fields({{u"Accept"_s, u"*/*"_s}})}});
    const auto noteOf = [](const QJsonObject &object) {
        return harTraces(har({object}))->constFirst().hops[0].notes.filter(u"no Host field"_s).size();
    };
    QCOMPARE(noteOf(whole), 0);
    QCOMPARE(noteOf(bare), 1);
    QCOMPARE(noteOf(with(bare, "request"_L1, {{u"httpVersion"_s, u"h2"_s}})), 0);
}

QTEST_GUILESS_MAIN(TestRecorded)
#include "tst_recorded.moc"
