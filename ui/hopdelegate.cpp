// SPDX-License-Identifier: MIT
#include "ui/hopdelegate.h"

#include "paint/chainpainter.h"
#include "ui/hopmodel.h"
#include "ui/theme.h"

#include <QAbstractItemView>

namespace hopscope
{

namespace
{

constexpr int kMargin = 12;

const HopModel &modelOf(const QModelIndex &index)
{
    return *static_cast<const HopModel *>(index.model());
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
    if (hasStrip(index)) {
        const QRect strip(rect.left(), rect.bottom() + 1, width, stripHeight(card.chips, style, width));
        paintStrip(*painter, strip, card.chips, style);
    }
}

QSize HopDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const HopCard &card = modelOf(index).card(index.row());
    const ChainStyle style = chainStyle(colorsOf(option.palette), option.font);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int whole = view ? view->viewport()->width() : option.rect.width();
    const int width = whole - 2 * kMargin;
    int height = cardHeight(card, style, width) + (index.row() == 0 ? kMargin : 0);
    height += hasStrip(index) ? stripHeight(card.chips, style, width) : kMargin;
    return {whole, height};
}

} // namespace hopscope
