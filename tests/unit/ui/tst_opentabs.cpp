// SPDX-License-Identifier: MIT
#include "tabswindow.h"
#include "trace/tracejson.h"

#include <QAction>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// What of the tabs comes back at the next start.
class OpenTabsTest : public QObject, TabsWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { beginAll(); }
    void init() { begin(); }
    void cleanup() { end(); }
    void tabsComeBack();
    void closedUnreadTabKeepsItsChain();
    void severalArguments();
    void secretsStayOut();
    void demoComesOnce();
    void brokenFileIsKept();
    void secondProgramKeepsNothing();
};

void OpenTabsTest::tabsComeBack()
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

/// A tab of the last run whose trace was not looked at yet.
void OpenTabsTest::closedUnreadTabKeepsItsChain()
{
    startAgain();
    traceHere(u"/302"_s, 2);
    m_window->tracing().traceApart({.url = url(u"/307"_s)});
    waitForTrace(2);
    startAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    // What is read is not written again.
    const QStringList files = QDir(tabsFolder()).entryList({u"*.trace.json"_s});
    QCOMPARE(files.size(), 2);
    Q_EMIT tabs()->closeRequested(tabs()->pages().at(0));
    QCOMPARE(tabs()->bar()->count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(QDir(tabsFolder()).entryList({u"*.trace.json"_s}).size(), 1, kTimeoutMs);
    QVERIFY(files.contains(QDir(tabsFolder()).entryList({u"*.trace.json"_s}).constFirst()));
    const QList<QAction *> actions = m_window->findChildren<QAction *>();
    const auto opensAgain = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->shortcut() == QKeySequence(u"Ctrl+Shift+T"_s);
    });
    QVERIFY(opensAgain != actions.end());
    QTRY_VERIFY_WITH_TIMEOUT((*opensAgain)->isEnabled(), kTimeoutMs);
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tabs()->bar()->count(), 2);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().request.url, url(u"/302"_s).toUtf8());
}

/// As a desktop gives them: URLs to trace, and a file as a URL.
void OpenTabsTest::severalArguments()
{
    startAgain();
    traceHere(u"/302"_s, 2);
    const Trace traced = m_window->inspect()->trace();
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a b.hopscope.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(writeTrace(traced));
    file.close();
    startAgain({QUrl::fromLocalFile(path).toString(), url(u"/303"_s), url(u"/307"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->bar()->count(), 4, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->inspect()->trace() == traced, kTimeoutMs);
    const QList<InspectPage *> pages = tabs()->pages();
    for (const auto &[place, route] : {std::pair{1, u"/303"_s}, {2, u"/307"_s}}) {
        QTRY_COMPARE_WITH_TIMEOUT(pages.at(place)->trace().hops.size(), 2, kTimeoutMs);
        QCOMPARE(pages.at(place)->trace().hops.constFirst().request.url, url(route).toUtf8());
    }
}

void OpenTabsTest::secretsStayOut()
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

void OpenTabsTest::demoComesOnce()
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

void OpenTabsTest::brokenFileIsKept()
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

void OpenTabsTest::secondProgramKeepsNothing()
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

QTEST_MAIN(OpenTabsTest)
#include "tst_opentabs.moc"
