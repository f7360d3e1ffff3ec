// SPDX-License-Identifier: MIT
#include "shownhistory.h"
#include "ui/history/historydiffmodel.h"
#include "ui/history/historymodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace hopscope;

class HistoryPageTest : public QObject, private ShownHistory
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { close(); }
    void searchByKeys();
    void clientHasRoom();
    void notesByKeys();
    void pinByKeys();
    void openAndRunAgain();
    void deleteAndUndoByKeys();
    void compareTwo();
    void brokenIsNotDeleted();
};

void HistoryPageTest::searchByKeys()
{
    showPage();
    QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
    auto *search = named<QLineEdit>(*m_page, u"Search the history"_s);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"curl"_s);
    QCOMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(named<QLabel>(*m_page, u"Number of traces"_s)->text(), u"1 of 3"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(list()->hasFocus());
    QCOMPARE(m_page->selectedIds().size(), 1);
    search->clear();
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    QCOMPARE(list()->currentIndex().row(), 0);
    search->setText(u"zebra"_s);
    QVERIFY(!list()->isVisible());
}

void HistoryPageTest::clientHasRoom()
{
    showPage();
    const auto room = [this](int width) {
        m_page->resize(width, 700);
        QCoreApplication::sendPostedEvents();
        return list()->columnWidth(HistoryModel::Client) -
               list()->fontMetrics().horizontalAdvance(u"curl -L --post301 --post302 --post303"_s);
    };
    QVERIFY(room(1800) > 0);
    QVERIFY(room(700) < 0);
    QVERIFY(list()->columnWidth(HistoryModel::RequestColumn) >= 34 * list()->fontMetrics().averageCharWidth());
}

void HistoryPageTest::notesByKeys()
{
    showPage();
    list()->selectRow(1);
    const QString id = m_page->selectedIds().first();
    auto *notes = named<QPlainTextEdit>(*m_page, u"Notes about the selected trace"_s);
    QVERIFY(notes->isVisible());
    QTest::keyClicks(notes, u"look again"_s);
    QTRY_COMPARE(m_store->entry(id).notes, u"look again"_s);
    QTest::keyClicks(notes, u"!"_s);
    list()->selectRow(0); // what is typed is not lost when another row is chosen at once
    QCOMPARE(m_store->entry(id).notes, u"look again!"_s);
    QVERIFY(notes->toPlainText().isEmpty());
}

void HistoryPageTest::pinByKeys()
{
    showPage();
    list()->selectRow(2);
    const QString id = m_page->selectedIds().first();
    QTest::keyClick(list(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(m_store->entry(id).pinned);
    QCOMPARE(m_page->selectedIds(), QStringList{id});
    QVERIFY(button(u"Unpin"_s));
    QTest::mouseClick(button(u"Unpin"_s), Qt::LeftButton);
    QVERIFY(!m_store->entry(id).pinned);
}

void HistoryPageTest::openAndRunAgain()
{
    showPage();
    QSignalSpy open(m_page.get(), &HistoryPage::openRequested);
    QSignalSpy again(m_page.get(), &HistoryPage::runAgainRequested);
    QVERIFY(!button(u"Open"_s)->isEnabled());
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(open.wait(kTimeoutMs));
    QCOMPARE(open.first().first().value<StoredRun>().trace.hops.size(), sampleTrace().hops.size());
    QTest::mouseClick(button(u"Run again"_s), Qt::LeftButton);
    QVERIFY(again.wait(kTimeoutMs));
    QCOMPARE(again.first().first().value<StoredRun>().trace.hops.size(), sampleTrace().hops.size());
    QVERIFY(!again.first().first().value<StoredRun>().request);
}

void HistoryPageTest::deleteAndUndoByKeys()
{
    showPage();
    const QStringList before = m_store->ids();
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(m_store->ids().size(), 1);
    auto *undo = button(u"Undo"_s);
    QVERIFY(undo->isVisible());
    QCOMPARE(named<QLabel>(*m_page, u"What was deleted"_s)->text(), u"2 traces deleted."_s);
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(m_store->ids(), before);
    QVERIFY(!undo->isVisible());
    list()->selectRow(1);
    QTest::keyClick(list(), Qt::Key_Delete);
    QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_store->ids(), before);
}

void HistoryPageTest::compareTwo()
{
    showPage();
    QSignalSpy compared(m_page.get(), &HistoryPage::compared);
    list()->selectRow(0);
    QTest::keyClick(list(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(compared.wait(kTimeoutMs));
    auto *table = named<QTableView>(*m_page, u"What differs between the two traces"_s);
    QVERIFY(table->isVisible());
    // The failed trace is the older one: its second request had no response.
    bool found = false;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const auto cell = [&](int column) { return table->model()->index(row, column).data().toString(); };
        found = found || (cell(HistoryDiffModel::Part) == u"status"_s && cell(HistoryDiffModel::First) == u"none"_s &&
                          cell(HistoryDiffModel::Second) == u"303 See Other"_s);
    }
    QVERIFY(found);
}

void HistoryPageTest::brokenIsNotDeleted()
{
    write(u"20260101-000000-000-0001.json"_s, "{");
    showPage();
    QSignalSpy said(m_page.get(), &HistoryPage::statusMessage);
    auto *search = named<QLineEdit>(*m_page, u"Search the history"_s);
    search->setText(u"broken"_s);
    const QModelIndex first = list()->model()->index(0, 1);
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(first).center());
    QCOMPARE(m_page->selectedIds(), QStringList{u"20260101-000000-000-0001"_s});
    QVERIFY(!button(u"Open"_s)->isEnabled());
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(said.size(), 1);
    QCOMPARE(list()->model()->rowCount(), 1);
}

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
