// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/decide.h"

namespace hopscope
{

/// The rule of the response's status, or nullptr when this client does not follow it.
const StatusRule *statusRule(const ClientProfile &profile, int status);

/// Whether this client follows `rule` after a request with `method`.
bool followsMethod(const ClientProfile &profile, const StatusRule &rule, QByteArrayView method);

/// Steps 1 to 10 of Fetch's "HTTP-redirect fetch" as this client takes them: a redirect with verdict Follow, Location
/// and target, or how the chain ends. The ledger is left empty.
Redirect findTarget(const ClientProfile &profile, const Chain &chain);

} // namespace hopscope
