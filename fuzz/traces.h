// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QList>

namespace hopscope::fuzz
{

/// Traces that a reader made: there is at least one, each has hops, and the trace file and the HAR that are written of
/// them read back to the same.
void requireSound(const Result<QList<Trace>> &traces);

} // namespace hopscope::fuzz
