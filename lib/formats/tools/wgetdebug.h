// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for the output of `wget -d`: heads stand between "---request begin---" and "---request end---".
bool looksLikeWgetDebug(const QByteArray &text);

/// What `wget -d` wrote, with -S or not: -S repeats the heads of the responses.
Result<ReadRecord> readWgetDebug(const QByteArray &text);

} // namespace hopscope
