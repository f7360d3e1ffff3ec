// SPDX-License-Identifier: MIT
#include "ui/look/linetable.h"

#include "ui/look/cellmenu.h"
#include "ui/look/linedelegate.h"

#include <QEvent>
#include <QHeaderView>

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
}

void LineTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        verticalHeader()->setDefaultSectionSize(lineHeight(font()));
}

void LineTable::contextMenuEvent(QContextMenuEvent *event)
{
    popUpCellMenu(this, *event);
}

} // namespace hopscope
