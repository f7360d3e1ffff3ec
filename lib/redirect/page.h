// SPDX-License-Identifier: MIT
#pragma once

#include "http/url.h"
#include "redirect/earlier.h"
#include "redirect/profile.h"

namespace hopscope
{

/// URL or origin of the page that made the first request of a chain; none when the user typed the address, or there is
/// no page.
std::optional<QByteArray> initiatorOf(const ClientProfile &profile, const Request &first);

/// The origin of the page whose script sent `earlier` and then `request`: what Origin or Referer of the first request
/// say, or else its own; nullopt when that is no URL.
std::optional<Origin> scriptOrigin(const EarlierRequests &earlier, const Request &request);

/// Whether `request` or one before it went to another origin than the script's: then the script sees the response only
/// as far as CORS allows it (Fetch, main fetch: response tainting "cors").
bool leavesScriptOrigin(const EarlierRequests &earlier, const Request &request);

} // namespace hopscope
