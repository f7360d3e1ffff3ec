// SPDX-License-Identifier: MIT
#include "ui/inspect/hopdelegate.h"

#include "paint/chainpainter.h"
#include "ui/inspect/hopmodel.h"
#include "ui/look/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace hopscope
{

namespace
{

constexpr int kMargin = 12;

const HopModel &modelOf(const QModelIndex &index)
{
    return *static_cast<const HopModel *>(index.model());
}

/// Room for the line of a loop left of the cards.
constexpr int kLoopLine = 5;
constexpr int kArrow = 4;

/// The line that leads from the end of a loop back to its beginning, as far as it lies in this row.
void paintLoop(QPainter &painter, const QRect &row, const QRect &card, const HopModel::Loop &loop, int number,
               const Colors &colors)
{
    if (loop.from < 0 || number > loop.from || number < loop.to)
        return;
    const int x = row.left() + kLoopLine;
    const int middle = card.center().y();
    const int top = number == loop.to ? middle : row.top();
    const int bottom = number == loop.from ? middle : row.bottom() + 1;
    painter.save();
    painter.setPen(QPen(QColor(colors.warn.text), 2));
    // A request that leads back to itself has a loop of its own height.
    if (loop.from == loop.to) {
        painter.drawLine(x, card.top() + kMargin, x, card.bottom() - kMargin);
        painter.drawLine(x, card.bottom() - kMargin, card.left(), card.bottom() - kMargin);
    } else {
        painter.drawLine(x, top, x, bottom);
    }
    const int arrow = loop.from == loop.to ? card.top() + kMargin : middle;
    if (number == loop.from && loop.from != loop.to)
        painter.drawLine(x, middle, card.left(), middle);
    if (number == loop.to) {
        painter.drawLine(x, arrow, card.left() - 1, arrow);
        painter.drawLine(card.left() - kArrow, arrow - kArrow, card.left() - 1, arrow);
        painter.drawLine(card.left() - kArrow, arrow + kArrow, card.left() - 1, arrow);
    }
    painter.restore();
}

/// The last card has a strip only if the client goes on: the next hop is under way or waits for Step.
bool hasStrip(const QModelIndex &index)
{
    return index.row() + 1 < index.model()->rowCount() || !modelOf(index).card(index.row()).chips.isEmpty();
}

} // namespace

void HopDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const HopCard &card = modelOf(index).card(index.row());
    const ChainStyle style = chainStyle(colorsOf(option.palette), option.font);
    const int top = option.rect.top() + (index.row() == 0 ? kMargin : 0);
    const int width = option.rect.width() - 2 * kMargin;
    const QRect rect(option.rect.left() + kMargin, top, width, cardHeight(card, style, width));
    paintCard(*painter, rect, card, style,
              {.selected = option.state.testFlag(QStyle::State_Selected),
               .focused = option.state.testFlag(QStyle::State_HasFocus)});
    paintLoop(*painter, option.rect, rect, modelOf(index).loop(), index.row(), colorsOf(option.palette));
    if (hasStrip(index)) {
        const QRect strip(rect.left(), rect.bottom() + 1, width, stripHeight(card.chips, style, width));
        paintStrip(*painter, strip, card.chips, style);
    }
}

QSize HopDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int whole = view ? view->viewport()->width() : option.rect.width();
    const int width = whole - 2 * kMargin;
    const bool strip = hasStrip(index);
    if (whole != m_width || option.font != m_font) {
        m_heights.clear();
        m_width = whole;
        m_font = option.font;
    }
    // A long chain says the same thing many times.
    const std::pair key{modelOf(index).heightKey(index.row()), (strip ? 2 : 0) + (index.row() == 0 ? 1 : 0)};
    if (const auto known = m_heights.constFind(key); known != m_heights.constEnd())
        return {whole, *known};
    const HopCard &card = modelOf(index).card(index.row());
    const ChainStyle style = chainStyle(colorsOf(option.palette), option.font);
    int height = cardHeight(card, style, width) + (index.row() == 0 ? kMargin : 0);
    height += strip ? stripHeight(card.chips, style, width) : kMargin;
    m_heights.insert(key, height);
    return {whole, height};
}

} // namespace hopscope
