// SPDX-License-Identifier: MIT
#include "auditwindow.h"
#include "paint/auditformats.h"
#include "ui/inspect/inspectpage.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QMenu>
#include <QProgressBar>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The results of the page Audit: pause, cancel, resume, what an earlier audit said, reports; and the model alone.
class AuditResultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void pauseAndGoOn();
    void cancelByEscape();
    void escapeElsewhere();
    void resume();
    void storedResults();
    void baseline();
    void secrets();
    void exports_data();
    void exports();
    void robots();
    void exportMenu();
    void exportOverItself();
    void closedWhileRunning();
    void portions();
    void slices();
};

namespace
{

/// Answers when told to.
struct HeldServer {
    explicit HeldServer(RawServer &server)
    {
        server.on({}, [this](QTcpSocket &socket, const QByteArray &) {
            if (isOpen)
                socket.write(answer(200));
            else
                waiting.append(&socket);
        });
    }

    void let()
    {
        isOpen = true;
        for (QTcpSocket *socket : std::exchange(waiting, {}))
            socket->write(answer(200));
    }

    QList<QTcpSocket *> waiting;
    bool isOpen = false;
};

QByteArray someUrls(const AuditWindow &audit, int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += audit.list("SITE/" + QByteArray::number(i) + '\n');
    return text;
}

} // namespace

void AuditResultsTest::pauseAndGoOn()
{
    AuditWindow audit;
    HeldServer held(audit.server);
    audit.page->options()->choose(u"per-host", {u"2"_s});
    QVERIFY(audit.open({audit.write(u"list.txt"_s, someUrls(audit, 6))}));
    audit.press(audit.button(u"Start the audit"_s));
    QTRY_COMPARE_WITH_TIMEOUT(held.waiting.size(), 2, kTimeoutMs);
    QVERIFY(!audit.button(u"Start the audit"_s)->isEnabled());
    audit.press(audit.button(u"Pause the audit"_s));
    QVERIFY(audit.label(u"How far the audit is"_s).startsWith(u"Paused: 0 of 6 URLs, 0 FAIL"_s));
    held.let();
    // What was under way comes to its end, and no more is asked for.
    QTRY_COMPARE_WITH_TIMEOUT(audit.table->model()->rowCount(), 2, kTimeoutMs);
    QCOMPARE(audit.server.requests.size(), 2);
    QVERIFY(audit.label(u"How far the audit is"_s).startsWith(u"Paused: 2 of 6 URLs, 0 FAIL, "_s));
    QCOMPARE(named<QProgressBar>(*audit.page, u"Progress of the audit"_s)->value(), 2);
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Go on with the audit"_s)); }));
    QCOMPARE(audit.server.requests.size(), 6);
    QCOMPARE(audit.label(u"How far the audit is"_s), u"6 URLs: 6 PASS, 0 WARN, 0 FAIL, 0 NOT ASKED."_s);
}

void AuditResultsTest::cancelByEscape()
{
    AuditWindow audit;
    QVERIFY(QTest::qWaitForWindowActive(&audit.window));
    HeldServer held(audit.server);
    audit.page->options()->choose(u"per-host", {u"2"_s});
    QVERIFY(audit.open({audit.write(u"list.txt"_s, someUrls(audit, 5))}));
    audit.press(audit.button(u"Start the audit"_s));
    QTRY_COMPARE_WITH_TIMEOUT(held.waiting.size(), 2, kTimeoutMs);
    QVERIFY(audit.awaitEnd([&] { QTest::keyClick(&audit.window, Qt::Key_Escape); }));
    QCOMPARE(audit.column(AuditModel::Verdict), QStringList(5, u"NOT ASKED"_s));
    QCOMPARE(audit.column(AuditModel::Cause), QStringList(5, u"the audit was ended before"_s));
    QVERIFY(!audit.button(u"Open the selected row on the Inspect page"_s)->isEnabled());
    QVERIFY(audit.button(u"Start the audit"_s)->isEnabled());
}

void AuditResultsTest::escapeElsewhere()
{
    AuditWindow audit;
    QVERIFY(QTest::qWaitForWindowActive(&audit.window));
    HeldServer held(audit.server);
    QVERIFY(audit.open({audit.write(u"list.txt"_s, someUrls(audit, 1))}));
    audit.press(audit.button(u"Start the audit"_s));
    QTRY_COMPARE_WITH_TIMEOUT(held.waiting.size(), 1, kTimeoutMs);
    audit.window.showPage(0);
    QTest::keyClick(&audit.window, Qt::Key_Escape);
    QVERIFY(audit.auditing().isRunning());
    QVERIFY(audit.awaitEnd([&] { held.let(); }));
    QCOMPARE(audit.page->model()->rows().first().result.judgement.verdict, AuditVerdict::Pass);
}

void AuditResultsTest::resume()
{
    AuditWindow audit;
    audit.page->options()->choose(u"resume", {audit.path(u"kept.jsonl"_s)});
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QCOMPARE(audit.server.requests.size(), 8);
    const QByteArray kept = audit.read(u"kept.jsonl"_s);
    QCOMPARE(kept.count('\n'), 4);
    // As after a crash: the last line is cut off, and only that URL is asked for again.
    const qsizetype cut = kept.lastIndexOf("{\"asked\"") + 40;
    audit.write(u"kept.jsonl"_s, kept.first(cut));
    audit.server.requests.clear();
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Start the audit"_s)); }));
    QCOMPARE(audit.read(u"kept.jsonl"_s).count('\n'), 4);
    QVERIFY(audit.server.requests.size() <= 3);
    QCOMPARE(audit.column(AuditModel::Verdict), (QStringList{u"PASS"_s, u"FAIL"_s, u"FAIL"_s, u"FAIL"_s}));
    QCOMPARE(audit.column(AuditModel::Status),
             (QStringList{u"301 → 200"_s, u"302 → 301 → 200"_s, u"404"_s, u"301 → 200"_s}));
    audit.server.requests.clear();
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Start the audit"_s)); }));
    QCOMPARE(audit.server.requests.size(), 0);
    QCOMPARE(audit.table->model()->rowCount(), 4);
    // A file that is none of an audit stays what it is.
    audit.page->options()->choose(u"resume", {audit.write(u"other.txt"_s, "something else\n")});
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QVERIFY(audit.label(u"What is wrong with the audit"_s).contains(u"is not a file of JSON lines of an audit"_s));
    QCOMPARE(audit.read(u"other.txt"_s), QByteArray("something else\n"));
}

void AuditResultsTest::storedResults()
{
    AuditWindow audit;
    audit.page->options()->choose(u"resume", {audit.path(u"kept.jsonl"_s)});
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    audit.page->begin(0, {});
    audit.server.requests.clear();
    QVERIFY(audit.open({audit.path(u"kept.jsonl"_s)}));
    QStringList verdicts = audit.column(AuditModel::Verdict);
    verdicts.sort();
    QCOMPARE(verdicts, (QStringList{u"FAIL"_s, u"FAIL"_s, u"FAIL"_s, u"PASS"_s}));
    QVERIFY(
        audit.label(u"How far the audit is"_s).endsWith(u"kept.jsonl. 4 URLs: 1 PASS, 0 WARN, 3 FAIL, 0 NOT ASKED."_s));
    audit.table->setFocus();
    QTest::keyClick(audit.table, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!audit.window.inspect()->trace().hops.isEmpty(), kTimeoutMs);
    QCOMPARE(audit.server.requests.size(), 0);
}

void AuditResultsTest::baseline()
{
    AuditWindow audit;
    audit.page->options()->choose(u"resume", {audit.path(u"before.jsonl"_s)});
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    auto *change = named<QComboBox>(*audit.page, u"Show what became of rows"_s);
    QVERIFY(!change->isVisible());
    audit.server.on("/gone", answer(200));
    audit.server.on("/moved", answer(500));
    audit.page->options()->choose(u"resume", {});
    audit.page->options()->choose(u"baseline", {audit.path(u"before.jsonl"_s)});
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QCOMPARE(audit.column(AuditModel::Verdict),
             (QStringList{u"FAIL, new"_s, u"FAIL, as before"_s, u"PASS, fixed"_s, u"FAIL, as before"_s}));
    QCOMPARE(audit.label(u"How far the audit is"_s),
             u"4 URLs: 1 PASS, 0 WARN, 3 FAIL, 0 NOT ASKED. Compared with the earlier audit: fixed 1, broken 1, failed "
             "before, too, 2 (2 for another cause)."_s);
    QVERIFY(change->isVisible());
    change->setFocus();
    QTest::keyClicks(change, u"new"_s);
    QCOMPARE(audit.column(AuditModel::Source), QStringList(audit.server.url(u"/moved"_s)));
}

void AuditResultsTest::secrets()
{
    AuditWindow audit;
    QVERIFY(audit.open({audit.write(u"list.txt"_s, audit.list("SITE/a?access_token=hunter2hunter2\n"))}));
    audit.page->options()->choose(u"resume", {audit.path(u"kept.jsonl"_s)});
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QVERIFY(audit.server.requests.first().contains("hunter2hunter2"));
    QVERIFY(!audit.column(AuditModel::Source).first().contains(u"hunter2"_s));
    QVERIFY(!audit.read(u"kept.jsonl"_s).contains("hunter2"));
}

void AuditResultsTest::exports_data()
{
    QTest::addColumn<QString>("id");
    for (const AuditFormat &format : auditFormats())
        QTest::newRow(format.id.data()) << QString(format.id);
}

void AuditResultsTest::exports()
{
    QFETCH(QString, id);
    AuditWindow audit;
    audit.page->options()->choose(u"resume", {audit.path(u"kept.jsonl"_s)});
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map() + "http://,,,\n")}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QSignalSpy exported(&audit.auditing(), &AuditController::exported);
    const AuditFormat *format = auditFormat(id);
    audit.auditing().exportTo(audit.path(u"report"_s), *format);
    QVERIFY(exported.wait(kTimeoutMs));
    QVERIFY(exported.first().first().toBool());
    const QByteArray written = audit.read(u"report"_s);
    if (!format->write) {
        QByteArrayList lines = written.split('\n');
        QByteArrayList kept = audit.read(u"kept.jsonl"_s).split('\n');
        std::sort(lines.begin(), lines.end());
        std::sort(kept.begin(), kept.end());
        QCOMPARE(lines, kept);
        return;
    }
    AuditReport report;
    for (const SettledRow &row : audit.page->model()->rows())
        report.results.append(row.result);
    report.faults = {{{{}, 6}, QString()}};
    const Result<AuditTask> task = readAuditTask({{{}, audit.read(u"map.csv"_s)}}, {});
    report.faults = task->list.faults;
    report.notes = task->list.notes;
    QCOMPARE(report.faults.size(), 1);
    QByteArray wanted;
    format->write(report, [&](const QByteArray &bytes) {
        wanted += bytes;
        return true;
    });
    QCOMPARE(written, wanted);
}

void AuditResultsTest::robots()
{
    AuditWindow audit;
    audit.server.on("/robots.txt", answer(200, {"Content-Type: text/plain"}, "User-agent: *\nDisallow: /gone\n"));
    audit.page->options()->choose(u"no-robots", {});
    audit.page->options()->choose(u"robots", {QString()});
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QCOMPARE(audit.page->model()->rows().at(2).result.judgement.verdict, AuditVerdict::NotAsked);
    QVERIFY(std::ranges::none_of(audit.server.requests,
                                 [](const QByteArray &request) { return request.contains("/gone"); }));
    QSignalSpy exported(&audit.auditing(), &AuditController::exported);
    audit.auditing().exportTo(audit.path(u"report"_s), *auditFormat(u"text"_s));
    QVERIFY(exported.wait(kTimeoutMs));
    QVERIFY(audit.read(u"report"_s).contains(" disallows 1 of 4 URLs for Hopscope"));
}

void AuditResultsTest::exportMenu()
{
    AuditWindow audit;
    QStringList titles;
    for (const QAction *action : audit.button(u"Export the results"_s)->menu()->actions())
        titles.append(action->text());
    QCOMPARE(titles.size(), qsizetype(auditFormats().size()));
    QCOMPARE(titles.first(), QString::fromUtf8(auditFormats().front().title) + u'…');
}

void AuditResultsTest::exportOverItself()
{
    AuditWindow audit;
    audit.page->options()->choose(u"resume", {audit.path(u"kept.jsonl"_s)});
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    const QByteArray kept = audit.read(u"kept.jsonl"_s);
    audit.auditing().exportTo(audit.path(u"kept.jsonl"_s), *auditFormat(u"csv"));
    QVERIFY(
        audit.label(u"What is wrong with the audit"_s).endsWith(u"has these results already: choose another name."_s));
    QCOMPARE(audit.read(u"kept.jsonl"_s), kept);
}

void AuditResultsTest::closedWhileRunning()
{
    auto audit = std::make_unique<AuditWindow>();
    HeldServer held(audit->server);
    QVERIFY(audit->open({audit->write(u"list.txt"_s, someUrls(*audit, 20))}));
    audit->press(audit->button(u"Start the audit"_s));
    QTRY_COMPARE_WITH_TIMEOUT(held.waiting.size(), 4, kTimeoutMs);
    audit.reset();
}

void AuditResultsTest::portions()
{
    AuditModel model;
    const QAbstractItemModelTester tester(&model);
    model.begin(6, {});
    const auto row = [](qsizetype number, AuditVerdict verdict, const QString &cause) {
        SettledRow each{.row = number};
        each.result.source = u"http://a.example/%1"_s.arg(number);
        each.result.method = u"GET"_s;
        each.result.judgement = {verdict, cause, {}};
        return each;
    };
    model.setFilter({.verdict = AuditVerdict::Fail});
    model.add({row(4, AuditVerdict::Fail, u"x"_s), row(1, AuditVerdict::Pass, {})});
    model.add({row(3, AuditVerdict::Pass, {}), row(0, AuditVerdict::Fail, u"y"_s), row(2, AuditVerdict::Fail, u"x"_s)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.shownRow(0).row, 4);
    model.arrange();
    QCOMPARE(model.shownRow(0).row, 0);
    QCOMPARE(model.shownRow(2).row, 4);
    QCOMPARE(model.groups(),
             (QList<AuditGroupCount>{
                 {AuditVerdict::Fail, u"x"_s, 2}, {AuditVerdict::Fail, u"y"_s, 1}, {AuditVerdict::Pass, {}, 2}}));
    model.setFilter({.cause = u"x"_s, .words = {u"A.EXAMPLE/2"_s}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.shownRow(0).row, 2);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 5);
}

void AuditResultsTest::slices()
{
    AuditModel model;
    const QAbstractItemModelTester tester(&model);
    constexpr int kRows = 5000;
    QList<SettledRow> rows;
    for (int number = 0; number < kRows; ++number) {
        SettledRow row{.row = number};
        row.result.source = u"http://a.example/%1"_s.arg(number);
        rows.append(row);
    }
    model.begin(2 * kRows, {});
    model.add(rows);
    QCOMPARE(model.rowCount(), kRows);
    model.setFilter({.words = {u"example/"_s}});
    QVERIFY(model.rowCount() < kRows);
    // Rows that come meanwhile are searched in their turn, and a filter that is replaced shows nothing any more.
    for (SettledRow &row : rows)
        row.row += kRows;
    model.add(rows);
    model.setFilter({.words = {u"example/4999"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, kTimeoutMs);
    QCOMPARE(model.shownRow(0).row, 4999);
    QCOMPARE(model.shownRow(1).row, 9999);
    model.setFilter({.words = {u"example/"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2 * kRows, kTimeoutMs);
}

QTEST_MAIN(AuditResultsTest)
#include "tst_auditresults.moc"
