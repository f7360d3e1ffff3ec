// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QHash>
#include <QStyledItemDelegate>

namespace hopscope
{

/// Draws a row of HopModel with lib/paint: a card and the strip of chips below it.
class HopDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// For the width of the viewport of the list that is drawn.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable QHash<std::pair<size_t, int>, int> m_heights; ///< by heightKey() and place, for this width and font
    mutable int m_width = -1;
    mutable QFont m_font;
};

} // namespace hopscope
