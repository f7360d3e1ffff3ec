// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace hopscope
{

/// One directive of Cache-Control (RFC 9111 5.2).
struct CacheDirective {
    QByteArray name;     ///< lower case
    QByteArray argument; ///< what follows "="; of a quoted string, what it stands for
    bool quoted = false; ///< the argument was a quoted string
    QByteArray text;     ///< as it was sent, without surrounding white space

    bool operator==(const CacheDirective &) const = default;
};

/// The directives of all Cache-Control lines, in order. Never fails: a quoted string without end takes the rest of its
/// line, and empty elements are left out (RFC 9110 5.6.1.2).
QList<CacheDirective> cacheDirectives(const Headers &headers);

/// The value of a delta-seconds that overflows (RFC 9111 1.2.2): 2^31.
inline constexpr qint64 kMostDeltaSeconds = qint64(1) << 31;
/// Seconds, 0 to kMostDeltaSeconds; none unless `text` is digits alone (RFC 9111 1.2.2).
std::optional<qint64> deltaSeconds(QByteArrayView text);

} // namespace hopscope
