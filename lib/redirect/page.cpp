// SPDX-License-Identifier: MIT
#include "redirect/page.h"

namespace hopscope
{

namespace
{

/// The page whose script or form makes the first request: what Origin or Referer say, or one at its own origin.
QByteArray askingPage(const Request &first)
{
    const std::optional<QByteArray> origin = first.headers.first("Origin");
    if (origin && *origin != "null")
        return *origin;
    return first.headers.first("Referer").value_or(first.url);
}

} // namespace

std::optional<QByteArray> initiatorOf(const ClientProfile &profile, const Request &first)
{
    if (profile.initiator == Initiator::NoPage)
        return std::nullopt;
    if (profile.initiator == Initiator::Page && first.method != "POST")
        return first.headers.first("Referer");
    return askingPage(first);
}

std::optional<Origin> scriptOrigin(const EarlierRequests &earlier, const Request &request)
{
    return originOf(askingPage(earlier.isEmpty() ? request : earlier.first()));
}

bool leavesScriptOrigin(const EarlierRequests &earlier, const Request &request)
{
    const std::optional<Origin> own = scriptOrigin(earlier, request);
    return own && (earlier.origins().leaves(own) || originOf(request.url) != own);
}

} // namespace hopscope
