// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"

namespace hopscope
{

/// Whether a client keeps the hosts that ask for https (HSTS, RFC 6797).
enum class HstsUse {
    Never,
    ByOption, ///< only when its user asks for it
    OneRun,   ///< within one run, beyond it only when its user asks for that
    Always
};
/// Which lines of a response with several Strict-Transport-Security lines count.
enum class HstsLines {
    First,
    Each ///< one after the other; a later one takes back what an earlier one said
};

/// What one client does with Strict-Transport-Security, as data. A source that is nullptr is the profile's.
struct HstsPolicy {
    CookieRule<HstsUse> use;
    CookieRule<bool> onLocalhost; ///< localhost and the names below it can ask for https like any other host
    CookieRule<bool> portCounts;  ///< a host is kept with the port that it answered at
    CookieRule<HstsLines> lines;
    CookieRule<bool> zeroRemoves;    ///< max-age=0 takes a stored host out
    CookieRule<bool> lenient;        ///< what does not fit the grammar is skipped; otherwise it spoils the line
    CookieRule<bool> repeatRefuses;  ///< max-age or includeSubDomains twice spoils the line; otherwise the last counts
    CookieRule<bool> nearestDecides; ///< only the nearest stored name above a host says whether it is included
    CookieRule<bool> trailingDot;    ///< "a.example." is a.example
    CookieRule<bool> port80Changes;  ///< port 80 becomes 443 also where the URL names it
    CookieRule<bool> upgradeIsRedirect; ///< the change to https is a 307 that the rules of redirects apply to
    const char *storage = nullptr;      ///< source of what is not a rule of its own when a field is read
    const char *loading = nullptr;      ///< likewise when a URL is loaded
};

inline constexpr const char *kRfc6797Storage = "RFC 6797 8.1";
inline constexpr const char *kRfc6797Loading = "RFC 6797 8.3";

/// RFC 6797 as it is written.
inline constexpr HstsPolicy kRfc6797Hsts{
    .use = {HstsUse::Always, kRfc6797Storage},
    .onLocalhost = {true, kRfc6797Storage},
    .portCounts = {false, "RFC 6797 8.2"},
    .lines = {HstsLines::First, kRfc6797Storage},
    .zeroRemoves = {true, "RFC 6797 6.1.1"},
    .lenient = {false, "RFC 6797 6.1"},
    .repeatRefuses = {true, "RFC 6797 6.1"},
    .nearestDecides = {false, "RFC 6797 8.2"},
    .trailingDot = {true, "RFC 6797 8.2"},
    .port80Changes = {true, kRfc6797Loading},
    .upgradeIsRedirect = {false, kRfc6797Loading},
    .storage = kRfc6797Storage,
    .loading = kRfc6797Loading,
};

/// A client that does not know the field.
inline constexpr HstsPolicy kNoHsts = [] {
    HstsPolicy rules = kRfc6797Hsts;
    rules.use = {HstsUse::Never, nullptr};
    return rules;
}();

} // namespace hopscope
