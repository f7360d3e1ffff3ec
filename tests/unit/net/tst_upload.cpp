// SPDX-License-Identifier: MIT
#include "rawserver.h"
#include "testcertificates.h"

#include <QCryptographicHash>
#include <QTest>
#include <QTimer>

#include <sys/socket.h>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

enum class After { Nothing, EndSide, Close, Reset, ReadAll };

/// Answers as soon as the head is there, and reads none of the content unless told to.
class EarlyServer : public QObject
{
public:
    EarlyServer(const QByteArray &answer, After after) : m_answer(answer), m_after(after)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            socket->setReadBufferSize(kHeadBytes);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QString url() const { return u"http://127.0.0.1:%1/"_s.arg(m_server.serverPort()); }

    QByteArrayList heads;
    qint64 contentRead = 0; ///< behind the first head

private:
    void read(QTcpSocket &socket)
    {
        if (m_answered == &socket) {
            if (m_after == After::ReadAll)
                contentRead += socket.readAll().size();
            return;
        }
        QByteArray bytes = socket.peek(kHeadBytes);
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        heads.append(socket.read(end + 4));
        if (heads.last().contains(" /ok ")) {
            socket.write(::answer(200, {"Connection: close"}, "ok"));
            socket.disconnectFromHost();
            return;
        }
        m_answered = &socket;
        socket.write(m_answer);
        socket.flush();
        if (m_after == After::ReadAll)
            contentRead += socket.readAll().size();
        else if (m_after == After::EndSide)
            shutdown(int(socket.socketDescriptor()), SHUT_WR);
        else if (m_after == After::Close)
            socket.close();
        else if (m_after == After::Reset)
            reset(socket);
    }

    /// When the answer has been read, since a reset may overtake it.
    void reset(QTcpSocket &socket)
    {
        connect(&m_wait, &QTimer::timeout, &socket, [&socket] {
            const linger now{1, 0};
            setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
            socket.close();
        });
        m_wait.setSingleShot(true);
        m_wait.start(kResetMs);
    }

    static constexpr qint64 kHeadBytes = 4096;
    static constexpr int kResetMs = 50;
    QTcpServer m_server;
    QTimer m_wait;
    QByteArray m_answer;
    QTcpSocket *m_answered = nullptr;
    After m_after;
};

} // namespace

/// Servers that answer before they have read the content (RFC 9110 15.5.14, RFC 9112 9.5).
class TestUpload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void earlyAnswer_data();
    void earlyAnswer();
    void earlyRedirect_data();
    void earlyRedirect();
    void readsOnAfterItsAnswer();
    void readsNoMoreAfterItsAnswer();
    void answerThatEndsWithTheClose();
    void overTls();
    void closesWithoutAnAnswer();
    void neverReads();

private:
    const TestCertificates m_certificates;
};

void TestUpload::earlyAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("kib");
    const std::pair<const char *, After> ends[] = {
        {"keeps open", After::Nothing}, {"ends its side", After::EndSide}, {"reads on", After::ReadAll}};
    for (const int kib : {100, 600, 3 * 1024, 40 * 1024}) {
        for (const auto &[name, after] : ends)
            QTest::addRow("413, %s, %d KiB", name, kib) << 413 << int(after) << kib;
        if (kib > 100)
            QTest::addRow("413, resets, %d KiB", kib) << 413 << int(After::Reset) << kib;
    }
    QTest::newRow("403, 600 KiB") << 403 << int(After::Nothing) << 600;
    QTest::newRow("500, 3 MiB") << 500 << int(After::EndSide) << 3 * 1024;
}

/// The answer ends the exchange; what is said to have been sent is what was.
void TestUpload::earlyAnswer()
{
    QFETCH(int, status);
    QFETCH(int, after);
    QFETCH(int, kib);
    EarlyServer server(answer(status, {}, "too large"), After(after));
    Network network;
    const QByteArray content = QByteArray(kib * 1024, 'a');
    const Trace trace =
        runTrace(network, {.method = "POST", .url = server.url(), .content = {.bytes = content}, .timeoutMs = 30'000});
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    QCOMPARE(server.heads.size(), 1);
    QCOMPARE(trace.hops.size(), 1);
    const Hop &hop = trace.hops.first();
    QCOMPARE(hop.response->status, status);
    QCOMPARE(hop.response->body.bytes, "too large");
    QCOMPARE(hop.request.headers.first("Content-Length").value_or(QByteArray()), QByteArray::number(content.size()));
    const Body &sent = hop.request.body;
    const qsizetype head = server.heads.first().size();
    QCOMPARE(hop.wire->sent.first(head), server.heads.first());
    QCOMPARE(hop.wire->sent.size() - head, std::min<qint64>(sent.size, hop.wire->sent.size() - head));
    QCOMPARE(sent.sha256, sent.size == 0
                              ? QByteArray()
                              : QCryptographicHash::hash(content.first(sent.size), QCryptographicHash::Sha256).toHex());
    QVERIFY(sent.size <= content.size());
    const bool isPart = sent.size < content.size();
    const QString note =
        u"The server responded before it had the whole request body: %1 of %2 bytes were sent."_s.arg(sent.size).arg(
            content.size());
    QCOMPARE(hop.notes.contains(note), isPart);
    // The system takes some on its own account; no system takes this much.
    QVERIFY(isPart || kib < 40 * 1024);
}

void TestUpload::earlyRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("kib");
    QTest::addColumn<QByteArray>("method");
    for (const int kib : {600, 40 * 1024}) {
        QTest::addRow("307, closes its side, %d KiB", kib) << 307 << int(After::EndSide) << kib << QByteArray("POST");
        QTest::addRow("307, keeps open, %d KiB", kib) << 307 << int(After::Nothing) << kib << QByteArray("POST");
        QTest::addRow("303, keeps open, %d KiB", kib) << 303 << int(After::Nothing) << kib << QByteArray("GET");
    }
}

/// The next request goes out at once, and with all of the content where the redirect keeps it.
void TestUpload::earlyRedirect()
{
    QFETCH(int, status);
    QFETCH(int, after);
    QFETCH(int, kib);
    QFETCH(QByteArray, method);
    EarlyServer server(answer(status, {"Location: /ok", "Connection: close"}), After(after));
    Network network;
    const qint64 size = kib * 1024;
    const Trace trace = runTrace(
        network,
        {.method = "POST", .url = server.url(), .content = {.bytes = QByteArray(size, 'b')}, .timeoutMs = 30'000});
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(server.heads.size(), 2);
    QVERIFY(server.heads.last().startsWith(method + " /ok "));
    const Hop &first = trace.hops.first();
    QVERIFY(first.request.body.size < size);
    QVERIFY(!first.notes.join(u' ').contains("body was not read"_L1));
    const auto &ledger = first.redirect->ledger;
    const auto body = std::ranges::find(ledger, u"body"_s, &LedgerRow::part);
    QVERIFY(body != ledger.end());
    QCOMPARE(body->before, u"%1 of %2 B, answered before the rest was sent"_s.arg(first.request.body.size).arg(size));
    QCOMPARE(body->verdict, method == "POST" ? PartVerdict::Kept : PartVerdict::Dropped);
    const QByteArray length =
        server.heads.last().contains("Content-Length: " + QByteArray::number(size)) ? "all" : "none";
    QCOMPARE(length, method == "POST" ? "all" : "none");
}

/// 200 before the content, from a server that goes on reading: it gets everything (RFC 9112 9.5 is about errors).
void TestUpload::readsOnAfterItsAnswer()
{
    EarlyServer server(answer(200, {}, "early"), After::ReadAll);
    Network network;
    const qint64 size = 8 * 1024 * 1024;
    const Trace trace = runTrace(
        network,
        {.method = "POST", .url = server.url(), .content = {.bytes = QByteArray(size, 'c')}, .timeoutMs = 30'000});
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    QCOMPARE(trace.hops.first().response->body.bytes, "early");
    QCOMPARE(trace.hops.first().request.body.size, size);
    QTRY_COMPARE(server.contentRead, size);
    QVERIFY(trace.hops.first().notes.isEmpty());
}

/// 200 before the content, from a server that then neither reads nor closes: the answer counts.
void TestUpload::readsNoMoreAfterItsAnswer()
{
    EarlyServer server(answer(200, {}, "early"), After::Nothing);
    Network network;
    TraceRequest request{
        .method = "POST", .url = server.url(), .content = {.bytes = QByteArray(40 * 1024 * 1024, 'f')}};
    request.wait = {.firstByteMs = 300, .idleMs = 300};
    const Trace trace = runTrace(network, request);
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    const Hop &hop = trace.hops.first();
    QCOMPARE(hop.response->body.bytes, "early");
    QVERIFY(hop.request.body.size < 40 * 1024 * 1024);
    QVERIFY(hop.notes.join(u' ').contains(u"%1 of 41943040 bytes were sent"_s.arg(hop.request.body.size)));
}

/// The close ends the answer, and must not end the sending to QNetworkAccessManager's surprise.
void TestUpload::answerThatEndsWithTheClose()
{
    EarlyServer server("HTTP/1.0 413 X\r\n\r\ntoo large", After::EndSide);
    Network network;
    const Trace trace = runTrace(network, {.method = "POST",
                                           .url = server.url(),
                                           .content = {.bytes = QByteArray(40 * 1024 * 1024, 'g')},
                                           .timeoutMs = 30'000});
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    QCOMPARE(trace.hops.first().response->body.bytes, "too large");
    QCOMPARE(server.heads.size(), 1);
}

/// More than the buffers of both sides, to a server that reads it all.
void TestUpload::overTls()
{
    QVERIFY(m_certificates.isOk());
    const QSslConfiguration tls = m_certificates.server(u"selfsigned"_s);
    RawServer server(&tls);
    server.on({}, answer(200, {}, "all"));
    Network network;
    const qint64 size = 20 * 1024 * 1024;
    TraceRequest request{.method = "POST",
                         .url = server.url(),
                         .content = {.bytes = QByteArray(size, 'h')},
                         .insecure = true,
                         .timeoutMs = 60'000};
    const Trace trace = runTrace(network, request);
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    QCOMPARE(trace.hops.first().request.body.size, size);
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(trace.hops.first().notes.isEmpty());
}

void TestUpload::closesWithoutAnAnswer()
{
    EarlyServer server({}, After::Close);
    Network network;
    const Trace trace = runTrace(network, {.method = "POST",
                                           .url = server.url(),
                                           .content = {.bytes = QByteArray(40 * 1024 * 1024, 'd')},
                                           .timeoutMs = 30'000});
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    QVERIFY2(trace.outcome.message.contains(" the connection without a response"_L1),
             qPrintable(trace.outcome.message));
    const Hop &hop = trace.hops.first();
    QVERIFY(hop.request.body.size < 40 * 1024 * 1024);
    QVERIFY(
        hop.notes.join(u' ').contains(u"Only %1 of the request body's 41943040 bytes"_s.arg(hop.request.body.size)));
    QCOMPARE(server.heads.size(), 1);
}

/// The limit for the first byte counts from the last byte that the server took; the time is that of sending.
void TestUpload::neverReads()
{
    constexpr int kLimitMs = 300;
    EarlyServer server({}, After::Nothing);
    Network network;
    TraceRequest request{
        .method = "POST", .url = server.url(), .content = {.bytes = QByteArray(40 * 1024 * 1024, 'e')}};
    request.wait.firstByteMs = kLimitMs;
    const Trace trace = runTrace(network, request);
    QCOMPARE(trace.outcome.kind, OutcomeKind::Timeout);
    const Hop &hop = trace.hops.first();
    QVERIFY(hop.request.body.size < 40 * 1024 * 1024);
    QVERIFY(hop.timing.send >= 900 * kLimitMs);
    QCOMPARE(hop.timing.wait, 0);
}

QTEST_GUILESS_MAIN(TestUpload)
#include "tst_upload.moc"
