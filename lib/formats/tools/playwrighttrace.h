// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for the lines of trace.network or trace.trace out of the ZIP that Playwright's tracing writes.
bool looksLikePlaywrightTrace(const QByteArray &text);

/// The requests in trace.network: a HAR entry in each line. A line that is bad is left out with a note.
Result<ReadRecord> readPlaywrightTrace(const QByteArray &text);

} // namespace hopscope
