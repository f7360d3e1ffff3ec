// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/corspolicy.h"

namespace hopscope
{

// How browsers ask servers of other origins: measured with tests/clients/memory.py.

inline constexpr const char *kChromiumCorsSource = "Chromium 156.0.8078.108, measured";
inline constexpr const char *kFirefoxCorsSource = "Firefox 153.8.0esr, measured";
inline constexpr const char *kMaxAgeSource = "MDN, Access-Control-Max-Age";

// Client hints, and User-Agent, which it does not let a script set.
inline constexpr QByteArrayView kChromiumSafeFields[] = {"Device-Memory", "Downlink",       "DPR",   "ECT",       "RTT",
                                                         "Save-Data",     "Viewport-Width", "Width", "User-Agent"};

inline constexpr CorsRules kChromiumCors = [] {
    CorsRules rules = kFetchCors;
    rules.joinsLines = {true, kChromiumCorsSource};
    rules.alsoSafe = {kChromiumSafeFields, kChromiumCorsSource};
    rules.keepsNull = {false, kChromiumCorsSource};
    rules.longestAge = {7200, kMaxAgeSource};
    rules.refusalForgets = {false, kChromiumCorsSource};
    return rules;
}();

inline constexpr CorsRules kFirefoxCors = [] {
    CorsRules rules = kFetchCors;
    rules.asksByFirst = {true, kFirefoxCorsSource};
    rules.originStays = {true, kFirefoxCorsSource};
    rules.repeatsNames = {true, kFirefoxCorsSource};
    rules.longestSafe = {0, kFirefoxCorsSource};
    rules.keepsBadAge = {false, kFirefoxCorsSource};
    rules.longestAge = {86400, kMaxAgeSource};
    rules.headIsNamed = {true, kFirefoxCorsSource};
    return rules;
}();

} // namespace hopscope
