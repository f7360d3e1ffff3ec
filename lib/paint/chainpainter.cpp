// SPDX-License-Identifier: MIT
#include "paint/chainpainter.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPadding = 11;
constexpr int kGap = 8;
constexpr int kRadius = 6;
constexpr int kUrlLines = 2;
constexpr int kChipPadding = 8;
constexpr int kChipIndent = 41;
constexpr int kLineIndent = 22;
constexpr double kSmaller = 0.92;

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    return font;
}

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

int lineHeight(const ChainStyle &style)
{
    return std::max(QFontMetrics(style.font).height(), QFontMetrics(style.mono).height()) + 3;
}

int pillHeight(const ChainStyle &style)
{
    return QFontMetrics(style.small).height() + 5;
}

int numberWidth(const HopCard &card, const ChainStyle &style)
{
    return QFontMetrics(style.font).horizontalAdvance(QString::number(card.number)) + kGap;
}

int badgeWidth(const HopCard &card, const ChainStyle &style)
{
    return QFontMetrics(bold(style.small)).horizontalAdvance(QString::fromLatin1(card.method)) + 12;
}

FittedText fittedUrl(const HopCard &card, const ChainStyle &style, int width)
{
    const int left = kPadding + numberWidth(card, style) + badgeWidth(card, style) + kGap;
    const int room = std::max(width - left - kPadding, 40);
    const double character = std::max(QFontMetricsF(style.mono).horizontalAdvance(u'M'), 1.0);
    return fitText(card.url, card.changed, qsizetype(room / character), kUrlLines);
}

QSize pillSize(const HopCard &card, const ChainStyle &style, int width)
{
    const int wanted = chipSize(card.statusText, bold(style.small)).width();
    return {std::min(wanted, width - 2 * kPadding), pillHeight(style)};
}

/// The facts stand beside the status if there is room, else below it.
bool factsBelow(const HopCard &card, const ChainStyle &style, int width)
{
    const int room = width - 2 * kPadding - pillSize(card, style, width).width() - kGap;
    return QFontMetrics(style.font).horizontalAdvance(card.facts) > room;
}

int factsHeight(const HopCard &card, const ChainStyle &style, int width)
{
    return factsBelow(card, style, width) ? lineHeight(style) + 2 : 0;
}

/// A sign and words, on a line of their own.
QString warningText(const HopCard &card)
{
    return u"\u26a0 "_s + card.warning;
}

int warningHeight(const HopCard &card, const ChainStyle &style)
{
    return card.warning.isEmpty() ? 0 : chipSize(warningText(card), style.small).height() + 6;
}

int remarkHeight(const HopCard &card, const ChainStyle &style, int width)
{
    if (card.remark.isEmpty())
        return 0;
    const QRect room(0, 0, std::max(width - 2 * kPadding, 40), 10000);
    return QFontMetrics(style.font).boundingRect(room, Qt::TextWordWrap, card.remark).height() + 6;
}

void paintUrl(QPainter &painter, const FittedText &url, QPoint at, const ChainStyle &style)
{
    const QFontMetrics metrics(style.mono);
    const int height = lineHeight(style);
    painter.setFont(style.mono);
    for (qsizetype line = 0; line < url.lines.size(); ++line) {
        const QString &text = url.lines[line];
        const QList<bool> &marked = url.marked[line];
        int x = at.x();
        for (qsizetype from = 0; from < text.size();) {
            qsizetype to = from;
            while (to < text.size() && marked[to] == marked[from])
                ++to;
            const QString run = text.mid(from, to - from);
            const int width = metrics.horizontalAdvance(run);
            const QRect rect(x, at.y() + int(line) * height, width, height);
            if (marked[from]) {
                painter.fillRect(rect.adjusted(0, 1, 0, -1), QColor(style.colors->mark));
                painter.setPen(QColor(style.colors->text));
                painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1);
            }
            painter.setPen(QColor(style.colors->text));
            painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, run);
            x += width;
            from = to;
        }
    }
}

void paintFrame(QPainter &painter, const QRect &rect, const HopCard &card, const ChainStyle &style, CardState state)
{
    const Colors &colors = *style.colors;
    QPen pen(QColor(card.failed ? colors.bad.border : colors.border), 1);
    if (state.selected)
        pen = QPen(QColor(colors.accent), 2);
    painter.setPen(pen);
    painter.setBrush(QColor(state.selected ? colors.selection : colors.surface));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), kRadius, kRadius);
    if (state.focused && !state.selected) {
        painter.setPen(QPen(QColor(colors.accent), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(3, 3, -3, -3), kRadius - 2, kRadius - 2);
    }
}

int paintFirstLine(QPainter &painter, const QRect &rect, const HopCard &card, const ChainStyle &style)
{
    const int height = lineHeight(style);
    int x = rect.left() + kPadding;
    const int y = rect.top() + kGap;
    painter.setFont(style.font);
    painter.setPen(QColor(style.colors->muted));
    painter.drawText(QRect(x, y, numberWidth(card, style), height), Qt::AlignVCenter, QString::number(card.number));
    x += numberWidth(card, style);
    const Tone &tone = methodTone(*style.colors, card.method);
    const QRect badge(x, y, badgeWidth(card, style), height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(tone.fill));
    painter.drawRoundedRect(badge, 3, 3);
    painter.setPen(QColor(tone.text));
    painter.setFont(bold(style.small));
    painter.drawText(badge, Qt::AlignCenter, QString::fromLatin1(card.method));
    x += badge.width() + kGap;
    const FittedText url = fittedUrl(card, style, rect.width());
    paintUrl(painter, url, QPoint(x, y), style);
    return y + height * int(url.lines.size()) + 5;
}

} // namespace

QFont monoFont(const QFont &font)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSizeF() > 0)
        mono.setPointSizeF(font.pointSizeF() * kSmaller);
    else
        mono.setPixelSize(std::max(1, qRound(font.pixelSize() * kSmaller)));
    return mono;
}

ChainStyle chainStyle(const Colors &colors, const QFont &font)
{
    return {&colors, font, scaled(font, kSmaller), monoFont(font)};
}

QSize chipSize(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(font);
    return {metrics.horizontalAdvance(text) + 2 * kChipPadding, metrics.height() + 4};
}

void paintChip(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const Tone &tone)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(tone.border), 1));
    painter.setBrush(QColor(tone.fill));
    const QRectF frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    painter.setPen(QColor(tone.text));
    painter.setFont(font);
    const QRect inside = rect.adjusted(kChipPadding, 0, -kChipPadding + 2, 0);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, inside.width()));
}

int cardHeight(const HopCard &card, const ChainStyle &style, int width)
{
    const int lines = int(fittedUrl(card, style, width).lines.size());
    return kGap + lineHeight(style) * lines + 5 + pillHeight(style) + factsHeight(card, style, width) +
           warningHeight(card, style) + remarkHeight(card, style, width) + kGap + 2;
}

void paintCard(QPainter &painter, const QRect &rect, const HopCard &card, const ChainStyle &style, CardState state)
{
    painter.save();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // URLs and methods run from left to right
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter, rect, card, style, state);
    const int y = paintFirstLine(painter, rect, card, style);
    const Colors &colors = *style.colors;
    const QRect pill(QPoint(rect.left() + kPadding, y), pillSize(card, style, rect.width()));
    paintChip(painter, pill, card.statusText, bold(style.small),
              card.status     ? statusTone(colors, card.status)
              : card.underWay ? colors.info
                              : colors.bad);

    const bool below = factsBelow(card, style, rect.width());
    const int left = below ? pill.left() : pill.right() + 1 + kGap;
    const int top = below ? pill.bottom() + 3 : y;
    const QRect facts(left, top, rect.right() - kPadding - left, below ? lineHeight(style) : pill.height());
    painter.setFont(style.font);
    painter.setPen(QColor(colors.muted));
    painter.drawText(facts, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(style.font).elidedText(card.facts, Qt::ElideRight, facts.width()));
    if (!card.warning.isEmpty()) {
        QRect chip(QPoint(pill.left(), std::max(facts.bottom(), pill.bottom()) + 5),
                   chipSize(warningText(card), style.small));
        chip.setRight(std::min(chip.right(), rect.right() - kPadding));
        paintChip(painter, chip, warningText(card), style.small, colors.warn);
    }
    if (!card.remark.isEmpty()) {
        const int remarkTop = facts.bottom() + 6 + warningHeight(card, style);
        painter.setPen(QColor(card.failed ? colors.bad.text : colors.muted));
        painter.drawText(
            QRect(rect.left() + kPadding, remarkTop, rect.width() - 2 * kPadding, rect.bottom() - remarkTop),
            Qt::TextWordWrap, card.remark);
    }
    painter.restore();
}

namespace
{

/// The places of the chips in a strip of `width`, from its upper left corner.
QList<QRect> chipRects(const QList<Chip> &chips, const ChainStyle &style, int width)
{
    QList<QRect> rects;
    const int right = std::max(width - kGap, kChipIndent + 60);
    QPoint at(kChipIndent, 6);
    for (const Chip &chip : chips) {
        QSize size = chipSize(chipText(chip), style.small);
        size.setWidth(std::min(size.width(), right - kChipIndent));
        if (at.x() > kChipIndent && at.x() + size.width() > right)
            at = QPoint(kChipIndent, at.y() + size.height() + 5);
        rects.append(QRect(at, size));
        at.rx() += size.width() + kGap;
    }
    return rects;
}

} // namespace

int stripHeight(const QList<Chip> &chips, const ChainStyle &style, int width)
{
    const QList<QRect> rects = chipRects(chips, style, width);
    return rects.isEmpty() ? 14 : rects.last().bottom() + 1 + 6;
}

void paintStrip(QPainter &painter, const QRect &rect, const QList<Chip> &chips, const ChainStyle &style)
{
    painter.save();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // URLs and methods run from left to right
    painter.fillRect(QRect(rect.left() + kLineIndent, rect.top(), 3, rect.height()), QColor(style.colors->border));
    const QList<QRect> rects = chipRects(chips, style, rect.width());
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const Chip &chip = chips[i];
        paintChip(painter, rects[i].translated(rect.topLeft()), chipText(chip), style.small,
                  chip.verdict ? toneOf(*style.colors, *chip.verdict) : style.colors->plain);
    }
    painter.restore();
}

} // namespace hopscope
