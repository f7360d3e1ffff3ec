// SPDX-License-Identifier: MIT
#include "ui/look/linetable.h"

#include "ui/look/cellmenu.h"
#include "ui/look/linedelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

namespace hopscope
{

LineTable::LineTable(const QString &accessibleName, QWidget *parent) : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new LineDelegate(this));
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(10);
    verticalHeader()->setDefaultSectionSize(lineHeight(font()));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(30);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (!m_distributing)
            m_hasOwnWidths = true;
    });
}

void LineTable::setColumns(const QList<Column> &columns)
{
    m_columns = columns;
    distribute();
}

void LineTable::setModel(QAbstractItemModel *model)
{
    const QScopedValueRollback quiet(m_distributing, true);
    QTableView::setModel(model);
    distribute();
}

void LineTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    distribute();
}

void LineTable::distribute()
{
    if (!model() || m_hasOwnWidths || m_columns.isEmpty())
        return;
    const QScopedValueRollback quiet(m_distributing, true);
    const int character = fontMetrics().averageCharWidth();
    int spare = viewport()->width();
    int shares = 0;
    for (const Column &column : std::as_const(m_columns)) {
        spare -= column.characters * character;
        shares += column.share;
    }
    for (int i = 0; i < int(m_columns.size()); ++i)
        setColumnWidth(i, m_columns[i].characters * character +
                              std::max(spare, 0) * m_columns[i].share / std::max(shares, 1));
}

void LineTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        verticalHeader()->setDefaultSectionSize(lineHeight(font()));
    if (event->type() == QEvent::FontChange)
        distribute();
}

void LineTable::contextMenuEvent(QContextMenuEvent *event)
{
    popUpCellMenu(this, *event);
}

} // namespace hopscope
