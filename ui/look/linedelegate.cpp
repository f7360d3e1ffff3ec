// SPDX-License-Identifier: MIT
#include "ui/look/linedelegate.h"

#include "paint/chainpainter.h"
#include "ui/look/celldelegate.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QPainter>

namespace hopscope
{

namespace
{

constexpr int kLinePaddingX = 8;
constexpr int kLinePaddingY = 6;

void paintTone(QPainter &painter, const QRect &inner, const QString &text, const QFont &font, const Colors &colors,
               int verdict)
{
    const Tone &tone = verdict == kPlainTone ? colors.plain : toneOf(colors, PartVerdict(verdict));
    const int room = inner.width() - chipSize(QString(), font).width();
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, room);
    QRect rect({}, chipSize(shown, font));
    rect.moveCenter(inner.center());
    const bool mirrored = QApplication::isRightToLeft();
    rect.moveLeft(mirrored ? inner.right() - rect.width() + 1 : inner.left());
    paintChip(painter, rect, shown, font, tone);
}

} // namespace

int lineHeight(const QFont &font)
{
    return std::max(QFontMetrics(font).height(), QFontMetrics(monoFont(font)).height()) + 2 * kLinePaddingY;
}

void LineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const Colors &colors = colorsOf(option.palette);
    painter->save();
    paintCellGround(*painter, option.rect, colors, option.state.testFlag(QStyle::State_Selected));
    const QRect inner = option.rect.adjusted(kLinePaddingX, 0, -kLinePaddingX, 0);
    const QVariant tone = index.data(ToneRole);
    if (tone.isValid()) {
        paintTone(*painter, inner, option.text, chainStyle(colors, option.font).small, colors, tone.toInt());
    } else {
        QFont font = index.data(MonoRole).toBool() ? monoFont(option.font) : option.font;
        font.setBold(index.data(BoldRole).toInt() > 0);
        painter->setFont(font);
        painter->setPen(QColor(index.data(MutedRole).toBool() ? colors.muted : colors.text));
        const Qt::TextElideMode elide = index.data(MiddleRole).toBool() ? Qt::ElideMiddle : Qt::ElideRight;
        const QString text = QFontMetrics(font).elidedText(option.text, elide, inner.width());
        const int alignment =
            int(QStyle::visualAlignment(option.direction, option.displayAlignment)) | Qt::AlignAbsolute;
        painter->drawText(inner, alignment | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintCellFocus(*painter, option.rect, colors);
    painter->restore();
}

QSize LineDelegate::sizeHint(const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QFont font = index.data(MonoRole).toBool() ? monoFont(option.font) : option.font;
    const int width = index.data(ToneRole).isValid()
                          ? chipSize(option.text, chainStyle(colorsOf(option.palette), option.font).small).width()
                          : QFontMetrics(font).horizontalAdvance(option.text);
    return {width + 2 * kLinePaddingX + 2, lineHeight(option.font)};
}

} // namespace hopscope
