// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "redirect/earlier.h"
#include "redirect/profile.h"

namespace hopscope
{

/// `request` of this client, to `target`, as far as its cookies depend on it, in a chain that has sent `earlier`
/// before.
CookieRequest cookieRequest(const ClientProfile &profile, const EarlierRequests &earlier, const Request &request,
                            const ParsedTarget &target, const QDateTime &now, const PublicSuffix &isPublicSuffix = {});

} // namespace hopscope
