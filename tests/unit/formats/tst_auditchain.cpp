// SPDX-License-Identifier: MIT
#include "formats/audit/auditchain.h"
#include "formats/audit/auditresult.h"
#include "sampletraces.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

// What a table shows of a chain, and the trace in a line of an audit.
class TestAuditChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ways();
    void nothing();
    void traceOfLine();
    void linesWithout_data();
    void linesWithout();
};

void TestAuditChain::ways()
{
    Trace trace;
    for (const char *const url : {"http://a.example/1", "http://a.example/2"})
        trace.hops.append(sampleHop("GET", url, 301, "Moved"));
    followTo(trace.hops[0], trace.hops[1].request.url);
    trace.hops[1].response.reset();
    const AuditChain way = shownChainOf(trace);
    QCOMPARE(way.statuses, (QList<int>{301, 0}));
    QCOMPARE(way.end, u"http://a.example/2"_s);
    QCOMPARE(way.redirects, 1);
    QCOMPARE(statusesText(way), u"301 → –"_s);
}

void TestAuditChain::nothing()
{
    QCOMPARE(shownChainOf({}), AuditChain());
    QCOMPARE(statusesText({}), QString());
}

void TestAuditChain::traceOfLine()
{
    const AuditRow row{.place = {{}, 3}, .listed = "http://a.example/", .source = "http://a.example/"};
    const ShownResult shown = shownResult(row, {AuditVerdict::Fail, u"x"_s, u"y"_s}, sampleTrace(), nullptr);
    const QByteArray line = auditLine(shown);
    const Result<Trace> trace = auditTrace(line);
    QVERIFY2(trace, qPrintable(trace.error));
    QCOMPARE(trace->hops.size(), sampleTrace().hops.size());
    QCOMPARE(shownChainOf(*trace), shownChainOf(shown.trace));
    QCOMPARE(readAuditLine(line, 1)->judgement, shown.result.judgement);
}

void TestAuditChain::linesWithout_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("no member") << QByteArray("{\"id\":\"x\"}\n") << u"the line has no trace"_s;
    QTest::newRow("cut off") << QByteArray("{\"id\":") << u"line 1"_s;
    QTest::newRow("no trace") << QByteArray("{\"trace\":{}}\n") << u"line 1"_s;
}

void TestAuditChain::linesWithout()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, part);
    const Result<Trace> trace = auditTrace(line);
    QVERIFY(!trace);
    QVERIFY2(trace.error.contains(part), qPrintable(trace.error));
}

QTEST_APPLESS_MAIN(TestAuditChain)
#include "tst_auditchain.moc"
