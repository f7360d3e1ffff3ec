// SPDX-License-Identifier: MIT
#include "formats/audit/auditresult.h"
#include "formats/audit/shownchain.h"
#include "sampletraces.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

// What a table shows of a chain, and the trace in a line of an audit.
class TestShownChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ways();
    void nothing();
    void traceOfLine();
    void chainOfLine();
    void linesWithout_data();
    void linesWithout();
};

void TestShownChain::ways()
{
    Trace trace;
    for (const char *const url : {"http://a.example/1", "http://a.example/2"})
        trace.hops.append(sampleHop("GET", url, 301, "Moved"));
    followTo(trace.hops[0], trace.hops[1].request.url);
    trace.hops[1].response.reset();
    const ShownChain chain = shownChain(trace);
    QCOMPARE(chain.statuses, (QList<int>{301, 0}));
    QCOMPARE(chain.end, u"http://a.example/2"_s);
    QCOMPARE(chain.redirects, 1);
    QCOMPARE(statusesText(chain), u"301 → –"_s);
}

void TestShownChain::nothing()
{
    QCOMPARE(shownChain({}), ShownChain());
    QCOMPARE(statusesText({}), QString());
}

void TestShownChain::traceOfLine()
{
    const AuditRow row{.place = {{}, 3}, .listed = "http://a.example/", .source = "http://a.example/"};
    const ShownResult shown = shownResult(row, {AuditVerdict::Fail, u"x"_s, u"y"_s}, sampleTrace(), nullptr);
    const QByteArray line = auditLine(shown);
    const Result<Trace> trace = auditTrace(line);
    QVERIFY2(trace, qPrintable(trace.error));
    QCOMPARE(trace->hops.size(), sampleTrace().hops.size());
    QCOMPARE(shownChain(*trace), shownChain(shown.trace));
    QCOMPARE(readAuditLine(line, 1)->judgement, shown.result.judgement);
}

/// The result and the chain come from one reading of the line; a trace that is not as it should be has no chain.
void TestShownChain::chainOfLine()
{
    const AuditRow row{.place = {{}, 3}, .listed = "http://a.example/", .source = "http://a.example/"};
    const ShownResult shown = shownResult(row, {AuditVerdict::Fail, u"x"_s, u"y"_s}, sampleTrace(), nullptr);
    const QByteArray line = auditLine(shown);
    const Result<ResultAndChain> read = readChainLine(line, 1);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(read->result, shown.result);
    QCOMPARE(read->chain, shownChain(shown.trace));
    QVERIFY(!read->chain.statuses.isEmpty());

    const qsizetype hops = line.indexOf("\"hops\"");
    QVERIFY(hops > 0);
    const Result<ResultAndChain> odd = readChainLine(QByteArray(line).replace(hops, 6, "\"h0ps\""), 1);
    QVERIFY2(odd, qPrintable(odd.error));
    QCOMPARE(odd->result, shown.result);
    QCOMPARE(odd->chain, ShownChain());
    QVERIFY(!readChainLine("{\"trace\":{}}\n", 1));
}

void TestShownChain::linesWithout_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("no member") << QByteArray("{\"id\":\"x\"}\n") << u"the line has no trace"_s;
    QTest::newRow("cut off") << QByteArray("{\"id\":") << u"line 1"_s;
    QTest::newRow("no trace") << QByteArray("{\"trace\":{}}\n") << u"line 1"_s;
}

void TestShownChain::linesWithout()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, part);
    const Result<Trace> trace = auditTrace(line);
    QVERIFY(!trace);
    QVERIFY2(trace.error.contains(part), qPrintable(trace.error));
}

QTEST_APPLESS_MAIN(TestShownChain)
#include "tst_shownchain.moc"
