// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace hopscope
{

/// Draws cells of one line, cut with an ellipsis, with the roles of CellRole; quick enough for thousands of rows.
class LineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Height of a row in pixels for that font.
int lineHeight(const QFont &font);

} // namespace hopscope
