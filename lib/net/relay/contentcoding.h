// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "net/relay/contentdecoder.h"

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// The Content-Encoding that is decoded, as makeCodec() knows it ("gzip" for "x-gzip", RFC 9110 8.4.1.3); empty for
/// none and for what is left as it is.
QByteArray decodableCoding(const Headers &headers);
/// A sentence when the content is kept as it was coded; else empty.
QString keptCodingNote(const Headers &headers);
/// All that is to be decoded beside chunks of the response to `method`, the outermost first.
QList<Coding> codingsOf(const ResponseHead &head, QByteArrayView method);
/// A sentence about what departs from a coding. `bytes` of content were decoded.
QString codingNote(const CodingEnd &end, qint64 bytes);

} // namespace hopscope
