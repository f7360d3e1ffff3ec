// SPDX-License-Identifier: MIT
#pragma once

#include "paint/chainpainter.h"

namespace hopscope
{

/// More cards are left out in the middle of a picture.
inline constexpr qsizetype kMaxPictureCards = 200;

/// What is drawn of a trace.
struct ChainPicture {
    QString title;        ///< "POST http://a.example/: 3 requests, 2 redirects"
    QString facts;        ///< client and start
    QList<HopCard> cards; ///< a card whose number does not follow the one before it says that some are left out
    int loopTo = -1;      ///< number of the card to which the chain leads back, -1: no loop
    QString outcome;      ///< how the chain ended
};

ChainPicture chainPicture(const Trace &trace);
/// "asks for the URL of request 2 again".
QString loopText(const ChainPicture &picture);

/// A piece of the picture that no page break may cut; all in pixels from its upper edge.
struct PictureBlock {
    int top = 0;
    int height = 0;
};

/// The blocks of the picture in `width`: the title, each card, the outcome. The last one ends where the picture ends.
QList<PictureBlock> pictureBlocks(const ChainPicture &picture, const ChainStyle &style, int width);
/// The whole chain with its upper left corner at the painter's origin: the same cards and strips as on screen. A loop
/// is an arrow from the last card back to the card whose request is repeated.
void paintChain(QPainter &painter, const ChainPicture &picture, const ChainStyle &style, int width);

} // namespace hopscope
