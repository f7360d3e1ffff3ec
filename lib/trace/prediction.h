// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// Whether something else was sent than a profile predicts.
bool isUnpredicted(const LedgerRow &row);
/// Whether any row has a prediction, so that it is shown beside what was sent.
bool hasPredictions(const QList<LedgerRow> &ledger);

} // namespace hopscope
