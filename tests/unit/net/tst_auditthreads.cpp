// SPDX-License-Identifier: MIT
#include "net/auditthreads.h"
#include "rawserver.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kLongestWait = 60'000;

ReadyRequest requestTo(const RawServer &server, const QString &path)
{
    return *prepare({.url = server.url(path), .proxy = QUrl(u"none:"_s)});
}

/// What came back, in its order.
struct Ended {
    explicit Ended(AuditThreads &threads)
    {
        QObject::connect(&threads, &AuditThreads::finished, &threads,
                         [this](qint64 id, const LentConnections &given, const Trace &trace) {
                             ids.append(id);
                             lent.append(given);
                             traces.append(trace);
                         });
    }

    QList<qint64> ids;
    QList<LentConnections> lent;
    QList<Trace> traces;
};

} // namespace

/// Traces on several network threads, asked for by one.
class TestAuditThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsShare();
    void connectionsStayOnTheirThread();
    void released();
    void cancel();
    void endedWhileUnderWay();
};

void TestAuditThreads::eachHasItsShare()
{
    RawServer server;
    QList<QTcpSocket *> waiting;
    server.on({}, [&](QTcpSocket &socket, const QByteArray &) { waiting.append(&socket); });
    AuditThreads threads(3);
    Ended ended(threads);
    for (qint64 id = 1; id <= 6; ++id)
        threads.start(id, requestTo(server, u"/%1"_s.arg(id)));
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 6, kLongestWait);
    QCOMPARE(ended.ids.size(), 0);
    for (QTcpSocket *each : std::as_const(waiting))
        each->write(answer(200));
    QTRY_COMPARE_WITH_TIMEOUT(ended.ids.size(), 6, kLongestWait);
    QList<int> share(3, 0);
    for (qsizetype i = 0; i < ended.ids.size(); ++i) {
        ++share[ended.lent[i].thread];
        QVERIFY(ended.lent[i].number > 0);
        QCOMPARE(ended.lent[i].targets, 1);
        QVERIFY(ended.traces[i].hops.first().request.url.endsWith('/' + QByteArray::number(ended.ids[i])));
    }
    QCOMPARE(share, (QList<int>{2, 2, 2}));
}

void TestAuditThreads::connectionsStayOnTheirThread()
{
    RawServer server;
    server.on({}, answer(200));
    AuditThreads threads(2);
    Ended ended(threads);
    threads.start(1, requestTo(server, u"/1"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ended.ids.size(), 1, kLongestWait);
    const LentConnections lent = ended.lent.first();
    threads.start(2, requestTo(server, u"/2"_s), lent);
    QTRY_COMPARE_WITH_TIMEOUT(ended.ids.size(), 2, kLongestWait);
    QCOMPARE(ended.lent.last().thread, lent.thread);
    QCOMPARE(ended.lent.last().number, lent.number);
    QVERIFY(!ended.traces.first().hops.first().connection.reused);
    QVERIFY(ended.traces.last().hops.first().connection.reused);
    QCOMPARE(server.connections, 1);
}

/// The server sees the end of a connection that nobody wants any more.
void TestAuditThreads::released()
{
    RawServer server;
    int closed = 0;
    server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
        connect(&socket, &QTcpSocket::disconnected, &server, [&] { ++closed; });
        socket.write(answer(200));
    });
    AuditThreads threads(2);
    Ended ended(threads);
    threads.start(1, requestTo(server, u"/1"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ended.ids.size(), 1, kLongestWait);
    QCOMPARE(closed, 0);
    threads.release(ended.lent.first());
    QTRY_COMPARE_WITH_TIMEOUT(closed, 1, kLongestWait);
}

void TestAuditThreads::cancel()
{
    RawServer server;
    int asked = 0;
    server.on({}, [&](QTcpSocket &, const QByteArray &) { ++asked; });
    AuditThreads threads(2);
    Ended ended(threads);
    for (qint64 id = 1; id <= 5; ++id)
        threads.start(id, requestTo(server, u"/"_s));
    QTRY_COMPARE_WITH_TIMEOUT(asked, 5, kLongestWait);
    threads.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(ended.ids.size(), 5, kLongestWait);
    for (const Trace &trace : std::as_const(ended.traces))
        QCOMPARE(trace.outcome.kind, OutcomeKind::Canceled);
}

void TestAuditThreads::endedWhileUnderWay()
{
    RawServer server;
    int asked = 0;
    server.on({}, [&](QTcpSocket &, const QByteArray &) { ++asked; });
    {
        AuditThreads threads(2);
        for (qint64 id = 1; id <= 5; ++id)
            threads.start(id, requestTo(server, u"/"_s));
        QTRY_COMPARE_WITH_TIMEOUT(asked, 5, kLongestWait);
    }
    // Threads that did nothing end, too.
    const AuditThreads idle(2);
}

QTEST_GUILESS_MAIN(TestAuditThreads)
#include "tst_auditthreads.moc"
