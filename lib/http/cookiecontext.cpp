// SPDX-License-Identifier: MIT
#include "http/cookiecontext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

bool isSecureAt(const Origin &origin, SecureHosts hosts)
{
    if (origin.scheme == "https" || hosts == SecureHosts::Any)
        return true;
    if (hosts == SecureHosts::Localhost)
        return origin.host == "localhost" || origin.host == "127.0.0.1" || origin.host == "[::1]";
    return hosts == SecureHosts::Loopback && isLoopbackHost(origin.host);
}

SameSite sameSiteOf(const Cookie &cookie, const CookiePolicy &policy)
{
    if (policy.sameSite.value == SameSiteRule::Ignored)
        return SameSite::None;
    if (cookie.sameSite != SameSite::Unset)
        return cookie.sameSite;
    return policy.sameSite.value == SameSiteRule::NoneByDefault ? SameSite::None : SameSite::Lax;
}

QByteArray thirdPartySite(const CookieRequest &request, const CookiePolicy &policy)
{
    const std::optional<Origin> &to = request.target.origin();
    const std::optional<Origin> from = request.initiator ? originOf(*request.initiator) : std::nullopt;
    if (!to || !from || request.topLevel || isSameSite(*from, *to, policy.schemeful.value, request.isPublicSuffix))
        return {};
    return from->scheme + "://" + registrableDomain(from->host, request.isPublicSuffix);
}

QString crossSiteReason(const CookieRequest &request, const CookiePolicy &policy)
{
    const std::optional<Origin> &to = request.target.origin();
    if (!to)
        return {};
    const auto differs = [&](const QByteArray &url) {
        const std::optional<Origin> origin = originOf(url);
        return !origin || !isSameSite(*origin, *to, policy.schemeful.value, request.isPublicSuffix);
    };
    if (request.initiator && differs(*request.initiator)) {
        const std::optional<Origin> from = originOf(*request.initiator);
        const QString name = from ? u", "_s + QString::fromUtf8(serializeOrigin(*from)) : QString();
        return u"The request comes from a page of another site"_s + name;
    }
    if (!policy.redirectChain.value)
        return {};
    QList<QByteArray> passed(request.redirected.begin(), request.redirected.end());
    std::sort(passed.begin(), passed.end());
    const auto other = std::find_if(passed.begin(), passed.end(), differs);
    if (other == passed.end())
        return {};
    return u"The chain came through another site, %1"_s.arg(QString::fromUtf8(*other));
}

} // namespace hopscope
