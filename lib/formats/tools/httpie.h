// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for requests and responses of which one names HTTPie as the User-Agent.
bool looksLikeHttpie(const QByteArray &text);

/// What `http -v` writes, with --all or not: heads and bodies as in readHeadBlocks().
Result<ReadRecord> readHttpie(const QByteArray &text);

} // namespace hopscope
