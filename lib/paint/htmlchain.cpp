// SPDX-License-Identifier: MIT
#include "paint/htmlchain.h"

#include "paint/chainpicture.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kHtmlWidth = 900;
constexpr int kHtmlLoopRoom = 40; ///< right of the cards, for the way back
constexpr int kHtmlPadding = 12;
constexpr int kLine = 18;
constexpr int kChipHeight = 20;
constexpr int kHtmlChipIndent = 40;
constexpr int kHtmlUrlLines = 2;
constexpr double kMonoWidth = 7.3;  ///< of a character; textLength makes it so
constexpr double kPlainWidth = 7.3; ///< of a character, about

int widthOf(const QString &text)
{
    return int(double(text.size()) * kPlainWidth) + 16;
}

/// The texts of the picture are safe already: hopCard() makes them so.
QString text(double x, double y, const QString &style, const QString &shown)
{
    return u"<text x=\"%1\" y=\"%2\" class=\"%3\">%4</text>"_s.arg(QString::number(x), QString::number(y), style,
                                                                   shown.toHtmlEscaped());
}

QString box(double x, double y, double width, double height, double radius, const QString &style)
{
    return u"<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" rx=\"%5\" class=\"%6\"/>"_s.arg(
        QString::number(x), QString::number(y), QString::number(width), QString::number(height),
        QString::number(radius), style);
}

QString monoText(double x, double y, const QString &shown)
{
    return u"<text x=\"%1\" y=\"%2\" class=\"mono\" textLength=\"%3\" lengthAdjust=\"spacingAndGlyphs\">%4</text>"_s
        .arg(QString::number(x), QString::number(y), QString::number(double(shown.size()) * kMonoWidth),
             shown.toHtmlEscaped());
}

QString chip(int x, int y, const QString &shown, const QString &style, int width)
{
    return box(x, y, width, kChipHeight, kChipHeight / 2.0, style) + text(x + 8, y + 14, style, shown);
}

/// The class of `tone`, which is one of lightColors().
QString styleOf(const Tone &tone)
{
    const Colors &colors = lightColors();
    const std::pair<const Tone *, QString> names[] = {{&colors.good, u"good"_s}, {&colors.warn, u"warn"_s},
                                                      {&colors.bad, u"bad"_s},   {&colors.info, u"info"_s},
                                                      {&colors.get, u"get"_s},   {&colors.post, u"post"_s}};
    for (const auto &[known, name] : names) {
        if (known == &tone)
            return name;
    }
    return u"plain"_s;
}

const Tone &toneOf(const Chip &chip)
{
    return chip.verdict ? toneOf(lightColors(), *chip.verdict) : lightColors().plain;
}

QString shortened(const QString &shown, qsizetype most)
{
    return shown.size() <= most ? shown : shown.left(most - 1) + u'…';
}

QString urlLines(const HopCard &card, int left, int y, int right, int &lines)
{
    const FittedText url = fitText(card.url, card.changed, qsizetype((right - left) / kMonoWidth), kHtmlUrlLines);
    QString out;
    for (qsizetype line = 0; line < url.lines.size(); ++line) {
        const QList<bool> &marked = url.marked[line];
        const int top = y + int(line) * kLine;
        for (qsizetype from = 0; from < marked.size();) {
            qsizetype to = from;
            while (to < marked.size() && marked[to] == marked[from])
                ++to;
            if (marked[from])
                out += box(left + double(from) * kMonoWidth, top + 2, double(to - from) * kMonoWidth, kLine - 2, 0,
                           u"mark"_s);
            from = to;
        }
        out += monoText(left, top + 14, url.lines[line]);
    }
    lines = int(url.lines.size());
    return out;
}

/// A card at `y`; `y` is moved behind it.
QString cardAt(const HopCard &card, int &y)
{
    const int right = kHtmlWidth - kHtmlLoopRoom;
    const QString number = QString::number(card.number);
    const QString method = QString::fromLatin1(card.method);
    const QString badge = styleOf(methodTone(lightColors(), card.method));
    const int badgeLeft = kHtmlPadding + widthOf(number);
    const int badgeWidth = widthOf(method);
    int lines = 0;
    int at = y + 8;
    QString inside = text(kHtmlPadding, at + 14, u"muted"_s, number) + chip(badgeLeft, at, method, badge, badgeWidth) +
                     urlLines(card, badgeLeft + badgeWidth + 8, at, right - kHtmlPadding, lines);
    at += std::max(lines * kLine, kChipHeight) + 6;
    const QString status = shortened(card.statusText, 50);
    inside += chip(kHtmlPadding, at, status,
                   styleOf(card.status ? statusTone(lightColors(), card.status) : lightColors().bad), widthOf(status)) +
              text(kHtmlPadding + widthOf(status) + 8, at + 14, u"muted"_s, shortened(card.facts, 90));
    at += kChipHeight + 8;
    if (!card.remark.isEmpty()) {
        inside += text(kHtmlPadding, at + 10, u"muted"_s, shortened(card.remark, 120));
        at += kLine;
    }
    const QString frame = box(1, y, right - 1, at - y, 6, card.failed ? u"card failed"_s : u"card"_s);
    y = at;
    return frame + inside;
}

/// Line and chips below a card; `y` is moved behind them.
QString stripAt(const QList<Chip> &chips, int &y)
{
    const int top = y;
    int x = kHtmlChipIndent;
    QString inside;
    y += 6;
    for (const Chip &each : chips) {
        const QString shown = shortened(chipText(each), 100);
        const int width = widthOf(shown);
        if (x > kHtmlChipIndent && x + width > kHtmlWidth - kHtmlLoopRoom) {
            x = kHtmlChipIndent;
            y += kChipHeight + 5;
        }
        inside += chip(x, y, shown, styleOf(toneOf(each)), width);
        x += width + 8;
    }
    y += chips.isEmpty() ? 8 : kChipHeight + 6;
    return box(22, top, 3, y - top, 0, u"line"_s) + inside;
}

QString wayBack(int from, int to)
{
    const int card = kHtmlWidth - kHtmlLoopRoom;
    const int far = kHtmlWidth - 10;
    return u"<path class=\"back\" d=\"M%1 %2H%3V%4H%5\"/><path class=\"head\" d=\"M%1 %4l10 -5v10z\"/>"_s.arg(
        QString::number(card), QString::number(from), QString::number(far), QString::number(to),
        QString::number(card + 8));
}

} // namespace

QString htmlChain(const Trace &trace)
{
    const ChainPicture picture = chainPicture(trace);
    QString inside;
    int y = 1;
    int loopTop = -1;
    int lastTop = 0;
    for (qsizetype i = 0; i < picture.cards.size(); ++i) {
        const HopCard &card = picture.cards[i];
        lastTop = y;
        if (card.number == picture.loopTo)
            loopTop = y;
        inside += cardAt(card, y);
        if (i + 1 < picture.cards.size())
            inside += stripAt(card.chips, y);
    }
    if (loopTop >= 0) {
        inside += wayBack(lastTop + 40, loopTop + 18) + text(kHtmlChipIndent, y + kLine, u"muted"_s, loopText(picture));
        y += kLine + 8;
    }
    return u"<svg viewBox=\"0 0 %1 %2\" role=\"img\" aria-label=\"Chain of requests\">%3</svg>"_s.arg(
        QString::number(kHtmlWidth), QString::number(y + 2), inside);
}

} // namespace hopscope
