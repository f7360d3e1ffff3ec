// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"
#include "http/headers.h"

#include <optional>

namespace hopscope
{

/// Referrer Policy 3. Without any it is strict-origin-when-cross-origin.
enum class ReferrerPolicy {
    Empty,
    NoReferrer,
    NoReferrerWhenDowngrade,
    SameOrigin,
    Origin,
    StrictOrigin,
    OriginWhenCrossOrigin,
    StrictOriginWhenCrossOrigin,
    UnsafeUrl,
};

/// What one client does with Referrer-Policy, as data. A source that is nullptr is the profile's.
struct ReferrerRules {
    CookieRule<bool> known;            ///< the field counts, and a page's Referer is cut by it
    CookieRule<bool> loopbackIsSecure; ///< http of a loopback host is no step down from https
    /// To another site, unsafe-url, no-referrer-when-downgrade and origin-when-cross-origin count as no policy.
    CookieRule<bool> strictCrossSite;
};

inline constexpr const char *kDetermineReferrer = "Referrer Policy, determine request's referrer";

/// Referrer Policy and Secure Contexts as they are written.
inline constexpr ReferrerRules kReferrerPolicyRules{
    .known = {true, kDetermineReferrer},
    .loopbackIsSecure = {true, "Secure Contexts 3.1"},
    .strictCrossSite = {false, kDetermineReferrer},
};

/// A client that does not know the field.
inline constexpr ReferrerRules kNoReferrerPolicy{
    .known = {false, nullptr},
    .loopbackIsSecure = {false, nullptr},
    .strictCrossSite = {false, nullptr},
};

/// "no-referrer", ..., "unsafe-url"; "" for Empty.
QLatin1StringView idOf(ReferrerPolicy policy);

/// Referrer Policy 8.1, "parse a referrer policy from a Referrer-Policy header": of all lines the last token that is
/// a policy, in any case; Empty when none is.
ReferrerPolicy parseReferrerPolicy(const Headers &headers);

/// Referrer Policy 8.2, "set request's referrer policy on redirect": that of the redirect, or else `before`, the one
/// that the request had. What a redirect says stays for the rest of the chain.
ReferrerPolicy referrerPolicyOnRedirect(ReferrerPolicy before, const Headers &redirect);

/// The policy that counts for a request with `policy`. `crossSite`: its target is of another site than the page.
ReferrerPolicy effectivePolicy(ReferrerPolicy policy, bool crossSite, const ReferrerRules &rules);

/// Longer Referers are cut down to the origin, in characters.
inline constexpr qsizetype kLongestReferrer = 4096;

/// Referrer Policy 8.3, "determine request's referrer": the Referer of a request to `targetUrl`; nullopt when it has
/// none. The first request of a chain begins with the page's URL. Each later one begins with the Referer that the
/// request before had, and not with the page's URL: what was cut or removed once does not come back, whatever policy
/// a later redirect names (Fetch, main fetch, step 9, puts the result back into the request).
std::optional<QByteArray> refererFor(ReferrerPolicy policy, QByteArrayView referrerUrl, QByteArrayView targetUrl,
                                     bool loopbackIsSecure);

} // namespace hopscope
