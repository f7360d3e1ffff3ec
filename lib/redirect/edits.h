// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// The ledger between `before` and `edited`, which the user sent in the place of the request that `planned` led to.
/// What is as planned keeps its reason; the other rows say that the user changed it.
QList<LedgerRow> ledgerWithEdits(const Redirect &planned, const Request &before, const Request &edited);

/// Whether the row says that the user changed it: then neither the server nor the client did.
bool isEdited(const LedgerRow &row);

} // namespace hopscope
