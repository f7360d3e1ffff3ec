// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "redirect/earlier.h"
#include "redirect/profile.h"

namespace hopscope
{

/// `request` of this client, to `target`, as far as its cookies depend on it, in a chain that has sent `earlier`
/// before, and after those `answered`, if any.
CookieRequest cookieRequest(const ClientProfile &profile, const EarlierRequests &earlier, const Request &request,
                            const ParsedTarget &target, const QDateTime &now, const PublicSuffix &isPublicSuffix = {},
                            const Request *answered = nullptr);

/// Stores what `response` to `request` sets, as this client does: see storeCookies().
QList<CookieVerdict> storeResponseCookies(CookieJar &jar, const ClientProfile &profile, const EarlierRequests &earlier,
                                          const Request &request, const Response &response, const QDateTime &now,
                                          const PublicSuffix &isPublicSuffix = {});

} // namespace hopscope
