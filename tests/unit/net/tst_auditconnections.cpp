// SPDX-License-Identifier: MIT
#include "auditing.h"
#include "net/server/loopbackserver.h"

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Rows of a host use each other's connections.
class TestAuditConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionsAreKept();
    void connectionsThatEnd_data();
    void connectionsThatEnd();
};

void TestAuditConnections::connectionsAreKept()
{
    LoopbackServer server;
    QVERIFY(server.listen(0));
    QList<AuditRow> rows;
    for (int i = 0; i < 40; ++i)
        rows.append({.place = {{}, i + 1},
                     .source = "http://127.0.0.1:" + QByteArray::number(server.ports().first()) + "/301?to=/echo?" +
                               QByteArray::number(i)});
    const Told told = run(rows, {.perHost = 2});
    QVERIFY(told.hasEachOnce(rows.size()));
    qsizetype opened = 0;
    for (const Trace &trace : told.traces) {
        QCOMPARE(trace.hops.size(), 2);
        QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
        for (const Hop &hop : trace.hops)
            opened += hop.connection.reused ? 0 : 1;
    }
    QVERIFY2(opened <= 2, qPrintable(QString::number(opened)));
}

void TestAuditConnections::connectionsThatEnd_data()
{
    QTest::addColumn<QByteArrayList>("fields");
    QTest::newRow("said") << QByteArrayList{"Connection: close"};
    QTest::newRow("not said") << QByteArrayList();
}

void TestAuditConnections::connectionsThatEnd()
{
    QFETCH(QByteArrayList, fields);
    RawServer server;
    server.on({}, [=](QTcpSocket &socket, const QByteArray &) {
        socket.write(answer(200, fields));
        socket.disconnectFromHost();
    });
    const Told told = run(rowsAt(server, 30), {.perHost = 3});
    QVERIFY(told.hasEachOnce(30));
    for (const Trace &trace : told.traces)
        QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    QCOMPARE(server.requests.size(), 30);
}

QTEST_GUILESS_MAIN(TestAuditConnections)
#include "tst_auditconnections.moc"
