// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// How the first note of a chain begins that another program recorded.
inline constexpr QLatin1StringView kRecordedIn("Recorded in ");

/// Whether another program recorded the chain: what came before it, and what the client asked beside it, is not known.
bool isRecorded(const Trace &trace);

} // namespace hopscope
