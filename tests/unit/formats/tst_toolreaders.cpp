// SPDX-License-Identifier: MIT
#include "recordsummary.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

/// What other clients and tools print of their requests.
class TestToolReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void httpie();
    void httpieRounds();
    void pythonHttp();
    void pythonOverHttps();
    void oldPython();
    void pythonThroughAProxy();
    void wgetDebug();
    void wgetWithoutAnswer();
    void wgetThroughAProxy();
    void wgetBodyThatIsCutShort();
    void okHttp();
    void okHttpOfTheApplication();
    void okHttpFailed();
    void apacheWire();
    void apacheHeaders();
    void apacheOpenAtTheEnd();
    void devTools_data();
    void devTools();
    void devToolsSides();
    void devToolsAddress();
};

void TestToolReaders::httpie()
{
    const QByteArray text = "$ http --all -v --follow POST https://a.example/form k=v\n"
                            "\x1b[1mPOST\x1b[0m /form HTTP/1.1\nAccept: */*\nContent-Length: 10\nHost: a.example\n"
                            "User-Agent: HTTPie/3.2.1\n\n{\"k\": \"v\"}\n\n\n"
                            "HTTP/1.1 302 FOUND\nContent-Length: 0\nLocation: /done\n\n\n\n"
                            "GET /done HTTP/1.1\nAccept: */*\nHost: a.example\nUser-Agent: HTTPie/3.2.1\n\n\n\n"
                            "HTTP/1.1 200 OK\nContent-Length: 2\n\nok\n\n\n";
    const ReadRecord record = read(text);
    QCOMPARE(chainsOf(record.traces), u"POST https://a.example/form 302 > GET https://a.example/done 200"_s);
    QCOMPARE(record.traces[0].client, u"httpie"_s);
    QCOMPARE(record.traces[0].hops[0].request.body, bodyOf("{\"k\": \"v\"}"));
    QCOMPARE(record.traces[0].hops[1].response->body, bodyOf("ok"));
    QVERIFY(record.traces[0].hops[0].notes[0].startsWith(u"Recorded in the output of HTTPie"_s));
    const ReadRecord bare = read(text.sliced(text.indexOf('\n') + 1));
    QCOMPARE(chainsOf(bare.traces), u"POST http://a.example/form 302 > GET http://a.example/done 200"_s);
    QVERIFY(notesOf(bare).contains(u"http is assumed"_s));
}

void TestToolReaders::httpieRounds()
{
    const QByteArray request = "GET /x HTTP/1.1\nHost: a.example\nUser-Agent: HTTPie/3.2.1\n";
    QCOMPARE(chains(request + "\nHTTP/1.1 401 X\nWWW-Authenticate: Digest realm=\"a\"\n\n" + request +
                    "Authorization: Digest x\n\nHTTP/1.1 200 OK\n\n"),
             u"GET http://a.example/x 401 > GET http://a.example/x 200"_s);
}

void TestToolReaders::pythonHttp()
{
    const ReadRecord record = read(
        "send: b'POST /form HTTP/1.1\\r\\nAccept-Encoding: identity\\r\\nContent-Length: 5\\r\\nHost: "
        "a.example\\r\\nUser-Agent: Python-urllib/3.11\\r\\n\\r\\n'\nsend: b'k=\\'\\x00v'\nreply: 'HTTP/1.1 303 See "
        "Other\\r\\n'\nheader: Location: /done\nheader: Content-Length: 0\n"
        "send: b\"GET /done HTTP/1.1\\r\\nHost: a.example\\r\\nUser-Agent: Python-urllib/3.11\\r\\n\\r\\n\"\n"
        "reply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Content-Length: 4\nprinted by the program\n");
    QCOMPARE(chainsOf(record.traces), u"POST http://a.example/form 303 > GET http://a.example/done 200"_s);
    QCOMPARE(record.traces[0].client, u"py-urllib"_s);
    QCOMPARE(record.traces[0].hops[0].request.body, bodyOf(QByteArray("k='\0v", 5)));
    QVERIFY(notesOf(record).contains(u"http is assumed"_s));
}

void TestToolReaders::pythonOverHttps()
{
    const QByteArray request = "send: b'GET /%1 HTTP/1.1\\r\\nHost: a.example\\r\\nUser-Agent: "
                               "python-requests/2.32.3\\r\\n\\r\\n'\n";
    const ReadRecord record =
        read("DEBUG:urllib3.connectionpool:Starting new HTTPS connection (1): a.example:443\n" +
             QByteArray(request).replace("%1", "a") + "reply: 'HTTP/1.1 302 Found\\r\\n'\nheader: Location: /b\n" +
             "DEBUG:urllib3.connectionpool:https://a.example:443 \"GET /a HTTP/1.1\" 302 0\n" +
             QByteArray(request).replace("%1", "b") + "reply: ''\n");
    QCOMPARE(chainsOf(record.traces), u"GET https://a.example/a 302 > GET https://a.example/b 0"_s);
    QCOMPARE(record.traces[0].client, u"py-requests"_s);
}

/// Before 3.7 it writes no values, and version 2 no b.
void TestToolReaders::oldPython()
{
    const ReadRecord record = read("send: 'GET /a HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n'\nreply: 'HTTP/1.1 302 "
                                   "Found\\r\\n'\nheader: Date header: Location header: Server \n");
    QCOMPARE(chainsOf(record.traces), u"GET http://a.example/a 302"_s);
    QVERIFY(notesOf(record).contains(u"without their values"_s));
}

/// What the proxy answers to CONNECT is nobody's response.
void TestToolReaders::pythonThroughAProxy()
{
    const ReadRecord record = read("send: b'CONNECT a.example:443 HTTP/1.0\\r\\n\\r\\n'\n"
                                   "reply: 'HTTP/1.0 200 Connection established\\r\\n'\n"
                                   "send: b'GET /a HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n'\n"
                                   "reply: 'HTTP/1.1 204 No Content\\r\\n'\n");
    QCOMPARE(chainsOf(record.traces), u"GET https://a.example/a 204"_s);
    QCOMPARE(record.notes, QStringList());
}

void TestToolReaders::wgetDebug()
{
    const QByteArray text =
        "DEBUG output created by Wget 1.21.3 on linux-gnu.\n\n"
        "--2026-11-26 19:28:17--  https://a.example/x\n"
        "Connecting to a.example (a.example)|192.0.2.1|:443... connected.\n\n"
        "---request begin---\nGET /x HTTP/1.1\nHost: a.example\nUser-Agent: Wget/1.21.3\n\n"
        "---request end---\nHTTP request sent, awaiting response... \n"
        "---response begin---\nHTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"a\"\n"
        "Content-Length: 0\n\n---response end---\n401 Unauthorized\n"
        "Authentication selected: Basic realm=\"a\"\n"
        "---request begin---\nGET /x HTTP/1.1\nHost: a.example\nUser-Agent: Wget/1.21.3\n"
        "Authorization: Basic eDp5\n\n---request end---\n"
        "---response begin---\nHTTP/1.1 302 Found\nLocation: /y\n\n---response end---\n"
        "  HTTP/1.1 302 Found\n  Location: /y\nLocation: /y [following]\n"
        "--2026-11-26 19:28:17--  https://a.example/y\nReusing existing connection to a.example:443.\n"
        "---request begin---\nGET /y HTTP/1.1\nHost: a.example\nUser-Agent: Wget/1.21.3\n\n"
        "---request end---\n---response begin---\nHTTP/1.1 200 OK\n\n---response end---\n";
    const ReadRecord record = read(text);
    QCOMPARE(chainsOf(record.traces),
             u"GET https://a.example/x 401 > GET https://a.example/x 302 > GET https://a.example/y 200"_s);
    QCOMPARE(record.traces[0].client, u"wget"_s);
    QCOMPARE(record.traces[0].hops[0].connection.address, u"192.0.2.1"_s);
    QCOMPARE(record.traces[0].hops[0].connection.port, quint16(443));
    QVERIFY(record.traces[0].hops[1].connection.reused);
}

void TestToolReaders::wgetWithoutAnswer()
{
    const ReadRecord record = read("DEBUG output created by Wget 1.21.3 on linux-gnu.\n\n"
                                   "--2026-11-26 19:28:17--  http://127.0.0.1:1/x\n"
                                   "Connecting to 127.0.0.1:1... failed: Connection refused.\n");
    QCOMPARE(chainsOf(record.traces), u"GET http://127.0.0.1:1/x 0"_s);
    QVERIFY(record.traces[0].hops[0].error.contains(u"Connection refused"_s));
}

void TestToolReaders::wgetThroughAProxy()
{
    QCOMPARE(chains("--2026-11-26 19:28:17--  http://a.example/x\n"
                    "---request begin---\nGET /x HTTP/1.1\nHost: a.example\n\n---request end---\n"
                    "--2026-11-26 19:28:18--  https://b.example/y\n"
                    "---request begin---\nCONNECT b.example:443 HTTP/1.1\nHost: b.example:443\n\n---request end---\n"
                    "---response begin---\nHTTP/1.1 200 Connection established\n\n---response end---\n"
                    "---request begin---\nGET /y HTTP/1.1\nHost: b.example\n\n---request end---\n"
                    "---response begin---\nHTTP/1.1 204 No Content\n\n---response end---\n"),
             u"GET http://a.example/x 0 | GET https://b.example/y 204"_s);
}

/// The body of one request does not become part of the next one's.
void TestToolReaders::wgetBodyThatIsCutShort()
{
    const QByteArray exchange = "---request begin---\nPOST /%1 HTTP/1.1\nHost: a.example\nContent-Length: %2\n\n"
                                "---request end---\n[BODY data: k=v]\n"
                                "---response begin---\nHTTP/1.1 204 X\n\n---response end---\n";
    const ReadRecord record = read(QByteArray(exchange).replace("%1", "x").replace("%2", "9") +
                                   QByteArray(exchange).replace("%1", "y").replace("%2", "3"));
    QCOMPARE(chainsOf(record.traces), u"POST http://a.example/x 204 | POST http://a.example/y 204"_s);
    QCOMPARE(record.traces[0].hops[0].request.body, (Body{.size = 9, .truncated = true}));
    QCOMPARE(record.traces[1].hops[0].request.body, bodyOf("k=v"));
}

void TestToolReaders::okHttp()
{
    const QByteArray text =
        "05-28 11:51:56.844  1234  1256 D okhttp.OkHttpClient: --> POST https://a.example/form http/1.1\n"
        "05-28 11:51:56.844  1234  1256 D okhttp.OkHttpClient: Content-Length: 3\n"
        "05-28 11:51:56.845  1234  1256 D okhttp.OkHttpClient: Host: a.example\n"
        "05-28 11:51:56.845  1234  1256 D okhttp.OkHttpClient: User-Agent: okhttp/4.12.0\n"
        "05-28 11:51:56.845  1234  1256 D okhttp.OkHttpClient: \n"
        "05-28 11:51:56.845  1234  1256 D okhttp.OkHttpClient: k=v\n"
        "05-28 11:51:56.845  1234  1256 D okhttp.OkHttpClient: --> END POST (3-byte body)\n"
        "05-28 11:51:56.860  1234  1256 D okhttp.OkHttpClient: <-- 302 Found https://a.example/form (15ms)\n"
        "05-28 11:51:56.860  1234  1256 D okhttp.OkHttpClient: Location: /done\n"
        "05-28 11:51:56.860  1234  1256 D okhttp.OkHttpClient: <-- END HTTP (0-byte body)\n"
        "05-28 11:51:56.861  1234  1256 D okhttp.OkHttpClient: --> GET https://a.example/done http/1.1\n"
        "05-28 11:51:56.861  1234  1256 D okhttp.OkHttpClient: Host: a.example\n"
        "05-28 11:51:56.861  1234  1256 D okhttp.OkHttpClient: User-Agent: okhttp/4.12.0\n"
        "05-28 11:51:56.861  1234  1256 D okhttp.OkHttpClient: --> END GET\n"
        "05-28 11:51:56.870  1234  1256 D okhttp.OkHttpClient: <-- 200 https://a.example/done (9ms)\n"
        "05-28 11:51:56.870  1234  1256 D okhttp.OkHttpClient: Content-Type: text/plain\n"
        "05-28 11:51:56.870  1234  1256 D okhttp.OkHttpClient: \n"
        "05-28 11:51:56.870  1234  1256 D okhttp.OkHttpClient: ok\n"
        "05-28 11:51:56.870  1234  1256 D okhttp.OkHttpClient: <-- END HTTP (2-byte body)\n";
    const ReadRecord record = read(text);
    QCOMPARE(chainsOf(record.traces), u"POST https://a.example/form 302 > GET https://a.example/done 200"_s);
    QCOMPARE(record.traces[0].hops[0].request.body, bodyOf("k=v"));
    QCOMPARE(record.traces[0].hops[0].response->reason, "Found");
    QCOMPARE(record.traces[0].hops[1].response->body, bodyOf("ok"));
    QCOMPARE(record.traces[0].hops[1].timing.wait, 9000);
    QCOMPARE(record.traces[0].client, u"okhttp-4.6"_s);
}

/// It sees the first request and the last response: that one is not the answer to the other.
void TestToolReaders::okHttpOfTheApplication()
{
    const ReadRecord record = read("--> POST https://a.example/form (3-byte body)\n"
                                   "<-- 200 OK https://a.example/done (23ms, unknown-length body)\n");
    QCOMPARE(chainsOf(record.traces), u"POST https://a.example/form 0"_s);
    QVERIFY2(record.traces[0].outcome.message.contains(u"200 of https://a.example/done"_s) &&
                 record.traces[0].outcome.message.contains(u"addNetworkInterceptor()"_s),
             qPrintable(record.traces[0].outcome.message));
}

void TestToolReaders::okHttpFailed()
{
    const ReadRecord record = read("--> GET https://a.example/ h2\n--> END GET\n"
                                   "<-- HTTP FAILED: java.net.UnknownHostException: a.example\n");
    QCOMPARE(chainsOf(record.traces), u"GET https://a.example/ 0"_s);
    QCOMPARE(record.traces[0].hops[0].error, u"java.net.UnknownHostException: a.example"_s);
}

void TestToolReaders::apacheWire()
{
    const auto wire = [](const QByteArray &connection, const QByteArray &arrow, const QByteArray &text) {
        return "2026-01-02 10:00:00,001 DEBUG [main] o.a.h.wire - " + connection + ' ' + arrow + " \"" + text + "\"\n" +
               // What the log of the heads says of the same.
               (text.contains("HTTP/1.1") ? "2026-01-02 10:00:00,001 DEBUG [main] o.a.h.headers - " + connection + ' ' +
                                                arrow + ' ' + QByteArray(text).replace("[\\r][\\n]", "") + '\n'
                                          : QByteArray());
    };
    const QByteArray a = "http-outgoing-0";
    const QByteArray b = "http-outgoing-1";
    const QByteArray end = "[\\r][\\n]";
    const ReadRecord record = read(
        "2026-01-02 10:00:00,000 DEBUG [main] o.a.h.i.e.MainClientExec - Opening connection "
        "{s}->https://a.example:443\n" +
        wire(a, ">>", "GET /a HTTP/1.1" + end) + wire(b, ">>", "GET /c HTTP/1.1" + end) +
        wire(a, ">>", "Host: a.example" + end) + wire(b, ">>", "Host: c.example" + end) + wire(a, ">>", end) +
        wire(b, ">>", end) + wire(b, "<<", "HTTP/1.1 200 OK" + end) + wire(a, "<<", "HTTP/1.1 302 Found" + end) +
        wire(a, "<<", "Location: /b" + end) + wire(b, "<<", "Transfer-Encoding: chunked" + end) + wire(a, "<<", end) +
        wire(b, "<<", end) + wire(b, "<<", "3" + end) + wire(b, "<<", "c[0xe9]d" + end) + wire(b, "<<", "0" + end) +
        wire(b, "<<", end) + wire(a, ">>", "GET /b HTTP/1.1" + end) + wire(a, ">>", "Host: a.example" + end) +
        wire(a, ">>", end) + wire(a, "<<", "HTTP/1.1 204 No Content" + end) + wire(a, "<<", end));
    QCOMPARE(chainsOf(record.traces),
             u"GET http://c.example/c 200 | GET https://a.example/a 302 > GET https://a.example/b 204"_s);
    QCOMPARE(record.traces[0].hops[0].response->body, bodyOf("c\xe9"
                                                             "d"));
}

void TestToolReaders::apacheHeaders()
{
    const QByteArray log = "DEBUG org.apache.http.headers - http-outgoing-0 ";
    QCOMPARE(chains(log + ">> GET /a HTTP/1.1\n" + log + ">> Host: a.example\n" + log + "<< HTTP/1.1 301 Moved\n" +
                    log + "<< Location: https://a.example/a\n" + log + ">> GET /a HTTP/1.1\n" + log +
                    ">> Host: a.example\n" + log + "<< HTTP/1.1 200 OK\n"),
             u"GET http://a.example/a 301 > GET https://a.example/a 200"_s);
    const QByteArray old = "2010/01/01 10:00:00:001 [DEBUG] httpclient.wire.header - ";
    QCOMPARE(chains(old + ">> \"GET /a HTTP/1.1[\\r][\\n]\"\n" + old + ">> \"Host: a.example[\\r][\\n]\"\n" + old +
                    ">> \"[\\r][\\n]\"\n" + old + "<< \"HTTP/1.1 200 OK[\\r][\\n]\"\n" + old + "<< \"[\\r][\\n]\"\n"),
             u"GET http://a.example/a 200"_s);
}

/// What waits when the log ends is read in the same order each time, and what is wrong with it has its line.
void TestToolReaders::apacheOpenAtTheEnd()
{
    const QByteArray log = "DEBUG org.apache.http.headers - http-outgoing-";
    QByteArray text;
    QStringList expected;
    for (int i = 0; i < 8; ++i) {
        const QByteArray number = QByteArray::number(i);
        text.prepend(log + number + " >> GET /" + number + " HTTP/1.1\n" + log + number + " >> Host: a.example\n");
        expected.append(u"GET http://a.example/%1 0"_s.arg(i));
    }
    QCOMPARE(chains(text), expected.join(u" | "_s));
    const QString error = chains(log + "0 >> GET /a HTTP/1.1\n" + log + "0 >> na me: x");
    QVERIFY2(error.startsWith(u"line 2: "_s), qPrintable(error));
}

void TestToolReaders::devTools_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one line") << QByteArray(
        "Request URL: https://a.example/login\nRequest Method: POST\nStatus Code: 302 Found\nRemote Address: "
        "192.0.2.1:443\nReferrer Policy: no-referrer\n\nlocation: /home\n\n:authority: a.example\n:method: POST\n"
        "content-length: 3\nuser-agent: Mozilla/5.0\n");
    QTest::newRow("with titles") << QByteArray(
        "General\nRequest URL: https://a.example/login\nRequest Method: POST\nStatus Code: 302 Found\n"
        "Response Headers\nlocation: /home\nRequest Headers (3)\nHost: a.example\ncontent-length: 3\n"
        "user-agent: Mozilla/5.0\n");
    QTest::newRow("two lines") << QByteArray(
        "Request URL\nhttps://a.example/login\nRequest Method\nPOST\nStatus Code\n302 Found\nRemote Address\n"
        "192.0.2.1:443\nReferrer Policy\nno-referrer\nlocation\n/home\n:authority\na.example\ncontent-length\n3\n"
        "user-agent\nMozilla/5.0\n");
    QTest::newRow("colon, then a line") << QByteArray(
        "Request URL:\nhttps://a.example/login\nRequest Method:\nPOST\nStatus Code:\n302 Found\nlocation:\n/home\n"
        ":authority:\na.example\ncontent-length:\n3\nuser-agent:\nMozilla/5.0\n");
    QTest::newRow("raw") << QByteArray(
        "Request URL: https://a.example/login\nRequest Method: POST\nStatus Code: 302 Found\nResponse Headers\nRaw\n"
        "HTTP/1.1 302 Found\nLocation: /home\nRequest Headers\nRaw\nPOST /login HTTP/1.1\nHost: a.example\n"
        "Content-Length: 3\nUser-Agent: Mozilla/5.0\n");
    QTest::newRow("Safari") << QByteArray(
        "Summary\nURL: https://a.example/login\nStatus: 302 Found\nSource: Network\nAddress: 192.0.2.1:443\n\n"
        "Request\n:method: POST\n:authority: a.example\nContent-Length: 3\nUser-Agent: Mozilla/5.0\n\n"
        "Response\n:status: 302\nLocation: /home\n");
}

void TestToolReaders::devTools()
{
    QFETCH(QByteArray, text);
    const QByteArray next =
        "\nRequest URL: https://a.example/home\nRequest Method: GET\nStatus Code: 200 OK (from disk "
        "cache)\n";
    const ReadRecord one = read(text);
    QCOMPARE(chainsOf(one.traces), u"POST https://a.example/login 302"_s);
    const Hop &hop = one.traces[0].hops[0];
    QCOMPARE(hop.response->headers.first("location"), "/home");
    QCOMPARE(hop.request.headers.first("user-agent"), "Mozilla/5.0");
    QCOMPARE(hop.request.headers.first("host"), "a.example");
    QCOMPARE(hop.request.body.size, 3);
    QCOMPARE(one.traces[0].client, u"browser"_s);
    if (text.contains("Request URL: ")) {
        const ReadRecord two = read(text + next);
        QCOMPARE(chainsOf(two.traces), u"POST https://a.example/login 302 > GET https://a.example/home 200"_s);
        QCOMPARE(two.traces[0].hops[1].kind, HopKind::Cache);
    }
}

void TestToolReaders::devToolsSides()
{
    const ReadRecord record =
        read("Request URL: chrome://newtab/\nRequest Method: GET\n\nRequest URL: http://a.example/\n"
             "Status Code: (failed) net::ERR_CONNECTION_REFUSED\n");
    QCOMPARE(chainsOf(record.traces), u"GET http://a.example/ 0"_s);
    QCOMPARE(record.traces[0].hops[0].error, u"(failed) net::ERR_CONNECTION_REFUSED"_s);
    QVERIFY(notesOf(record).contains(u"\"chrome://newtab/\", is not http or https"_s));
    QVERIFY(notesOf(record).contains(u"GET is assumed"_s));
}

/// The port may not stand behind it.
void TestToolReaders::devToolsAddress()
{
    const QByteArray text =
        "Request URL: http://a.example/\nRequest Method: GET\nStatus Code: 200 OK\nRemote Address: ";
    for (const char *address : {"192.0.2.1", "192.0.2.1:80"})
        QCOMPARE(read(text + address + '\n').traces[0].hops[0].connection.address, u"192.0.2.1"_s);
}

QTEST_GUILESS_MAIN(TestToolReaders)
#include "tst_toolreaders.moc"
