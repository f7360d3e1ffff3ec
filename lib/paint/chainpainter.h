// SPDX-License-Identifier: MIT
#pragma once

#include "paint/hopcard.h"

#include <QFont>
#include <QRect>

class QPainter;

namespace hopscope
{

/// How a chain is drawn, on screen and in pictures alike.
struct ChainStyle {
    const Colors *colors = nullptr;
    QFont font;
    QFont small;
    QFont mono;
};

ChainStyle chainStyle(const Colors &colors, const QFont &font);
/// The fixed-pitch font of the system in the size of `font`.
QFont monoFont(const QFont &font);

struct CardState {
    bool selected = false;
    bool focused = false;
};

/// A card without the strip below it. Heights are in pixels for a card of `width`.
int cardHeight(const HopCard &card, const ChainStyle &style, int width);
void paintCard(QPainter &painter, const QRect &rect, const HopCard &card, const ChainStyle &style,
               CardState state = {});

/// The line and the chips between a card and the next one. A card without chips has a short line only.
int stripHeight(const QList<Chip> &chips, const ChainStyle &style, int width);
void paintStrip(QPainter &painter, const QRect &rect, const QList<Chip> &chips, const ChainStyle &style);

QSize chipSize(const QString &text, const QFont &font);
void paintChip(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const Tone &tone);

} // namespace hopscope
