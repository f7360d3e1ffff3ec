// SPDX-License-Identifier: MIT
#include "net/exchange.h"
#include "rawserver.h"

#include <QTest>
#include <QTimer>

#include <sys/socket.h>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Servers that misbehave: the trace ends as it should, says what happened, and no request is sent twice.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void endlessContentEndsWithTheTrace();
    void endlessInterimResponses();
    void slowAnswerEndsWithTheTrace();
    void waitLimits_data();
    void waitLimits();
    void drip();
    void endlessRedirectContent();
    void reset();
    void tlsAlert();
    void twoLocations_data();
    void twoLocations();
    void redirectContentHoldsNothingUp_data();
    void redirectContentHoldsNothingUp();
};

using Kind = OutcomeKind;

void TestHostile::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("close");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("hops");
    QTest::addColumn<QString>("words");

    const auto row = [](const char *name, const QByteArray &bytes, bool close, Kind outcome, int hops,
                        const QString &words) {
        QTest::newRow(name) << bytes << close << int(outcome) << hops << words;
    };
    const QByteArray longField = "X-Long: " + QByteArray(10 * 1024 * 1024, 'a') + "\r\n";
    row("closes without a response", "", true, Kind::NetworkError, 1, u"closed the connection without a response"_s);
    row("garbage", "GARBAGE\r\n\r\n", false, Kind::NetworkError, 1, u"0x47"_s);
    row("binary garbage", QByteArray("\x16\x03\x01\x00\x05hello", 10), false, Kind::NetworkError, 1, u"not allowed"_s);
    row("half a head", "HTTP/1.1 200 OK\r\nContent-", true, Kind::NetworkError, 1,
        u"in the middle of the response's head"_s);
    row("head of 10 MB", "HTTP/1.1 200 OK\r\n" + longField + "\r\n", false, Kind::Limit, 1, u"larger than 256 KiB"_s);
    row("100,000 lines", "HTTP/1.1 200 OK\r\n" + QByteArray("a:\r\n").repeated(100'000) + "\r\n", false, Kind::Limit, 1,
        u"1000 lines"_s);
    row("two Content-Lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", false,
        Kind::NetworkError, 1, u"5 and 6"_s);
    row("content shorter", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", true, Kind::NetworkError, 1,
        u"after 5 of 10 bytes"_s);
    row("content longer", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, world", false, Kind::Final, 1,
        u"more bytes after the end of the response"_s);
    row("chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", true,
        Kind::NetworkError, 1, u"body"_s);
    row("chunk larger than its data", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello\r\n", true,
        Kind::NetworkError, 1, u"the body"_s);
    row("NUL in Location", answer(302, {QByteArray("Location: /a\0b", 14)}), false, Kind::NetworkError, 1, u"0x00"_s);
    row("status 999", "HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n", false, Kind::Final, 1, u"999"_s);
    row("status 30", "HTTP/1.1 30 X\r\nContent-Length: 0\r\n\r\n", false, Kind::NetworkError, 1, u"status"_s);
    row("HTTP/0.9", "<html>hello</html>", true, Kind::NetworkError, 1, u"0x3C"_s);
    row("HTTP/1.0 without length", "HTTP/1.0 200 OK\r\n\r\nhello", true, Kind::Final, 1, QString());
    row("103 and nothing more", "HTTP/1.1 103 Early Hints\r\n\r\n", true, Kind::NetworkError, 1,
        u"closed the connection"_s);
    row("redirect to itself", answer(302, {"Location: /"}), false, Kind::Loop, 21,
        u"The chain is a loop: 1 redirect leads back to request "_s);
    row("missing Location", answer(302), false, Kind::MissingLocation, 1, u"Location"_s);
    row("ftp", answer(302, {"Location: ftp://127.0.0.1/x"}), false, Kind::UnsupportedScheme, 1, u"ftp"_s);
    row("bad Location", answer(302, {"Location: http://[::1"}), false, Kind::InvalidLocation, 1, u"Location"_s);
    row("redirect to a closed port", answer(302, {"Location: http://127.0.0.1:2/"}), false, Kind::NetworkError, 2,
        u"connection refused by 127.0.0.1:2"_s);
}

void TestHostile::answers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, close);
    QFETCH(QString, words);
    QFETCH(int, hops);
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST")}) {
        RawServer server;
        server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
            socket.write(bytes);
            if (close)
                socket.disconnectFromHost();
        });
        Network network;
        TraceRequest request{.method = method, .url = server.url()};
        if (method == "POST")
            request.content.bytes = "pay=100";
        const Trace trace = runTrace(network, request);
        QTEST(int(trace.outcome.kind), "outcome");
        QCOMPARE(trace.hops.size(), hops);
        const int arrived = hops == 2 ? 1 : hops;
        QCOMPARE(server.requests.size(), arrived);
        const QString said = trace.outcome.message + trace.hops.last().error + trace.hops.last().notes.join(u' ');
        QVERIFY2(said.contains(words, Qt::CaseInsensitive), qPrintable(said));
        QVERIFY(trace.outcome.kind == Kind::Final || !trace.outcome.message.isEmpty());
    }
}

// The time limit is given by the request; that it ends the trace is the point, not when.
void TestHostile::endlessContentEndsWithTheTrace()
{
    RawServer server;
    server.on({}, [](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        const auto more = [&socket] {
            if (socket.bytesToWrite() < 65'536)
                socket.write(QByteArray(65'536, 'x'));
        };
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, more);
        more();
    });
    Network network;
    const Trace trace = runTrace(network, {.url = server.url(), .timeoutMs = 400, .bodyLimit = 1000});
    QCOMPARE(trace.outcome.kind, Kind::Timeout);
    QCOMPARE(trace.hops.size(), 1);
    const Body body = trace.hops.first().response->body;
    QCOMPARE(body.bytes, QByteArray(1000, 'x'));
    QVERIFY(body.truncated);
    QVERIFY(body.size > 1000);
    QVERIFY(trace.hops.first().wire->truncated);
}

void TestHostile::endlessInterimResponses()
{
    RawServer server;
    server.on({}, QByteArray("HTTP/1.1 103 Early Hints\r\n\r\n").repeated(10'000));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.outcome.kind, Kind::Limit);
    QVERIFY(trace.outcome.message.contains(u"100 interim responses"));
    QCOMPARE(server.requests.size(), 1);
}

void TestHostile::slowAnswerEndsWithTheTrace()
{
    RawServer server;
    server.on("/", answer(302, {"Location: /silence"}));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url(), .timeoutMs = 300});
    QCOMPARE(trace.outcome.kind, Kind::Timeout);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops.first().response->status, 302);
    QVERIFY(trace.hops.last().error.contains(u"0.3 seconds"));
    QCOMPARE(server.requests.size(), 2);
}

void TestHostile::waitLimits_data()
{
    QTest::addColumn<QByteArray>("begun");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<WaitLimits>("wait");
    QTest::addColumn<QString>("message");
    QTest::newRow("no TLS") << QByteArray() << true << WaitLimits{.connectMs = 250}
                            << u"no TLS with 127.0.0.1 within 0.25 seconds"_s;
    QTest::newRow("no first byte") << QByteArray() << false << WaitLimits{.firstByteMs = 250}
                                   << u"no response within 0.25 seconds"_s;
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nA: ") << false << WaitLimits{.idleMs = 250}
                                 << u"the server sent nothing for 0.25 seconds in the middle of the response"_s;
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") << false
                                 << WaitLimits{.idleMs = 250}
                                 << u"the server sent nothing for 0.25 seconds in the middle of the response"_s;
}

void TestHostile::waitLimits()
{
    QFETCH(const QByteArray, begun);
    QFETCH(const bool, secure);
    QFETCH(const WaitLimits, wait);
    QFETCH(const QString, message);
    RawServer server;
    server.on({}, begun);
    QTcpServer silent;
    silent.setProxy(QNetworkProxy::NoProxy);
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Network network;
    const QString url = secure ? u"https://127.0.0.1:%1/"_s.arg(silent.serverPort()) : server.url();
    const Trace trace = runTrace(network, {.url = url, .wait = wait});
    QCOMPARE(trace.outcome.kind, Kind::Timeout);
    QCOMPARE(trace.hops.first().error, message);
    QCOMPARE(trace.hops.first().wire.value_or(Wire()).received, begun);
}

void TestHostile::drip()
{
    RawServer server;
    const QByteArray head = "HTTP/1.1 302 Found\r\nLocation: /" + QByteArray(100'000, 'a');
    server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
        auto *timer = new QTimer(&socket);
        connect(timer, &QTimer::timeout, &socket,
                [&socket, &head, sent = 0]() mutable { socket.write(head.mid(sent++, 1)); });
        timer->start(10);
    });
    Network network;
    const Trace trace = runTrace(network, {.url = server.url(), .timeoutMs = 300});
    QCOMPARE(trace.outcome.kind, Kind::Timeout);
    QCOMPARE(server.requests.size(), 1);
    const Hop &hop = trace.hops.first();
    QVERIFY(!hop.response.has_value());
    QVERIFY(head.startsWith(hop.wire->received));
    QVERIFY(!hop.wire->received.isEmpty());
}

void TestHostile::endlessRedirectContent()
{
    RawServer server;
    server.on("/", [](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 302 X\r\nLocation: /end\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto more = [&socket] {
            if (socket.bytesToWrite() < 65'536)
                socket.write("1000\r\n" + QByteArray(0x1000, 'x') + "\r\n");
        };
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, more);
        more();
    });
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.outcome.kind, Kind::Final);
    QCOMPARE(trace.hops.size(), 2);
    const Body body = trace.hops.first().response->body;
    QVERIFY(body.truncated);
    QVERIFY(body.size > kRedirectContentBytes && body.size < 4 * kRedirectContentBytes);
}

void TestHostile::reset()
{
    RawServer server;
    server.on({}, [](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
        socket.flush();
        // Closing with a linger time of 0 sends RST instead of FIN.
        const linger now{.l_onoff = 1, .l_linger = 0};
        setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        socket.abort();
    });
    Network network;
    const Trace trace = runTrace(network, {.method = "POST", .url = server.url(), .content = {.bytes = "pay=1"}});
    QCOMPARE(trace.outcome.kind, Kind::NetworkError);
    QCOMPARE(server.requests.size(), 1);
    QVERIFY2(trace.outcome.message.contains(u"connection"), qPrintable(trace.outcome.message));
}

// RFC 8446 6.2: a fatal alert, handshake_failure.
void TestHostile::tlsAlert()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write(QByteArray::fromHex("15030300020228"));
            socket->disconnectFromHost();
        });
    });
    Network network;
    const Trace trace = runTrace(network, {.url = u"https://127.0.0.1:%1/"_s.arg(server.serverPort())});
    QCOMPARE(trace.outcome.kind, Kind::TlsError);
    QVERIFY2(trace.outcome.message.startsWith(u"TLS handshake with 127.0.0.1 failed"),
             qPrintable(trace.outcome.message));
}

void TestHostile::twoLocations_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QByteArray>("second");
    // curl 7.88.1 and Qt 6.4.2 take the first, Chromium refuses different ones, a strict reader refuses any two.
    QTest::newRow("curl") << u"curl"_s << int(Kind::Final) << QByteArray("/a");
    QTest::newRow("qt") << u"qt"_s << int(Kind::Final) << QByteArray("/a");
    QTest::newRow("browser") << u"browser"_s << int(Kind::InvalidLocation) << QByteArray();
    QTest::newRow("rfc9110") << u"rfc9110"_s << int(Kind::InvalidLocation) << QByteArray();
}

void TestHostile::twoLocations()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, second);
    RawServer server;
    server.on({}, answer(200));
    server.on("/", answer(302, {"Location: /a", "Location: /b"}));
    Network network;
    const Trace trace = runTrace(network, {.client = client, .url = server.url()});
    QTEST(int(trace.outcome.kind), "outcome");
    QCOMPARE(trace.hops.size(), second.isEmpty() ? 1 : 2);
    if (!second.isEmpty())
        QVERIFY(trace.hops.last().request.url.endsWith(second));
    QVERIFY2(trace.hops.first().notes.join(u' ').contains(u"2 Location fields"),
             qPrintable(trace.hops.first().notes.join(u' ')));
}

void TestHostile::redirectContentHoldsNothingUp_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("no length, connection stays open") << QByteArray("HTTP/1.1 302 X\r\nLocation: /end\r\n\r\nsome");
    QTest::newRow("length that never comes")
        << QByteArray("HTTP/1.1 302 X\r\nLocation: /end\r\nContent-Length: 999\r\n\r\nsome");
    QTest::newRow("chunks that never end")
        << QByteArray("HTTP/1.1 302 X\r\nLocation: /end\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n");
}

void TestHostile::redirectContentHoldsNothingUp()
{
    QFETCH(QByteArray, head);
    RawServer server;
    server.on("/", head);
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.outcome.kind, Kind::Final);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops.first().response->body.bytes, "some");
    QVERIFY(trace.hops.first().response->body.truncated);
    QVERIFY(trace.hops.first().notes.join(u' ').contains(u"not read to the end"));
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
