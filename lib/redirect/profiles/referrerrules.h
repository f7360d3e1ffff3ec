// SPDX-License-Identifier: MIT
#pragma once

#include "http/referrerpolicy.h"
#include "redirect/profiles/cookiepolicies.h"

namespace hopscope
{

// What clients do with Referrer-Policy: measured with tests/clients/memory.py.

constexpr ReferrerRules measuredReferrers(bool strictCrossSite, const char *source)
{
    return {.known = {true, source}, .loopbackIsSecure = {false, source}, .strictCrossSite = {strictCrossSite, source}};
}

inline constexpr ReferrerRules kChromiumReferrers = measuredReferrers(false, kChromiumCookieSource);
/// A link or a form that loads a page into the whole tab may say more to another site than fetch().
inline constexpr ReferrerRules kFirefoxPageReferrers = measuredReferrers(false, kFirefoxCookieSource);
inline constexpr ReferrerRules kFirefoxFetchReferrers = measuredReferrers(true, kFirefoxCookieSource);

/// Where Chromium and Firefox do not agree, as the standard says.
inline constexpr ReferrerRules kBrowserReferrers = [] {
    ReferrerRules rules = kReferrerPolicyRules;
    rules.loopbackIsSecure = {false, kChromiumCookieSource};
    return rules;
}();

} // namespace hopscope
