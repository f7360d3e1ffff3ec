// SPDX-License-Identifier: MIT
// A trace over HTTP/2 against a server that answers frame by frame.
#include "http2frames.h"
#include "net/h2/framereader.h"
#include "rawserver.h"
#include "testcertificates.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

namespace
{

/// Answers each request with the bytes that the test says.
class Http2Server : public QObject
{
public:
    using Answer = std::function<QByteArray(quint32 stream, int number)>;

    Http2Server(const TestCertificates &certificates, const Answer &answer) : m_answer(answer)
    {
        QSslConfiguration tls = certificates.server(u"good"_s);
        tls.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2});
        m_server.setSslConfiguration(tls);
        m_server.setProxy(QNetworkProxy::NoProxy);
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] { accept(); });
    }

    QString url() const { return u"https://127.0.0.1:%1/"_s.arg(m_server.serverPort()); }
    void write(const QByteArray &bytes)
    {
        sent += bytes;
        socket->write(bytes);
    }

    QPointer<QTcpSocket> socket; ///< of the last connection
    QByteArray received;         ///< by all connections
    QByteArray sent;
    QList<Http2Frame> frames; ///< received
    int connections = 0;
    int requests = 0;

private:
    void accept()
    {
        while (QTcpSocket *next = m_server.nextPendingConnection()) {
            ++connections;
            socket = next;
            auto reader = std::make_shared<FrameReader>(true);
            const auto read = [this, next, reader] {
                const QByteArray bytes = next->readAll();
                received += bytes;
                const QList<Http2Frame> whole = reader->feed(bytes).frames;
                frames += whole;
                for (const Http2Frame &frame : whole) {
                    if (frame.type == Http2Headers)
                        write(m_answer(frame.stream, ++requests));
                }
            };
            connect(next, &QTcpSocket::readyRead, this, read);
            connect(next, &QTcpSocket::disconnected, next, &QObject::deleteLater);
            write(settingsFrame());
            read();
        }
    }

    QSslServer m_server;
    Answer m_answer;
};

QByteArray redirectOn(quint32 stream)
{
    return headersFrame(stream, {{":status", "302"}, {"location", "/next"}}, true);
}

QByteArray fineOn(quint32 stream)
{
    return headersFrame(stream, {{":status", "200"}}) + dataFrame(stream, "fine", true);
}

QStringList linesOf(const Hop &hop, bool isSent)
{
    QStringList lines;
    if (!hop.wire || !hop.wire->http2)
        return lines;
    for (const Http2Frame &frame : hop.wire->http2->frames) {
        if (frame.isSent == isSent)
            lines.append(http2FrameLine(frame));
    }
    return lines;
}

} // namespace

class TestHttp2Relay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.isOk()); }
    void traceHasTheBytesOfTheServer();
    void framesBetweenRequestsStandWithTheLaterOne();
    void cancelInTheMiddle();
    void connectionIsClosedAfterTheTrace();
    void isNotOfferedUnlessAsked();

private:
    TraceRequest request(const Http2Server &server) const
    {
        return {.url = server.url(), .caFile = m_certificates.authority(), .http2 = true};
    }

    TestCertificates m_certificates;
};

void TestHttp2Relay::traceHasTheBytesOfTheServer()
{
    Http2Server server(m_certificates,
                       [](quint32 stream, int number) { return number < 3 ? redirectOn(stream) : fineOn(stream); });
    Network network;
    const Trace trace = runTrace(network, request(server));
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 3);
    QCOMPARE(server.connections, 1);
    QByteArray sent;
    QByteArray received;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        QVERIFY(hop.wire && hop.wire->http2);
        QCOMPARE(hop.wire->http2->stream, quint32(2 * i + 1));
        QCOMPARE(hop.connection.reused, i > 0);
        QCOMPARE(hop.request.version, "HTTP/2");
        QCOMPARE(hop.response->version, "HTTP/2");
        QVERIFY(hop.error.isEmpty());
        sent += hop.wire->sent;
        received += hop.wire->received;
    }
    QCOMPARE(sent, server.received);
    QCOMPARE(received, server.sent);
    QCOMPARE(trace.hops[2].response->body.bytes, "fine");
    QCOMPARE(linesOf(trace.hops[2], false),
             (QStringList{u"HEADERS, stream 5, END_HEADERS, 13 bytes"_s, u"DATA, stream 5, END_STREAM, 4 bytes"_s}));
}

void TestHttp2Relay::framesBetweenRequestsStandWithTheLaterOne()
{
    Http2Server server(m_certificates,
                       [](quint32 stream, int number) { return number == 1 ? redirectOn(stream) : fineOn(stream); });
    Network network;
    TraceRequest asked = request(server);
    asked.step = true;
    Tracer tracer(network, *prepare(asked));
    QSignalSpy paused(&tracer, &Tracer::paused);
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start();
    QVERIFY(paused.wait());
    const auto isPong = [](const Http2Frame &frame) { return frame.type == Http2Ping; };
    server.write(http2Frame(Http2Ping, 0, 0, "12345678"));
    QTRY_VERIFY(std::any_of(server.frames.cbegin(), server.frames.cend(), isPong));
    tracer.step();
    QVERIFY(finished.count() > 0 || finished.wait());
    const auto trace = finished.first().first().value<Trace>();
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(linesOf(trace.hops[1], false).contains(u"PING, connection, 8 bytes: 3132333435363738"_s));
    QVERIFY(linesOf(trace.hops[1], true).contains(u"PING, connection, ACK, 8 bytes: 3132333435363738"_s));
    QCOMPARE(trace.hops[0].wire->sent + trace.hops[1].wire->sent, server.received);
}

void TestHttp2Relay::cancelInTheMiddle()
{
    Http2Server server(m_certificates, [](quint32 stream, int) {
        return headersFrame(stream, {{":status", "200"}}) + dataFrame(stream, "begun");
    });
    Network network;
    Tracer tracer(network, *prepare(request(server)));
    QSignalSpy finished(&tracer, &Tracer::finished);
    bool isReceiving = false;
    connect(&tracer, &Tracer::progressed, this,
            [&](const HopProgress &progress) { isReceiving = isReceiving || progress.phase == HopPhase::Receive; });
    tracer.start();
    QTRY_VERIFY(isReceiving);
    tracer.cancel();
    QVERIFY(finished.count() > 0 || finished.wait());
    const auto trace = finished.first().first().value<Trace>();
    QCOMPARE(trace.outcome.kind, OutcomeKind::Canceled);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(linesOf(trace.hops[0], true).join(u'\n').contains(u"HEADERS, stream 1"_s));
    QTRY_VERIFY(!server.socket);
    // What was on its way when the connection was cut may not have arrived.
    QVERIFY(!server.received.isEmpty() && trace.hops[0].wire->sent.startsWith(server.received));
}

void TestHttp2Relay::connectionIsClosedAfterTheTrace()
{
    Http2Server server(m_certificates, [](quint32 stream, int) { return fineOn(stream); });
    Network network;
    QCOMPARE(runTrace(network, request(server)).outcome.kind, OutcomeKind::Final);
    QTRY_VERIFY(!server.socket);
}

void TestHttp2Relay::isNotOfferedUnlessAsked()
{
    const QSslConfiguration tls = m_certificates.server(u"good"_s);
    RawServer server(&tls);
    server.on({}, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    Network network;
    for (const bool http2 : {false, true}) {
        const Trace trace =
            runTrace(network, {.url = server.url(), .caFile = m_certificates.authority(), .http2 = http2});
        QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
        QCOMPARE(trace.hops[0].notes.contains(u"HTTP/2 was offered, and the server chose HTTP/1.1 (ALPN)."_s), http2);
        QVERIFY(!trace.hops[0].wire->http2);
        QVERIFY(trace.hops[0].wire->sent.startsWith("GET / HTTP/1.1\r\n"));
    }
}

QTEST_GUILESS_MAIN(TestHttp2Relay)
#include "tst_http2relay.moc"
