// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/decide.h"

namespace hopscope
{

/// What `profile`'s client would have done, had hop `row` of the trace answered `status`. Nothing is sent: the decision
/// is made again from what was recorded. Cookies count if the recorded client used them; the limit of redirects is
/// `profile`'s, or the user's if the chain ended at that.
Decision whatIf(const Trace &trace, int row, int status, const ClientProfile &profile);

/// The decision in words: what would be sent next, or why nothing would.
QString whatIfText(const Decision &decision);

/// What of it differs from what happened, "method POST instead of GET; body 24 B instead of none"; empty if nothing.
QString whatIfDifference(const Redirect &happened, const Decision &decision);

} // namespace hopscope
