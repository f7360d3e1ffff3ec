// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for lines such as `http-outgoing-0 >> "GET / HTTP/1.1[\r][\n]"`.
bool looksLikeApacheWire(const QByteArray &text);

/// The wire or header log of Apache HttpClient 3, 4 or 5. Where both are in the text, the wire log counts, which has
/// the bodies. Connections that are used at the same time are told apart by their names.
Result<ReadRecord> readApacheWire(const QByteArray &text);

} // namespace hopscope
