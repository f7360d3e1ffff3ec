// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"

namespace hopscope
{

// What clients do with cookies: measured with tests/clients, or as their sources and documents say.

inline constexpr const char *kChromiumSource = "Chromium 156.0.8078.79, measured";
inline constexpr const char *kChromiumCookieSource = kChromiumSource;
inline constexpr const char *kFirefoxCookieSource = "Firefox 153.7.0esr, measured";

inline constexpr CookiePolicy kChromiumCookies = [] {
    CookiePolicy rules = kRfc6265bisCookies;
    rules.secureTo = {SecureHosts::Loopback, kChromiumCookieSource};
    rules.secureFrom = {SecureHosts::Loopback, kChromiumCookieSource};
    rules.httpPrefixes = {true, kChromiumCookieSource};
    rules.sameSite = {SameSiteRule::LaxAllowingUnsafe, kChromiumCookieSource};
    rules.redirectChain = {false, kChromiumCookieSource};
    rules.schemeful = {true, kChromiumCookieSource};
    rules.thirdParty = {ThirdParty::Blocked, kChromiumCookieSource};
    rules.partitionedNeedsSecure = {true, kChromiumCookieSource};
    rules.controls = {ControlBytes::Refused, kChromiumCookieSource};
    rules.nameless = {NamelessCookies::Nameless, kChromiumCookieSource};
    rules.prefixes = {CookiePrefixes::AnyCase, kChromiumCookieSource};
    rules.noneNeedsSecure = {true, kChromiumCookieSource};
    rules.longestPair = {4096, kChromiumCookieSource};
    rules.longestAttribute = {1024, kChromiumCookieSource};
    rules.mostDays = {400, kChromiumCookieSource};
    rules.publicSuffixes = {PublicSuffixes::List, kChromiumCookieSource};
    rules.clearSiteData = {true, kChromiumCookieSource};
    rules.secureStays = {true, kChromiumCookieSource};
    rules.recreation = {Recreation::KeptForSameValue, kChromiumCookieSource};
    return rules;
}();

inline constexpr CookiePolicy kFirefoxCookies = [] {
    CookiePolicy rules = kRfc6265bisCookies;
    rules.secureTo = {SecureHosts::Loopback, kFirefoxCookieSource};
    rules.secureFrom = {SecureHosts::Loopback, kFirefoxCookieSource};
    rules.httpPrefixes = {true, kFirefoxCookieSource};
    rules.sameSite = {SameSiteRule::NoneByDefault, kFirefoxCookieSource};
    rules.redirectChain = {true, kFirefoxCookieSource};
    rules.schemeful = {false, kFirefoxCookieSource};
    rules.thirdParty = {ThirdParty::Partitioned, kFirefoxCookieSource};
    rules.partitionedNeedsSecure = {true, kFirefoxCookieSource};
    rules.nameless = {NamelessCookies::Named, kFirefoxCookieSource};
    rules.prefixes = {CookiePrefixes::AnyCase, kFirefoxCookieSource};
    rules.noneNeedsSecure = {true, kFirefoxCookieSource};
    rules.longestPair = {4096, kFirefoxCookieSource};
    rules.longestAttribute = {1024, kFirefoxCookieSource};
    rules.mostDays = {400, kFirefoxCookieSource};
    rules.publicSuffixes = {PublicSuffixes::List, kFirefoxCookieSource};
    rules.clearSiteData = {true, kFirefoxCookieSource};
    rules.secureStays = {true, kFirefoxCookieSource};
    return rules;
}();

inline constexpr const char *kCurlCookieSource = "curl 7.88.1, lib/cookie.c";

inline constexpr CookiePolicy kCurlCookies = [] {
    CookiePolicy rules = kRfc6265Cookies;
    rules.secureTo = {SecureHosts::Localhost, "curl 7.88.1, lib/http.c"};
    rules.secureFrom = {SecureHosts::Localhost, kCurlCookieSource};
    rules.secureStays = {true, kCurlCookieSource};
    rules.prefixes = {CookiePrefixes::AnyCase, kCurlCookieSource};
    rules.longestPair = {4096, kCurlCookieSource};
    rules.longestPart = {4094, kCurlCookieSource};
    rules.longestAttribute = {4094, kCurlCookieSource};
    rules.longAttributeRefuses = {true, kCurlCookieSource};
    rules.badMaxAge = {BadMaxAge::LeadingDigits, kCurlCookieSource};
    rules.controls = {ControlBytes::Refused, kCurlCookieSource};
    rules.nameless = {NamelessCookies::NextPair, kCurlCookieSource};
    rules.publicSuffixes = {PublicSuffixes::List, kCurlCookieSource};
    rules.namesFold = {true, kCurlCookieSource};
    rules.order = {CookieOrder::PathThenNameSize, kCurlCookieSource};
    rules.storage = kCurlCookieSource;
    rules.retrieval = kCurlCookieSource;
    return rules;
}();

inline constexpr const char *kCookiejarSource = "Python 3.11.2, Lib/http/cookiejar.py";

/// http.cookiejar of Python, which requests, httpx and HTTPie use.
inline constexpr CookiePolicy kCookiejarCookies = [] {
    CookiePolicy rules = kRfc6265Cookies;
    rules.secureTo = {SecureHosts::HttpsOnly, kCookiejarSource};
    rules.secureFrom = {SecureHosts::Any, kCookiejarSource};
    rules.badMaxAge = {BadMaxAge::Expires, kCookiejarSource};
    rules.controls = {ControlBytes::Kept, kCookiejarSource};
    rules.nameless = {NamelessCookies::NameOnly, kCookiejarSource};
    rules.publicSuffixes = {PublicSuffixes::NeedsDot, kCookiejarSource};
    rules.order = {CookieOrder::PathThenAge, kCookiejarSource};
    rules.storage = kCookiejarSource;
    rules.retrieval = kCookiejarSource;
    return rules;
}();

inline constexpr const char *kWgetCookieSource = "wget 1.21.3, src/cookies.c";

inline constexpr CookiePolicy kWgetCookies = [] {
    CookiePolicy rules = kRfc6265Cookies;
    rules.secureTo = {SecureHosts::HttpsOnly, kWgetCookieSource};
    rules.secureFrom = {SecureHosts::Any, kWgetCookieSource};
    rules.badMaxAge = {BadMaxAge::LeadingDigits, kWgetCookieSource};
    rules.controls = {ControlBytes::Kept, kWgetCookieSource};
    rules.publicSuffixes = {PublicSuffixes::List, kWgetCookieSource};
    rules.pathMustCover = {true, kWgetCookieSource};
    rules.portCounts = {true, kWgetCookieSource};
    rules.order = {CookieOrder::DomainPathThenName, kWgetCookieSource};
    rules.storage = kWgetCookieSource;
    rules.retrieval = kWgetCookieSource;
    return rules;
}();

} // namespace hopscope
