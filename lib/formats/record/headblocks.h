// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for text with a line such as "HTTP/1.1 302 Found".
bool looksLikeHeadBlocks(const QByteArray &text);

/// Blocks of response heads, with bodies or without: the output of `curl -iL`, `curl -IL` or `wget -S`, or pasted.
/// Requests may stand between them ("GET /a HTTP/1.1"); the first URL may stand above them alone in a line, or in a
/// curl command. What is not there is said in the notes.
Result<ReadRecord> readHeadBlocks(const QByteArray &text);

/// The same; `origin` says in the notes where the text comes from.
Result<ReadRecord> readHeadsOf(const QByteArray &text, const QString &origin);

} // namespace hopscope
