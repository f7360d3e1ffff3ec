// SPDX-License-Identifier: MIT
#include "redirect/chaincookies.h"

namespace hopscope
{

namespace
{

/// The page that made the first request of a chain; none when the user typed it, or there is no page.
std::optional<QByteArray> initiatorOf(const ClientProfile &profile, const Request &first)
{
    if (profile.initiator == Initiator::NoPage)
        return std::nullopt;
    const std::optional<QByteArray> referer = first.headers.first("Referer");
    if (profile.initiator == Initiator::Page && first.method != "POST")
        return referer;
    const std::optional<QByteArray> origin = first.headers.first("Origin");
    if (origin && *origin != "null")
        return origin;
    return referer ? *referer : first.url;
}

} // namespace

CookieRequest cookieRequest(const ClientProfile &profile, const EarlierRequests &earlier, const Request &request,
                            const ParsedTarget &target, const QDateTime &now, const PublicSuffix &isPublicSuffix)
{
    CookieRequest result{.target = target, .now = now, .method = request.method, .isPublicSuffix = isPublicSuffix};
    result.initiator = initiatorOf(profile, earlier.isEmpty() ? request : earlier.first());
    result.topLevel = profile.initiator != Initiator::Script;
    if (profile.cookies.redirectChain.value)
        result.redirected = earlier.passed();
    return result;
}

} // namespace hopscope
