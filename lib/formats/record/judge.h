// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// The trace of a chain that another program recorded: `hops` as they are, without redirects. What happened is what the
/// record says; each ledger compares the recorded request with the one recorded after it, and gives the rules of
/// `profile` as reasons where they agree, and says so where they do not. Outcome and findings are filled in. `limit` is
/// the number of redirects that the client said it follows at most.
Trace judgedTrace(const ClientProfile &profile, const QList<Hop> &hops, const QDateTime &started,
                  std::optional<int> limit = {});

} // namespace hopscope
