// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace hopscope
{

/// Draws the rows of a list with room around their text and a line below, like those of the tables. A list that wraps
/// words gets rows as high as their text; in any other the first line of the text is cut as the list says, those below
/// it at their end. What is below the first line is muted.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hopscope
