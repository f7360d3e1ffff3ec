// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope::fuzz
{

/// Traces that a reader made: there is at least one, each has hops, and the trace file and the HAR that are written of
/// them read back to the same.
void requireSound(const Result<QList<Trace>> &traces);
/// The same of what a reader made of a file.
void requireSound(const Result<ReadRecord> &read);

} // namespace hopscope::fuzz
