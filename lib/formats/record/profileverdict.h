// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

namespace hopscope
{

/// Whether a client that was recorded did with a redirect what `profile` says: "As curl -L 7.88.1 does.", or "Differs
/// from the profile curl -L 7.88.1: method GET, not POST." Empty where there is no Location. `redirect` is one of
/// judgedTrace().
QString profileVerdict(const Redirect &redirect, const ClientProfile &profile);
/// Whether it says that something differs.
bool differsFromProfile(const Redirect &redirect);

} // namespace hopscope
