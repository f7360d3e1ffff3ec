// SPDX-License-Identifier: MIT
#include "formats/audit/auditdiff.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

AuditedRow rowOf(const QByteArray &id, AuditVerdict verdict, const QString &cause = {},
                 const QByteArrayList &urls = {"http://a.example/1", "http://a.example/2"},
                 const QList<int> &statuses = {301, 200})
{
    AuditedRow row;
    row.result = {.id = id,
                  .place = {{}, id.toInt()},
                  .source = u"http://a.example/"_s + QString::fromLatin1(id),
                  .method = u"GET"_s,
                  .judgement = {verdict, cause, cause.isEmpty() ? QString() : cause + u" here."_s}};
    row.way = {.urls = urls, .statuses = statuses, .lastMethod = "GET", .outcome = {}};
    return row;
}

/// "broken 3: sentence" for each difference.
QStringList linesOf(const AuditDiff &diff)
{
    QStringList lines;
    for (const AuditDifference &each : diff.differences)
        lines.append(u"%1 %2: %3"_s.arg(QString(idOf(each.change)), QString::fromLatin1(each.row.id), each.sentence));
    return lines;
}

const QList<AuditedRow> kBefore{rowOf("1", AuditVerdict::Pass),
                                rowOf("2", AuditVerdict::Pass),
                                rowOf("3", AuditVerdict::Fail, u"404 at the end"_s),
                                rowOf("4", AuditVerdict::Fail, u"a loop"_s),
                                rowOf("5", AuditVerdict::Pass),
                                rowOf("6", AuditVerdict::Warn, u"lost"_s),
                                rowOf("7", AuditVerdict::Pass)};
const QList<AuditedRow> kNow{rowOf("8", AuditVerdict::Pass),
                             rowOf("1", AuditVerdict::Pass),
                             rowOf("2", AuditVerdict::Fail, u"404 at the end"_s),
                             rowOf("3", AuditVerdict::Pass),
                             rowOf("4", AuditVerdict::Fail, u"404 at the end"_s),
                             rowOf("5", AuditVerdict::Pass, {},
                                   {"http://a.example/1", "http://a.example/x", "http://a.example/3"}, {302, 301, 200}),
                             rowOf("6", AuditVerdict::Pass),
                             rowOf("9", AuditVerdict::Fail, u"a loop"_s)};

} // namespace

class TestAuditDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds();
    void ways();
    void placeholders();
    void secrets();
    void formats();
    void lastLineCounts();
};

void TestAuditDiff::kinds()
{
    const AuditDiff diff = diffOf(kBefore, kNow);
    QCOMPARE(
        linesOf(diff),
        (QStringList{u"broken 2: PASS before, now FAIL: 404 at the end here."_s,
                     u"broken 9: Not in the earlier audit, now FAIL: a loop here."_s,
                     u"changed 4: FAIL (a loop) before, now FAIL: 404 at the end here."_s,
                     u"changed 5: PASS as before, but it ends at http://a.example/3 now, at http://a.example/2 "
                     "before; 2 redirects now, 1 before; the first response is 302 now, 301 before."_s,
                     u"changed 6: WARN (lost) before, now PASS."_s, u"new 8: Not in the earlier audit, now PASS."_s,
                     u"gone 7: PASS before, not in the later audit."_s,
                     u"fixed 3: FAIL (404 at the end) before, now PASS."_s}));
    QCOMPARE(diff.same, 1);
    QCOMPARE(countOf(diff, AuditChange::Broken), 2);
}

void TestAuditDiff::ways()
{
    const AuditedRow none = rowOf("1", AuditVerdict::Fail, u"network error"_s, {}, {});
    QVERIFY(diffOf({none}, {none}).differences.isEmpty());
    const AuditedRow end = rowOf("1", AuditVerdict::Pass, {}, {"http://a.example/1", "http://a.example/2"}, {301, 204});
    QCOMPARE(linesOf(diffOf({rowOf("1", AuditVerdict::Pass)}, {end})),
             QStringList{u"changed 1: PASS as before, but the last response is 204 now, 200 before."_s});
}

void TestAuditDiff::placeholders()
{
    const auto row = [](const QByteArray &end) {
        return rowOf("1", AuditVerdict::Pass, {}, {"http://a.example/1", end});
    };
    QVERIFY(diffOf({row("http://a.example/?token=[redacted 1]")}, {row("http://a.example/?token=[redacted 2]")})
                .differences.isEmpty());
}

void TestAuditDiff::secrets()
{
    AuditedRow now = rowOf("1", AuditVerdict::Pass, {}, {"http://a.example/1", "http://a.example/?token=s3cr3tvalue"});
    now.result.source = u"http://a.example/1?token=s3cr3tvalue"_s;
    const AuditDiff diff = withoutSecrets(diffOf({rowOf("1", AuditVerdict::Pass)}, {now}), {});
    QCOMPARE(diff.differences.first().row.source, u"http://a.example/1?token=[redacted 1]"_s);
    QCOMPARE(linesOf(diff),
             QStringList{u"changed 1: PASS as before, but it ends at http://a.example/?token=[redacted 1] now, "
                         "at http://a.example/2 before."_s});
}

void TestAuditDiff::formats()
{
    const AuditDiff diff = diffOf(kBefore, kNow);
    const QByteArray text = auditDiffFormat(u"text")->write(diff);
    QVERIFY2(text.startsWith("broken 2, changed 3, new 1, gone 1, fixed 1; as before 1\n\nbroken  line 2: "
                             "http://a.example/2\n  PASS before, now FAIL: 404 at the end here.\n\nbroken  line 9"),
             text);
    const QByteArray markdown = auditDiffFormat(u"markdown")->write(diff);
    QVERIFY2(markdown.startsWith("## Redirect audits compared\n\nbroken 2, ") && markdown.count("\n### ") == 5 &&
                 markdown.contains("\n### Broken\n\n| Line | Source | What differs |\n|---|---|---|\n"),
             markdown);
    const QJsonObject json = QJsonDocument::fromJson(auditDiffFormat(u"json")->write(diff)).object();
    QCOMPARE(json[u"counts"_s].toObject(),
             (QJsonObject{
                 {u"same"_s, 1}, {u"broken"_s, 2}, {u"changed"_s, 3}, {u"new"_s, 1}, {u"gone"_s, 1}, {u"fixed"_s, 1}}));
    const QJsonArray rows = json[u"differences"_s].toArray();
    QCOMPARE(rows.size(), 8);
    QCOMPARE(rows[1].toObject()[u"before"_s], QJsonValue());
    QCOMPARE(rows[1].toObject()[u"now"_s], u"FAIL"_s);
    QCOMPARE(rows[6].toObject()[u"now"_s], QJsonValue());
    QVERIFY(!auditDiffFormat(u"html"));
}

void TestAuditDiff::lastLineCounts()
{
    AuditedRows rows;
    Trace trace{.client = u"browser"_s};
    trace.hops.append(Hop{.kind = HopKind::Hsts, .request = {.method = "GET", .url = "http://a.example/"}});
    trace.hops.append(
        Hop{.request = {.method = "GET", .url = "https://a.example/"}, .response = Response{.status = 204}});
    for (const AuditVerdict verdict : {AuditVerdict::Fail, AuditVerdict::Pass})
        rows.add({{.id = "1", .judgement = {verdict, {}, {}}}, trace});
    QCOMPARE(rows.rows().size(), 1);
    QCOMPARE(rows.rows().first().result.judgement.verdict, AuditVerdict::Pass);
    QCOMPARE(rows.rows().first().way,
             (AuditWay{.urls = {"https://a.example/"}, .statuses = {204}, .lastMethod = "GET", .outcome = {}}));
}

QTEST_APPLESS_MAIN(TestAuditDiff)
#include "tst_auditdiff.moc"
