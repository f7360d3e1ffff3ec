// SPDX-License-Identifier: MIT
#include "redirect/statuses.h"
#include "sampletraces.h"
#include "ui/compare/comparemodel.h"
#include "ui/files/tracefiles.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/changesview.h"
#include "ui/inspect/cookiemodel.h"
#include "ui/inspect/findingsmodel.h"
#include "ui/inspect/hopmeaning.h"
#include "ui/inspect/hopmodel.h"
#include "ui/inspect/inspectpage.h"
#include "ui/inspect/ledgermodel.h"
#include "ui/inspect/urlmodel.h"
#include "ui/inspect/whatif.h"
#include "ui/look/bytestext.h"
#include "ui/look/celldelegate.h"
#include "ui/look/links.h"
#include "ui/message/fieldmodel.h"
#include "ui/request/texts.h"

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
    void cookieModel();
    void fieldModel();
    void compareModel();
    void observed_data();
    void observed();
    void bytes_data();
    void bytes();
    void hex();
    void links_data();
    void links();
    void mostTellingHop_data();
    void mostTellingHop();
    void summaryAndTitle();
    void findingsModel();
    void urlModel();
    void whatIfDecides_data();
    void whatIfDecides();
    void whatIfSame();
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
    model.append({trace.hops[0]});
    model.append({trace.hops[1]});
    QCOMPARE(model.rowCount(), 2);
    model.setHops(trace.hops);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(std::pair(model.card(1).status, model.card(1).number), std::pair(303, 2));
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
                    2, {.row = 2});
    const auto names = [&] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(cell(model, row, LedgerModel::Part));
        return all;
    };
    const QStringList present{u"Method"_s, u"Authorization"_s, u"Referer"_s, u"X-Trace"_s};
    QCOMPARE(names(), present + QStringList{u"▸ 4 parts"_s});
    QVERIFY(model.isFold(4) && model.part(4).isEmpty());
    QCOMPARE(cell(model, 4, LedgerModel::Why), u"In neither request: Body, Content-Type, Cookie, Fragment"_s);
    QCOMPARE(cell(model, 0, LedgerModel::Verdict), u"⇄ changed"_s);
    QCOMPARE(model.index(0, LedgerModel::Why).data(LinkRole).toUrl().scheme(), u"https"_s);
    QCOMPARE(cell(model, 1, LedgerModel::Verdict), u"✖ dropped"_s);
    QCOMPARE(cell(model, 2, LedgerModel::Verdict), u"+ added"_s);
    model.setOpen(true);
    const QStringList absent{u"▾ 4 parts"_s, u"Body"_s, u"Content-Type"_s, u"Cookie"_s, u"Fragment"_s};
    QCOMPARE(names(), present + absent);
    QCOMPARE(cell(model, 5, LedgerModel::Before), u"none"_s);
    QCOMPARE(cell(model, 5, LedgerModel::Why), u"In neither request"_s);
    QCOMPARE(model.part(7), u"Cookie"_s);
    model.setOpen(false);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.headerData(LedgerModel::Before, Qt::Horizontal).toString(), u"Request 2"_s);
    QCOMPARE(model.headerData(LedgerModel::After, Qt::Horizontal).toString(), u"Request 3"_s);
}

void ModelsTest::cookieModel()
{
    CookieModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Trace trace = sampleTrace();
    const CookieVerdict sent{"old", CookieFate::Sent, u"Host and path match."_s, u"rfc6265bis 5.8.3"_s};
    trace.hops[0].cookies = {{{"sid", CookieFate::Stored, u"It is new."_s, {}},
                              {{}, CookieFate::Refused, u"It has no name."_s, u"RFC 6265 5.2"_s}},
                             {sent}};
    trace.hops[1].cookies.sent = {{"sid", CookieFate::Withheld, u"Its path is /x."_s, u"RFC 6265 5.4"_s}};
    model.setHop(trace, 0);
    QCOMPARE(model.rowCount(), 4);
    const QStringList names{u"old"_s, u"sid"_s, u"(no name)"_s, u"sid"_s};
    const QStringList messages{u"Request 1"_s, u"Response 1"_s, u"Response 1"_s, u"Request 2"_s};
    const QStringList verdicts{u"sent"_s, u"stored"_s, u"refused"_s, u"withheld"_s};
    for (int row = 0; row < names.size(); ++row) {
        QCOMPARE(cell(model, row, CookieModel::Name), names[row]);
        QCOMPARE(cell(model, row, CookieModel::Message), messages[row]);
        QCOMPARE(cell(model, row, CookieModel::Verdict), verdicts[row]);
    }
    QCOMPARE(cell(model, 3, CookieModel::Why), u"Its path is /x."_s);
    QCOMPARE(model.index(0, CookieModel::Why).data(LinkRole).toUrl().fragment(), u"section-5.8.3"_s);
    QVERIFY(!model.index(1, CookieModel::Why).data(LinkRole).isValid());
    model.setHop(trace, 1);
    QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::emptyLedger()
{
    LedgerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLedger({}, 1, {});
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
    QVERIFY(cell(model, 2, CompareModel::Cache).startsWith(u"No: "_s));
    model.setMethod("GET");
    QCOMPARE(cell(model, 2, CompareModel::Cache), u"Yes, by default"_s);
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
    QTest::newRow("failed") << Trace{.outcome = {OutcomeKind::Timeout, u"too slow"_s}} << u"no response: too slow"_s;
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
    QTest::newRow("line end") << QByteArray("a\r\nb") << u"a\\r\\n\nb"_s;
    QTest::newRow("bare line feed") << QByteArray("a\nb") << u"a\\n\nb"_s;
    QTest::newRow("nul, tab, delete") << QByteArray("\0\t\x7f", 3) << u"\\x00\\t\\x7f"_s;
    QTest::newRow("a backslash that could be a sign") << QByteArray("a\\nb\\\"c\\") << u"a\\\\nb\\\"c\\"_s;
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

void ModelsTest::mostTellingHop_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<int>("row");
    QTest::newRow("the redirect that changed the method") << sampleTrace() << 1;
    QTest::newRow("the hop that failed") << failedTrace() << 1;
    QTest::newRow("nothing changed") << longTrace(3) << 0;
}

void ModelsTest::mostTellingHop()
{
    QFETCH(Trace, trace);
    QFETCH(int, row);
    QCOMPARE(hopscope::mostTellingHop(trace), row);
}

void ModelsTest::summaryAndTitle()
{
    const Trace trace = sampleTrace();
    const auto summary = [&](int hops) {
        HopModel model;
        model.setHops(trace.hops.first(hops));
        return chainSummary(hops, model.endTime());
    };
    QCOMPARE(summary(0), QString());
    QCOMPARE(summary(3), u"3 requests · 2 redirects · 37.2 ms"_s);
    // The second redirect waits for Step: nothing has followed it.
    QCOMPARE(summary(2), u"2 requests · 1 redirect · 24.8 ms"_s);
    QCOMPARE(summary(1), u"1 request · 0 redirects · 12.4 ms"_s);
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

void ModelsTest::findingsModel()
{
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.summary(), u"no findings"_s);
    const QList<Finding> findings{
        {.id = u"a"_s, .severity = Severity::Note, .hop = 0, .title = u"Note"_s, .detail = u"n"_s},
        {.id = u"b"_s, .severity = Severity::Warning, .hop = 1, .title = u"First"_s, .source = u"RFC 9110 15.4"_s},
        {.id = u"c"_s, .severity = Severity::Warning, .hop = -1, .title = u"Second"_s}};
    model.setFindings(findings);
    QCOMPARE(model.summary(), u"2 warnings · 1 note"_s);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.finding(0).id, u"b"_s);
    QCOMPARE(model.finding(1).id, u"c"_s);
    QCOMPARE(model.finding(2).id, u"a"_s);
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().startsWith(u"Warning: First"_s));
    QCOMPARE(model.index(0).data(LinkRole).toUrl().scheme(), u"https"_s);
    model.setHop(0);
    QVERIFY(!model.index(0).data(HighlightRole).toBool());
    QVERIFY(!model.index(1).data(HighlightRole).toBool());
    QVERIFY(model.index(2).data(HighlightRole).toBool());
    QCOMPARE(requestNumbers({0, 1, 2, 4}), u"1–3, 5"_s);
    QList<Finding> many;
    for (int hop = 0; hop < 5; ++hop)
        many.append({.id = u"a"_s, .hop = hop, .title = u"Note"_s, .detail = hop % 2 ? u"odd"_s : u"even"_s});
    model.setFindings(many);
    QCOMPARE(model.rowCount(), 1);
    // What is counted is what is shown, not the requests in it.
    QCOMPARE(model.summary(), u"1 note"_s);
    QCOMPARE(model.hops(0), (QList<int>{0, 1, 2, 3, 4}));
    QCOMPARE(model.index(0).data().toString(), u"ℹ Note\n3 requests (1, 3, 5): even\n2 requests (2, 4): odd"_s);
    QVERIFY(model.index(0).data(HighlightRole).toBool());
}

void ModelsTest::urlModel()
{
    UrlModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<UrlPartRow> rows =
        compareUrls("http://a.example/x?id=1&utm_source=mail&q=2", "https://a.example/x?id=1");
    model.setRows(rows, 3, {.row = 3});
    QCOMPARE(model.headerData(UrlModel::Before, Qt::Horizontal).toString(), u"URL of request 3"_s);
    QCOMPARE(cell(model, 0, UrlModel::Verdict), u"⇄ changed"_s);
    QCOMPARE(cell(model, 5, UrlModel::Part), u"utm_source (campaign)"_s);
    QCOMPARE(cell(model, 5, UrlModel::Before), u"mail"_s);
    QCOMPARE(cell(model, 5, UrlModel::After), u"none"_s);
    QCOMPARE(cell(model, 5, UrlModel::Verdict), u"✖ lost"_s);
    QCOMPARE(lostParametersText(rows), u"2 query parameters are lost, 1 of them for campaign tracking."_s);
    QCOMPARE(lostParametersText(compareUrls("http://a/?x=1", "http://a/?x=2")), QString());
}

void ModelsTest::whatIfDecides_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("text");
    const QString target = u"http://api.localhost:8602/v2/orders/42"_s;
    const QString post = u"The next request would be POST %1, with a body of 24 B."_s.arg(target);
    const QString get = u"The next request would be GET %1, without a body."_s.arg(target);
    // Fetch 4.4 step 12; RFC 9110 15.4
    QTest::newRow("307") << 307 << u"browser"_s << post;
    QTest::newRow("308") << 308 << u"browser"_s << post;
    QTest::newRow("301") << 301 << u"browser"_s << get;
    QTest::newRow("302") << 302 << u"browser"_s << get;
    QTest::newRow("303") << 303 << u"curl"_s << get;
    // Fetch 2.2.6: 300 and 304 are no redirect statuses
    const QString ends = u"Nothing more would be sent: the chain would end here."_s;
    QTest::newRow("300") << 300 << u"browser"_s << ends;
    QTest::newRow("304") << 304 << u"browser"_s << ends;
}

void ModelsTest::whatIfDecides()
{
    QFETCH(int, status);
    QFETCH(QString, client);
    QFETCH(QString, text);
    const Trace trace = sampleTrace();
    const Decision decision = whatIf(trace, 1, status, *findClient(client));
    QVERIFY2(whatIfText(decision).startsWith(text), qPrintable(whatIfText(decision)));
}

void ModelsTest::whatIfSame()
{
    Trace trace = sampleTrace();
    const ClientProfile &browser = *findClient(u"browser"_s);
    trace.hops[1].redirect = whatIf(trace, 1, 303, browser).redirect;
    QCOMPARE(whatIfDifference(*trace.hops[1].redirect, whatIf(trace, 1, 303, browser)), QString());
    QCOMPARE(whatIfDifference(*trace.hops[1].redirect, whatIf(trace, 1, 302, browser)), QString());
    const QString difference = whatIfDifference(*trace.hops[1].redirect, whatIf(trace, 1, 307, browser));
    QVERIFY2(difference.contains(u"method POST instead of GET"_s), qPrintable(difference));
    QVERIFY2(difference.contains(u"Content-Type application/json instead of none"_s), qPrintable(difference));
    QCOMPARE(nextRequestText(u"it"_s, *trace.hops[1].redirect),
             u"Next, it sends GET http://api.localhost:8602/v2/orders/42, without the body of 24 B."_s);
}

QTEST_MAIN(ModelsTest)
#include "tst_models.moc"
