// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"

#include <QByteArrayList>

namespace hopscope
{

/// How the end of a response's content is found (RFC 9112 6.3).
struct Framing {
    enum class Kind { None, Length, Chunked, UntilClose };
    Kind kind = Kind::None;
    qint64 length = 0;      ///< for Length
    bool keepAlive = false; ///< the connection can carry another request afterwards (RFC 9112 9.3)
    /// Beside chunked, in the order in which they were applied, each one "gzip" or "deflate".
    QByteArrayList transferCodings;
    bool isOpaque = false; ///< the content stays in a transfer coding that is not decoded
    QStringList notes;     ///< departures that were accepted

    bool operator==(const Framing &) const = default;
};

/// Responses with this status never have content, whatever their fields say (RFC 9112 6.3 item 1; RFC
/// 9110 15.2, 15.3.5, 15.4.5).
bool hasNoContent(int status);
/// RFC 9112 6.3 for a response to `method`. The error says which field contradicts itself.
Result<Framing> responseFraming(const ResponseHead &head, QByteArrayView method);
/// The same for a request, which never lasts until the close. The error says why it is to be refused.
Result<Framing> requestFraming(const RequestHead &head);

} // namespace hopscope
