// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for what httpx of ProjectDiscovery writes with -json: objects with url, input and status_code, one a line.
bool looksLikeHttpxChain(const QByteArray &text);

/// The chains of -include-chain, one for each line; with -include-response with their heads and bodies. A line without
/// a chain is one request.
Result<ReadRecord> readHttpxChain(const QByteArray &text);

} // namespace hopscope
