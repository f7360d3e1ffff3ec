// SPDX-License-Identifier: MIT
#include "requestwindow.h"
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/compare/comparepage.h"
#include "ui/history/historystore.h"
#include "ui/window/filecontroller.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/tracetabs.h"

#include <QDir>
#include <QStandardPaths>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// Several traces in one window, and what of them comes back at the next start.
class TabsTest : public QObject, RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void byKeyboard();
    void byMouse();
    void eachTabRunsItsOwn();
    void closedTabsComeAgain();
    void urlOverTheDemo();
    void demoIsNotKept();
    void typingAfterTheStartReplaces();
    void comparedTypeGetsItsTab();
    void listShowsInOneTab();
    void tabsComeBack();
    void secretsStayOut();
    void demoComesOnce();
    void brokenFileIsKept();
    void secondProgramKeepsNothing();

private:
    TraceTabs *tabs() const { return m_window->findChild<TraceTabs *>(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers);
    void waitForTrace(int hops);
    void traceHere(const QString &path, int hops);
    void runDemo();
    void startAgain(const QStringList &arguments = {});
};

void TabsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    prepare();
}

void TabsTest::init()
{
    QDir(tabsFolder()).removeRecursively();
    QDir(historyFolder()).removeRecursively();
    QSettings().setValue(u"started"_s, true);
    open();
}

void TabsTest::cleanup()
{
    m_window.reset();
    QSettings().clear();
}

void TabsTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    m_window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
    QTest::keyClick(m_window.get(), key, modifiers);
}

void TabsTest::waitForTrace(int hops)
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->tracing().isRunning() && m_window->inspect()->trace().hops.size() == hops,
                             kTimeoutMs);
}

/// Types a URL and presses Return.
void TabsTest::traceHere(const QString &path, int hops)
{
    QLineEdit *edit = named<QLineEdit>(*m_window->inspect(), u"URL to request"_s);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, url(path));
    QTest::keyClick(edit, Qt::Key_Return);
    waitForTrace(hops);
}

void TabsTest::runDemo()
{
    key(Qt::Key_D, Qt::ControlModifier);
    waitForTrace(3);
}

/// The program ends and is started again.
void TabsTest::startAgain(const QStringList &arguments)
{
    m_window->close();
    m_window.reset();
    open();
    QSignalSpy restored(&m_window->tracing(), &TraceController::restored);
    m_window->files().openArguments(arguments);
    QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 1, kTimeoutMs);
}

void TabsTest::byKeyboard()
{
    QTabBar *bar = tabs()->bar();
    QVERIFY(!bar->isVisible());
    traceHere(u"/302"_s, 2);
    InspectPage *first = m_window->inspect();
    key(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(bar->count(), 2);
    QVERIFY(bar->isVisible());
    InspectPage *second = m_window->inspect();
    QVERIFY(second != first);
    QCOMPARE(second->trace().hops.size(), 0);
    QVERIFY(second->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"URL to request"_s);
    traceHere(u"/303"_s, 2);
    const quint16 port = m_server.ports().value(0);
    QCOMPARE(bar->tabText(0), u"GET 127.0.0.1:%1/302 · 200"_s.arg(port));
    QCOMPARE(bar->tabText(1), u"GET 127.0.0.1:%1/303 · 200"_s.arg(port));
    key(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(m_window->inspect(), first);
    key(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->inspect(), second);
    key(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_window->inspect(), first);
    QCOMPARE(first->trace().hops.size(), 2);
    QVERIFY(!bar->isVisible());
    // The last tab leaves an empty one.
    key(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(bar->count(), 1);
    QVERIFY(m_window->inspect() != first);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 0);
}

void TabsTest::byMouse()
{
    traceHere(u"/302"_s, 2);
    InspectPage *first = m_window->inspect();
    key(Qt::Key_T, Qt::ControlModifier);
    QTabBar *bar = tabs()->bar();
    auto *more = named<QToolButton>(*tabs(), u"New tab"_s);
    QVERIFY(more && more->isVisible());
    QTest::mouseClick(more, Qt::LeftButton);
    QCOMPARE(bar->count(), 3);
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
    QCOMPARE(m_window->inspect(), first);
    QTest::mouseClick(bar->tabButton(1, QTabBar::RightSide), Qt::LeftButton);
    QCOMPARE(bar->count(), 2);
    QCOMPARE(m_window->inspect(), first);
    QTest::mouseClick(bar, Qt::MiddleButton, {}, bar->tabRect(1).center());
    QCOMPARE(bar->count(), 1);
    QCOMPARE(m_window->inspect(), first);
}

void TabsTest::eachTabRunsItsOwn()
{
    auto *messages = m_window->findChild<StatusMessages *>();
    m_window->tracing().trace({.url = url(u"/slow?ms=300"_s)});
    QVERIFY(m_window->tracing().isRunning());
    InspectPage *slow = m_window->inspect();
    key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(m_window->tracing().isRunning());
    QLineEdit *edit = named<QLineEdit>(*m_window->inspect(), u"URL to request"_s);
    edit->setText(url(u"/302"_s));
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().outcome.kind, OutcomeKind::Final, kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    const QString said = messages->text();
    QVERIFY2(said.startsWith(u"Final: 200 OK"), qPrintable(said));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->tracing().isRunning(), kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, kTimeoutMs);
    QCOMPARE(messages->text(), said);
    QCOMPARE(slow->trace().hops.size(), 1);
    tabs()->setCurrent(slow);
    QVERIFY(messages->text() != said);
}

void TabsTest::closedTabsComeAgain()
{
    traceHere(u"/302"_s, 2);
    key(Qt::Key_T, Qt::ControlModifier);
    traceHere(u"/307"_s, 2);
    key(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(tabs()->bar()->count(), 1);
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tabs()->bar()->count(), 2);
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().request.url, url(u"/307"_s).toUtf8());
    QCOMPARE(m_window->inspect()->bar()->request()->url, url(u"/307"_s));
    // There is no other one.
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tabs()->bar()->count(), 2);
}

void TabsTest::urlOverTheDemo()
{
    runDemo();
    InspectPage *demo = m_window->inspect();
    const TraceRequest asked = *demo->bar()->request();
    QCOMPARE(asked.method, QByteArray("POST"));
    QLineEdit *edit = urlEdit();
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, url(u"/302"_s));
    const TraceRequest typed = *demo->bar()->request();
    QCOMPARE(typed.method, QByteArray("GET"));
    QVERIFY(typed.headers.fields.isEmpty());
    QVERIFY(typed.content.isEmpty());
    QCOMPARE(typed.url, url(u"/302"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    waitForTrace(2);
    QVERIFY(m_window->inspect() != demo);
    const Request &sent = m_window->inspect()->trace().hops.constFirst().request;
    QCOMPARE(sent.method, QByteArray("GET"));
    QVERIFY(!sent.headers.contains("Authorization"));
    QCOMPARE(sent.body.size, 0);
    // The demo stays as it was.
    QCOMPARE(demo->trace().hops.size(), 3);
    QCOMPARE(*demo->bar()->request(), asked);
}

void TabsTest::demoIsNotKept()
{
    runDemo();
    traceHere(u"/302"_s, 2);
    HistoryStore *history = m_window->session().history().get();
    QTRY_COMPARE_WITH_TIMEOUT(history->ids().size(), 1, kTimeoutMs);
    QVERIFY(history->isLoaded());
    QVERIFY(history->entry(history->ids().constFirst()).url.contains(u"/302"));
}

void TabsTest::typingAfterTheStartReplaces()
{
    runDemo();
    QCOMPARE(QApplication::focusWidget(), urlEdit());
    QTest::keyClicks(QApplication::focusWidget(), u"http://a.example/"_s);
    QCOMPARE(urlEdit()->text(), u"http://a.example/"_s);
}

void TabsTest::comparedTypeGetsItsTab()
{
    traceHere(u"/302"_s, 2);
    InspectPage *mine = m_window->inspect();
    const TraceRequest request = *mine->bar()->request();
    QSignalSpy compared(m_window.get(), &MainWindow::compareEnded);
    key(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(compared.size(), 1, kTimeoutMs);
    auto *page = m_window->findChild<ComparePage *>();
    Q_EMIT page->runOneRequested(u"browser"_s, 307);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->inspect() != mine, kTimeoutMs);
    waitForTrace(2);
    QCOMPARE(*mine->bar()->request(), request);
    QCOMPARE(mine->trace().hops.size(), 2);
}

void TabsTest::listShowsInOneTab()
{
    traceHere(u"/302"_s, 2);
    InspectPage *mine = m_window->inspect();
    m_window->tracing().showListed(sampleTrace());
    InspectPage *listed = m_window->inspect();
    QVERIFY(listed != mine);
    Trace other = sampleTrace();
    other.hops.removeLast();
    m_window->tracing().showListed(other);
    QCOMPARE(m_window->inspect(), listed);
    QCOMPARE(tabs()->bar()->count(), 2);
    QCOMPARE(listed->trace().hops.size(), other.hops.size());
}

void TabsTest::tabsComeBack()
{
    startAgain();
    runDemo();
    traceHere(u"/302"_s, 2);
    TraceRequest request{.method = "PUT", .url = url(u"/307"_s), .maxHops = 3, .insecure = true, .timeoutMs = 7000};
    request.content.bytes = "a=1";
    request.headers.append("X-One", "1");
    m_window->tracing().traceApart(request);
    waitForTrace(2);
    const Trace traced = m_window->inspect()->trace();
    key(Qt::Key_T, Qt::ControlModifier);
    startAgain();
    // The demo and the empty tab do not come back.
    QCOMPARE(tabs()->bar()->count(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    const QList<InspectPage *> pages = tabs()->pages();
    tabs()->setCurrent(pages.at(1));
    QTRY_COMPARE_WITH_TIMEOUT(pages.at(1)->trace().hops.size(), 2, kTimeoutMs);
    QCOMPARE(pages.at(1)->trace().hops, traced.hops);
    TraceRequest back = *pages.at(1)->bar()->request();
    request.headers = back.headers;
    back.ownClient.reset();
    QCOMPARE(back.headers.first("X-One"), QByteArray("1"));
    QCOMPARE(back, request);
    QCOMPARE(pages.at(0)->bar()->request()->url, url(u"/302"_s));
    // A closed tab does not come back.
    tabs()->setCurrent(pages.at(0));
    key(Qt::Key_W, Qt::ControlModifier);
    startAgain();
    QCOMPARE(tabs()->bar()->count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    QCOMPARE(QDir(tabsFolder()).entryList({u"*.trace.json"_s}).size(), 1);
}

void TabsTest::secretsStayOut()
{
    startAgain();
    TraceRequest request{.url = url(u"/302?access_token=sesame1"_s), .userPassword = "me:sesame2"};
    request.headers.append("X-Auth-Token", "sesame3");
    m_window->tracing().trace(request);
    waitForTrace(2);
    startAgain();
    QDir folder(tabsFolder());
    const QStringList files = folder.entryList(QDir::Files);
    QVERIFY(files.contains(u"tabs.json"_s));
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("sesame"), qPrintable(name));
    }
    // What is missing is not sent: the request is held back, and names it.
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!m_window->tracing().isRunning());
    const auto *error = named<QLabel>(*m_window->inspect(), u"What is wrong with the request"_s);
    for (const auto &name : {u"URL"_s, u"User name and password"_s, u"Header field X-Auth-Token"_s})
        QVERIFY2(error->text().contains(name), qPrintable(error->text()));
    QCOMPARE(ended.size(), 0);
}

void TabsTest::demoComesOnce()
{
    QSettings().remove(u"started"_s);
    startAgain();
    waitForTrace(3);
    startAgain();
    QCOMPARE(m_window->inspect()->trace().hops.size(), 0);
    QVERIFY(!m_window->tracing().isRunning());
    QVERIFY(m_window->inspect()->bar()->isEmpty());
    startAgain({url(u"/302"_s)});
    waitForTrace(2);
    // Who has begun to type is not interrupted.
    m_window->tracing().trace({.url = url(u"/echo"_s)});
    waitForTrace(1);
    m_window->tracing().welcome();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().ports().isEmpty(), kTimeoutMs);
    QCoreApplication::processEvents();
    QVERIFY(!m_window->tracing().isRunning());
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
}

void TabsTest::brokenFileIsKept()
{
    QVERIFY(QDir().mkpath(tabsFolder()));
    QFile file(tabsFolder() + u"/tabs.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\": \"hopscope-tabs\", \"version\": 1, \"current\": 0, \"tabs\": [3]}");
    file.close();
    startAgain();
    QCOMPARE(tabs()->bar()->count(), 1);
    QVERIFY(QFile::exists(tabsFolder() + u"/tabs.json.broken"_s));
}

void TabsTest::secondProgramKeepsNothing()
{
    startAgain();
    traceHere(u"/302"_s, 2);
    {
        TabStore other(tabsFolder());
        bool isLoaded = false;
        other.load(this, [&](const StoredTabs &tabs) { isLoaded = tabs.tabs.isEmpty(); });
        QTRY_VERIFY_WITH_TIMEOUT(isLoaded, kTimeoutMs);
        other.setTabs(this, {}, {});
    }
    startAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
}

QTEST_MAIN(TabsTest)
#include "tst_tabs.moc"
