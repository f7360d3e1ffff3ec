// SPDX-License-Identifier: MIT
// The request under way as a card of the chain, what is left of it when it is canceled, and Run the rest.
#include "requestwindow.h"
#include "ui/inspect/chainview.h"
#include "ui/window/tracecontroller.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace hopscope;

class UnderWayTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void requestUnderWayIsACard();
    void cardBehindOthers();
    void runTheRest_data();
    void runTheRest();

private:
    QListView *chain() const { return named<QListView>(*m_window, u"Chain of requests"_s); }
    QString card(int row) const { return chain()->model()->index(row, 0).data().toString(); }
};

void UnderWayTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void UnderWayTest::requestUnderWayIsACard()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/slow?ms=10000"_s));
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    const QString start = u"1. GET %1 → waiting for the response ("_s.arg(url(u"/slow?ms=10000"_s));
    QTRY_VERIFY_WITH_TIMEOUT(card(0).startsWith(start), kTimeoutMs);
    QVERIFY(chain()->isVisible());
    QVERIFY(m_window->inspect()->trace().hops.isEmpty());
    QVERIFY(colorsIn(chain()->grab().toImage()) > 10);
    // The time goes on.
    const QString first = card(0);
    QTRY_VERIFY_WITH_TIMEOUT(card(0) != first && card(0).startsWith(start), kTimeoutMs);
    // There is nothing to select yet.
    QTest::mouseClick(chain()->viewport(), Qt::LeftButton, {},
                      chain()->visualRect(chain()->model()->index(0, 0)).center());
    QTest::keyClick(chain(), Qt::Key_End);
    QCOMPARE(m_window->inspect()->selectedRow(), -1);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(chain()->model()->rowCount(), 1);
    QVERIFY2(card(0).contains(u"→ canceled ("_s) && card(0).endsWith(u"It was waiting for the response."_s),
             qPrintable(card(0)));
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
}

void UnderWayTest::cardBehindOthers()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/slow%3Fms=10000"_s));
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(chain()->model()->rowCount() == 2 && card(1).contains(u"waiting for the response"_s),
                             kTimeoutMs);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
    QVERIFY(card(1).startsWith(u"2. GET "_s));
    QTest::keyClick(chain(), Qt::Key_Down);
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
    // The timing below waits for its end.
    auto *waterfall = named<QListView>(*m_window, u"Timing of the chain, one line per request"_s);
    QVERIFY(colorsIn(waterfall->grab().toImage()) > 3);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Cancel"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(chain()->model()->rowCount(), 2);
    QVERIFY(card(1).contains(u"→ canceled ("_s));
}

void UnderWayTest::runTheRest_data()
{
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("mouse") << true;
    QTest::newRow("key") << false;
}

void UnderWayTest::runTheRest()
{
    QFETCH(bool, byMouse);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    auto *rest = named<QPushButton>(*m_window, u"Run the rest"_s);
    QVERIFY(rest && !rest->isVisible());
    urlEdit()->setText(url(u"/chain/5"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(rest->isVisible(), kTimeoutMs);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(rest->isVisible(), kTimeoutMs);
    if (byMouse)
        QTest::mouseClick(rest, Qt::LeftButton);
    else
        QTest::keyClick(m_window.get(), Qt::Key_F10, Qt::ControlModifier);
    QVERIFY(!rest->isVisible());
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.size(), 6);
}

QTEST_MAIN(UnderWayTest)
#include "tst_underway.moc"
