// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// The Content-Encoding that QNetworkAccessManager decodes, by the name that it knows ("gzip" for "x-gzip", RFC 9110
/// 8.4.1.3); empty for none and for what it leaves as it is.
QByteArray decodableCoding(const Headers &headers);
/// A sentence when the content is kept as it was coded; else empty.
QString keptCodingNote(const Headers &headers);

/// Whether coded content is there to its end. QNetworkAccessManager decodes what there is and says nothing when the
/// rest is missing. Unknown: broken in another way, a coding other than gzip, deflate and br, more than 64 MiB when
/// decoded, or the library that decodes it, which QNetworkAccessManager uses itself, cannot be found.
enum class CodingEnd { Unknown, Whole, Cut };
CodingEnd endOfCoding(const QByteArray &coding, const QByteArray &content);

} // namespace hopscope
