// SPDX-License-Identifier: MIT
#include "redirect/secondvisit.h"
#include "redirect/statustext.h"
#include "ui/compare/visitsmodel.h"
#include "ui/inspect/inspectpage.h"
#include "ui/look/celldelegate.h"
#include "ui/look/wraptable.h"
#include "ui/window/mainwindow.h"
#include "windowhelpers.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The second visit of the same user, on the Compare page and run on the built-in server.
class VisitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void modelKeepsItsPromises();
    void switchByMouse();
    void switchByKeys();
    void otherClient();
    void backToTheTypes();
    void openByReturn();
    void openByDoubleClick();
    void openByButton();
    void sortedRowsOpenTheirOwn();
    void cancel();

private:
    QPushButton *twice() const { return named<QPushButton>(*m_window, u"Second visit"_s); }
    WrapTable *table() const { return named<WrapTable>(*m_window, u"First and second visit"_s); }
    QString cell(int row, VisitsModel::Column column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    QStringList answers() const;
    void choose(const QString &client);
    void showCompare();
    void showVisits();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

namespace
{

const QString kAsked = u"asked again"_s;
const QString kKept = u"✔ not asked: from the cache"_s;

/// Of visitCases(): no field, max-age=60, no-store for each status.
int rowOf(int status, int field)
{
    return int(QList<int>{301, 302, 303, 307, 308}.indexOf(status)) * 3 + field;
}

} // namespace

void VisitsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void VisitsTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void VisitsTest::cleanup()
{
    m_window.reset();
}

QStringList VisitsTest::answers() const
{
    QStringList texts;
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        texts.append(cell(row, VisitsModel::Answer));
    return texts;
}

void VisitsTest::choose(const QString &client)
{
    auto *box = named<QComboBox>(*twice()->parentWidget(), u"Client to imitate"_s);
    box->setCurrentIndex(box->findData(client));
}

void VisitsTest::showCompare()
{
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
}

void VisitsTest::showVisits()
{
    showCompare();
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::mouseClick(twice(), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
}

void VisitsTest::modelKeepsItsPromises()
{
    VisitsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), int(visitCases().size()));
    QCOMPARE(model.index(0, VisitsModel::Type).data().toString(), u"301 Moved Permanently"_s);
    QCOMPARE(model.index(2, VisitsModel::Field).data().toString(), u"Cache-Control: no-store"_s);
    QCOMPARE(model.index(0, VisitsModel::Answer).data().toString(), u"not run yet"_s);
    QVERIFY(!model.index(0, VisitsModel::Answer).data(ToneRole).isValid());
    QVERIFY(!model.secondVisit(0));
    QVERIFY(!model.secondVisit(-1));
    const Trace failed{.outcome = {OutcomeKind::NetworkError, u"the connection was refused"_s}};
    model.setVisits(0, *findClient(u"chromium-nav"), failed, {});
    QCOMPARE(model.index(0, VisitsModel::Answer).data().toString(), u"✖ no response"_s);
    QCOMPARE(model.index(0, VisitsModel::Reason).data().toString(), u"the connection was refused"_s);
    QVERIFY(!model.secondVisit(0));
    model.clear();
    QCOMPARE(model.index(0, VisitsModel::Answer).data().toString(), u"not run yet"_s);
}

void VisitsTest::switchByMouse()
{
    showVisits();
    QVERIFY(table()->isVisible());
    QCOMPARE(table()->model()->rowCount(), 15);
    // The client of the page is "browser" until another one is chosen.
    const QStringList permanent{kKept, kKept, kAsked};
    const QStringList temporary{kAsked, kKept, kAsked};
    QCOMPARE(answers(), permanent + temporary + temporary + temporary + permanent);
    QCOMPARE(cell(0, VisitsModel::First), u"GET /301\nGET /echo"_s);
    QCOMPARE(cell(0, VisitsModel::Second), u"GET /echo"_s);
    QCOMPARE(cell(2, VisitsModel::Second), u"GET /301\nGET /echo"_s);
    QCOMPARE(cell(2, VisitsModel::Reason), u"Cache-Control: no-store forbids keeping it."_s);
    QCOMPARE(table()->model()->index(2, VisitsModel::Source).data(LinkTextRole).toString(), u"RFC 9111 5.2.2.5"_s);
    // What is not sent is not shown.
    QVERIFY(!named<QLineEdit>(*m_window, u"Body to send"_s)->isVisible());
    QVERIFY(!named<QPushButton>(*m_window, u"Show 300 to 308"_s)->isEnabled());
}

void VisitsTest::switchByKeys()
{
    showCompare();
    twice()->setFocus();
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(twice(), Qt::Key_Space);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(table()->isVisible());
    QCOMPARE(cell(rowOf(308, 0), VisitsModel::Answer), kKept);
    // Tab goes on to the table.
    QWidget *focus = twice();
    for (int i = 0; i < 5 && focus != table(); ++i) {
        QTest::keyClick(focus, Qt::Key_Tab);
        focus = QApplication::focusWidget();
    }
    QCOMPARE(focus, table());
    // Ctrl+R visits twice again.
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(cell(rowOf(308, 0), VisitsModel::Answer), kKept);
}

void VisitsTest::otherClient()
{
    showVisits();
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    choose(u"firefox-nav"_s);
    QVERIFY(ended.wait(kTimeoutMs));
    QStringList expected;
    for (int i = 0; i < 5; ++i)
        expected += {kAsked, kKept, kAsked};
    QCOMPARE(answers(), expected);
    QCOMPARE(cell(0, VisitsModel::Reason), u"301 has neither Cache-Control: max-age nor Expires nor Last-Modified."_s);
    choose(u"curl"_s);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(answers(), QStringList(15, kAsked));
    QCOMPARE(cell(1, VisitsModel::Reason), u"301 is not kept, because this client has no cache."_s);
}

void VisitsTest::backToTheTypes()
{
    showVisits();
    QTest::mouseClick(twice(), Qt::LeftButton);
    QVERIFY(!table()->isVisible());
    QVERIFY(named<QLineEdit>(*m_window, u"Body to send"_s)->isVisible());
    auto *types = named<WrapTable>(*m_window, u"Redirect types"_s);
    QVERIFY(types->isVisible());
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run all"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!table()->isVisible());
}

void VisitsTest::openByReturn()
{
    showVisits();
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(rowOf(301, 0), 0));
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Return);
    QVERIFY(m_window->inspect()->isVisible());
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.client, u"browser"_s);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops[0].kind, HopKind::Cache);
    QCOMPARE(trace.hops[0].response->headers.first("Cache-Control"), QByteArray("max-age=60"));
    QCOMPARE(trace.hops[1].kind, HopKind::Http);
    QVERIFY(trace.hops[1].request.url.endsWith("/echo"));
    // Inspect says why, and by which rule.
    auto *meaning = named<QLabel>(*m_window, u"What the response means"_s);
    QVERIFY(meaning);
    QVERIFY2(meaning->text().contains(u"Cache-Control: max-age=60 lets it be kept for 60 seconds."_s) &&
                 meaning->text().contains(u"RFC 9111 5.2.2.1"_s),
             qPrintable(meaning->text()));
}

void VisitsTest::openByDoubleClick()
{
    showVisits();
    const QPoint point = table()->visualRect(table()->model()->index(rowOf(301, 2), VisitsModel::Reason)).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, point);
    QVERIFY(table()->isVisible());
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, point);
    QVERIFY(m_window->inspect()->isVisible());
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops[0].kind, HopKind::Http);
    QCOMPARE(trace.hops[0].response->status, 301);
    QCOMPARE(trace.hops[0].response->headers.first("Cache-Control"), QByteArray("no-store"));
}

void VisitsTest::openByButton()
{
    showCompare();
    auto *open = named<QPushButton>(*m_window, u"Open the second visit on the Inspect page"_s);
    QVERIFY(!open->isEnabled());
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::mouseClick(twice(), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    table()->setCurrentIndex(table()->model()->index(rowOf(308, 0), 0));
    QVERIFY(open->isEnabled());
    QTest::mouseClick(open, Qt::LeftButton);
    QVERIFY(m_window->inspect()->isVisible());
    QCOMPARE(m_window->inspect()->trace().hops[0].kind, HopKind::Cache);
    QCOMPARE(m_window->inspect()->trace().hops[0].response->status, 308);
}

void VisitsTest::sortedRowsOpenTheirOwn()
{
    showVisits();
    auto *header = table()->horizontalHeader();
    const QPoint title(header->sectionViewportPosition(VisitsModel::Answer) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, title);
    QStringList sorted = answers();
    QVERIFY(std::is_sorted(sorted.begin(), sorted.end()) || std::is_sorted(sorted.rbegin(), sorted.rend()));
    const int row = int(sorted.indexOf(kKept));
    const int status = cell(row, VisitsModel::Type).first(3).toInt();
    table()->setCurrentIndex(table()->model()->index(row, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_window->inspect()->trace().hops[0].kind, HopKind::Cache);
    QCOMPARE(m_window->inspect()->trace().hops[0].response->status, status);
}

void VisitsTest::cancel()
{
    showCompare();
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::mouseClick(twice(), Qt::LeftButton);
    // Before anything has come back: no second visit is begun.
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(ended.wait(kTimeoutMs));
    for (int row = 0; row < 15; ++row) {
        QCOMPARE(cell(row, VisitsModel::Second), QString());
        QCOMPARE(cell(row, VisitsModel::Answer), u"✖ no response"_s);
        QCOMPARE(cell(row, VisitsModel::Reason), u"canceled"_s);
    }
    QVERIFY(named<QPushButton>(*m_window, u"Run all"_s)->isEnabled());
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run all"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(cell(0, VisitsModel::Answer), kKept);
}

QTEST_MAIN(VisitsTest)
#include "tst_secondvisits.moc"
