// SPDX-License-Identifier: MIT
#include "net/relay/connector.h"
#include "rawserver.h"
#include "testcertificates.h"

#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

QList<QHostAddress> addressesOf(const QStringList &texts)
{
    QList<QHostAddress> addresses;
    for (const QString &text : texts)
        addresses.append(QHostAddress(text));
    return addresses;
}

/// A port of 127.0.0.1 that drops every SYN: its queue is full, and nobody accepts.
class SilentPort
{
public:
    SilentPort()
    {
        sockaddr_in address = at(0);
        m_listening = socket(AF_INET, SOCK_STREAM, 0);
        if (bind(m_listening, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 ||
            listen(m_listening, 0) != 0)
            return;
        socklen_t size = sizeof address;
        getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        for (int &filler : m_fillers) {
            filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            address = at(m_port);
            [[maybe_unused]] const int status =
                ::connect(filler, reinterpret_cast<sockaddr *>(&address), sizeof address);
        }
    }
    ~SilentPort()
    {
        for (const int filler : m_fillers)
            close(filler);
        close(m_listening);
    }
    Q_DISABLE_COPY_MOVE(SilentPort)

    quint16 port() const { return m_port; }

private:
    static sockaddr_in at(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }

    int m_listening = -1;
    int m_fillers[4] = {-1, -1, -1, -1};
    quint16 m_port = 0;
};

} // namespace

/// The way to the server: addresses, names, and the times of what failed.
class TestConnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void families_data();
    void families();
    void secondAddress();
    void everyAddressRefuses();
    void silentServer();
    void longNames_data();
    void longNames();
    void addressLiterals_data();
    void addressLiterals();
    void certificateThatIsNotAccepted();
    void resetIsNoClose_data();
    void resetIsNoClose();
    void tracesDoNotWaitForEachOther();

private:
    // Made by another program, before there are threads here.
    const TestCertificates m_certificates;
};

void TestConnect::families_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QStringList>("inTurn");
    QTest::newRow("one") << QStringList{u"127.0.0.1"_s} << QStringList{u"127.0.0.1"_s};
    QTest::newRow("IPv6 first") << QStringList{u"::1"_s, u"::2"_s, u"::3"_s, u"10.0.0.1"_s, u"10.0.0.2"_s}
                                << QStringList{u"::1"_s, u"10.0.0.1"_s, u"::2"_s, u"10.0.0.2"_s, u"::3"_s};
    QTest::newRow("IPv4 first") << QStringList{u"10.0.0.1"_s, u"::1"_s, u"::2"_s}
                                << QStringList{u"10.0.0.1"_s, u"::1"_s, u"::2"_s};
}

void TestConnect::families()
{
    QFETCH(QStringList, given);
    QFETCH(QStringList, inTurn);
    QCOMPARE(interleaved(addressesOf(given)), addressesOf(inTurn));
}

/// The first address drops the SYN: the second is tried beside it and wins.
void TestConnect::secondAddress()
{
    SilentPort silent;
    QVERIFY(silent.port() != 0);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress(u"127.0.0.2"_s), silent.port()));
    QElapsedTimer clock;
    clock.start();
    Connector connector(
        addressesOf({u"127.0.0.1"_s, u"127.0.0.2"_s}), silent.port(),
        [](QObject *parent) { return new QTcpSocket(parent); }, clock, nullptr);
    QSignalSpy connected(&connector, &Connector::connected);
    QSignalSpy failed(&connector, &Connector::failed);
    connector.start();
    QVERIFY(connected.wait());
    QVERIFY(failed.isEmpty());
    const QList<ConnectAttempt> attempts = connector.attempts();
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts[0].address, u"127.0.0.1"_s);
    QCOMPARE(attempts[0].error, u"given up: 127.0.0.2 connected first"_s);
    QCOMPARE(attempts[1].address, u"127.0.0.2"_s);
    QCOMPARE(attempts[1].error, QString());
    // The second try began after the delay, and the first took all the time until then.
    QVERIFY(attempts[1].start - attempts[0].start >= kAttemptDelayMs * 900);
    QVERIFY(attempts[0].time >= attempts[1].start - attempts[0].start);
}

void TestConnect::everyAddressRefuses()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    Network network;
    const Trace trace = runTrace(network, {.url = u"http://localhost:%1/"_s.arg(port)});
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    QCOMPARE(trace.outcome.message, u"connection refused by localhost:%1 (127.0.0.1)"_s.arg(port));
    const QList<ConnectAttempt> attempts = trace.hops.first().connection.attempts;
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts[0].address, u"127.0.0.1"_s);
    QCOMPARE(attempts[0].error, u"connection refused"_s);
    QCOMPARE(attempts[1].address, u"::1"_s);
    QVERIFY(!attempts[1].error.isEmpty());
}

/// A connection that is not made takes the time that was waited for it, and no other phase has any.
void TestConnect::silentServer()
{
    constexpr int kLimitMs = 300;
    SilentPort silent;
    Network network;
    TraceRequest request{.url = u"http://127.0.0.1:%1/"_s.arg(silent.port())};
    request.wait.connectMs = kLimitMs;
    const Trace trace = runTrace(network, request);
    QCOMPARE(trace.outcome.kind, OutcomeKind::Timeout);
    QCOMPARE(trace.outcome.message, u"no connection to 127.0.0.1:%1 within 0.3 seconds"_s.arg(silent.port()));
    const Hop &hop = trace.hops.first();
    QVERIFY2(hop.timing.connect >= 900 * kLimitMs, qPrintable(QString::number(hop.timing.connect)));
    QCOMPARE(hop.timing.tls + hop.timing.send + hop.timing.wait + hop.timing.receive, 0);
    QCOMPARE(hop.connection.attempts.size(), 1);
    QCOMPARE(hop.connection.attempts.first().error, u"no answer"_s);
    QCOMPARE(hop.connection.address, u"127.0.0.1"_s);
}

void TestConnect::longNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("words");
    QTest::newRow("name of 308 bytes") << QString(300, u'a') + u".example"_s << u"308 bytes"_s;
    QTest::newRow("name of 254 bytes") << u"abcd."_s.repeated(49) + u"test.invl"_s << u"254 bytes"_s;
    QTest::newRow("part of 64 bytes") << QString(64, u'a') + u".invalid"_s << u"part of the host name has 64 bytes"_s;
    QTest::newRow("part of 63 bytes") << QString(63, u'a') + u".invalid"_s << u"could not resolve"_s;
}

void TestConnect::longNames()
{
    QFETCH(QString, host);
    QFETCH(QString, words);
    Network network;
    for (const QString &scheme : {u"http"_s, u"https"_s}) {
        for (const bool http2 : {false, true}) {
            const Trace trace =
                runTrace(network, {.url = u"%1://%2/"_s.arg(scheme, host), .http2 = http2, .proxy = QUrl(u"none:"_s)});
            QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
            QVERIFY2(trace.outcome.message.contains(words), qPrintable(trace.outcome.message));
        }
    }
}

void TestConnect::addressLiterals_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("hostField");
    QTest::newRow("IPv6") << u"[::1]"_s << QByteArray("[::1]");
    QTest::newRow("IPv4 in IPv6") << u"[::ffff:127.0.0.1]"_s << QByteArray("[::ffff:7f00:1]");
    QTest::newRow("IPv4") << u"127.0.0.1"_s << QByteArray("127.0.0.1");
}

/// As the first URL, and in a Location.
void TestConnect::addressLiterals()
{
    QFETCH(QString, host);
    QFETCH(QByteArray, hostField);
    QTcpServer server;
    if (!server.listen(QHostAddress::Any))
        QSKIP("no port for both families");
    QByteArrayList hosts;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [&hosts, &host, &server, socket] {
            const auto head = parseRequestHead(socket->readAll());
            hosts.append(head->headers.first("Host").value_or(QByteArray()));
            const QByteArray target = u"http://%1:%2/end"_s.arg(host).arg(server.serverPort()).toLatin1();
            socket->write(head->target == "/end" ? answer(200) : answer(302, {"Location: " + target}));
        });
    });
    Network network;
    const Trace trace = runTrace(network, {.url = u"http://%1:%2/"_s.arg(host).arg(server.serverPort())});
    if (trace.hops.first().error.contains("unreachable"_L1) || trace.hops.first().error.contains("assign"_L1))
        QSKIP("no IPv6 on this machine");
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    const QByteArray expected = hostField + ':' + QByteArray::number(server.serverPort());
    QCOMPARE(hosts, QByteArrayList({expected, expected}));
}

/// The handshake took time, and the certificate stands in the record with what is wrong with it.
void TestConnect::certificateThatIsNotAccepted()
{
    QVERIFY(m_certificates.isOk());
    const QSslConfiguration tls = m_certificates.server(u"selfsigned"_s);
    RawServer server(&tls);
    server.on({}, answer(200));
    Network network;
    for (const bool http2 : {false, true}) {
        const Trace trace = runTrace(network, {.url = server.url(), .http2 = http2});
        QCOMPARE(trace.outcome.kind, OutcomeKind::TlsError);
        const Hop &hop = trace.hops.first();
        QVERIFY(hop.connection.tls.has_value());
        QCOMPARE(hop.connection.tls->errors, QStringList{trace.outcome.message});
        QCOMPARE(hop.connection.tls->chain.size(), 1);
        QCOMPARE(hop.connection.tls->chain.first().subject, u"127.0.0.1"_s);
        QCOMPARE(hop.connection.address, u"127.0.0.1"_s);
        QVERIFY(hop.timing.tls > 0);
        QVERIFY(!isTlsAccepted(hop));
    }
}

void TestConnect::resetIsNoClose_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QString>("words");
    const QByteArray part = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc";
    QTest::newRow("close") << QByteArray() << false << u"closed the connection without a response"_s;
    QTest::newRow("reset") << QByteArray() << true << u"reset the connection without a response"_s;
    QTest::newRow("close in the content") << part << false << u"closed the connection after 3 of 9 bytes of the body"_s;
    QTest::newRow("reset in the content") << part << true << u"reset the connection after 3 of 9 bytes of the body"_s;
}

void TestConnect::resetIsNoClose()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, reset);
    QFETCH(QString, words);
    RawServer server;
    server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
        socket.write(bytes);
        socket.flush();
        const linger now{1, 0};
        if (reset)
            setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        socket.close();
    });
    Network network;
    // A reset may overtake bytes that were sent before it.
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    const bool isOvertaken = reset && trace.outcome.message.contains("reset the connection"_L1);
    QVERIFY2(isOvertaken || trace.outcome.message.contains(words), qPrintable(trace.outcome.message));
}

/// QNetworkAccessManager opens six connections to a host at most; a trace is not to wait for another one's.
void TestConnect::tracesDoNotWaitForEachOther()
{
    constexpr int kTraces = 20;
    RawServer server;
    QList<QPointer<QTcpSocket>> waiting;
    server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
        waiting.append(&socket);
        // Nobody is answered before all have asked.
        for (qsizetype i = 0; waiting.size() == kTraces && i < kTraces; ++i)
            waiting[i]->write(answer(200));
    });
    Network network;
    QList<Tracer *> tracers;
    QList<Trace> traces;
    for (int i = 0; i < kTraces; ++i) {
        tracers.append(new Tracer(network, *prepare({.url = server.url()}), this));
        connect(tracers.last(), &Tracer::finished, this, [&](const Trace &trace) { traces.append(trace); });
        tracers.last()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(traces.size(), kTraces, 20'000);
    for (const Trace &trace : traces)
        QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    qDeleteAll(tracers);
}

QTEST_GUILESS_MAIN(TestConnect)
#include "tst_connect.moc"
