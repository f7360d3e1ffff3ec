// SPDX-License-Identifier: MIT
#include "ui/history/historylist.h"

#include "ui/history/historymodel.h"
#include "ui/request/clientstore.h"
#include "ui/request/texts.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSettings>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kColumnPadding = 10;
/// In characters; When and Client are as wide as what stands in them, if there is room.
constexpr int kWidths[] = {5, 0, 34, 20, 12, 14, 20, 24};
/// What is left goes to the request first; of the rest the longest client may have a share, then the request, and the
/// notes get all that remains.
constexpr int kMoreOfRequest = 10;
constexpr double kClientShare = 0.4;
constexpr double kRequestShare = 0.25;
constexpr auto kColumnsKey = "layout/historyColumns"_L1;
constexpr auto kOwnWidthsKey = "layout/historyOwnWidths"_L1;

} // namespace

HistoryList::HistoryList(QWidget *parent) : LineTable(tr("Traces"), parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    horizontalHeader()->setAccessibleName(tr("Columns of the traces; click one to sort by it"));
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (m_distributing)
            return;
        m_hasOwnWidths = m_hasOwnWidths || column != HistoryModel::Notes;
        stretchNotes();
    });
}

void HistoryList::saveColumns() const
{
    QSettings settings;
    settings.setValue(kColumnsKey, horizontalHeader()->saveState());
    settings.setValue(kOwnWidthsKey, m_hasOwnWidths);
}

void HistoryList::setHistory(HistoryModel *model)
{
    const QScopedValueRollback quiet(m_distributing, true);
    setModel(model);
    QHeaderView *header = horizontalHeader();
    header->setSortIndicator(HistoryModel::When, Qt::DescendingOrder);
    const QSettings settings;
    header->restoreState(settings.value(kColumnsKey).toByteArray());
    m_hasOwnWidths = settings.value(kOwnWidthsKey).toBool();
    setSortingEnabled(true);
    distribute();
}

void HistoryList::fillSortMenu(QMenu *menu)
{
    menu->clear();
    const int current = horizontalHeader()->sortIndicatorSection();
    const Qt::SortOrder order = horizontalHeader()->sortIndicatorOrder();
    const auto add = [&](const QString &title, bool checked, int column, Qt::SortOrder by) {
        QAction *action = menu->addAction(title, this, [this, column, by] { sortByColumn(column, by); });
        action->setCheckable(true);
        action->setChecked(checked);
    };
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        const auto header = [&](int role) { return model()->headerData(column, Qt::Horizontal, role); };
        add(header(Qt::DisplayRole).toString(), column == current, column,
            Qt::SortOrder(header(Qt::InitialSortOrderRole).toInt()));
    }
    menu->addSeparator();
    add(tr("&Ascending"), order == Qt::AscendingOrder, current, Qt::AscendingOrder);
    add(tr("&Descending"), order == Qt::DescendingOrder, current, Qt::DescendingOrder);
}

void HistoryList::resizeEvent(QResizeEvent *event)
{
    LineTable::resizeEvent(event);
    distribute();
}

void HistoryList::changeEvent(QEvent *event)
{
    LineTable::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        distribute();
}

void HistoryList::distribute()
{
    if (!model())
        return;
    const QScopedValueRollback quiet(m_distributing, true);
    if (!m_hasOwnWidths) {
        const QFontMetrics metrics(font());
        const auto room = [&](const QString &text) { return metrics.horizontalAdvance(text) + 2 * kColumnPadding; };
        int spare = viewport()->width();
        for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
            const bool isWhen = column == HistoryModel::When;
            setColumnWidth(column, isWhen ? room(whenText(QDateTime::currentDateTime().addDays(-1)))
                                          : kWidths[column] * metrics.averageCharWidth());
            spare -= columnWidth(column);
        }
        const auto widen = [&](int column, int by) {
            by = std::clamp(by, 0, std::max(spare, 0));
            setColumnWidth(column, columnWidth(column) + by);
            spare -= by;
        };
        widen(HistoryModel::RequestColumn, kMoreOfRequest * metrics.averageCharWidth());
        int client = 0;
        for (const ClientPointer &each : knownClients().all())
            client = std::max(client, room(clientTitle(QString(each->id))));
        widen(HistoryModel::Client, std::min(client - columnWidth(HistoryModel::Client), int(spare * kClientShare)));
        widen(HistoryModel::RequestColumn, int(spare * kRequestShare));
    }
    stretchNotes();
}

void HistoryList::stretchNotes()
{
    const QScopedValueRollback quiet(m_distributing, true);
    int others = 0;
    for (int column = 0; column < HistoryModel::Notes; ++column)
        others += columnWidth(column);
    const int least = kWidths[HistoryModel::Notes] * fontMetrics().averageCharWidth();
    setColumnWidth(HistoryModel::Notes, std::max(least, viewport()->width() - others));
}

} // namespace hopscope
