// SPDX-License-Identifier: MIT
#include "trace/prediction.h"

#include <algorithm>

namespace hopscope
{

bool isUnpredicted(const LedgerRow &row)
{
    return row.predicted && *row.predicted != row.after;
}

bool hasPredictions(const QList<LedgerRow> &ledger)
{
    return std::ranges::any_of(ledger, [](const LedgerRow &row) { return row.predicted.has_value(); });
}

} // namespace hopscope
