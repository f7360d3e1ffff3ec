// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for text with a line "Request URL: ..." or "Request URL", as the Headers tab of a browser's tools has it.
bool looksLikeDevToolsCopy(const QByteArray &text);

/// What was copied from the Headers tab of a browser's tools: General, response and request headers of one request or
/// of several, names and values on one line or on two.
Result<ReadRecord> readDevToolsCopy(const QByteArray &text);

} // namespace hopscope
