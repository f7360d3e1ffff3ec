// SPDX-License-Identifier: MIT
// The cookies of a whole chain in one table, by keys and mouse.
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/inspect/cookiegrid.h"
#include "ui/inspect/hopdetails.h"
#include "ui/window/tracecontroller.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QStandardPaths>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace hopscope;

class CookiesViewTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void cookiesOverTheChain();
    void valuesAreHidden();
    void noCookies();

private:
    HopDetails *details() const { return m_window->findChild<HopDetails *>(); }
    QTableView *table() const { return named<QTableView>(*m_window, u"Cookies of the chain"_s); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QString detail() const { return named<QLabel>(*m_window, u"What happened to the cookie, and why"_s)->text(); }
    void traceCookies();
};

void CookiesViewTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

/// Two requests that set cookies, and one that gets them.
void CookiesViewTest::traceCookies()
{
    Trace trace{.client = u"browser"_s, .started = QDateTime::currentDateTimeUtc()};
    const QByteArrayList urls{"http://a.example/1", "http://a.example/2", "http://b.example/"};
    for (const QByteArray &url : urls)
        trace.hops.append(sampleHop("GET", url, url == urls.last() ? 200 : 302, "Found"));
    followTo(trace.hops[0], urls[1]);
    followTo(trace.hops[1], urls[2]);
    trace.hops[0].response->headers.append("Set-Cookie", "sid=first; Path=/");
    trace.hops[0].cookies.set = {{.name = "sid", .fate = CookieFate::Stored, .reason = u"Its host fits."_s}};
    trace.hops[1].cookies.sent = {{.name = "sid", .fate = CookieFate::Sent, .reason = u"Host and path match."_s}};
    trace.hops[1].response->headers.append("Set-Cookie", "sid=second; Path=/");
    trace.hops[1].cookies.set = {{.name = "sid", .fate = CookieFate::Stored}};
    trace.hops[2].cookies.sent = {{.name = "sid",
                                   .fate = CookieFate::Withheld,
                                   .reason = u"It belongs to a.example, not to b.example."_s,
                                   .source = u"rfc6265bis 5.8.3"_s}};
    m_window->inspect()->clear(trace.client);
    m_window->inspect()->showTrace(trace);
    details()->setCurrentIndex(HopDetails::CookiesTab);
}

void CookiesViewTest::cookiesOverTheChain()
{
    traceCookies();
    QTRY_VERIFY(table()->isVisible());
    QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->model()->columnCount(), 4);
    QCOMPARE(table()->model()->headerData(3, Qt::Horizontal).toString(), u"Request 3"_s);
    QCOMPARE(cell(0, 0), u"sid · a.example/"_s);
    QCOMPARE(cell(0, 1), u"set"_s);
    QCOMPARE(cell(0, 2), u"sent · changed"_s);
    QCOMPARE(cell(0, 3), u"not sent"_s);
    // By keys along the row; the reason stands below.
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 1));
    QCOMPARE(detail(), u"Response 1: set. Its host fits."_s);
    QTest::keyClick(table(), Qt::Key_Right);
    QCOMPARE(detail(), u"Request 2: sent. Host and path match.\nResponse 2: changed."_s);
    QTest::keyClick(table(), Qt::Key_Right);
    QCOMPARE(detail(), u"Request 3: not sent. It belongs to a.example, not to b.example. (rfc6265bis 5.8.3)"_s);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_window->inspect()->selectedRow(), 2);
    QCOMPARE(details()->currentIndex(), int(HopDetails::CookiesTab));
    // By mouse.
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                      table()->visualRect(table()->model()->index(0, 1)).center());
    QVERIFY(detail().startsWith(u"Response 1: set."_s));
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {},
                       table()->visualRect(table()->model()->index(0, 1)).center());
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
}

void CookiesViewTest::valuesAreHidden()
{
    traceCookies();
    auto *values = named<QCheckBox>(*m_window, u"Show the values of cookies"_s);
    QVERIFY(!values->isChecked());
    for (int column = 0; column < 4; ++column)
        QVERIFY(!cell(0, column).contains(u"first"_s));
    values->setFocus();
    QTest::keyClick(values, Qt::Key_Space);
    QCOMPARE(cell(0, 1), u"set: first"_s);
    QCOMPARE(cell(0, 2), u"sent · changed: second"_s);
    QTest::keyClick(values, Qt::Key_Space);
    QCOMPARE(cell(0, 1), u"set"_s);
}

void CookiesViewTest::noCookies()
{
    traceCookies();
    QTRY_VERIFY(table()->isVisible());
    // As many requests, and no cookies.
    m_window->inspect()->clear(u"browser"_s);
    m_window->inspect()->showTrace(sampleTrace());
    QVERIFY(!table()->isVisible());
    QCOMPARE(table()->model()->rowCount(), 0);
}

QTEST_MAIN(CookiesViewTest)
#include "tst_cookiesview.moc"
