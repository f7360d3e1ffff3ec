// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/pastedrequest.h"

namespace hopscope
{

/// True for text whose first line is a request line (RFC 9112 3): "POST /orders HTTP/1.1".
bool looksLikeRawRequest(QByteArrayView text);

/// Reads a request as it is on the wire, with CRLF or bare LF. The scheme, which the message does not carry, is taken
/// from the target, from Origin or Referer of the same host, or guessed: then a note says so.
Result<PastedRequest> parseRawRequest(const QByteArray &text);

} // namespace hopscope
