// SPDX-License-Identifier: MIT
#pragma once

#include "http/hstspolicy.h"
#include "redirect/profiles/cookiepolicies.h"

namespace hopscope
{

// What clients do with Strict-Transport-Security: measured with tests/clients/memory.py and by hand, or as the RFC
// says.

inline constexpr HstsPolicy kChromiumHsts = [] {
    HstsPolicy rules = kRfc6797Hsts;
    rules.use = {HstsUse::Always, kChromiumCookieSource};
    rules.onLocalhost = {false, kChromiumCookieSource};
    rules.portCounts = {false, kChromiumCookieSource};
    rules.lines = {HstsLines::First, kChromiumCookieSource};
    rules.zeroRemoves = {true, kChromiumCookieSource};
    rules.lenient = {false, kChromiumCookieSource};
    rules.repeatRefuses = {true, kChromiumCookieSource};
    rules.trailingDot = {true, kChromiumCookieSource};
    rules.upgradeIsRedirect = {true, kChromiumCookieSource};
    return rules;
}();

/// Measured for localhost only; elsewhere as the RFC says.
inline constexpr HstsPolicy kFirefoxHsts = [] {
    HstsPolicy rules = kRfc6797Hsts;
    rules.onLocalhost = {false, kFirefoxCookieSource};
    return rules;
}();

inline constexpr const char *kCurlHstsSource = "curl 7.88.1, measured";

inline constexpr HstsPolicy kCurlHsts = [] {
    HstsPolicy rules = kRfc6797Hsts;
    // Within one command also without --hsts, which only adds the file.
    rules.use = {HstsUse::OneRun, kCurlHstsSource};
    rules.onLocalhost = {true, kCurlHstsSource};
    rules.portCounts = {false, kCurlHstsSource};
    rules.lines = {HstsLines::Each, kCurlHstsSource};
    rules.zeroRemoves = {true, kCurlHstsSource};
    rules.lenient = {true, kCurlHstsSource};
    rules.repeatRefuses = {true, kCurlHstsSource};
    rules.nearestDecides = {false, kCurlHstsSource};
    rules.trailingDot = {true, kCurlHstsSource};
    rules.port80Changes = {false, kCurlHstsSource};
    rules.upgradeIsRedirect = {false, kCurlHstsSource};
    return rules;
}();

inline constexpr const char *kWgetHstsSource = "wget 1.21.3, measured";

inline constexpr HstsPolicy kWgetHsts = [] {
    HstsPolicy rules = kRfc6797Hsts;
    rules.use = {HstsUse::Always, kWgetHstsSource};
    rules.onLocalhost = {true, kWgetHstsSource};
    rules.portCounts = {true, kWgetHstsSource};
    rules.lines = {HstsLines::First, kWgetHstsSource};
    rules.zeroRemoves = {false, kWgetHstsSource};
    rules.lenient = {true, kWgetHstsSource};
    rules.repeatRefuses = {false, kWgetHstsSource};
    rules.nearestDecides = {true, kWgetHstsSource};
    rules.trailingDot = {false, kWgetHstsSource};
    rules.port80Changes = {true, kWgetHstsSource};
    rules.upgradeIsRedirect = {false, kWgetHstsSource};
    return rules;
}();

} // namespace hopscope
