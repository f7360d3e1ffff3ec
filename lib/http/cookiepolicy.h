// SPDX-License-Identifier: MIT
#pragma once

namespace hopscope
{

/// What one client does with cookies in one respect, and where that is documented or how it was measured.
template <typename T>
struct CookieRule {
    T value{};
    const char *source = nullptr;
};

/// Hosts whose http is as good as https for a cookie marked Secure.
enum class SecureHosts {
    HttpsOnly, ///< none
    Localhost, ///< localhost, 127.0.0.1 and [::1]
    Loopback,  ///< also *.localhost and all of 127.0.0.0/8
    Any,       ///< any host
};
/// The name prefixes __Secure- and __Host- (rfc6265bis 5.4).
enum class CookiePrefixes { Ignored, ExactCase, AnyCase };
/// SameSite, and what a cookie without it counts as.
enum class SameSiteRule {
    Ignored,
    NoneByDefault,
    LaxByDefault,
    LaxAllowingUnsafe, ///< Lax by default, and for two minutes sent with a POST from another site too
};
enum class ControlBytes { Kept, RefusedButTab, Refused };
/// A Set-Cookie whose first part has an empty name ("=v") or no "=" at all ("v").
enum class NamelessCookies {
    Refused,
    Nameless, ///< both are a value without a name, which is sent as it is
    NameOnly, ///< "=v" is refused; "v" is a name without a value, sent as "v"
    Named,    ///< "=v" is refused; "v" is the name of an empty value, sent as "v="
    NextPair, ///< "=v" is skipped, and the attribute behind it is taken for the cookie; "v" is refused
};
/// A Max-Age that is not digits alone.
enum class BadMaxAge {
    Ignored,
    LeadingDigits, ///< as many seconds as it begins with; without a digit the cookie expires
    Expires
};
enum class PublicSuffixes { Ignored, NeedsDot, List };
/// Cookies of a request that a page of another site makes without going there.
enum class ThirdParty {
    Open,        ///< like any others
    Partitioned, ///< each site of a page has its own, apart from those of a visit
    Blocked,     ///< neither stored nor sent, but for those marked Partitioned
};
/// What the creation time of a cookie that replaces another one is: its place in the Cookie field.
enum class Recreation { Kept, KeptForSameValue, New };
enum class CookieOrder {
    PathThenAge,       ///< longer paths first, then the older cookie (RFC 6265 5.4)
    PathThenNameSize,  ///< longer paths first, then longer names, then the newer cookie
    DomainPathThenName ///< longer domains first, then deeper paths, then by name
};

/// The cookie rules of one client, as data.
struct CookiePolicy {
    CookieRule<SecureHosts> secureTo;   ///< over http, Secure cookies are sent to these hosts
    CookieRule<SecureHosts> secureFrom; ///< over http, Secure cookies are taken from these hosts
    CookieRule<bool> secureStays;       ///< what comes over http does not replace or hide a Secure cookie
    CookieRule<CookiePrefixes> prefixes;
    CookieRule<bool> httpPrefixes; ///< __Http- and __Host-Http- need HttpOnly, too
    CookieRule<SameSiteRule> sameSite;
    CookieRule<bool> redirectChain; ///< a redirect through another site makes the request cross-site
    CookieRule<bool> schemeful;     ///< http and https of one host are two sites
    CookieRule<ThirdParty> thirdParty;
    CookieRule<bool> noneNeedsSecure;        ///< SameSite=None without Secure is refused
    CookieRule<bool> partitionedNeedsSecure; ///< Partitioned without Secure is refused
    CookieRule<int> longestPair;             ///< bytes of name and value; 0: no limit
    CookieRule<int> longestPart;             ///< bytes of the name alone, and of the value alone; 0: no limit
    CookieRule<int> longestAttribute;        ///< bytes of an attribute's value; 0: no limit
    CookieRule<bool> longAttributeRefuses;   ///< a longer one refuses the cookie; otherwise it is ignored
    CookieRule<int> mostDays;                ///< from now to the expiry; 0: no limit
    CookieRule<BadMaxAge> badMaxAge;
    CookieRule<ControlBytes> controls;
    CookieRule<NamelessCookies> nameless;
    CookieRule<PublicSuffixes> publicSuffixes;
    CookieRule<bool> emptyDomainCounts; ///< Domain without a value takes back the one before it
    CookieRule<bool> pathMustCover;     ///< a Path that does not cover the response's own is refused
    CookieRule<bool> namesFold;         ///< names that differ in case only are one
    CookieRule<bool> clearSiteData;     ///< Clear-Site-Data with "cookies" or "*" deletes them (over https or loopback)
    CookieRule<bool> portCounts;        ///< without Domain a cookie belongs to the port, too, unless it is 80 or 443
    CookieRule<Recreation> recreation;
    CookieRule<CookieOrder> order;
    const char *storage = nullptr;   ///< source of what is not a rule of its own: Domain, expiry
    const char *retrieval = nullptr; ///< likewise: host, path, expiry
};

inline constexpr const char *kRfc6265Storage = "RFC 6265 5.3";
inline constexpr const char *kRfc6265Retrieval = "RFC 6265 5.4";

/// RFC 6265 as it is written. What it leaves to the client is as most clients have it.
inline constexpr CookiePolicy kRfc6265Cookies{
    .secureTo = {SecureHosts::HttpsOnly, kRfc6265Retrieval},
    .secureFrom = {SecureHosts::Any, kRfc6265Storage},
    .secureStays = {false, kRfc6265Storage},
    .prefixes = {CookiePrefixes::Ignored, "RFC 6265 4.1"},
    .httpPrefixes = {false, "RFC 6265 4.1"},
    .sameSite = {SameSiteRule::Ignored, "RFC 6265 5.2"},
    .redirectChain = {false, "RFC 6265 5.4"},
    .schemeful = {false, "RFC 6265 8.6"},
    .thirdParty = {ThirdParty::Open, "RFC 6265 7.1"},
    .noneNeedsSecure = {false, "RFC 6265 5.2"},
    .partitionedNeedsSecure = {false, "RFC 6265 5.2"},
    .longestPair = {0, "RFC 6265 6.1"},
    .longestPart = {0, "RFC 6265 6.1"},
    .longestAttribute = {0, "RFC 6265 5.2"},
    .longAttributeRefuses = {false, "RFC 6265 5.2"},
    .mostDays = {0, "RFC 6265 5.3"},
    .badMaxAge = {BadMaxAge::Ignored, "RFC 6265 5.2.2"},
    .controls = {ControlBytes::Refused, "RFC 9110 5.5"},
    .nameless = {NamelessCookies::Refused, "RFC 6265 5.2"},
    .publicSuffixes = {PublicSuffixes::NeedsDot, kRfc6265Storage},
    .emptyDomainCounts = {false, "RFC 6265 5.2.3"},
    .pathMustCover = {false, kRfc6265Storage},
    .namesFold = {false, kRfc6265Storage},
    .clearSiteData = {false, kRfc6265Storage},
    .portCounts = {false, "RFC 6265 8.5"},
    .recreation = {Recreation::Kept, kRfc6265Storage},
    .order = {CookieOrder::PathThenAge, kRfc6265Retrieval},
    .storage = kRfc6265Storage,
    .retrieval = kRfc6265Retrieval,
};

inline constexpr const char *kRfc6265bisStorage = "rfc6265bis 5.7";
inline constexpr const char *kRfc6265bisRetrieval = "rfc6265bis 5.8.3";

/// The draft rfc6265bis. What it calls the user agent's notion of a secure protocol includes loopback hosts.
inline constexpr CookiePolicy kRfc6265bisCookies{
    .secureTo = {SecureHosts::Loopback, kRfc6265bisRetrieval},
    .secureFrom = {SecureHosts::Loopback, kRfc6265bisStorage},
    .secureStays = {true, kRfc6265bisStorage},
    .prefixes = {CookiePrefixes::AnyCase, "rfc6265bis 5.4"},
    .httpPrefixes = {false, "rfc6265bis 5.4"},
    .sameSite = {SameSiteRule::LaxByDefault, kRfc6265bisRetrieval},
    .redirectChain = {false, "rfc6265bis 5.2"},
    .schemeful = {true, "rfc6265bis 5.2"},
    .thirdParty = {ThirdParty::Open, "rfc6265bis 7.1"},
    .noneNeedsSecure = {true, kRfc6265bisStorage},
    .partitionedNeedsSecure = {true, "CHIPS 2.1"},
    .longestPair = {4096, "rfc6265bis 5.6"},
    .longestPart = {0, "rfc6265bis 5.6"},
    .longestAttribute = {1024, "rfc6265bis 5.6"},
    .longAttributeRefuses = {false, "rfc6265bis 5.6"},
    .mostDays = {400, "rfc6265bis 5.5"},
    .badMaxAge = {BadMaxAge::Ignored, "rfc6265bis 5.6.2"},
    .controls = {ControlBytes::RefusedButTab, "rfc6265bis 5.6"},
    .nameless = {NamelessCookies::Nameless, "rfc6265bis 5.6"},
    .publicSuffixes = {PublicSuffixes::List, kRfc6265bisStorage},
    .emptyDomainCounts = {true, "rfc6265bis 5.6.3"},
    .pathMustCover = {false, kRfc6265bisStorage},
    .namesFold = {false, kRfc6265bisStorage},
    .clearSiteData = {true, "Clear Site Data 3.1"},
    .portCounts = {false, "rfc6265bis 8.5"},
    .recreation = {Recreation::Kept, kRfc6265bisStorage},
    .order = {CookieOrder::PathThenAge, kRfc6265bisRetrieval},
    .storage = kRfc6265bisStorage,
    .retrieval = kRfc6265bisRetrieval,
};

} // namespace hopscope
