// SPDX-License-Identifier: MIT
#pragma once

#include "http/parsedtarget.h"
#include "redirect/decide.h"

namespace hopscope
{

/// Where a redirect leads, if anywhere, and the URLs that were split on the way.
struct FoundTarget {
    Redirect redirect; ///< the ledger is left empty
    // For verdict Follow only:
    const StatusRule *rule = nullptr; ///< of the response's status
    ParsedTarget home;                ///< the first URL of the chain
    ParsedTarget from;                ///< the URL of the request that was answered
    ParsedTarget to;
};

/// Steps 1 to 10 of Fetch's "HTTP-redirect fetch" as this client takes them, and the ports that it never connects to
/// (main fetch, step 7): a redirect with verdict Follow, Location and target, or how the chain ends.
FoundTarget findTarget(const ClientProfile &profile, const Chain &chain);

} // namespace hopscope
