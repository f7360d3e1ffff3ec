// SPDX-License-Identifier: MIT
#include "auditwindow.h"
#include "ui/inspect/inspectpage.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The page Audit by keyboard and mouse: lists, results, causes, filter, a row as a trace.
class AuditPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void emptyState();
    void byKeyboard();
    void byMouse();
    void causes();
    void filter();
    void pasted();
    void noText();
    void dropped();
    void droppedText();
    void faults();
    void strict();
    void badOption();
    void noUrls();
    void options();
    void chains();
    void missingFile();
};

void AuditPageTest::emptyState()
{
    AuditWindow audit;
    QVERIFY(audit.page->isVisible());
    const QList<QLabel *> labels = audit.page->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() &&
               label->text() == "Open, drop or paste a list of URLs, a redirect map (CSV), a sitemap or a page with "
                                "links, and press Start to ask for each of them."_L1;
    }));
    QVERIFY(!audit.button(u"Start the audit"_s)->isEnabled());
    QVERIFY(!audit.button(u"Pause the audit"_s)->isEnabled());
    QVERIFY(!audit.button(u"Cancel the audit"_s)->isEnabled());
    QVERIFY(!audit.button(u"Export the results"_s)->isEnabled());
    QCOMPARE(audit.label(u"List"_s), u"No list yet"_s);
}

void AuditPageTest::byKeyboard()
{
    AuditWindow audit;
    QVERIFY(QTest::qWaitForWindowActive(&audit.window));
    audit.window.showPage(0);
    QTest::keyClick(&audit.window, Qt::Key_7, Qt::ControlModifier);
    QVERIFY(audit.page->isVisible());
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QCOMPARE(audit.label(u"List"_s), u"map.csv"_s);
    QCOMPARE(audit.label(u"How far the audit is"_s), u"4 URLs to ask for."_s);
    QCOMPARE(audit.server.requests.size(), 0);
    QVERIFY(audit.awaitEnd([&] { QTest::keyClick(&audit.window, Qt::Key_R, Qt::ControlModifier); }));
    QCOMPARE(audit.column(AuditModel::Verdict), (QStringList{u"PASS"_s, u"FAIL"_s, u"FAIL"_s, u"FAIL"_s}));
    QCOMPARE(audit.column(AuditModel::Status),
             (QStringList{u"301 → 200"_s, u"302 → 301 → 200"_s, u"404"_s, u"301 → 200"_s}));
    QCOMPARE(audit.column(AuditModel::Source),
             (QStringList{audit.server.url(u"/moved"_s), audit.server.url(u"/twice"_s), audit.server.url(u"/gone"_s),
                          audit.server.url(u"/moved?b"_s)}));
    QCOMPARE(audit.column(AuditModel::End), (QStringList{audit.server.url(u"/new"_s), audit.server.url(u"/new"_s),
                                                         audit.server.url(u"/gone"_s), audit.server.url(u"/new"_s)}));
    QCOMPARE(audit.column(AuditModel::Hops), (QStringList{u"1"_s, u"2"_s, u"0"_s, u"1"_s}));
    QCOMPARE(audit.column(AuditModel::Cause),
             (QStringList{QString(), u"2 redirects instead of 1"_s, u"404 at the end"_s, u"another URL at the end"_s}));
    QCOMPARE(audit.column(AuditModel::Reason).at(2), audit.server.url(u"/gone answers with 404."_s));
    QCOMPARE(audit.column(AuditModel::Note), (QStringList{u"first"_s, QString(), QString(), u"=x"_s}));
    QCOMPARE(audit.label(u"How far the audit is"_s), u"4 URLs: 1 PASS, 0 WARN, 3 FAIL, 0 NOT ASKED."_s);
    // From the filter to the rows, and from a row to its trace.
    QTest::keyClick(&audit.window, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>(*audit.page, u"Filter the results"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), audit.table);
    QTest::keyClick(audit.table, Qt::Key_Down);
    QCOMPARE(audit.label(u"Reason of the selected row"_s).first(7), u"line 3:"_s);
    QTest::keyClick(audit.table, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(audit.window.inspect()->trace().hops.size(), 3, kTimeoutMs);
    QVERIFY(audit.window.inspect()->isVisible());
    QCOMPARE(audit.window.inspect()->trace().hops.first().request.url, audit.server.url(u"/twice"_s).toLatin1());
}

void AuditPageTest::byMouse()
{
    AuditWindow audit;
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Start the audit"_s)); }));
    QVERIFY(audit.button(u"Export the results"_s)->isEnabled());
    const QRect cell = audit.table->visualRect(audit.table->model()->index(2, AuditModel::Source));
    QTest::mouseClick(audit.table->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(audit.label(u"Reason of the selected row"_s),
             u"line 4: %1 answers with 404."_s.arg(audit.server.url(u"/gone"_s)));
    audit.press(audit.button(u"Open the selected row on the Inspect page"_s));
    QTRY_COMPARE_WITH_TIMEOUT(audit.window.inspect()->trace().hops.size(), 1, kTimeoutMs);
    QCOMPARE(audit.window.inspect()->trace().hops.first().response->status, 404);
    // Nothing stays of the results before while the next ones come.
    audit.window.showPage(pageNumber("audit"_L1));
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Start the audit"_s)); }));
    QCOMPARE(audit.table->model()->rowCount(), 4);
    QCOMPARE(audit.server.requests.size(), 16);
}

void AuditPageTest::causes()
{
    AuditWindow audit;
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map() + audit.list("SITE/gone?2,,,\n"))}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QCOMPARE(audit.groups(), (QStringList{u"All causes\n5 URLs"_s, u"404 at the end\nFAIL · 2 URLs"_s,
                                          u"2 redirects instead of 1\nFAIL · 1 URL"_s,
                                          u"another URL at the end\nFAIL · 1 URL"_s, u"As asked\nPASS · 1 URL"_s}));
    audit.causes->setFocus();
    QTest::keyClick(audit.causes, Qt::Key_Down);
    QCOMPARE(audit.column(AuditModel::Source),
             (QStringList{audit.server.url(u"/gone"_s), audit.server.url(u"/gone?2"_s)}));
    QCOMPARE(audit.label(u"Number of results"_s), u"2 of 5"_s);
    const QRect last = audit.causes->visualRect(audit.causes->model()->index(4, 0));
    QTest::mouseClick(audit.causes->viewport(), Qt::LeftButton, {}, last.center());
    QCOMPARE(audit.column(AuditModel::Verdict), QStringList(u"PASS"_s));
    QTest::keyClick(audit.causes, Qt::Key_Home);
    QCOMPARE(audit.table->model()->rowCount(), 5);
    QCOMPARE(audit.label(u"Number of results"_s), u"5 URLs"_s);
}

void AuditPageTest::filter()
{
    AuditWindow audit;
    QVERIFY(audit.open({audit.write(u"map.csv"_s, audit.map())}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    auto *verdict = named<QComboBox>(*audit.page, u"Show the verdict"_s);
    verdict->setFocus();
    QTest::keyClicks(verdict, u"FAIL"_s);
    QCOMPARE(audit.column(AuditModel::Verdict), QStringList(3, u"FAIL"_s));
    auto *words = named<QLineEdit>(*audit.page, u"Filter the results"_s);
    QTest::keyClicks(words, u"TWICE  redirects"_s);
    QCOMPARE(audit.column(AuditModel::Cause), QStringList(u"2 redirects instead of 1"_s));
    QTest::keyClicks(words, u" zebra"_s);
    QCOMPARE(audit.table->model()->rowCount(), 0);
    QCOMPARE(audit.label(u"Reason of the selected row"_s),
             u"No result is like that: choose another cause or verdict, or change the words of the filter."_s);
    words->clear();
    // A cause of another verdict than the chosen one is let go of.
    audit.causes->setCurrentIndex(audit.causes->model()->index(1, 0));
    QCOMPARE(audit.table->model()->rowCount(), 1);
    QTest::keyClick(verdict, Qt::Key_Home);
    QTest::keyClick(verdict, Qt::Key_Down);
    QCOMPARE(verdict->currentText(), u"PASS"_s);
    QCOMPARE(audit.column(AuditModel::Note), QStringList(u"first"_s));
    QCOMPARE(audit.causes->currentIndex().row(), 0);
}

void AuditPageTest::pasted()
{
    AuditWindow audit;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(audit.list("SITE/a\nSITE/moved SITE/new 301\n")));
    QSignalSpy planned(&audit.auditing(), &AuditController::planned);
    audit.press(audit.button(u"Paste list"_s));
    QVERIFY(planned.wait(kTimeoutMs));
    QCOMPARE(audit.label(u"List"_s), u"pasted text"_s);
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Start the audit"_s)); }));
    QCOMPARE(audit.column(AuditModel::Verdict), (QStringList{u"PASS"_s, u"PASS"_s}));
}

void AuditPageTest::noText()
{
    AuditWindow audit;
    QGuiApplication::clipboard()->clear();
    audit.press(audit.button(u"Paste list"_s));
    QCOMPARE(audit.label(u"What is wrong with the audit"_s),
             u"There is no text on the clipboard: copy a list first."_s);
}

void AuditPageTest::dropped()
{
    AuditWindow audit;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(audit.write(u"one.txt"_s, audit.list("SITE/1\n"))),
                  QUrl::fromLocalFile(audit.write(u"two.txt"_s, audit.list("SITE/2\n")))});
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(audit.page, &enter);
    QVERIFY(enter.isAccepted());
    QSignalSpy planned(&audit.auditing(), &AuditController::planned);
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(audit.page, &drop);
    QVERIFY(planned.wait(kTimeoutMs));
    QCOMPARE(audit.label(u"List"_s), u"2 files"_s);
    QCOMPARE(audit.label(u"How far the audit is"_s), u"2 URLs to ask for."_s);
}

void AuditPageTest::droppedText()
{
    AuditWindow audit;
    QMimeData data;
    data.setText(QString::fromUtf8(audit.list("SITE/1")));
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(audit.page, &enter);
    QVERIFY(enter.isAccepted());
    QSignalSpy planned(&audit.auditing(), &AuditController::planned);
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(audit.page, &drop);
    QVERIFY(planned.wait(kTimeoutMs));
    QCOMPARE(audit.label(u"How far the audit is"_s), u"1 URL to ask for."_s);
}

void AuditPageTest::faults()
{
    AuditWindow audit;
    QVERIFY(audit.open({audit.write(u"list.txt"_s, audit.list("SITE/1\nhttp://\nSITE/2 SITE/3 301 more\nSITE/1\n"))}));
    auto *link = named<QToolButton>(*audit.page, u"2 lines cannot be used, 1 remark"_s);
    QVERIFY(link && link->isVisible());
    auto *text = named<QPlainTextEdit>(*audit.page, u"Remarks on the list"_s);
    QVERIFY(!text->isVisible());
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Space);
    QVERIFY(text->isVisible());
    const QStringList lines = text->toPlainText().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].startsWith(u"line 2: "_s), qPrintable(lines[0]));
    QCOMPARE(lines[1], u"line 3: there are 4 words: write a URL, or a source, a target and a status"_s);
    // They stand there after the audit as well.
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QCOMPARE(text->toPlainText().split(u'\n'), lines);
    QCOMPARE(audit.table->model()->rowCount(), 1);
    QTest::mouseClick(link, Qt::LeftButton);
    QVERIFY(!text->isVisible());
}

void AuditPageTest::strict()
{
    AuditWindow audit;
    audit.page->options()->choose(u"strict", {QString()});
    QVERIFY(audit.open({audit.write(u"list.txt"_s, audit.list("SITE/1\nhttp://\n"))}));
    QSignalSpy planned(&audit.auditing(), &AuditController::planned);
    audit.press(audit.button(u"Start the audit"_s));
    QVERIFY(planned.wait(kTimeoutMs));
    QCOMPARE(audit.label(u"What is wrong with the audit"_s),
             u"Nothing was sent: mend the lines that cannot be used, or switch Strict off."_s);
    QCOMPARE(audit.server.requests.size(), 0);
    QVERIFY(audit.button(u"Start the audit"_s)->isEnabled());
}

void AuditPageTest::badOption()
{
    AuditWindow audit;
    QVERIFY(audit.open({audit.write(u"list.txt"_s, audit.list("SITE/1\n"))}));
    auto *link = named<QToolButton>(*audit.page, u"Options (1 set)"_s);
    QTest::mouseClick(link, Qt::LeftButton);
    auto *perHost = named<QAbstractSpinBox>(*audit.page, u"Of one host"_s);
    QVERIFY(perHost && perHost->isVisible());
    perHost->setFocus();
    QTest::keyClicks(perHost, u"0"_s);
    QCOMPARE(audit.label(u"What is wrong with the audit"_s),
             u"Of one host takes a whole number from 1 to 1000, not \"0\"."_s);
    audit.press(audit.button(u"Start the audit"_s));
    QVERIFY(!audit.auditing().isRunning());
    QCOMPARE(audit.server.requests.size(), 0);
    QTest::keyClick(perHost, Qt::Key_Up);
    QVERIFY(!named<QLabel>(*audit.page, u"What is wrong with the audit"_s)->isVisible());
    QVERIFY(audit.awaitEnd([&] { audit.press(audit.button(u"Start the audit"_s)); }));
    QCOMPARE(audit.server.requests.size(), 1);
}

void AuditPageTest::noUrls()
{
    AuditWindow audit;
    QVERIFY(!audit.open({audit.write(u"empty.txt"_s, "# nothing yet\n")}));
    QCOMPARE(audit.label(u"What is wrong with the audit"_s),
             u"There is no URL to ask for: give lines of URLs, a table with a column \"source\", a sitemap, or a page "
             "with links."_s);
    QVERIFY(audit.open({audit.write(u"list.txt"_s, "http://\n")}));
    QVERIFY(!named<QLabel>(*audit.page, u"What is wrong with the audit"_s)->isVisible());
    QCOMPARE(audit.label(u"How far the audit is"_s), u"There is no URL to ask for in this list."_s);
    QSignalSpy planned(&audit.auditing(), &AuditController::planned);
    audit.press(audit.button(u"Start the audit"_s));
    QVERIFY(planned.wait(kTimeoutMs));
    QCOMPARE(audit.label(u"What is wrong with the audit"_s), u"There is no URL to ask for: open another list."_s);
}

void AuditPageTest::options()
{
    AuditWindow audit;
    AuditOptionsPanel *panel = audit.page->options();
    panel->choose(u"base", {audit.server.url()});
    panel->choose(u"rewrite", {u"www.example=%1"_s.arg(audit.server.url(QString()))});
    panel->choose(u"variants", {u"slash"_s});
    panel->choose(u"parallel", {u"1"_s});
    panel->choose(u"list", {u"lines"_s});
    panel->setClient(u"curl"_s);
    QCOMPARE(panel->changed(), 6);
    QVERIFY(named<QToolButton>(*audit.page, u"Options (6 set)"_s));
    QVERIFY(audit.open({audit.write(u"list.txt"_s, "/a\nhttp://www.example/b\n")}));
    QVERIFY(audit.awaitEnd([&] { audit.auditing().start(); }));
    QCOMPARE(audit.column(AuditModel::Source),
             (QStringList{audit.server.url(u"/a"_s), audit.server.url(u"/a/ (slash)"_s), audit.server.url(u"/b"_s),
                          audit.server.url(u"/b/ (slash)"_s)}));
    QCOMPARE(audit.server.requests.size(), 4);
    QVERIFY(audit.server.requests.first().contains("User-Agent: curl/"));
}

void AuditPageTest::chains()
{
    AuditWindow audit;
    QVERIFY(audit.open(
        {audit.write(u"map.csv"_s, audit.list("source,target\nSITE/twice,SITE/moved\nSITE/moved,SITE/new\n"))}));
    QVERIFY(named<QToolButton>(*audit.page, u"1 remark"_s));
    QCOMPARE(
        named<QPlainTextEdit>(*audit.page, u"Remarks on the list"_s)->toPlainText(),
        QString::fromUtf8(audit.list("line 2 leads to SITE/moved, which line 3 sends on to SITE/new: make SITE/new "
                                     "the target of line 2")));
}

void AuditPageTest::missingFile()
{
    AuditWindow audit;
    QVERIFY(!audit.open({audit.path(u"none.csv"_s)}));
    QVERIFY(audit.label(u"What is wrong with the audit"_s).contains(u"none.csv"_s));
    QCOMPARE(audit.label(u"List"_s), u"No list yet"_s);
}

QTEST_MAIN(AuditPageTest)
#include "tst_auditpage.moc"
