// SPDX-License-Identifier: MIT
#include "sampletraces.h"
#include "tabswindow.h"
#include "ui/compare/comparepage.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"

#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// Several traces in one window.
class TabsTest : public QObject, TabsWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { beginAll(); }
    void init() { begin(); }
    void cleanup() { end(); }
    void byKeyboard();
    void byMouse();
    void eachTabRunsItsOwn();
    void closedTabsComeAgain();
    void urlOverTheDemo();
    void preferencesCountOverTheDemo();
    void demoIsNotKept();
    void typingAfterTheStartReplaces();
    void comparedTypeGetsItsTab();
    void listShowsInOneTab();
};

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

void TabsTest::preferencesCountOverTheDemo()
{
    Preferences preferences;
    preferences.timeoutMs = 7000;
    preferences.headers.append("X-Mine", "1");
    m_window->session().setPreferences(preferences);
    runDemo();
    urlEdit()->setFocus();
    urlEdit()->selectAll();
    QTest::keyClicks(urlEdit(), url(u"/302"_s));
    const TraceRequest typed = *m_window->inspect()->bar()->request();
    QCOMPARE(typed.timeoutMs, 7000);
    QCOMPARE(typed.headers.fields.size(), 1);
    QCOMPARE(typed.headers.first("X-Mine"), QByteArray("1"));
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

QTEST_MAIN(TabsTest)
#include "tst_tabs.moc"
