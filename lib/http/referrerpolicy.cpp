// SPDX-License-Identifier: MIT
#include "http/referrerpolicy.h"

#include "http/site.h"
#include "http/url.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

// In the order of the enumerators.
constexpr QLatin1StringView kPolicyTokens[] = {
    ""_L1,           "no-referrer"_L1,   "no-referrer-when-downgrade"_L1, "same-origin"_L1,
    "origin"_L1,     "strict-origin"_L1, "origin-when-cross-origin"_L1,   "strict-origin-when-cross-origin"_L1,
    "unsafe-url"_L1,
};

/// Secure Contexts 3.1, for http and https.
bool isSecureOrigin(const Origin &origin, bool loopbackIsSecure)
{
    return origin.scheme == "https" || (loopbackIsSecure && isLoopbackHost(origin.host));
}

/// Referrer Policy 8.4, "strip url for use as a referrer".
QByteArray strippedUrl(const UriParts &parts)
{
    UriParts stripped = parts;
    stripped.authority = parts.authority->sliced(parts.authority->lastIndexOf('@') + 1);
    if (stripped.path.isEmpty())
        stripped.path = "/";
    stripped.fragment.reset();
    return joinReference(stripped);
}

} // namespace

QLatin1StringView idOf(ReferrerPolicy policy)
{
    return kPolicyTokens[static_cast<int>(policy)];
}

ReferrerPolicy parseReferrerPolicy(const Headers &headers)
{
    ReferrerPolicy policy = ReferrerPolicy::Empty;
    for (const QByteArray &token : headers.listed("Referrer-Policy")) {
        const QByteArray wanted = token.toLower();
        const auto found = std::find(std::begin(kPolicyTokens) + 1, std::end(kPolicyTokens), QLatin1StringView(wanted));
        if (found != std::end(kPolicyTokens))
            policy = static_cast<ReferrerPolicy>(found - std::begin(kPolicyTokens));
    }
    return policy;
}

ReferrerPolicy referrerPolicyOnRedirect(ReferrerPolicy before, const Headers &redirect)
{
    const ReferrerPolicy policy = parseReferrerPolicy(redirect);
    return policy == ReferrerPolicy::Empty ? before : policy;
}

ReferrerPolicy effectivePolicy(ReferrerPolicy policy, bool crossSite, const ReferrerRules &rules)
{
    const bool isLoose = policy == ReferrerPolicy::UnsafeUrl || policy == ReferrerPolicy::NoReferrerWhenDowngrade ||
                         policy == ReferrerPolicy::OriginWhenCrossOrigin;
    const bool isDefault = policy == ReferrerPolicy::Empty || (isLoose && crossSite && rules.strictCrossSite.value);
    return isDefault ? ReferrerPolicy::StrictOriginWhenCrossOrigin : policy;
}

std::optional<QByteArray> refererFor(ReferrerPolicy policy, QByteArrayView referrerUrl, QByteArrayView targetUrl,
                                     bool loopbackIsSecure)
{
    const UriParts parts = splitReference(referrerUrl);
    const std::optional<Origin> from = originOf(parts);
    const std::optional<Origin> to = originOf(targetUrl);
    if (!from || !to)
        return std::nullopt;
    const QByteArray origin = serializeOrigin(*from) + '/';
    QByteArray url = strippedUrl(parts);
    if (url.size() > kLongestReferrer)
        url = origin;
    const bool same = from == to;
    const bool down = isSecureOrigin(*from, loopbackIsSecure) && !isSecureOrigin(*to, loopbackIsSecure);
    const auto unlessDown = [down](const QByteArray &referer) { return down ? std::nullopt : std::optional(referer); };
    switch (policy) {
    case ReferrerPolicy::NoReferrer:
        return std::nullopt;
    case ReferrerPolicy::NoReferrerWhenDowngrade:
        return unlessDown(url);
    case ReferrerPolicy::SameOrigin:
        return same ? std::optional(url) : std::nullopt;
    case ReferrerPolicy::Origin:
        return origin;
    case ReferrerPolicy::StrictOrigin:
        return unlessDown(origin);
    case ReferrerPolicy::OriginWhenCrossOrigin:
        return same ? url : origin;
    case ReferrerPolicy::UnsafeUrl:
        return url;
    case ReferrerPolicy::Empty:
    case ReferrerPolicy::StrictOriginWhenCrossOrigin:
        break;
    }
    return same ? std::optional(url) : unlessDown(origin);
}

} // namespace hopscope
