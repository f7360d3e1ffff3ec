// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"
#include "ui/files/filejob.h"

#include <atomic>

namespace hopscope
{

/// More places are not counted.
inline constexpr qsizetype kMostMatches = 10'000;

/// Where in the views of a hop a text stands.
enum class MatchPlace {
    Card,
    Ledger,        ///< `part` names the row
    Cookie,        ///< a row of What changed; `row` counts from 0
    Note,          ///< a sentence of What changed; `part` is it
    RequestField,  ///< `row` counts from 0
    ResponseField, ///< likewise
    RequestBody,   ///< `from` and `length` are characters of bodyText()
    ResponseBody,  ///< likewise
    Sent,          ///< `from` and `length` are bytes of the wire
    Received,      ///< likewise
};

struct ChainMatch {
    int hop = 0; ///< counts from 0
    MatchPlace place = MatchPlace::Card;
    int row = 0;
    QString part;
    qsizetype from = 0;
    qsizetype length = 0;

    bool operator==(const ChainMatch &) const = default;
};

struct ChainMatches {
    QList<ChainMatch> list; ///< hop by hop, in the order of MatchPlace
    bool hasMore = false;   ///< kMostMatches were found, and the search ended there
};

/// Looks for a text, in any case of letters, in everything that the views of these hops show; goes once through each
/// byte. On the wire, and there alone, only ASCII letters match in the other case. For any thread: `tell` gets
/// percents, and the result is worthless once `canceled` is true.
ChainMatches searchChain(const QList<Hop> &hops, const QString &text, const std::atomic_bool &canceled,
                         const Progress &tell);

/// "request 3, response body"
QString placeText(const ChainMatch &match);

} // namespace hopscope
