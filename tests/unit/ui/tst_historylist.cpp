// SPDX-License-Identifier: MIT
// Columns and order of the history, and the chain below it.
#include "menuhelpers.h"
#include "shownhistory.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypreview.h"
#include "ui/look/celldelegate.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace hopscope;

class HistoryListTest : public QObject, private ShownHistory
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { close(); }
    void sortByHeader();
    void sortByKeys();
    void columnsAreKept();
    void notesGetTheRoom();
    void chainIsShown();
    void chainOfTheLastSelection();

private:
    /// The requests of the list, from top to bottom.
    QStringList requests() const;
    void clickHeader(int column);
};

QStringList HistoryListTest::requests() const
{
    QStringList cells;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        cells.append(list()->model()->index(row, HistoryModel::RequestColumn).data().toString());
    return cells;
}

void HistoryListTest::clickHeader(int column)
{
    const QHeaderView *header = list()->horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(column) + 12, header->height() / 2));
}

void HistoryListTest::sortByHeader()
{
    showPage();
    const QString order = u"POST http://shop.localhost:8601/orders"_s;
    const QStringList newest = requests();
    QCOMPARE(newest.size(), 3);
    QCOMPARE(newest.constFirst(), order);
    QCOMPARE(list()->horizontalHeader()->sortIndicatorSection(), int(HistoryModel::When));
    const auto numbers = [this](int column) {
        QStringList cells;
        for (int row = 0; row < 3; ++row)
            cells.append(list()->model()->index(row, column).data().toString());
        return cells;
    };
    clickHeader(HistoryModel::Hops);
    QCOMPARE(numbers(HistoryModel::Hops), QStringList({u"21"_s, u"3"_s, u"2"_s}));
    clickHeader(HistoryModel::Hops);
    QCOMPARE(numbers(HistoryModel::Hops), QStringList({u"2"_s, u"3"_s, u"21"_s}));
    for (const int column : {HistoryModel::RequestColumn, HistoryModel::Result, HistoryModel::Client}) {
        clickHeader(column);
        QStringList sorted = numbers(column);
        sorted.sort(Qt::CaseInsensitive);
        if (column != HistoryModel::RequestColumn) // by URL, then by method
            QCOMPARE(numbers(column), sorted);
    }
    // Pinned traces stay on top, and the selection stays what it is.
    list()->selectRow(2);
    const QStringList last = m_page->selectedIds();
    QTest::keyClick(list(), Qt::Key_P, Qt::ControlModifier);
    clickHeader(HistoryModel::When);
    QCOMPARE(m_page->selectedIds(), last);
    QCOMPARE(list()->selectionModel()->selectedRows().constFirst().row(), 0);
    m_store->setPinned(last, false);
    QCOMPARE(requests(), newest);
    clickHeader(HistoryModel::When);
    QCOMPARE(requests(), QStringList(newest.rbegin(), newest.rend()));
    // What comes in stands where it belongs.
    add(*m_store, sampleTrace());
    QTRY_COMPARE(list()->model()->rowCount(), 4);
    QCOMPARE(requests().constLast(), order);
}

void HistoryListTest::sortByKeys()
{
    showPage();
    const QStringList newest = requests();
    const auto choose = [this](const QString &title) {
        QTimer::singleShot(0, this, [title] { QVERIFY(pick(title)); });
        button(u"Sort"_s)->setFocus();
        QTest::keyClick(button(u"Sort"_s), Qt::Key_Space);
    };
    choose(u"Requests"_s);
    QCOMPARE(list()->model()->index(0, HistoryModel::Hops).data().toString(), u"21"_s);
    choose(u"Ascending"_s);
    QCOMPARE(list()->model()->index(0, HistoryModel::Hops).data().toString(), u"2"_s);
    choose(u"When"_s);
    QCOMPARE(requests(), newest);
}

void HistoryListTest::columnsAreKept()
{
    showPage();
    clickHeader(HistoryModel::Hops);
    list()->horizontalHeader()->resizeSection(HistoryModel::Client, 111);
    m_page.reset();
    m_store.reset();
    showPage();
    QCOMPARE(list()->columnWidth(HistoryModel::Client), 111);
    QCOMPARE(list()->horizontalHeader()->sortIndicatorSection(), int(HistoryModel::Hops));
    QCOMPARE(list()->model()->index(0, HistoryModel::Hops).data().toString(), u"21"_s);
    m_page->resize(1000, 700);
    QCOMPARE(list()->columnWidth(HistoryModel::Client), 111);
}

void HistoryListTest::notesGetTheRoom()
{
    showPage();
    const auto notes = [this](int width) {
        m_page->resize(width, 700);
        QCoreApplication::sendPostedEvents();
        return list()->columnWidth(HistoryModel::Notes);
    };
    const int least = 24 * list()->fontMetrics().averageCharWidth();
    QCOMPARE(notes(700), least);
    const int wide = notes(1800);
    QVERIFY(wide > 2 * least);
    // All of the width is used, and what is taken from another column comes to the notes.
    QCOMPARE(list()->horizontalHeader()->length(), list()->viewport()->width());
    list()->horizontalHeader()->resizeSection(HistoryModel::Client, list()->columnWidth(HistoryModel::Client) - 50);
    QCOMPARE(list()->columnWidth(HistoryModel::Notes), wide + 50);
    QVERIFY(list()->model()->index(0, HistoryModel::RequestColumn).data(MiddleRole).toBool());
}

void HistoryListTest::chainIsShown()
{
    showPage();
    QSignalSpy shown(m_page.get(), &HistoryPage::chainShown);
    QTest::keyClick(list(), Qt::Key_Home, Qt::ControlModifier);
    list()->selectRow(0);
    QVERIFY(shown.wait(kTimeoutMs));
    auto *chain = named<HistoryPreview>(*m_page, u"Chain of the selected trace"_s);
    QVERIFY(chain->isVisible());
    const QString said = chain->accessibleDescription();
    QVERIFY2(said.startsWith(u"POST http://shop.localhost:8601/orders"_s), qPrintable(said));
    QVERIFY2(said.contains(u"303 See Other"_s) && said.section(u'\n', -1).startsWith(u"Outcome final"_s),
             qPrintable(said));
    QVERIFY(colorsIn(chain->grab().toImage()) >= kFewestColors);
    // By keyboard as far as there is something to see.
    chain->setFocus();
    QVERIFY(chain->verticalScrollBar()->maximum() > 0);
    QTest::keyClick(chain, Qt::Key_PageDown);
    QVERIFY(chain->verticalScrollBar()->value() > 0);
    // A pin does not read it again.
    m_store->setPinned(m_page->selectedIds(), true);
    QCOMPARE(shown.size(), 1);
    QVERIFY(chain->verticalScrollBar()->value() > 0);
}

/// Who goes through the list quickly sees the chain of the last trace, and nothing is read for the others any more.
void HistoryListTest::chainOfTheLastSelection()
{
    showPage();
    QSignalSpy shown(m_page.get(), &HistoryPage::chainShown);
    for (int row : {0, 1, 2, 1})
        list()->selectRow(row);
    QVERIFY(shown.wait(kTimeoutMs));
    const auto *chain = named<HistoryPreview>(*m_page, u"Chain of the selected trace"_s);
    QVERIFY2(chain->accessibleDescription().contains(u"Outcome network-error"_s),
             qPrintable(chain->accessibleDescription()));
    list()->clearSelection();
    QCOMPARE(shown.size(), 1);
}

QTEST_MAIN(HistoryListTest)
#include "tst_historylist.moc"
