// SPDX-License-Identifier: MIT
#include "formats/har/har.h"
#include "formats/readers.h"
#include "formats/record/curlverbose.h"
#include "randomtrace.h"
#include "trace/tracejson.h"

#include <QSet>
#include <QStringEncoder>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// What curl 8 writes for https over a proxy's tunnel, HTTP/2, two hops on one connection.
const QByteArray kHttp2 = "* Uses proxy env variable https_proxy == 'http://127.0.0.1:3128'\n"
                          "*   Trying 127.0.0.1:3128...\n"
                          "* Connected to 127.0.0.1 (127.0.0.1) port 3128\n"
                          "* CONNECT tunnel: HTTP/1.1 negotiated\n"
                          "> CONNECT shop.example:443 HTTP/1.1\n"
                          "> Host: shop.example:443\n"
                          "> \n"
                          "< HTTP/1.1 200 Connection established\n"
                          "< \n"
                          "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS\n"
                          "* Server certificate:\n"
                          "*  subject: CN=shop.example\n"
                          "*  issuer: CN=Test CA\n"
                          "* [HTTP/2] [1] OPENED stream for https://shop.example/a\n"
                          "> GET /a HTTP/2\n"
                          "> Host: shop.example\n"
                          "> User-Agent: curl/8.5.0\n"
                          "> Accept: */*\n"
                          "> \n"
                          "{ [5 bytes data]\n"
                          "< HTTP/2 302 \n"
                          "< location: /b?x=1\n"
                          "< \n"
                          "* Ignoring the response-body\n"
                          "* Connection #0 to host shop.example left intact\n"
                          "* Issue another request to this URL: 'https://shop.example/b?x=1'\n"
                          "* Re-using existing connection with proxy 127.0.0.1\n"
                          "> GET /b?x=1 HTTP/2\n"
                          "> Host: shop.example\n"
                          "> User-Agent: curl/8.5.0\n"
                          "> Accept: */*\n"
                          "> \n"
                          "< HTTP/2 200 \n"
                          "< content-length: 4\n"
                          "< \n"
                          "body\n"
                          "> this line is of the body\n";

const QByteArray kHeads = "HTTP/1.1 301 Moved Permanently\r\nLocation: https://a.example/b\r\n\r\n"
                          "HTTP/2 200\r\ncontent-type: text/plain\r\n\r\nhello\r\n";

QStringList urlsOf(const Trace &trace)
{
    QStringList urls;
    for (const Hop &hop : trace.hops)
        urls.append(QString::fromUtf8(hop.request.method + ' ' + hop.request.url));
    return urls;
}

} // namespace

class TestReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table()
    {
        QSet<QString> ids;
        for (const Reader &reader : readers()) {
            QVERIFY(!ids.contains(reader.id));
            ids.insert(reader.id);
            QVERIFY(qstrlen(reader.title) > 0 && !reader.extensions.isEmpty());
            QVERIFY(!reader.sniff({}));
            QVERIFY(!reader.read({}));
        }
        QCOMPARE(ids, (QSet<QString>{u"har"_s, u"json"_s, u"netlog"_s, u"playwright"_s, u"httpx"_s, u"httptap"_s,
                                     u"curl-v"_s, u"wget-d"_s, u"python-http"_s, u"okhttp"_s, u"apache-wire"_s,
                                     u"devtools"_s, u"httpie"_s, u"heads"_s}));
    }

    void eachFileHasItsReader_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("id");
        const Trace trace = test::RandomTrace(3).trace();
        QTest::newRow("trace") << writeTrace(trace) << u"json"_s;
        QTest::newRow("HAR") << writeHar(trace) << u"har"_s;
        QTest::newRow("curl -v") << kHttp2 << u"curl-v"_s;
        QTest::newRow("heads") << kHeads << u"heads"_s;
        QTest::newRow("broken trace") << writeTrace(trace).chopped(5) << u"json"_s;
        QTest::newRow("broken HAR") << writeHar(trace).chopped(5) << u"har"_s;
        QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << QString();
        QTest::newRow("ZIP") << QByteArray("PK\x03\x04 HTTP") << QString();
    }

    void eachFileHasItsReader()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, id);
        const auto found = std::ranges::find_if(readers(), [&](const Reader &reader) { return reader.sniff(bytes); });
        QCOMPARE(found == readers().end() ? QString() : QString(found->id), id);
    }

    void curlHttp2()
    {
        const Result<QList<Trace>> traces = readTraces(kHttp2);
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->size(), 1);
        const Trace &trace = traces->constFirst();
        QCOMPARE(urlsOf(trace), (QStringList{u"GET https://shop.example/a"_s, u"GET https://shop.example/b?x=1"_s}));
        QCOMPARE(trace.client, u"curl"_s);
        const Hop &first = trace.hops[0];
        QCOMPARE(first.response->version, "HTTP/2");
        QCOMPARE(first.response->status, 302);
        QCOMPARE(first.connection.address, u"127.0.0.1"_s);
        QCOMPARE(first.connection.port, quint16(3128));
        QVERIFY(!first.connection.reused && trace.hops[1].connection.reused);
        QCOMPARE(first.connection.tls->protocol, u"TLSv1.3"_s);
        QCOMPARE(first.connection.tls->cipher, u"TLS_AES_256_GCM_SHA384"_s);
        QCOMPARE(first.connection.tls->chain.value(0).subject, u"CN=shop.example"_s);
        QCOMPARE(trace.hops[1].response->body.size, 4);
        QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    }

    void heads()
    {
        const Result<QList<Trace>> traces = readTraces("$ curl -siL -d tea http://a.example/a\n" + kHeads);
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->size(), 1);
        // curl makes GET of a POST on 301.
        QCOMPARE(urlsOf(traces->at(0)), (QStringList{u"POST http://a.example/a"_s, u"GET https://a.example/b"_s}));
        QCOMPARE(traces->at(0).hops[1].response->body.bytes.trimmed(), "hello");
        QVERIFY(traces->at(0).hops[1].notes.join(u' ').contains(u"no request"_s));
    }

    void headsWithRequests()
    {
        const Result<QList<Trace>> traces = readTraces(
            "POST /a HTTP/1.1\nHost: a.example\nContent-Length: 3\n\ntea\nHTTP/1.1 307 Temporary Redirect\n"
            "Location: /b\n\nPOST /b HTTP/1.1\nHost: a.example\nContent-Length: 3\n\nHTTP/1.1 204 No Content\n\n");
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->size(), 1);
        QCOMPARE(urlsOf(traces->at(0)), (QStringList{u"POST http://a.example/a"_s, u"POST http://a.example/b"_s}));
        QCOMPARE(traces->at(0).hops[0].request.body.size, 3);
    }

    void bodyOfACommand()
    {
        const Result<QList<Trace>> traces =
            readTraces("$ curl -siL -d 'a=1' \\\n  -d b=2 http://a.example/a\nHTTP/1.1 307 X\nLocation: /b\n\n"
                       "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello\n");
        QVERIFY2(traces, qPrintable(traces.error));
        const QList<Hop> &hops = traces->at(0).hops;
        QCOMPARE(urlsOf(traces->at(0)), (QStringList{u"POST http://a.example/a"_s, u"POST http://a.example/b"_s}));
        QCOMPARE(hops[0].request.body, bodyOf("a=1&b=2"));
        QVERIFY2(hops[0].notes.join(u' ').contains(u"curl command above"_s), qPrintable(hops[0].notes.join(u' ')));
        QCOMPARE(hops[1].request.body, bodyOf("a=1&b=2"));
        QVERIFY(hops[1].notes.join(u' ').contains(u"inferred from the rules of curl"_s));
        QCOMPARE(hops[1].response->body, bodyOf("hello"));
    }

    void bodyOfACommandThatIsNotThere()
    {
        const Result<QList<Trace>> traces =
            readTraces("curl -i -d @secret.txt http://a.example/a\nHTTP/1.1 200 OK\n\n");
        QVERIFY2(traces, qPrintable(traces.error));
        const Hop &hop = traces->at(0).hops[0];
        QVERIFY(hop.request.body.truncated);
        QVERIFY2(hop.notes.join(u' ').contains(u"secret.txt, which was not read"_s), qPrintable(hop.notes.join(u' ')));
    }

    /// curl writes the digits small, which a browser does not, and drops the fragment.
    void nextUrlIsTheClients()
    {
        const Result<QList<Trace>> traces = readTraces(
            "curl -iL http://a.example/a#top\nHTTP/1.1 302 X\nLocation: /caf\xc3\xa9\n\nHTTP/1.1 200 OK\n\n");
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(urlsOf(traces->at(0)).value(1), u"GET http://a.example/caf%c3%a9"_s);
    }

    void wgetIsNoCurl()
    {
        const Result<QList<Trace>> traces = readTraces(
            "--2026-11-23 08:00:00--  http://a.example/a\nConnecting to a.example... connected.\n"
            "HTTP request sent, awaiting response... \n  HTTP/1.1 302 Found\n  Location: /b\n"
            "Location: /b [following]\n--2026-11-23 08:00:00--  http://a.example/b\nReusing existing connection.\n"
            "HTTP request sent, awaiting response... \n  HTTP/1.1 200 OK\n  Content-Length: 5\nLength: 5\n");
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->size(), 1);
        const Trace &trace = traces->at(0);
        QCOMPARE(trace.client, u"wget"_s);
        QCOMPARE(urlsOf(trace), (QStringList{u"GET http://a.example/a"_s, u"GET http://a.example/b"_s}));
        QVERIFY(trace.hops[0].notes.join(u' ').contains(u"GET is assumed"_s));
        QVERIFY(trace.hops[1].notes.join(u' ').contains(u"inferred from the rules of wget"_s));
    }

    void clientThatIsNotSaid()
    {
        const Result<QList<Trace>> traces = readTraces(kHeads);
        QVERIFY2(traces->at(0).hops[0].notes.join(u' ').contains(u"curl is assumed"_s),
                 qPrintable(traces->at(0).hops[0].notes.join(u' ')));
        const Result<QList<Trace>> said = readTraces("curl -iL http://a.example/a\n" + kHeads);
        QVERIFY(!said->at(0).hops[0].notes.join(u' ').contains(u"assumed"_s));
    }

    /// The bytes of the content stand in the trace as they stand in the text.
    void contentAsItStands()
    {
        const QByteArray content = "a\r\nb\n\nhttps://a.example/\n\xff";
        const Result<QList<Trace>> traces = readTraces("HTTP/1.1 200 OK\r\n\r\n" + content);
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->size(), 1);
        QCOMPARE(traces->at(0).hops[0].response->body, bodyOf(content));
        const Result<QList<Trace>> head =
            readTraces("curl -I http://a.example/\nHTTP/1.1 200 OK\nContent-Length: 5\n\n");
        QCOMPARE(head->at(0).hops[0].response->body, Body());
    }

    void headsWithoutAnyUrl()
    {
        const Result<QList<Trace>> traces = readTraces(kHeads);
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(urlsOf(traces->at(0)), (QStringList{u"GET http://unknown.invalid/"_s, u"GET https://a.example/b"_s}));
    }

    void headThatIsCutOff()
    {
        const Result<QList<Trace>> traces =
            readTraces("> GET / HTTP/1.1\n> Host: a\n> \n< HTTP/1.1 302 X\n< Location: /b");
        QVERIFY2(traces, qPrintable(traces.error));
        const Hop &hop = traces->at(0).hops[0];
        QCOMPARE(hop.response->headers.first("Location"), "/b");
        QVERIFY(hop.notes.join(u' ').contains(u"fields may be missing"_s));
    }

    void interimAnswers()
    {
        const Result<QList<Trace>> traces = readTraces("HTTP/1.1 103 Early Hints\nLink: x\n\nHTTP/1.1 200 OK\n\n");
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->at(0).hops.size(), 1);
        QCOMPARE(traces->at(0).hops[0].response->interim.value(0).status, 103);
    }

    void otherEncodings()
    {
        const QString text = QString::fromLatin1(kHeads);
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QStringEncoder bigEndian(QStringConverter::Utf16BE, QStringConverter::Flag::WriteBom);
        QVERIFY(readTraces(utf16(text)));
        QVERIFY(readTraces(bigEndian(text)));
        QVERIFY(readTraces("\xef\xbb\xbf" + writeHar(test::RandomTrace(3).trace())));
    }

    void bad_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QByteArray(" \n") << u"the file is empty"_s;
        QTest::newRow("ZIP") << QByteArray("PK\x03\x04") << u"this is a ZIP archive: unpack it"_s;
        QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08") << u"gunzip"_s;
        QTest::newRow("HTML") << QByteArray("<!doctype html>") << u"this is HTML or XML"_s;
        QTest::newRow("Playwright's ZIP")
            << QByteArray("PK\x03\x04 trace.trace PK trace.network") << u"open trace.network out of it"_s;
        QTest::newRow("mitmproxy") << QByteArray("2163:4:type;4:http;7:version;2:17#11:client_conn;")
                                   << u"mitmdump -nr FILE --set hardump=FILE.har"_s;
        QTest::newRow("curl -w") << QByteArray("{\"http_code\":200,\"url_effective\":\"http://a/\"}")
                                 << u"it has only the last request of a chain"_s;
        QTest::newRow("JSON") << QByteArray("{}") << u"neither a trace file nor a HAR"_s;
        QTest::newRow("prose") << QByteArray("hello") << u"no reader knows this file"_s;
        QTest::newRow("two at once") << QByteArray(
                                            "> GET /a HTTP/1.1\n> Host: a\n> \n> GET /b HTTP/1.1\n> Host: a\n> \n"
                                            "< HTTP/1.1 302 X\n< \n< HTTP/1.1 200 X\n< \n")
                                     << u"two requests are under way at the same time"_s;
        QTest::newRow("no Host") << QByteArray("> GET / HTTP/1.1\n> \n") << u"line 2: the request has no Host field"_s;
        QTest::newRow("bad field") << QByteArray("HTTP/1.1 200 OK\nna me: x\n\n") << u"line 1: "_s;
    }

    void bad()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        const Result<QList<Trace>> traces = readTraces(bytes);
        QVERIFY(!traces);
        QVERIFY2(traces.error.contains(expected) && !traces.error.contains(u'\n'), qPrintable(traces.error));
    }

    /// Any bytes: an answer, never a crash; run with sanitizers this is the point.
    void anyBytes()
    {
        QRandomGenerator random(7);
        const QList<QByteArray> seeds{kHttp2, kHeads, writeHar(test::RandomTrace(5).trace())};
        for (int round = 0; round < 3000; ++round) {
            QByteArray bytes = seeds[round % seeds.size()];
            for (int change = 0; change < 4; ++change)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            const Result<QList<Trace>> traces = readTraces(bytes.first(random.bounded(int(bytes.size()))));
            QVERIFY(traces ? !traces->isEmpty() : !traces.error.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestReaders)
#include "tst_readers.moc"
