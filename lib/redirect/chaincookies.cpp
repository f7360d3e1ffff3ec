// SPDX-License-Identifier: MIT
#include "redirect/chaincookies.h"

#include "redirect/page.h"

namespace hopscope
{

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
