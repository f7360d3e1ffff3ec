// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

namespace hopscope
{

/// Stands for the first URL where the text does not name it (RFC 2606 2: never a real host).
inline constexpr auto kUnknownUrl = "http://unknown.invalid/";

/// True for text with a line such as "HTTP/1.1 302 Found".
bool looksLikeHeadBlocks(const QByteArray &text);

/// Blocks of response heads, with bodies or without: the output of `curl -iL`, `curl -IL` or `wget -S`, or pasted.
/// Requests may stand between them ("GET /a HTTP/1.1"); the first URL may stand above them alone in a line, or in a
/// curl command. What is not there is said in the notes.
Result<QList<Trace>> readHeadBlocks(const QByteArray &text);

} // namespace hopscope
