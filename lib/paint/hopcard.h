// SPDX-License-Identifier: MIT
#pragma once

#include "paint/labels.h"
#include "paint/urldiff.h"
#include "trace/trace.h"

namespace hopscope
{

/// A hop as its card says it. Every text is terminalText().
struct HopCard {
    int number = 1;
    QByteArray method;
    QString url;
    QList<TextRange> changed; ///< parts of `url` that the hop before did not have
    int status = 0;           ///< 0: no response
    QString statusText;       ///< "303 See Other", or noResponseWord()
    QString facts;            ///< "8.1 ms · 127.0.0.1 · HTTP/1.1 · new connection"
    QString warning;          ///< "certificate not verified"; may be empty
    QString remark;           ///< error, or why a redirect was not followed; may be empty
    bool failed = false;
    bool underWay = false; ///< not a hop yet: the status says what it does
    QList<Chip> chips;     ///< what became of the request on the way to the next one

    bool operator==(const HopCard &) const = default;
};

/// What a card says of what went wrong, or of why a redirect was not followed; may be empty. The one place in a window
/// that says it.
QString remarkOf(const Hop &hop);
/// Whether the card of the last request says how the trace ended.
bool isOnLastCard(const Trace &trace);
/// The card of hops[index].
HopCard hopCard(const QList<Hop> &hops, qsizetype index);

/// The card in words, one line: what a screen reader says and what Copy puts on the clipboard.
QString cardText(const HopCard &card);

} // namespace hopscope

Q_DECLARE_TYPEINFO(hopscope::HopCard, Q_RELOCATABLE_TYPE);
