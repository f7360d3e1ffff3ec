// SPDX-License-Identifier: MIT
#include "redirect/statuses.h"
#include "sampletraces.h"
#include "ui/bytestext.h"
#include "ui/celldelegate.h"
#include "ui/chainview.h"
#include "ui/changesview.h"
#include "ui/comparemodel.h"
#include "ui/fieldmodel.h"
#include "ui/hopmodel.h"
#include "ui/inspectpage.h"
#include "ui/ledgermodel.h"
#include "ui/links.h"
#include "ui/tracefiles.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hopModel();
    void ledgerModel();
    void emptyLedger();
    void fieldModel();
    void compareModel();
    void observed_data();
    void observed();
    void bytes_data();
    void bytes();
    void hex();
    void links_data();
    void links();
    void tellingHop_data();
    void tellingHop();
    void summaryAndTitle();
    void requestOfTrace();
};

namespace
{

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

void ModelsTest::hopModel()
{
    HopModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Trace trace = sampleTrace();
    model.append(trace.hops[0]);
    model.append(trace.hops[1]);
    QCOMPARE(model.rowCount(), 2);
    model.setHops(trace.hops);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.card(1).status, 303);
    QCOMPARE(model.card(1).number, 2);
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"303 See Other"_s));
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"method POST → GET"_s));
}

void ModelsTest::ledgerModel()
{
    LedgerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLedger({{.part = u"X-Trace"_s, .before = u"1"_s, .after = u"1"_s},
                     {.part = u"Referer"_s, .after = u"http://a/"_s, .verdict = PartVerdict::Added},
                     {.part = u"authorization"_s, .before = u"Basic x"_s, .verdict = PartVerdict::Dropped},
                     {.part = u"method"_s,
                      .before = u"POST"_s,
                      .after = u"GET"_s,
                      .verdict = PartVerdict::Changed,
                      .reason = u"Because"_s,
                      .source = u"RFC 9110 15.4.4"_s}},
                    2);
    QCOMPARE(model.rowCount(), 8);
    const QStringList parts{u"Method"_s, u"Body"_s,     u"Content-Type"_s, u"Authorization"_s,
                            u"Cookie"_s, u"Fragment"_s, u"Referer"_s,      u"X-Trace"_s};
    for (int row = 0; row < parts.size(); ++row)
        QCOMPARE(cell(model, row, LedgerModel::Part), parts[row]);
    QCOMPARE(cell(model, 0, LedgerModel::Verdict), u"⇄ changed"_s);
    QCOMPARE(model.index(0, LedgerModel::Why).data(LinkRole).toUrl().scheme(), u"https"_s);
    QCOMPARE(cell(model, 1, LedgerModel::Before), u"none"_s);
    QCOMPARE(cell(model, 1, LedgerModel::Verdict), u"—"_s);
    QVERIFY(!model.index(1, LedgerModel::Verdict).data(ToneRole).isValid());
    QCOMPARE(cell(model, 3, LedgerModel::Verdict), u"✖ dropped"_s);
    QCOMPARE(cell(model, 6, LedgerModel::Verdict), u"+ added"_s);
    QCOMPARE(model.headerData(LedgerModel::Before, Qt::Horizontal).toString(), u"Request 2"_s);
    QCOMPARE(model.headerData(LedgerModel::After, Qt::Horizontal).toString(), u"Request 3"_s);
}

void ModelsTest::emptyLedger()
{
    LedgerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLedger({}, 1);
    QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::fieldModel()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Headers headers;
    headers.append("Set-Cookie", "a=1");
    headers.append("set-cookie", "b=\xe9");
    headers.append("X", "caf\xc3\xa9");
    model.setFields(fieldsOf(headers));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, 0), u"Set-Cookie"_s);
    QCOMPARE(cell(model, 1, 0), u"set-cookie"_s);
    QCOMPARE(cell(model, 1, 1), u"b=é"_s);
    QCOMPARE(cell(model, 2, 1), u"café"_s);
}

void ModelsTest::compareModel()
{
    CompareModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 9);
    QCOMPARE(cell(model, 0, CompareModel::Type), u"307 Temporary Redirect"_s);
    QCOMPARE(cell(model, 0, CompareModel::Observed), u"not run yet"_s);
    Trace trace;
    trace.hops = sampleTrace().hops.mid(1);
    model.setObserved(307, trace);
    QCOMPARE(cell(model, 0, CompareModel::Observed), u"⇄ POST → GET · 0 B"_s);
    QCOMPARE(model.observedCount(), 1);
    model.setHighlighted(307);
    QVERIFY(model.index(0, 3).data(HighlightRole).toBool());
    QVERIFY(!model.index(1, 3).data(HighlightRole).toBool());
    model.clearObserved();
    QCOMPARE(cell(model, 0, CompareModel::Observed), u"not run yet"_s);
}

void ModelsTest::observed_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<QString>("text");
    const QList<Hop> hops = sampleTrace().hops;
    QTest::newRow("kept") << Trace{.hops = hops.first(2)} << u"POST → POST · 24 B"_s;
    QTest::newRow("changed") << Trace{.hops = hops.mid(1)} << u"POST → GET · 0 B"_s;
    QTest::newRow("not followed") << Trace{.hops = hops.first(1)} << u"not followed"_s;
    QTest::newRow("failed") << Trace{.outcome = {OutcomeKind::Timeout, u"too slow"_s}} << u"no answer: too slow"_s;
}

void ModelsTest::observed()
{
    QFETCH(Trace, trace);
    QFETCH(QString, text);
    QCOMPARE(observedText(trace), text);
}

void ModelsTest::bytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("visible");
    QTest::newRow("line end") << QByteArray("a\r\nb") << u"a␍␊\nb"_s;
    QTest::newRow("bare line feed") << QByteArray("a\nb") << u"a␊\nb"_s;
    QTest::newRow("nul, tab, delete") << QByteArray("\0\t\x7f", 3) << u"␀␉␡"_s;
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa9") << u"\\xc3\\xa9"_s;
}

void ModelsTest::bytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, visible);
    QCOMPARE(visibleText(bytes), visible);
}

void ModelsTest::hex()
{
    QCOMPARE(hexText("GET / HTTP/1.1\r\n\xff"),
             u"00000000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..\n"
             "00000010  ff                                               .\n"_s);
}

void ModelsTest::links_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("html");
    QTest::newRow("https") << u"https://a.example/?x=1&y=\"2\""_s
                           << u"<a href=\"https://a.example/?x=1&amp;y=%222%22\">&lt;b&gt;</a>"_s;
    QTest::newRow("script") << u"javascript:alert(1)"_s << u"&lt;b&gt;"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << u"&lt;b&gt;"_s;
    QTest::newRow("none") << QString() << u"&lt;b&gt;"_s;
}

void ModelsTest::links()
{
    QFETCH(QString, url);
    QFETCH(QString, html);
    QCOMPARE(linkHtml(QUrl(url), u"<b>"_s), html);
}

void ModelsTest::tellingHop_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<int>("row");
    QTest::newRow("the redirect that changed the method") << sampleTrace() << 1;
    QTest::newRow("the hop that failed") << failedTrace() << 1;
    QTest::newRow("nothing changed") << longTrace(3) << 0;
}

void ModelsTest::tellingHop()
{
    QFETCH(Trace, trace);
    QFETCH(int, row);
    QCOMPARE(hopscope::tellingHop(trace), row);
}

void ModelsTest::summaryAndTitle()
{
    const Trace trace = sampleTrace();
    QCOMPARE(chainSummary({}), QString());
    QCOMPARE(chainSummary(trace.hops), u"3 requests · 2 redirects · 37.2 ms"_s);
    QCOMPARE(hopTitle(trace.hops[0]), u"307 Temporary Redirect: POST stays POST"_s);
    QCOMPARE(hopTitle(trace.hops[1]), u"303 See Other: POST becomes GET"_s);
    QCOMPARE(hopTitle(trace.hops[2]), u"200 OK: the chain ends here"_s);
    QCOMPARE(hopTitle(failedTrace().hops[1]), u"The request failed"_s);
}

void ModelsTest::requestOfTrace()
{
    Trace trace = sampleTrace();
    trace.hops[0].request.headers.append("Authorization", "Bearer secret");
    trace.hops[0].request.headers.append("X-Own", "1");
    const TraceRequest request = requestOf(trace);
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.url, u"http://shop.localhost:8601/orders"_s);
    QCOMPARE(request.content.bytes, QByteArray("{\"item\":\"tea\",\"qty\":\"2\"}"));
    const Headers expected{.fields = {{"Content-Type", "application/json"}, {"X-Own", "1"}}};
    QVERIFY(request.headers == expected);
}

QTEST_MAIN(ModelsTest)
#include "tst_models.moc"
