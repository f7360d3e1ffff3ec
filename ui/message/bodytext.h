// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QString>

namespace hopscope
{

/// A body as text, and how it was read.
struct BodyText {
    QString text;
    QString charset; ///< "UTF-8, as Content-Type says", "ISO-8859-1: the bytes are no UTF-8"
};

/// Reads the first `bytes` of a body as its Content-Type or a byte order mark says, else as UTF-8, else as ISO-8859-1
/// (RFC 9110 8.3.2). A charset that Qt has no decoder for is named.
BodyText bodyText(const QByteArray &bytes, const QByteArray &contentType);

/// "utf-8" of "text/html; charset=\"UTF-8\"", in lower case; empty if there is none.
QByteArray charsetOf(const QByteArray &contentType);

} // namespace hopscope
