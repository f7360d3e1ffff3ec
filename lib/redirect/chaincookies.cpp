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
                            const ParsedTarget &target, const QDateTime &now, const PublicSuffix &isPublicSuffix,
                            const Request *answered)
{
    CookieRequest result{.target = target, .now = now, .method = request.method, .isPublicSuffix = isPublicSuffix};
    const Request &alone = answered ? *answered : request;
    result.initiator = initiatorOf(profile, earlier.isEmpty() ? alone : earlier.first());
    result.topLevel = profile.initiator != Initiator::Script;
    if (!profile.cookies.redirectChain.value)
        return result;
    result.redirected = earlier.passed();
    if (const auto origin = answered ? originOf(answered->url) : std::nullopt)
        result.redirected.insert(serializeOrigin(*origin));
    return result;
}

QList<CookieVerdict> storeResponseCookies(CookieJar &jar, const ClientProfile &profile, const EarlierRequests &earlier,
                                          const Request &request, const Response &response, const QDateTime &now,
                                          const PublicSuffix &isPublicSuffix)
{
    return storeCookies(jar, response.headers,
                        cookieRequest(profile, earlier, request, ParsedTarget(request.url), now, isPublicSuffix),
                        profile.cookies);
}

} // namespace hopscope
