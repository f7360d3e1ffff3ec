// SPDX-License-Identifier: MIT
#include "net/watch/watch.h"
#include "rawserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QByteArray kFields = "Host: a.example\r\nUser-Agent: curl/7.88.1\r\n";

QByteArray redirectTo(const QByteArray &location)
{
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
}

const QByteArray kFinal = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Sends `bytes` to the proxy and waits for an answer that ends in `end`.
QByteArray askProxy(quint16 port, const QByteArray &bytes, const QByteArray &end, QTcpSocket *kept = nullptr)
{
    QTcpSocket own;
    QTcpSocket &socket = kept ? *kept : own;
    socket.setProxy(QNetworkProxy::NoProxy);
    if (socket.state() == QAbstractSocket::UnconnectedState)
        socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write(bytes);
    QByteArray answer;
    const bool isThere = QTest::qWaitFor([&] {
        answer += socket.readAll();
        return answer.endsWith(end) || socket.state() == QAbstractSocket::UnconnectedState;
    });
    return isThere ? answer : QByteArray("nothing in time");
}

WatchOptions direct()
{
    WatchOptions options;
    options.connection.systemProxy = false;
    return options;
}

} // namespace

class WatchProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chainIsJoined();
    void requestIsPassedOnAsItIs();
    void strangersStayOut();
    void itselfIsNoTarget();
    void serverThatIsNotThere();
    void serverThatClosesEarly();
    void stopTellsWhatIsUnderWay();
    void socks();
    void tunnelStaysShut();
    void otherProtocolPasses();
};

void WatchProxyTest::chainIsJoined()
{
    RawServer server;
    server.on("/a", redirectTo("/b"));
    server.on("/b", kFinal);
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    QCOMPARE(watch.start(), QString());
    QSignalSpy ended(&watch, &Watch::chainEnded);
    QTcpSocket socket;
    const QByteArray url = server.url(u""_s).toLatin1();
    askProxy(watch.address().port, "POST " + url + "/a HTTP/1.1\r\n" + kFields + "Content-Length: 3\r\n\r\ntea",
             "\r\n\r\n", &socket);
    QCOMPARE(ended.size(), 0);
    askProxy(watch.address().port, "GET " + url + "/b HTTP/1.1\r\n" + kFields + "\r\n", "ok", &socket);
    QTRY_COMPARE(ended.size(), 1);
    const Trace trace = ended.at(0).at(0).value<Trace>();
    QCOMPARE(trace.client, u"curl"_s);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    QCOMPARE(trace.hops[0].wire->sent, server.requests[0]);
    QCOMPARE(trace.hops[1].wire->sent, server.requests[1]);
    QCOMPARE(trace.hops[0].request.body, bodyOf("tea"));
    QCOMPARE(trace.hops[1].response->body, bodyOf("ok"));
    QCOMPARE(trace.hops[0].redirect->verdict, RedirectVerdict::Follow);
    QVERIFY(trace.hops[0].notes.constFirst().contains(u"judged by the rules of curl -L"_s));
    QVERIFY(trace.hops[1].connection.reused);
}

void WatchProxyTest::requestIsPassedOnAsItIs()
{
    RawServer server;
    server.on("/x",
              "HTTP/1.1 200 Fine\r\nX-A:1\r\ntransfer-encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nT: 1\r\n\r\n"_ba);
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    const QByteArray url = server.url(u"/x"_s).toLatin1();
    const QByteArray rest =
        " HTTP/1.1\r\nhOST:  b\r\nX:\t y \r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntea\r\n0\r\n\r\n";
    const QByteArray answer = askProxy(watch.address().port, "PUT " + url + rest, "T: 1\r\n\r\n");
    QTRY_COMPARE(ended.size(), 1);
    const Hop hop = ended.at(0).at(0).value<Trace>().hops.constFirst();
    QCOMPARE(hop.wire->sent, "PUT /x" + rest);
    QCOMPARE(hop.wire->received, answer);
    QCOMPARE(hop.request.body, bodyOf("tea"));
    QCOMPARE(hop.response->body, bodyOf("ok"));
}

void WatchProxyTest::strangersStayOut()
{
    RawServer server;
    server.on("/", kFinal);
    WatchOptions options = direct();
    options.letsOwnPrograms = false;
    Watch watch(options, {.fallback = findClient(u"browser"_s)});
    watch.start();
    const QByteArray head = "GET " + server.url().toLatin1() + " HTTP/1.1\r\n";
    QVERIFY(askProxy(watch.address().port, head + "\r\n", "started with.\n").startsWith("HTTP/1.1 407 "));
    const QByteArray wrong = "Proxy-Authorization: " + basicCredentials("hopscope", "x") + "\r\n\r\n";
    QVERIFY(askProxy(watch.address().port, head + wrong, "started with.\n").startsWith("HTTP/1.1 407 "));
    QCOMPARE(askProxy(watch.address().port, "\x05\x01\x00"_ba + QByteArray(1, '\0'), "\xff"), "\x05\xff"_ba);
    QCOMPARE(server.requests.size(), 0);
    const QByteArray right =
        "Proxy-Authorization: " + basicCredentials(watch.address().user, watch.address().password) + "\r\n\r\n";
    QCOMPARE(askProxy(watch.address().port, head + right, "ok"), kFinal);
    QCOMPARE(server.requests.size(), 1);
}

void WatchProxyTest::itselfIsNoTarget()
{
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    const QByteArray origin = "http://localhost:" + QByteArray::number(watch.address().port);
    const QByteArray answer = askProxy(watch.address().port, "GET " + origin + "/ HTTP/1.1\r\n\r\n", ".\n");
    QVERIFY(answer.startsWith("HTTP/1.1 502 "));
    QVERIFY(answer.contains(origin + " is this proxy itself."));
}

void WatchProxyTest::serverThatIsNotThere()
{
    RawServer server;
    const QByteArray url = server.url().toLatin1();
    server.stop();
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    QVERIFY(askProxy(watch.address().port, "GET " + url + " HTTP/1.1\r\n\r\n", ".\n").startsWith("HTTP/1.1 502 "));
    QTRY_COMPARE(ended.size(), 1);
    const Trace trace = ended.at(0).at(0).value<Trace>();
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    QVERIFY(trace.hops[0].error.startsWith(u"connection refused by 127.0.0.1:"_s));
}

/// The client sees what the server did.
void WatchProxyTest::serverThatClosesEarly()
{
    RawServer server;
    server.on("/", [](QTcpSocket &socket, const QByteArray &) { socket.disconnectFromHost(); });
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    QCOMPARE(askProxy(watch.address().port, "GET " + server.url().toLatin1() + " HTTP/1.1\r\n\r\n", "never"),
             QByteArray());
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(ended.at(0).at(0).value<Trace>().outcome.message.endsWith(u"closed the connection without a response"_s));
}

void WatchProxyTest::stopTellsWhatIsUnderWay()
{
    RawServer server;
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress::LocalHost, watch.address().port);
    socket.write("GET " + server.url().toLatin1() + " HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(server.requests.size(), 1);
    watch.stop();
    QCOMPARE(ended.size(), 1);
    const Trace trace = ended.at(0).at(0).value<Trace>();
    QCOMPARE(trace.outcome.kind, OutcomeKind::Canceled);
    QCOMPARE(trace.hops[0].error, u"watching ended before there was a response"_s);
    QCOMPARE(trace.hops[0].wire->sent, server.requests[0]);
}

void WatchProxyTest::socks()
{
    RawServer server;
    server.on("/s", kFinal);
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    QTcpSocket socket;
    QCOMPARE(askProxy(watch.address().port, QByteArray("\x05\x01\x00", 3), QByteArray("\x05\x00", 2), &socket),
             QByteArray("\x05\x00", 2));
    const QByteArray port = QByteArray(1, char(server.port() >> 8)) + char(server.port() & 0xff);
    const QByteArray reply = QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10);
    QCOMPARE(askProxy(watch.address().port, QByteArray("\x05\x01\x00\x03\x09localhost", 14) + port, reply, &socket),
             reply);
    QCOMPARE(askProxy(watch.address().port, "GET /s HTTP/1.1\r\n\r\n", "ok", &socket), kFinal);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(0).value<Trace>().hops[0].request.url,
             "http://localhost:" + QByteArray::number(server.port()) + "/s");
}

void WatchProxyTest::tunnelStaysShut()
{
    RawServer server;
    server.on("", "pong"_ba);
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    const QByteArray authority = "127.0.0.1:" + QByteArray::number(server.port());
    {
        QTcpSocket socket;
        askProxy(watch.address().port, "CONNECT " + authority + " HTTP/1.1\r\n\r\n", "\r\n\r\n", &socket);
        QCOMPARE(askProxy(watch.address().port, "\x16\x03\x01 ping\r\n\r\n", "pong", &socket), "pong"_ba);
    }
    QTRY_COMPARE(ended.size(), 1);
    const Trace trace = ended.at(0).at(0).value<Trace>();
    QCOMPARE(trace.hops[0].request.method, "CONNECT"_ba);
    QCOMPARE(trace.hops[0].request.url, "https://" + authority + '/');
    QVERIFY(!trace.hops[0].wire);
    QCOMPARE(trace.hops[0].notes.constLast(), u"A tunnel that was not opened: only its name, sizes and time are known. "
                                              "12 bytes were sent and 4 received."_s);
}

void WatchProxyTest::otherProtocolPasses()
{
    RawServer server;
    server.on("/ws", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nfirst"_ba);
    Watch watch(direct(), {.fallback = findClient(u"browser"_s)});
    watch.start();
    QSignalSpy ended(&watch, &Watch::chainEnded);
    {
        QTcpSocket socket;
        const QByteArray head =
            "GET " + server.url(u"/ws"_s).toLatin1() + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
        QVERIFY(askProxy(watch.address().port, head, "first", &socket).endsWith("\r\n\r\nfirst"));
        socket.write("more");
        QTRY_COMPARE(socket.bytesToWrite(), 0);
    }
    QTRY_COMPARE(ended.size(), 1);
    const Hop hop = ended.at(0).at(0).value<Trace>().hops[0];
    QCOMPARE(hop.response->status, 101);
    QCOMPARE(hop.notes.constLast(),
             u"The connection went on with websocket: 4 bytes were sent and 5 received, which were not read."_s);
}

QTEST_GUILESS_MAIN(WatchProxyTest)
#include "tst_watchproxy.moc"
