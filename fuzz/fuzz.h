// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>

namespace hopscope::fuzz
{

/// What a target does with one input. Each target defines it.
void run(QByteArrayView input);

/// Ends the process, so that the input is kept as a find, when `holds` is false. `what` says what should hold.
void require(bool holds, const char *what);

/// A result is a value or a reason, never both or none of them.
template <typename T>
void requireEither(const Result<T> &result)
{
    require(result.value.has_value() == result.error.isEmpty(), "a result is either a value or an error");
}

/// No line end, no other control byte, nothing beyond ASCII, and for http and https no space.
void requireUrlBytes(QByteArrayView url);

/// What stands in front of the first line feed, and what follows it; without one, all of it follows.
struct Split {
    QByteArrayView line;
    QByteArrayView rest;
};
Split splitLine(QByteArrayView input);

/// Calls `feed(piece)` for one piece after the other, until it returns false: single bytes with `longest` 1, otherwise
/// pieces whose lengths follow from `bytes`, so that an input always gets the same ones.
template <typename Feed>
void inPieces(QByteArrayView bytes, quint32 longest, Feed feed)
{
    quint32 state = quint32(bytes.size()) + 1;
    while (!bytes.isEmpty()) {
        state = state * 1664525u + 1013904223u + static_cast<unsigned char>(bytes.front());
        const qsizetype size = std::min<qsizetype>(bytes.size(), 1 + (state >> 16) % longest);
        if (!feed(bytes.first(size)))
            return;
        bytes = bytes.sliced(size);
    }
}

/// The two ways in which every reader that takes pieces is tried.
inline constexpr quint32 kLongestPieces[] = {1, 17};

} // namespace hopscope::fuzz
