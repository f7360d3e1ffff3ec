// SPDX-License-Identifier: MIT
#include "ui/look/rowdelegate.h"

#include "ui/look/celldelegate.h"
#include "ui/look/theme.h"

#include <QListView>
#include <QPainter>

namespace hopscope
{

namespace
{

constexpr int kRowPaddingX = 12;
constexpr int kRowPaddingY = 6;
constexpr int kMostHeight = 10'000;

bool wraps(const QStyleOptionViewItem &option)
{
    const auto *list = qobject_cast<const QListView *>(option.widget);
    return list && list->wordWrap();
}

int alignmentOf(const QStyleOptionViewItem &option)
{
    return int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignTop)) | Qt::AlignAbsolute;
}

/// The text of an option with a rectangle, in as many lines as it takes.
int textHeight(const QStyleOptionViewItem &option, int width)
{
    const QFontMetrics metrics(option.font);
    if (!wraps(option))
        return int(option.text.count(u'\n') + 1) * metrics.lineSpacing();
    return metrics.boundingRect(QRect(0, 0, width, kMostHeight), Qt::TextWordWrap, option.text).height();
}

/// The first line, wrapped; what is below it is muted.
void paintWrapped(QPainter &painter, const QStyleOptionViewItem &option, QRect room, const Colors &colors)
{
    const int flags = alignmentOf(option) | Qt::TextWordWrap;
    const QString first = option.text.section(u'\n', 0, 0);
    painter.drawText(room, flags, first);
    if (first.size() == option.text.size())
        return;
    room.setTop(room.top() + QFontMetrics(option.font).boundingRect(room, flags, first).height());
    painter.setPen(QColor(colors.muted));
    painter.drawText(room, flags, option.text.sliced(first.size() + 1));
}

void paintLines(QPainter &painter, const QStyleOptionViewItem &option, QRect room, const Colors &colors)
{
    const QFontMetrics metrics(option.font);
    const QStringList lines = option.text.split(u'\n');
    Qt::TextElideMode elide = option.textElideMode;
    for (const QString &line : lines) {
        painter.drawText(room, alignmentOf(option) | Qt::TextSingleLine, metrics.elidedText(line, elide, room.width()));
        painter.setPen(QColor(colors.muted));
        elide = Qt::ElideRight;
        room.setTop(room.top() + metrics.lineSpacing());
    }
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    // The style makes one line of several.
    option.text = index.data().toString();
    const Colors &colors = colorsOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    paintCellGround(*painter, option.rect, colors, selected);
    if (selected)
        paintRowMark(*painter, option, colors);
    painter->setFont(option.font);
    painter->setPen(QColor(colors.text));
    const QRect room = option.rect.adjusted(kRowPaddingX, kRowPaddingY, -kRowPaddingX, -kRowPaddingY);
    if (wraps(option))
        paintWrapped(*painter, option, room, colors);
    else
        paintLines(*painter, option, room, colors);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintCellFocus(*painter, option.rect, colors);
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text = index.data().toString();
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {width, textHeight(option, width - 2 * kRowPaddingX) + 2 * kRowPaddingY};
}

} // namespace hopscope
