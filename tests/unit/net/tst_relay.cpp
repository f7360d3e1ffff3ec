// SPDX-License-Identifier: MIT
#include "rawserver.h"
#include "testcertificates.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// The record is what was on the wire: compared with what a server received, byte for byte.
class TestRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wireIsWhatArrived_data();
    void wireIsWhatArrived();
    void repeatedFieldsKeepOrderAndCase();
    void interimResponses();
    void reuse();
    void deadReusedConnection_data();
    void deadReusedConnection();
    void strangersAreRefused_data();
    void strangersAreRefused();
    void certificates_data();
    void certificates();
    void names();

private:
    TestCertificates m_certificates;
};

void TestRelay::initTestCase()
{
    QVERIFY2(m_certificates.isOk(), "the openssl command made no certificates");
}

static QByteArray randomBytes(QRandomGenerator &random, qsizetype size, QByteArrayView alphabet)
{
    QByteArray bytes(size, '\0');
    for (char &c : bytes)
        c = alphabet.at(random.bounded(alphabet.size()));
    return bytes;
}

static QByteArray anyBytes(QRandomGenerator &random, qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (char &c : bytes)
        c = static_cast<char>(random.bounded(256));
    return bytes;
}

static TraceRequest randomRequest(QRandomGenerator &random)
{
    constexpr QByteArrayView letters = "abcXYZ019-_";
    constexpr QByteArrayView value = "abc XYZ  ,;=\"'()[]{}<>@:/?~\t!#$%&*+.|^`\\\xe9\xff";
    const QByteArray methods[] = {"GET",    "HEAD",    "POST",     "PUT", "PATCH",
                                  "DELETE", "OPTIONS", "PROPFIND", "get", "X-ODD"};
    TraceRequest request;
    request.client = u"rfc9110"_s;
    request.method = methods[random.bounded(10)];
    for (int i = random.bounded(12); i > 0; --i)
        request.headers.append("X-" + randomBytes(random, 1 + random.bounded(20), letters),
                               randomBytes(random, random.bounded(60), value).trimmed());
    constexpr int sizes[] = {0, 1, 24, 1000, 65'536, 300'001, 1024 * 1024};
    if (request.method != "GET" && request.method != "HEAD" && request.method != "get")
        request.content.bytes = anyBytes(random, sizes[random.bounded(7)]);
    request.bodyLimit = 4 * kDefaultBodyLimit;
    return request;
}

void TestRelay::wireIsWhatArrived_data()
{
    QTest::addColumn<bool>("secure");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestRelay::wireIsWhatArrived()
{
    QFETCH(bool, secure);
    constexpr int kRequests = 100;
    const QSslConfiguration tls = m_certificates.server(u"good"_s);
    RawServer server(secure ? &tls : nullptr);
    server.on({}, answer(200, {"X-A: 1"}, "hello"));
    Network network;
    QRandomGenerator random(307);
    for (int i = 0; i < kRequests; ++i) {
        TraceRequest request = randomRequest(random);
        request.url = server.url(u"/%1/%C3%A9%7e?q=%20&i=%2#here"_s.arg(i).arg(i));
        request.caFile = secure ? m_certificates.authority() : QString();
        const Trace trace = runTrace(network, request);
        QCOMPARE(server.requests.size(), i + 1);
        const QByteArray arrived = server.requests.last();
        QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
        const Hop &hop = trace.hops.first();
        QVERIFY(hop.wire.has_value());
        QVERIFY(hop.wire->sent == arrived);
        const auto head = parseRequestHead(QByteArrayView(arrived).first(arrived.indexOf("\r\n\r\n") + 4));
        QVERIFY2(head, qPrintable(head.error));
        QCOMPARE(head->headers, hop.request.headers);
        QCOMPARE(head->method, request.method);
        QVERIFY(arrived.endsWith(request.content.bytes));
        QCOMPARE(hop.request.body.size, request.content.bytes.size());
        if (!request.content.isEmpty())
            QCOMPARE(hop.request.body.sha256,
                     QCryptographicHash::hash(request.content.bytes, QCryptographicHash::Sha256).toHex());
        for (const Header &field : request.headers.fields)
            QVERIFY(hop.request.headers.fields.contains(field));
        QCOMPARE(hop.connection.tls.has_value(), secure);
    }
}

void TestRelay::repeatedFieldsKeepOrderAndCase()
{
    RawServer server;
    server.on({}, "HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nX-A: 3\r\nSet-Cookie: a=1\r\nSet-Cookie: "
                  "b=2\r\nContent-Length: 0\r\n\r\n");
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    const QList<Header> expected = {{"X-A", "1"},          {"x-a", "2"},          {"X-A", "3"},
                                    {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"Content-Length", "0"}};
    QCOMPARE(trace.hops.first().response->headers.fields, expected);
}

void TestRelay::interimResponses()
{
    RawServer server;
    server.on("/", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" +
                       answer(302, {"Location: /end"}));
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.hops.size(), 2);
    const QList<InterimResponse> interim = trace.hops.first().response->interim;
    QCOMPARE(interim.size(), 2);
    QCOMPARE(interim.at(0).status, 100);
    QCOMPARE(interim.at(1).status, 103);
    QCOMPARE(interim.at(1).headers.first("Link"), "</a.css>");
    QCOMPARE(trace.hops.first().response->status, 302);
}

void TestRelay::reuse()
{
    RawServer server;
    server.on("/", answer(302, {"Location: /end"}));
    server.on("/end", answer(200));
    Network network;
    for (int round = 1; round <= 2; ++round) {
        const Trace trace = runTrace(network, {.url = server.url()});
        QVERIFY(!trace.hops.at(0).connection.reused);
        QVERIFY(trace.hops.at(1).connection.reused);
        QCOMPARE(trace.hops.at(1).connection.port, server.port());
        // A trace is a client of its own: it never inherits another's connection.
        QCOMPARE(server.connections, round);
    }
}

void TestRelay::deadReusedConnection_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("arrived");
    QTest::addColumn<bool>("succeeds");
    QTest::newRow("GET is sent once more") << QByteArray("GET") << 3 << true;
    QTest::newRow("PUT is not") << QByteArray("PUT") << 2 << false;
}

// RFC 9110 9.2.1 and 9.2.2: only a safe method is repeated without asking.
void TestRelay::deadReusedConnection()
{
    QFETCH(QByteArray, method);
    RawServer server;
    int visits = 0;
    server.on("/", answer(307, {"Location: /end"}));
    server.on("/end", [&](QTcpSocket &socket, const QByteArray &) {
        if (++visits == 1)
            socket.disconnectFromHost();
        else
            socket.write(answer(200));
    });
    Network network;
    const Trace trace = runTrace(network, {.method = method, .url = server.url()});
    QTEST(int(server.requests.size()), "arrived");
    QTEST(trace.outcome.kind == OutcomeKind::Final, "succeeds");
    const QString notes = trace.hops.last().notes.join(u' ');
    QTEST(notes.contains(u"sent once more"_s), "succeeds");
}

void TestRelay::strangersAreRefused_data()
{
    QTest::addColumn<bool>("knowsPassword");
    QTest::newRow("without credentials") << false;
    QTest::newRow("with credentials, but no exchange") << true;
}

void TestRelay::strangersAreRefused()
{
    QFETCH(bool, knowsPassword);
    RawServer server;
    server.on({}, answer(200));
    Network network;
    const QNetworkProxy proxy = network.relay().proxy();
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(proxy.hostName(), proxy.port());
    if (knowsPassword) {
        const QByteArray user = proxy.user().toLatin1();
        const QByteArray password = proxy.password().toLatin1();
        socket.write(QByteArray::fromHex("050102") + '\x01' + char(user.size()) + user + char(password.size()) +
                     password + QByteArray::fromHex("050100017f000001") + char(server.port() >> 8) +
                     char(server.port() & 0xff));
        socket.write("GET / HTTP/1.1\r\nHost: x\r\nX-Hopscope-Exchange: 0123456789abcdef\r\n\r\n");
    } else {
        socket.write(QByteArray::fromHex("050100"));
    }
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!socket.readAll().contains("HTTP/"));
    QCOMPARE(server.requests.size(), 0);
    QCOMPARE(server.connections, 0);
}

void TestRelay::certificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<bool>("trustAuthority");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("words");

    QTest::newRow("good") << u"good"_s << false << true << int(OutcomeKind::Final) << QString();
    QTest::newRow("unknown authority") << u"good"_s << false << false << int(OutcomeKind::TlsError)
                                       << u"issuer of the certificate of 127.0.0.1"_s;
    QTest::newRow("expired") << u"expired"_s << false << true << int(OutcomeKind::TlsError)
                             << u"expired on 2026-01-02"_s;
    QTest::newRow("not yet valid") << u"future"_s << false << true << int(OutcomeKind::TlsError)
                                   << u"not valid before 2098-01-01"_s;
    QTest::newRow("other name") << u"othername"_s << false << true << int(OutcomeKind::TlsError)
                                << u"certificate is for other.example, not for 127.0.0.1"_s;
    QTest::newRow("self-signed") << u"selfsigned"_s << false << false << int(OutcomeKind::TlsError) << u"self-signed"_s;
    QTest::newRow("self-signed, insecure")
        << u"selfsigned"_s << true << false << int(OutcomeKind::Final) << u"self-signed"_s;
    QTest::newRow("expired, insecure") << u"expired"_s << true << true << int(OutcomeKind::Final)
                                       << u"expired on 2026-01-02"_s;
}

void TestRelay::certificates()
{
    QFETCH(QString, certificate);
    QFETCH(bool, insecure);
    QFETCH(bool, trustAuthority);
    QFETCH(QString, words);
    const QSslConfiguration tls = m_certificates.server(certificate);
    RawServer server(&tls);
    server.on({}, answer(200));
    Network network;
    const Trace trace = runTrace(
        network,
        {.url = server.url(), .insecure = insecure, .caFile = trustAuthority ? m_certificates.authority() : QString()});
    QTEST(int(trace.outcome.kind), "outcome");
    QCOMPARE(trace.hops.size(), 1);
    const Hop &hop = trace.hops.first();
    if (trace.outcome.kind != OutcomeKind::Final) {
        QVERIFY2(hop.error.contains(words), qPrintable(hop.error));
        QCOMPARE(server.requests.size(), 0);
        return;
    }
    QVERIFY(hop.connection.tls.has_value());
    QVERIFY(hop.connection.tls->protocol.startsWith(u"TLS"));
    QVERIFY(!hop.connection.tls->chain.isEmpty());
    QVERIFY(hop.timing.tls > 0);
    QCOMPARE(hop.connection.tls->errors.isEmpty(), words.isEmpty());
    QVERIFY(hop.connection.tls->errors.join(u' ').contains(words));
    const bool isFound = std::ranges::any_of(
        trace.findings, [](const Finding &finding) { return finding.id == u"certificate-not-verified"_s; });
    QCOMPARE(isFound, insecure);
}

void TestRelay::names()
{
    RawServer server;
    server.on({}, answer(200));
    Network network;
    const QString port = QString::number(server.port());
    const Trace local = runTrace(network, {.url = u"http://shop.localhost:%1/"_s.arg(port)});
    QCOMPARE(local.outcome.kind, OutcomeKind::Final);
    QCOMPARE(local.hops.first().connection.address, u"127.0.0.1"_s);
    QVERIFY(server.requests.last().contains("\r\nHost: shop.localhost:" + port.toLatin1() + "\r\n") ||
            server.requests.last().contains("Host: shop.localhost"));

    const Trace overridden =
        runTrace(network, {.url = u"http://shop.example:%1/"_s.arg(port),
                           .overrides = {{u"shop.example"_s, server.port(), QHostAddress(QHostAddress::LocalHost)}}});
    QCOMPARE(overridden.outcome.kind, OutcomeKind::Final);
    QVERIFY(server.requests.last().contains("Host: shop.example:" + port.toLatin1()));

    const Trace unknown = runTrace(network, {.url = u"http://no-such-name.invalid/"_s, .proxy = QUrl(u"none:"_s)});
    QCOMPARE(unknown.outcome.kind, OutcomeKind::NetworkError);
    QCOMPARE(unknown.outcome.message, u"could not resolve no-such-name.invalid"_s);
    QCOMPARE(unknown.hops.size(), 1);

    const Trace refused = runTrace(network, {.url = u"http://127.0.0.1:9/"_s});
    QCOMPARE(refused.outcome.kind, OutcomeKind::NetworkError);
    QCOMPARE(refused.outcome.message, u"connection refused by 127.0.0.1:9"_s);
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
