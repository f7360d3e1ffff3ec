// SPDX-License-Identifier: MIT
#include "formats/audit/auditreport.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// A chain of redirects with `status`, the last one answered with `end`.
Trace chainOf(const QByteArrayList &urls, int status = 301, int end = 200)
{
    Trace trace{.client = u"browser"_s};
    for (qsizetype i = 0; i < urls.size(); ++i) {
        Hop hop{.request = {.method = "GET", .url = urls[i]}};
        const bool isLast = i + 1 == urls.size();
        hop.response = Response{.status = isLast ? end : status};
        hop.redirect = isLast ? Redirect() : Redirect{.target = urls[i + 1], .verdict = RedirectVerdict::Follow};
        trace.hops.append(hop);
    }
    return trace;
}

AuditRow rowTo(const QByteArray &source, const QByteArray &target, const QList<int> &statuses = {})
{
    return {.place = {{}, 2}, .listed = source, .source = source, .target = target, .statuses = statuses};
}

AuditResult resultOf(AuditVerdict verdict, const QString &cause, const QByteArray &id)
{
    return {.id = id, .judgement = {verdict, cause, cause}};
}

} // namespace

class TestAuditVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSteps_data();
    void firstSteps();
    void statuses();
    void staysWhereItIs();
    void findings();
    void ends_data();
    void ends();
    void verdictsHaveIds();
    void mapChains();
    void groups();
    void comparison();
    void lines();
    void badLines_data();
    void badLines();
    void ids();
};

void TestAuditVerdict::firstSteps_data()
{
    QTest::addColumn<QByteArrayList>("urls");
    QTest::addColumn<QString>("cause");
    const auto add = [](const char *name, const QByteArrayList &urls, const QString &cause) {
        QTest::newRow(name) << urls << cause;
    };
    add("scheme", {"http://a.example/1", "https://a.example/1", "https://a.example/2"},
        u"2 redirects instead of 1: http to https first"_s);
    add("www", {"https://a.example/1?x", "https://www.a.example/1?x", "https://www.a.example/2"},
        u"2 redirects instead of 1: www was added first"_s);
    add("no www", {"https://www.a.example/1", "https://a.example/1", "https://a.example/2"},
        u"2 redirects instead of 1: www was taken away first"_s);
    add("host", {"https://old.example/1", "https://a.example/1", "https://a.example/2"},
        u"2 redirects instead of 1: another host first"_s);
    add("slash", {"https://a.example/1", "https://a.example/1/", "https://a.example/2"},
        u"2 redirects instead of 1: a slash was added first"_s);
    add("no slash", {"https://a.example/1/", "https://a.example/1", "https://a.example/2"},
        u"2 redirects instead of 1: a slash was taken away first"_s);
    add("case", {"https://a.example/Shop", "https://a.example/shop", "https://a.example/2"},
        u"2 redirects instead of 1: other case first"_s);
    add("three", {"http://a.example/1", "https://a.example/1", "https://a.example/1/", "https://a.example/2"},
        u"3 redirects instead of 1: http to https first"_s);
    add("another page", {"https://a.example/1", "https://a.example/3", "https://a.example/2"},
        u"2 redirects instead of 1"_s);
}

void TestAuditVerdict::firstSteps()
{
    QFETCH(QByteArrayList, urls);
    const AuditJudgement judgement = judged(rowTo(urls.first(), urls.last()), chainOf(urls));
    QCOMPARE(judgement.verdict, AuditVerdict::Fail);
    QTEST(judgement.cause, "cause");
    QVERIFY(judgement.reason.contains(u"redirects instead of at most 1: request 1 went"_s));
}

void TestAuditVerdict::statuses()
{
    const QByteArrayList urls{"http://a.example/1", "http://a.example/2"};
    QCOMPARE(judged(rowTo(urls[0], urls[1], {301}), chainOf(urls)), AuditJudgement());
    QCOMPARE(judged(rowTo(urls[0], urls[1], {308, 301}), chainOf(urls)), AuditJudgement());
    const AuditJudgement failed = {AuditVerdict::Fail, u"302 where 301 or 308 was asked"_s,
                                   u"302 where 301 or 308 was asked."_s};
    QCOMPARE(judged(rowTo(urls[0], urls[1], {301, 308}), chainOf(urls, 302)), failed);
    QCOMPARE(judged(rowTo(urls[0], {}, {410}), chainOf({urls[0]}, 0, 410)), AuditJudgement());
    QCOMPARE(judged(rowTo(urls[0], urls[0], {410}), chainOf({urls[0]}, 0, 410)), AuditJudgement());
    QCOMPARE(judged(rowTo(urls[0], {}, {301, 404}), chainOf(urls, 301, 404)).cause, u"404 at the end"_s);
    QCOMPARE(judged(rowTo(urls[0], {}, {}), chainOf(urls, 302)), AuditJudgement());
}

void TestAuditVerdict::staysWhereItIs()
{
    const QByteArrayList urls{"http://a.example/1", "http://a.example/1?x"};
    QCOMPARE(judged(rowTo(urls[0], urls[0]), chainOf({urls[0]})), AuditJudgement());
    QCOMPARE(judged(rowTo(urls[0], urls[0]), chainOf(urls)).cause, u"another URL at the end"_s);
    QCOMPARE(judged(rowTo(urls[0], urls[0]), chainOf({urls[0], urls[1], urls[0]})).cause,
             u"2 redirects instead of none"_s);
}

void TestAuditVerdict::findings()
{
    Trace trace = chainOf({"http://a.example/1?utm_source=x", "http://a.example/2"});
    trace.findings = {{.id = u"note"_s, .severity = Severity::Note, .hop = 0, .title = u"N"_s, .detail = u"n."_s},
                      {.id = u"query-lost"_s,
                       .severity = Severity::Warning,
                       .hop = 0,
                       .title = u"Query parameters were lost"_s,
                       .detail = u"utm_source."_s},
                      {.id = u"all"_s, .severity = Severity::Error, .title = u"All"_s, .detail = u"of it."_s}};
    const AuditRow row = rowTo(trace.hops[0].request.url, trace.hops[1].request.url);
    QCOMPARE(judged(row, trace),
             (AuditJudgement{AuditVerdict::Warn, u"Query parameters were lost"_s,
                             u"Query parameters were lost (request 1): utm_source. All: of it."_s}));
}

void TestAuditVerdict::ends_data()
{
    QTest::addColumn<QString>("cause");
    const std::pair<OutcomeKind, const char *> ends[] = {
        {OutcomeKind::Loop, "a loop"},
        {OutcomeKind::TooManyRedirects, "too many redirects"},
        {OutcomeKind::MissingLocation, "a redirect without Location"},
        {OutcomeKind::InvalidLocation, "a Location that cannot be requested"},
        {OutcomeKind::UnsupportedScheme, "a Location with another scheme"},
        {OutcomeKind::NetworkError, "network error"},
        {OutcomeKind::TlsError, "TLS error"},
        {OutcomeKind::Timeout, "time limit"},
        {OutcomeKind::Limit, "size limit"},
        {OutcomeKind::Canceled, "not sent"},
        {OutcomeKind::Final, "500 at the end"},
    };
    for (const auto &[kind, cause] : ends)
        QTest::newRow(idOf(kind).data()) << QString::fromLatin1(cause);
}

void TestAuditVerdict::ends()
{
    Trace trace = chainOf({"http://a.example/1", "http://a.example/2"}, 301, 500);
    trace.outcome = {*outcomeKind(QString::fromLatin1(QTest::currentDataTag())), u"Because."_s};
    const AuditJudgement judgement = judged(rowTo("http://a.example/1", "http://a.example/2"), trace);
    QCOMPARE(judgement.verdict, AuditVerdict::Fail);
    QTEST(judgement.cause, "cause");
    const bool isFinal = trace.outcome.kind == OutcomeKind::Final;
    QCOMPARE(judgement.reason, isFinal ? u"http://a.example/2 answers with 500."_s : u"Because."_s);
}

void TestAuditVerdict::verdictsHaveIds()
{
    QCOMPARE(auditVerdictIds(), (QStringList{u"pass"_s, u"warn"_s, u"fail"_s, u"not-asked"_s}));
    for (const QString &id : auditVerdictIds())
        QCOMPARE(QString(idOf(*auditVerdict(id))), id);
    QVERIFY(!auditVerdict(u"x"));
}

void TestAuditVerdict::mapChains()
{
    QCOMPARE(
        withMapChain({}, u"line 1 leads to x"_s),
        (AuditJudgement{AuditVerdict::Warn, u"the target is a source of the list, too"_s, u"line 1 leads to x."_s}));
    QCOMPARE(withMapChain({AuditVerdict::Fail, u"c"_s, u"R."_s}, u"line 1 leads to x"_s),
             (AuditJudgement{AuditVerdict::Fail, u"c"_s, u"R. In the list, line 1 leads to x."_s}));
}

void TestAuditVerdict::groups()
{
    const QList<AuditResult> results{
        resultOf(AuditVerdict::Pass, {}, "1"),         resultOf(AuditVerdict::Warn, u"w"_s, "2"),
        resultOf(AuditVerdict::Fail, u"a"_s, "3"),     resultOf(AuditVerdict::Fail, u"b"_s, "4"),
        resultOf(AuditVerdict::NotAsked, u"n"_s, "5"), resultOf(AuditVerdict::Fail, u"b"_s, "6")};
    QStringList texts;
    for (const AuditGroup &group : groupsOf(results))
        texts.append(u"%1 %2 %3 %4"_s.arg(verdictWord(group.verdict), group.cause,
                                          QString::number(group.results.size()),
                                          QString::number(group.results.first())));
    QCOMPARE(texts,
             (QStringList{u"FAIL b 2 3"_s, u"FAIL a 1 2"_s, u"NOT ASKED n 1 4"_s, u"WARN w 1 1"_s, u"PASS  1 0"_s}));
    QCOMPARE(countsText(results), u"6 URLs: 1 PASS, 1 WARN, 3 FAIL, 1 NOT ASKED"_s);
}

void TestAuditVerdict::comparison()
{
    const AuditBaseline before{{"known", {AuditVerdict::Fail, u"a"_s, {}}},
                               {"other", {AuditVerdict::Fail, u"a"_s, {}}},
                               {"fixed", {AuditVerdict::Fail, u"a"_s, {}}},
                               {"left", {AuditVerdict::Fail, u"a"_s, {}}},
                               {"broken", {AuditVerdict::Warn, u"w"_s, {}}}};
    const AuditComparison comparison =
        compared({resultOf(AuditVerdict::Fail, u"a"_s, "known"), resultOf(AuditVerdict::Fail, u"b"_s, "other"),
                  resultOf(AuditVerdict::Warn, u"w"_s, "fixed"), resultOf(AuditVerdict::NotAsked, u"n"_s, "left"),
                  resultOf(AuditVerdict::Fail, u"a"_s, "broken"), resultOf(AuditVerdict::Fail, u"a"_s, "new")},
                 before);
    QCOMPARE(comparison, (AuditComparison{.broken = {4, 5}, .known = {0, 1}, .fixed = {2}, .changed = {1}}));
    QCOMPARE(comparisonText(comparison), u"Compared with the earlier audit: fixed 1, broken 2, failed before, too, 2 "
                                         "(1 for another cause)."_s);
}

void TestAuditVerdict::lines()
{
    const RedactionOptions redaction;
    AuditRow row =
        rowTo("http://me:pass7word@a.example/1?token=s3cr3tvalue", "http://a.example/2?token=s3cr3tvalue", {301, 308});
    row.place = {u"list.csv"_s, 7};
    row.note = u"two\nlines"_s;
    row.variant = u"slash"_s;
    const AuditJudgement judgement{AuditVerdict::Fail, u"cause"_s, u"It has s3cr3tvalue."_s};
    Trace trace = chainOf({row.source, row.target});
    trace.hops[0].wire = Wire{.sent = "GET /1?token=s3cr3tvalue"};
    const ShownResult shown = shownResult(row, judgement, trace, &redaction);
    const QByteArray line = auditLine(shown);
    QVERIFY(!line.contains("s3cr3t") && !line.contains("pass7word") && line.count('\n') == 1 && line.endsWith('\n'));
    const Result<AuditResult> read = readAuditLine(line, 1);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(*read, shown.result);
    QCOMPARE(read->place, row.place);
    QCOMPARE(read->asked, rowAsked(row, u"browser"_s));
    QVERIFY(!shown.trace.hops[0].wire);
    QVERIFY(auditLine(shownResult(row, judgement, trace, nullptr)).contains("s3cr3tvalue"));
}

void TestAuditVerdict::badLines_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("fault");
    QTest::newRow("verdict") << QByteArray("\"verdict\":\"pass\"") << QByteArray("\"verdict\":\"good\"")
                             << u"verdict"_s;
    QTest::newRow("status") << QByteArray("[301]") << QByteArray("[99]") << u"statuses[0]: expected a status"_s;
    QTest::newRow("version") << QByteArray("\"version\":1}\n") << QByteArray("\"version\":2}\n") << u"version"_s;
    QTest::newRow("member") << QByteArray("\"note\":\"\"") << QByteArray("\"nota\":\"\"") << u"note"_s;
    QTest::newRow("trace") << QByteArray("\"trace\":{") << QByteArray("\"trace\":3,\"x\":{") << u"trace"_s;
    QTest::newRow("cut") << QByteArray("\"verdict\":\"pass\"}") << QByteArray() << u"line 4"_s;
}

void TestAuditVerdict::badLines()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, fault);
    const AuditRow row = rowTo("http://a.example/1", {}, {301});
    QByteArray line = auditLine(shownResult(row, {}, chainOf({row.source}), nullptr));
    if (QByteArrayView(QTest::currentDataTag()) == "cut")
        line.chop(20);
    else
        line.replace(from, to);
    const Result<AuditResult> read = readAuditLine(line, 4);
    QVERIFY(!read);
    QVERIFY2(read.error.startsWith(u"line 4"_s) && read.error.contains(fault), qPrintable(read.error));
}

void TestAuditVerdict::ids()
{
    const AuditRow row = rowTo("http://a.example/1", "http://a.example/2");
    AuditRow elsewhere = row;
    elsewhere.source = "http://staging.example/1";
    QCOMPARE(rowId(elsewhere), rowId(row));
    QVERIFY(rowAsked(elsewhere, u"browser"_s) != rowAsked(row, u"browser"_s));
    QVERIFY(rowAsked(row, u"curl"_s) != rowAsked(row, u"browser"_s));
    AuditRow head = row;
    head.method = "HEAD";
    QVERIFY(rowId(head) != rowId(row));
}

QTEST_APPLESS_MAIN(TestAuditVerdict)
#include "tst_auditverdict.moc"
