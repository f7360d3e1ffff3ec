// SPDX-License-Identifier: MIT
#include "menuhelpers.h"
#include "sampletraces.h"
#include "ui/history/historydiffmodel.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypage.h"
#include "ui/history/historypreview.h"
#include "ui/history/historystore.h"
#include "ui/look/celldelegate.h"
#include "windowhelpers.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace hopscope;

class HistoryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void searchByKeys();
    void clientHasRoom();
    void notesByKeys();
    void pinByKeys();
    void openAndRunAgain();
    void deleteAndUndoByKeys();
    void compareTwo();
    void brokenIsNotDeleted();
    void sortByHeader();
    void sortByKeys();
    void columnsAreKept();
    void notesGetTheRoom();
    void chainIsShown();
    void chainOfTheLastSelection();

private:
    /// A store that has read its folder.
    std::shared_ptr<HistoryStore> opened();
    /// Adds, and waits until it is written.
    QString add(HistoryStore &store, const Trace &trace, bool withSecrets = false);
    void write(const QString &name, const QByteArray &bytes);
    void showPage();
    QTableView *list() const { return named<QTableView>(*m_page, u"Traces"_s); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*m_page, name); }

    /// The requests of the list, from top to bottom.
    QStringList requests() const;
    void clickHeader(int column);

    std::unique_ptr<QTemporaryDir> m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<HistoryStore> m_store;
    std::unique_ptr<HistoryPage> m_page;
    int m_age = 0;
};

void HistoryPageTest::init()
{
    m_settings = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings->path());
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_age = 0;
}

void HistoryPageTest::cleanup()
{
    m_page.reset();
    m_store.reset();
}

std::shared_ptr<HistoryStore> HistoryPageTest::opened()
{
    auto store = std::make_shared<HistoryStore>(m_folder->path());
    QSignalSpy loaded(store.get(), &HistoryStore::loaded);
    if (!store->isLoaded())
        loaded.wait(kTimeoutMs);
    return store;
}

QString HistoryPageTest::add(HistoryStore &store, const Trace &trace, bool withSecrets)
{
    Trace dated = trace;
    dated.started = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC).addSecs(60 * m_age++);
    QSignalSpy added(&store, &HistoryStore::added);
    store.add(dated, withSecrets);
    return added.wait(kTimeoutMs) ? added.first().first().toString() : QString();
}

void HistoryPageTest::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void HistoryPageTest::showPage()
{
    m_store = opened();
    add(*m_store, longTrace(20));
    add(*m_store, failedTrace());
    add(*m_store, sampleTrace());
    QVERIFY(m_store->ids().size() >= 3);
    m_page = std::make_unique<HistoryPage>();
    m_page->setStore(m_store);
    m_page->resize(1200, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    list()->setFocus();
}

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
    const QString path = m_store->traceFile(m_page->selectedIds().first());
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open.first().first().toString(), path);
    QTest::mouseClick(button(u"Run again"_s), Qt::LeftButton);
    QVERIFY(again.wait(kTimeoutMs));
    QCOMPARE(again.first().first().value<Trace>().hops.size(), sampleTrace().hops.size());
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

QStringList HistoryPageTest::requests() const
{
    QStringList cells;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        cells.append(list()->model()->index(row, HistoryModel::RequestColumn).data().toString());
    return cells;
}

void HistoryPageTest::clickHeader(int column)
{
    const QHeaderView *header = list()->horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(column) + 12, header->height() / 2));
}

void HistoryPageTest::sortByHeader()
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

void HistoryPageTest::sortByKeys()
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

void HistoryPageTest::columnsAreKept()
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

void HistoryPageTest::notesGetTheRoom()
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

void HistoryPageTest::chainIsShown()
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
void HistoryPageTest::chainOfTheLastSelection()
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

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
