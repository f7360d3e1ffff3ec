// SPDX-License-Identifier: MIT
#include "paint/chainpicture.h"

#include "findings/chainchecks.h"
#include "formats/write/hoptext.h"
#include "formats/write/tabletext.h"
#include "paint/painttext.h"
#include "text/terminaltext.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMargin = 16;
constexpr int kLoopRoom = 34; ///< right of the cards, for the way back
constexpr int kArrow = 8;
constexpr qsizetype kMaxTitle = 400;
constexpr qsizetype kMaxOutcome = 600;

bool isShown(qsizetype index, qsizetype count)
{
    return count <= kMaxPictureCards || index < kMaxPictureCards / 2 || index >= count - kMaxPictureCards / 2;
}

QString titleOf(const Trace &trace)
{
    if (trace.hops.isEmpty())
        return PaintText::tr("No request was sent.");
    const Request &first = trace.hops.first().request;
    return terminalText(first.method, kMaxCell) + u' ' + terminalText(first.url, kMaxTitle);
}

QString factsOf(const Trace &trace)
{
    QStringList facts{trace.hops.size() == 1 ? PaintText::tr("1 request")
                                             : PaintText::tr("%1 requests").arg(trace.hops.size()),
                      PaintText::tr("client %1").arg(terminalText(trace.client, kMaxCell))};
    if (trace.started.isValid())
        facts.append(startedText(trace));
    return facts.join(u" · "_s);
}

int cardWidth(const ChainPicture &picture, int width)
{
    return std::max(width - 2 * kMargin - (picture.loopTo > 0 ? kLoopRoom : 0), 120);
}

QRect textRect(const QString &text, const QFont &font, int top, int width)
{
    const QRect room(kMargin, top, width - 2 * kMargin, 100'000);
    QRect rect = QFontMetrics(font).boundingRect(room, Qt::TextWrapAnywhere, text);
    rect.setWidth(room.width());
    return rect;
}

QFont titleFont(const ChainStyle &style)
{
    QFont font = style.font;
    font.setBold(true);
    return font;
}

int titleHeight(const ChainPicture &picture, const ChainStyle &style, int width)
{
    return kMargin + textRect(picture.title, titleFont(style), 0, width).height() +
           textRect(picture.facts, style.font, 0, width).height() + kMargin;
}

/// What stands below card `index`: chips on the way to the next one, or how many cards are left out.
QList<Chip> stripOf(const ChainPicture &picture, qsizetype index)
{
    if (index + 1 == picture.cards.size())
        return picture.loopTo > 0 ? QList<Chip>{{{}, loopText(picture)}} : QList<Chip>();
    const int left = picture.cards[index + 1].number - picture.cards[index].number - 1;
    return left == 0 ? picture.cards[index].chips : QList<Chip>{{{}, PaintText::tr("%1 requests not shown").arg(left)}};
}

bool hasStrip(const ChainPicture &picture, qsizetype index)
{
    return index + 1 < picture.cards.size() || picture.loopTo > 0;
}

QColor outcomeColor(const ChainPicture &picture, const Colors &colors)
{
    return QColor(!picture.cards.isEmpty() && picture.cards.last().failed ? colors.bad.text : colors.text);
}

void paintWayBack(QPainter &painter, int from, int to, int left, const ChainStyle &style)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color(style.colors->accent);
    QPainterPath path(QPointF(left, from));
    path.lineTo(left + kLoopRoom - kArrow, from);
    path.lineTo(left + kLoopRoom - kArrow, to);
    path.lineTo(left + kArrow, to);
    painter.strokePath(path, QPen(color, 2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    const QPointF head[] = {QPointF(left + 1, to), QPointF(left + 1 + kArrow, to - kArrow / 2.0 - 1),
                            QPointF(left + 1 + kArrow, to + kArrow / 2.0 + 1)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(head, 3);
    painter.restore();
}

} // namespace

ChainPicture chainPicture(const Trace &trace)
{
    ChainPicture picture{.title = titleOf(trace), .facts = factsOf(trace), .outcome = {}};
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        if (isShown(i, trace.hops.size()))
            picture.cards.append(hopCard(trace.hops, i));
    }
    const int loop = startOfLoop(trace);
    const bool shown = loop >= 0 && isShown(loop, trace.hops.size());
    picture.loopTo = shown ? loop + 1 : -1;
    picture.outcome =
        PaintText::tr("Outcome %1: %2")
            .arg(QString(idOf(trace.outcome.kind)), terminalText(outcomeText(trace.outcome), kMaxOutcome));
    return picture;
}

QString loopText(const ChainPicture &picture)
{
    return PaintText::tr("comes back to request %1").arg(picture.loopTo);
}

QList<PictureBlock> pictureBlocks(const ChainPicture &picture, const ChainStyle &style, int width)
{
    QList<PictureBlock> blocks{{0, titleHeight(picture, style, width)}};
    const auto append = [&](int height) { blocks.append({blocks.last().top + blocks.last().height, height}); };
    const int inner = cardWidth(picture, width);
    for (qsizetype i = 0; i < picture.cards.size(); ++i) {
        const int strip = hasStrip(picture, i) ? stripHeight(stripOf(picture, i), style, inner) : 0;
        append(cardHeight(picture.cards[i], style, inner) + strip);
    }
    append(kMargin / 2 + textRect(picture.outcome, style.font, 0, width).height() + kMargin);
    return blocks;
}

void paintChain(QPainter &painter, const ChainPicture &picture, const ChainStyle &style, int width)
{
    const QList<PictureBlock> blocks = pictureBlocks(picture, style, width);
    painter.setFont(titleFont(style));
    painter.setPen(QColor(style.colors->text));
    const QRect title = textRect(picture.title, titleFont(style), kMargin, width);
    painter.drawText(title, Qt::TextWrapAnywhere, picture.title);
    painter.setFont(style.font);
    painter.setPen(QColor(style.colors->muted));
    painter.drawText(textRect(picture.facts, style.font, title.bottom() + 1, width), Qt::TextWrapAnywhere,
                     picture.facts);
    const int inner = cardWidth(picture, width);
    for (qsizetype i = 0; i < picture.cards.size(); ++i) {
        const HopCard &card = picture.cards[i];
        const QRect rect(kMargin, blocks[i + 1].top, inner, cardHeight(card, style, inner));
        paintCard(painter, rect, card, style);
        if (hasStrip(picture, i))
            paintStrip(painter, QRect(kMargin, rect.bottom() + 1, inner, blocks[i + 1].height - rect.height()),
                       stripOf(picture, i), style);
        if (card.number == picture.loopTo)
            paintWayBack(painter, blocks[picture.cards.size()].top + 40, rect.top() + 18, kMargin + inner, style);
    }
    painter.setFont(style.font);
    painter.setPen(outcomeColor(picture, *style.colors));
    painter.drawText(textRect(picture.outcome, style.font, blocks.last().top + kMargin / 2, width),
                     Qt::TextWrapAnywhere, picture.outcome);
}

} // namespace hopscope
