// SPDX-License-Identifier: MIT
#include "findings/findings.h"
#include "loopbackrows.h"
#include "net/server/loopbackroutes.h"
#include "net/server/loopbackserver.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// A client that only writes and reads bytes.
struct Client {
    QTcpSocket socket;
    QByteArray received;

    explicit Client(quint16 port)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, port);
    }
    bool closed() const { return socket.state() == QAbstractSocket::UnconnectedState; }
};

bool matches(const QByteArray &received, const QByteArrayList &bytes)
{
    if (bytes.size() == 1)
        return received == bytes.first();
    return received.startsWith(bytes.first()) &&
           std::all_of(bytes.begin(), bytes.end(), [&](const QByteArray &part) { return received.contains(part); });
}

QJsonObject bodyOfAnswer(const QByteArray &answer)
{
    return QJsonDocument::fromJson(answer.mid(answer.lastIndexOf("\r\n\r\n") + 4)).object();
}

} // namespace

class TestLoopback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyRouteHasRows();
    void everyExampleHasARoute();
    void ownParametersAreNotLost();
    void route_data();
    void route();
    void wholeExchange_data();
    void wholeExchange();
    void echo();
    void echoOfBytes();
    void largeUploadIsHashed();
    void expectContinue();
    void pipelined();
    void visits();
    void cookieEndsTheLoop();
    void badFraming_data();
    void badFraming();
    void headTooLarge();
    void portInUse();
    void secondPortFollowsTheFirst();
    void clientLeavesEndlessBody();

private:
    std::unique_ptr<LoopbackServer> m_server;
    quint16 port() const { return m_server->ports().first(); }
};

void TestLoopback::init()
{
    m_server = std::make_unique<LoopbackServer>();
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    QCOMPARE(m_server->ports().size(), 2);
}

void TestLoopback::everyRouteHasRows()
{
    QSet<QByteArray> tested;
    for (const RouteRow &row : routeRows())
        tested.insert(row.pattern);
    for (const LoopbackRoute &route : loopbackRoutes())
        QVERIFY2(tested.contains(route.pattern), route.pattern);
    QCOMPARE(tested.size(), loopbackRoutes().size());
}

void TestLoopback::everyExampleHasARoute()
{
    for (const LoopbackRoute &route : loopbackRoutes()) {
        for (const QByteArray &example : QByteArray(route.examples).split(' ')) {
            const LoopbackRoute *const found = findLoopbackRoute(example.split('?').first());
            QVERIFY2(found && found->pattern == QByteArrayView(route.pattern), example.constData());
        }
    }
}

/// What a route takes from its query is no parameter that a redirect lost.
void TestLoopback::ownParametersAreNotLost()
{
    QList<QByteArray> targets{"/302?host=shop.localhost&header=A:b&origin=other",
                              "/307?to=http://b.example/x&header=A:b", "/slow?ms=1&to=/echo"};
    for (const LoopbackRoute &route : loopbackRoutes())
        targets += QByteArray(route.examples).split(' ');
    int redirects = 0;
    for (const QByteArray &target : std::as_const(targets)) {
        ServerRequest request{.head = {.method = "GET", .target = target}, .ports = {8601, 8602}};
        splitTarget(request);
        const LoopbackRoute *route = findLoopbackRoute(request.path);
        QVERIFY(route);
        QByteArray bytes;
        for (const ServerChunk &chunk : route->answer(request).chunks)
            bytes += chunk.bytes;
        const Result<ResponseHead> head = parseResponseHead(bytes.left(bytes.indexOf("\r\n\r\n") + 4));
        const std::optional<QByteArray> location = head ? head->headers.first("Location") : std::nullopt;
        if (!location || location->isEmpty() || !target.contains('?'))
            continue;
        ++redirects;
        const QByteArray url = "http://127.0.0.1:8601" + target;
        Hop hop{.request = {.method = "GET", .url = url}, .response = Response{.status = head->status}};
        const QByteArray next = location->startsWith('/') ? "http://127.0.0.1:8601" + *location : *location;
        hop.redirect = Redirect{.location = *location, .target = next, .verdict = RedirectVerdict::Follow};
        for (const Finding &finding : findingsOf({.hops = {hop}}))
            QVERIFY2(finding.id != u"query-lost"_s, target.constData());
    }
    QVERIFY(redirects >= 7);
}

void TestLoopback::route_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("bytes");
    QTest::addColumn<bool>("closes");
    for (const RouteRow &row : routeRows())
        QTest::newRow(row.path) << QByteArray(row.path) << row.bytes << row.closes;
}

void TestLoopback::route()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArrayList, bytes);
    QFETCH(bool, closes);
    const QList<quint16> ports = m_server->ports();
    for (QByteArray &part : bytes)
        part.replace("{own}", QByteArray::number(ports.at(0))).replace("{other}", QByteArray::number(ports.at(1)));

    Client client(ports.at(0));
    client.socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    if (closes)
        QTRY_VERIFY(client.closed());
    QTRY_VERIFY2(matches(client.received, bytes), client.received.left(2000).constData());
    // Once another exchange is through, anything more that the server had to say would be here too.
    Client other(ports.at(1));
    other.socket.write("GET /status/204 HTTP/1.0\r\n\r\n");
    QTRY_VERIFY(other.closed());
    QVERIFY(other.received.startsWith("HTTP/1.1 204 "));
    QVERIFY(matches(client.received, bytes));
    QCOMPARE(client.closed(), closes);
}

void TestLoopback::wholeExchange_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("received");
    const QByteArray noContent = "HTTP/1.1 204 No Content\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    QTest::newRow("HEAD has no body")
        << QByteArray("HEAD /bytes/9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 9\r\n\r\n");
    QTest::newRow("HTTP/1.0 closes") << QByteArray("GET /status/204 HTTP/1.0\r\n\r\n") << noContent;
    QTest::newRow("absolute form")
        << QByteArray("GET http://a.example/status/204 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") << noContent;
    QTest::newRow("empty line first") << QByteArray("\r\nGET /status/204 HTTP/1.0\r\n\r\n") << noContent;
    QTest::newRow("unknown path") << QByteArray("GET /nothing HTTP/1.0\r\n\r\n")
                                  << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                                "Content-Length: 33\r\n\r\nNo such route: / lists them all.\n");
    QTest::newRow("authenticated")
        << QByteArray("GET /basic-auth HTTP/1.0\r\nAuthorization: Basic dXNlcjpwYXNzd29yZA==\r\n\r\n")
        << QByteArray(
               "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 9\r\n\r\nWelcome.\n");
}

void TestLoopback::wholeExchange()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, received);
    Client client(port());
    client.socket.write(sent);
    QTRY_VERIFY(client.closed());
    QCOMPARE(client.received, received);
}

void TestLoopback::echo()
{
    Client client(port());
    client.socket.write(
        "PUT /echo?a HTTP/1.1\r\nHost: x:1\r\nx-Odd:  two\r\nX-odd: 2\r\nContent-Length: 4\r\n\r\n{}\r\n");
    QTRY_VERIFY(client.received.endsWith("}\n"));
    const QJsonObject json = bodyOfAnswer(client.received);
    QCOMPARE(json[u"method"].toString(), u"PUT"_s);
    QCOMPARE(json[u"target"].toString(), u"/echo?a"_s);
    QCOMPARE(json[u"version"].toString(), u"HTTP/1.1"_s);
    QCOMPARE(json[u"port"].toInt(), int(port()));
    const QJsonArray headers = json[u"headers"].toArray();
    QCOMPARE(headers.size(), 4);
    QCOMPARE(headers.at(1)[u"name"].toString(), u"x-Odd"_s);
    QCOMPARE(headers.at(1)[u"value"].toString(), u"two"_s);
    QCOMPARE(headers.at(2)[u"name"].toString(), u"X-odd"_s);
    QCOMPARE(json[u"body"][u"size"].toInt(), 4);
    QCOMPARE(json[u"body"][u"text"].toString(), u"{}\r\n"_s);
    QCOMPARE(json[u"body"][u"sha256"].toString(),
             QString::fromLatin1(QCryptographicHash::hash("{}\r\n", QCryptographicHash::Sha256).toHex()));
}

void TestLoopback::echoOfBytes()
{
    Client client(port());
    client.socket.write(
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\xff\r\n2\r\nab\r\n0\r\n\r\n");
    QTRY_VERIFY(client.received.endsWith("}\n"));
    const QJsonValue body = bodyOfAnswer(client.received)[u"body"];
    QCOMPARE(body[u"size"].toInt(), 3);
    QCOMPARE(body[u"base64"].toString(), u"/2Fi"_s);
}

void TestLoopback::largeUploadIsHashed()
{
    constexpr int kSize = 5'000'000;
    const QByteArray content(kSize, 'u');
    Client client(port());
    client.socket.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(kSize) + "\r\n\r\n" +
                        content);
    QTRY_VERIFY(client.received.endsWith("}\n"));
    const QJsonValue body = bodyOfAnswer(client.received)[u"body"];
    QCOMPARE(body[u"size"].toInt(), kSize);
    QCOMPARE(body[u"text"].toString().size(), 1024 * 1024);
    QVERIFY(body[u"truncated"].toBool());
    QCOMPARE(body[u"sha256"].toString(),
             QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
}

void TestLoopback::expectContinue()
{
    Client client(port());
    client.socket.write("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_COMPARE(client.received, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.socket.write("hi");
    QTRY_VERIFY(client.received.endsWith("}\n"));
    QCOMPARE(bodyOfAnswer(client.received)[u"body"][u"text"].toString(), u"hi"_s);
}

void TestLoopback::pipelined()
{
    Client client(port());
    client.socket.write("GET /status/201 HTTP/1.1\r\nHost: x\r\n\r\nGET /slow?ms=1 HTTP/1.1\r\nHost: x\r\n\r\n"
                        "GET /status/202 HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_VERIFY(client.received.endsWith("202\n"));
    const QList<qsizetype> places{client.received.indexOf("HTTP/1.1 201"), client.received.indexOf("HTTP/1.1 200"),
                                  client.received.indexOf("HTTP/1.1 202")};
    QCOMPARE(places.first(), 0);
    QVERIFY(std::is_sorted(places.begin(), places.end()));
    QVERIFY(!client.closed());
}

void TestLoopback::visits()
{
    Client client(port());
    for (const QByteArray status : {"302", "200", "302"}) {
        client.received.clear();
        client.socket.write("GET /second-time HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_VERIFY(client.received.startsWith("HTTP/1.1 " + status));
        QTRY_VERIFY(client.received.endsWith('\n'));
    }
}

void TestLoopback::cookieEndsTheLoop()
{
    Client client(port());
    client.socket.write("GET /cookie-loop HTTP/1.1\r\nHost: x\r\nCookie: a=b; seen=yes\r\n\r\n");
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 200 OK\r\n"));
}

void TestLoopback::badFraming_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("two lengths") << QByteArray("Content-Length: 4\r\nContent-Length: 5\r\n")
                                 << QByteArray("two different Content-Length values, 4 and 5");
    QTest::newRow("no number") << QByteArray("Content-Length: +4\r\n") << QByteArray("which is not a length");
    QTest::newRow("length and chunks") << QByteArray("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n")
                                       << QByteArray("RFC 9112 6.1");
    QTest::newRow("another transfer coding")
        << QByteArray("Transfer-Encoding: gzip, chunked\r\n") << QByteArray("only chunked is supported here");
    QTest::newRow("chunk without size") << QByteArray("Transfer-Encoding: chunked\r\n")
                                        << QByteArray("A chunk has no valid size");
}

// RFC 9112 6.1, 6.3: a second request could hide in what follows.
void TestLoopback::badFraming()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, words);
    Client client(port());
    client.socket.write("POST /echo HTTP/1.1\r\nHost: x\r\n" + fields + "\r\nzz\r\n");
    QTRY_VERIFY(client.received.endsWith(".\n"));
    QVERIFY2(client.received.startsWith("HTTP/1.1 400 "), client.received.constData());
    QVERIFY2(client.received.contains(words), client.received.constData());
    QVERIFY(client.received.contains("Connection: close\r\n"));
}

void TestLoopback::headTooLarge()
{
    Client client(port());
    client.socket.write("GET / HTTP/1.1\r\nX: " + QByteArray(300 * 1024, 'x'));
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 431 "));
    Client other(port());
    other.socket.write("nonsense\r\n\r\n");
    QTRY_VERIFY(other.received.startsWith("HTTP/1.1 400 "));
}

void TestLoopback::portInUse()
{
    LoopbackServer second;
    QVERIFY(!second.listen(port()));
    QCOMPARE(second.errorString(),
             u"Port %1 of 127.0.0.1 is in use: choose another port, or 0 for any free one."_s.arg(port()));
    QVERIFY(second.ports().isEmpty());
}

void TestLoopback::secondPortFollowsTheFirst()
{
    const quint16 first = port();
    m_server->close();
    QVERIFY(m_server->listen(first));
    QCOMPARE(m_server->ports().first(), first);
    QVERIFY(m_server->ports().last() > first);
}

void TestLoopback::clientLeavesEndlessBody()
{
    auto client = std::make_unique<Client>(port());
    client->socket.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_VERIFY(client->received.size() > 1'000'000);
    client.reset();
    Client next(port());
    next.socket.write("GET /status/204 HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_VERIFY(next.received.startsWith("HTTP/1.1 204 "));
}

QTEST_GUILESS_MAIN(TestLoopback)
#include "tst_loopback.moc"
