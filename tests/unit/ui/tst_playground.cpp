// SPDX-License-Identifier: MIT
#include "lessons/lessons.h"
#include "requestwindow.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/playgroundmodel.h"
#include "ui/lessons/playgroundview.h"
#include "ui/window/pages.h"

#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The playground of the Lessons page.
class PlaygroundTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void playground();
    void badPlayground();
    void playgroundCountsFromOne_data();
    void playgroundCountsFromOne();
    void playgroundCountsServers();
    void playgroundFile();
    void playgroundWhoAsks();
    void dropScenario();

private:
    LessonsPage *page() const { return m_window->findChild<LessonsPage *>(); }
    PlaygroundView *view() const { return page()->findChild<PlaygroundView *>(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*page(), name); }
    QString label(const QString &name) const { return named<QLabel>(*page(), name)->text(); }
    QTableView *table() const { return named<QTableView>(*page(), u"Responses"_s); }
};

void PlaygroundTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void PlaygroundTest::init()
{
    RequestWindow::open();
    m_window->showPage(pageNumber("lessons"_L1));
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    list->setCurrentRow(list->count() - 1);
    QVERIFY(view());
}

void PlaygroundTest::playground()
{
    QSignalSpy played(view(), &PlaygroundView::played);
    button(u"Run"_s)->click();
    QVERIFY(played.wait(kTimeoutMs));
    const QString wireText = named<QPlainTextEdit>(*view(), u"What happened"_s)->toPlainText();
    QVERIFY(wireText.contains(u"307 Temporary Redirect"_s));
    QVERIFY(wireText.contains(u"201 Created"_s));
    QVERIFY(label(u"Address for a browser"_s).contains(u"http://shop.localhost:"_s));
    button(u"Inspect this trace"_s)->click();
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
}

void PlaygroundTest::badPlayground()
{
    named<QLineEdit>(*view(), u"First URL"_s)->setText(u"http://example.org/"_s);
    button(u"Run"_s)->click();
    QCOMPARE(
        label(u"What is wrong"_s),
        u"First request: \"http://example.org/\" is at none of the origins; a scenario asks only its own servers"_s);
    // Said once: not below as well.
    QCOMPARE(named<QLabel>(*m_window, u"What happened"_s)->text(), u"Nothing was done."_s);
    named<QLineEdit>(*view(), u"Servers"_s)->setText(u"shop"_s);
    button(u"Run"_s)->click();
    QVERIFY(label(u"What is wrong"_s).startsWith(u"\"shop\" is not a server: write, for example"_s));
}

void PlaygroundTest::playgroundCountsFromOne_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    const QString path = u"a path begins with / and has no spaces"_s;
    QTest::newRow("path") << 0 << int(PlaygroundModel::Path) << u"orders"_s << u"Row 1: "_s + path;
    QTest::newRow("second path") << 1 << int(PlaygroundModel::Path) << u"orders"_s << u"Row 2: "_s + path;
    QTest::newRow("server") << 1 << int(PlaygroundModel::Origin) << u"bank"_s
                            << u"Row 2: no origin is called \"bank\""_s;
    QTest::newRow("method") << 1 << int(PlaygroundModel::Method) << u"G T"_s
                            << u"Row 2: a method is a word such as GET"_s;
    QTest::newRow("status") << 1 << int(PlaygroundModel::Status) << u"99"_s
                            << u"Row 2: the status must be a number from 200 to 599, not \"99\""_s;
    QTest::newRow("field") << 1 << int(PlaygroundModel::Fields) << u"Content-Length: 3"_s
                           << u"Row 2: Content-Length is written by the server itself: leave it out"_s;
}

void PlaygroundTest::playgroundCountsFromOne()
{
    QFETCH(int, row);
    QFETCH(int, column);
    QFETCH(QString, typed);
    QFETCH(QString, said);
    QCOMPARE(table()->model()->headerData(row, Qt::Vertical).toInt(), row + 1);
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(row, column));
    QTest::keyClick(table(), Qt::Key_F2);
    auto *editor = table()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, typed);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::mouseClick(button(u"Run"_s), Qt::LeftButton);
    QCOMPARE(label(u"What is wrong"_s), said);
}

void PlaygroundTest::playgroundCountsServers()
{
    Scenario scenario = findLesson(u"302-post"_s)->scenario;
    scenario.visits.append(scenario.visits.first());
    scenario.visits.last().url = "{nowhere}/";
    view()->setScenario(scenario);
    QCOMPARE(view()->scenario().error, u"Request 2: no origin has the name in braces in \"{nowhere}/\""_s);
    named<QLineEdit>(*view(), u"Servers"_s)
        ->setText(u"shop = http://shop.localhost:8601, api = http://api.example:8602"_s);
    QCOMPARE(view()->scenario().error,
             u"Server 2: a host is localhost or ends in .localhost, so it is always this machine (RFC 6761)"_s);
}

void PlaygroundTest::playgroundFile()
{
    for (const Lesson &lesson : lessons()) {
        view()->setScenario(lesson.scenario);
        const Result<Scenario> typed = view()->scenario();
        QVERIFY2(typed, qPrintable(lesson.id + u": "_s + typed.error));
        QVERIFY2(*typed == lesson.scenario, qPrintable(lesson.id));
        const QString path = m_folder.filePath(u"scenario.json"_s);
        QVERIFY(view()->saveFile(path));
        QVERIFY(view()->openFile(path));
        QVERIFY(*view()->scenario() == lesson.scenario);
    }
    QFile broken(m_folder.filePath(u"broken.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\n\"format\": 3\n}");
    broken.close();
    QVERIFY(!view()->openFile(broken.fileName()));
    QVERIFY(label(u"What is wrong"_s).contains(u"broken.json, line "_s));
}

void PlaygroundTest::playgroundWhoAsks()
{
    Scenario scenario = findLesson(u"301-post"_s)->scenario;
    scenario.visits.first().by = AskedBy::Form;
    scenario.visits.first().page = "{shop}/contact";
    view()->setScenario(scenario);
    QCOMPARE(view()->scenario()->visits.first().by, AskedBy::Form);
    // No form sends PUT: a script does.
    named<QComboBox>(*view(), u"Method"_s)->setCurrentText(u"PUT"_s);
    const ScenarioVisit typed = view()->scenario()->visits.first();
    QVERIFY(!typed.by);
    QCOMPARE(typed.page, QByteArray("{shop}/contact"));
}

void PlaygroundTest::dropScenario()
{
    view()->setScenario(findLesson(u"fragments"_s)->scenario);
    const QString path = m_folder.filePath(u"dropped.json"_s);
    QVERIFY(view()->saveFile(path));
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    list->setCurrentRow(list->count() - 2);
    QVERIFY(!view()->isVisible());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page(), &drop);
    QVERIFY(view()->isVisible());
    QCOMPARE(view()->scenario()->title, u"A place in a page"_s);
}

QTEST_MAIN(PlaygroundTest)
#include "tst_playground.moc"
