// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/browserprofile.h"
#include "redirect/profiles/corspolicies.h"

namespace hopscope
{

// Measured with tests/clients/browsers.py: what one browser does with fetch(), and with a link or a form.

inline constexpr const char *kChromiumAgent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36";
inline constexpr const char *kFirefoxAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";
inline constexpr const char *kCompressions = "gzip, deflate, br, zstd";
inline constexpr const char *kBrowserLanguages = "en-US,en;q=0.9";

inline constexpr DefaultField kChromiumFetchFields[] = {
    {"Connection", "keep-alive"},
    {"Cache-Control", "max-age=0", DefaultFor::Validator},
    {"User-Agent", kChromiumAgent},
    {"Accept", "*/*"},
    {"Accept-Encoding", kCompressions, DefaultFor::NotRange},
    {"Accept-Encoding", "identity", DefaultFor::Range},
    {"Accept-Language", kBrowserLanguages},
};

inline constexpr DefaultField kFirefoxFetchFields[] = {
    {"User-Agent", kFirefoxAgent},
    {"Accept", "*/*"},
    {"Accept-Language", kBrowserLanguages},
    {"Accept-Encoding", kCompressions, DefaultFor::NotRange},
    {"Accept-Encoding", "identity", DefaultFor::Range},
    {"Connection", "keep-alive"},
    {"Priority", "u=4"},
    {"Pragma", "no-cache", DefaultFor::Validator},
    {"Cache-Control", "no-cache", DefaultFor::Validator},
};

inline constexpr DefaultField kFirefoxXhrFields[] = {
    {"User-Agent", kFirefoxAgent},
    {"Accept", "*/*"},
    {"Accept-Language", kBrowserLanguages},
    {"Accept-Encoding", kCompressions, DefaultFor::NotRange},
    {"Accept-Encoding", "identity", DefaultFor::Range},
    {"Connection", "keep-alive"},
};

inline constexpr DefaultField kChromiumPageFields[] = {
    {"Connection", "keep-alive"},
    {"Cache-Control", "max-age=0", DefaultFor::Post},
    {"Upgrade-Insecure-Requests", "1"},
    {"User-Agent", kChromiumAgent},
    {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;"
               "q=0.8,application/signed-exchange;v=b3;q=0.7"},
    {"Accept-Encoding", kCompressions},
    {"Accept-Language", kBrowserLanguages},
};

inline constexpr DefaultField kFirefoxPageFields[] = {
    {"User-Agent", kFirefoxAgent},
    {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
    {"Accept-Language", kBrowserLanguages},
    {"Accept-Encoding", kCompressions},
    {"Connection", "keep-alive"},
    {"Upgrade-Insecure-Requests", "1"},
    {"Priority", "u=0, i"},
};

inline constexpr const char *kChromiumVersions =
    QT_TRANSLATE_NOOP("profiles", "before 36, it did not follow 308 (MDN compatibility data). The same data, as of "
                                  "2025, says that it sends Authorization to another origin; 156 does not (measured).");
inline constexpr const char *kFirefoxVersions =
    QT_TRANSLATE_NOOP("profiles", "before 14, it did not follow 308 (MDN compatibility data); before 111, it sent "
                                  "Authorization to another origin (Mozilla bug 1802086).");

inline constexpr const char *kScriptDescription = QT_TRANSLATE_NOOP(
    "profiles", "A script on a page at the first URL's origin calls fetch() with credentials. If you give Origin or "
                "Referer, SameSite is judged for a page there.");
inline constexpr const char *kPageDescription = QT_TRANSLATE_NOOP(
    "profiles", "A link, a form or a typed address that loads a page into the whole tab. For SameSite, POST is a form "
                "on a page at the first URL's origin, and GET is a typed address; if you give Referer, the request "
                "comes from the page there.");

constexpr ClientProfile fetchOf(QLatin1StringView id, const char *title, const char *description,
                                QLatin1StringView version, const char *otherVersions)
{
    ClientProfile row = kBrowserProfile;
    row.id = id;
    row.title = title;
    row.description = description;
    row.measured = true;
    row.version = version;
    row.otherVersions = otherVersions;
    row.initiator = Initiator::Script;
    row.cors = kFetchCors;
    row.refreshes = false;
    return row;
}

inline constexpr ClientProfile kChromiumFetchProfile = [] {
    ClientProfile row = fetchOf("chromium-fetch"_L1, QT_TRANSLATE_NOOP("profiles", "Chromium, fetch()"),
                                kScriptDescription, "156.0.8078.108"_L1, kChromiumVersions);
    row.syntax = LocationSyntax::WhatwgChromium;
    row.defaultFields = kChromiumFetchFields;
    row.emptyLocation = EmptyLocation::Missing;
    row.empty = {
        "Chromium treats an empty Location as missing and shows the response; the Fetch standard would follow it.",
        nullptr};
    row.userinfo = UserinfoRule::Refuse;
    row.userinfoWhy = {"With fetch(), Chromium refuses a redirect to a URL with a user name or password even at the "
                       "same origin, which the Fetch standard allows.",
                       nullptr};
    row.cookie = {Place::InitialSite, "The target has the same host and scheme as the page; the port does not matter.",
                  "Chromium sends a cookie without SameSite only to the page's own host and scheme (Lax by default).",
                  kRfc6265bisRetrieval};
    row.authentication = kChromiumAuthentication;
    row.cookies = kChromiumCookies;
    row.cache = kChromiumCache;
    row.hsts = kChromiumHsts;
    row.ports = PortPolicy::Chromium;
    row.referrers = kChromiumReferrers;
    row.cors = kChromiumCors;
    return row;
}();

inline constexpr ClientProfile kFirefoxFetchProfile = [] {
    ClientProfile row = fetchOf("firefox-fetch"_L1, QT_TRANSLATE_NOOP("profiles", "Firefox, fetch()"),
                                kScriptDescription, "153.8.0esr"_L1, kFirefoxVersions);
    row.syntax = LocationSyntax::WhatwgFirefox;
    row.defaultFields = kFirefoxFetchFields;
    row.authentication = kFirefoxAuthentication;
    row.cookies = kFirefoxCookies;
    row.cache = kFirefoxCache;
    row.hsts = kFirefoxHsts;
    row.referrers = kFirefoxFetchReferrers;
    row.cors = kFirefoxCors;
    row.authorization = {
        Place::LastOrigin,
        "Firefox compares the target only with the previous request, and their origins match. So a second request to "
        "another origin carries Authorization again, which the Fetch standard forbids.",
        "The target's origin differs from that of the previous request, so Firefox leaves Authorization out of this "
        "request.",
        "Fetch, HTTP-redirect fetch, step 13"};
    return row;
}();

inline constexpr const char *kXhrDescription = QT_TRANSLATE_NOOP(
    "profiles", "A script on a page at the first URL's origin uses XMLHttpRequest with credentials. If you give Origin "
                "or Referer, SameSite is judged for a page there.");

inline constexpr ClientProfile kChromiumXhrProfile = [] {
    ClientProfile row = kChromiumFetchProfile;
    row.id = "chromium-xhr"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Chromium, XMLHttpRequest");
    row.description = kXhrDescription;
    row.userinfo = kBrowserProfile.userinfo;
    row.userinfoWhy = kBrowserProfile.userinfoWhy;
    return row;
}();

inline constexpr ClientProfile kFirefoxXhrProfile = [] {
    ClientProfile row = kFirefoxFetchProfile;
    row.id = "firefox-xhr"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Firefox, XMLHttpRequest");
    row.defaultFields = kFirefoxXhrFields;
    row.description = kXhrDescription;
    return row;
}();

// A link is GET, a form GET or POST.
inline constexpr QByteArrayView kPageMethods[] = {"GET", "POST"};

constexpr ClientProfile pageOf(ClientProfile row)
{
    row.sends = kPageMethods;
    row.userinfo = UserinfoRule::Withhold;
    row.userinfoWhy = {
        "A browser sends the user name and password of a URL only when the server asks for them with 401.", nullptr};
    row.origin = OriginRule::Form;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::Post;
    row.initiator = Initiator::Page;
    row.cors = {};
    row.refreshes = true;
    return row;
}

inline constexpr ClientProfile kChromiumPageProfile = [] {
    ClientProfile row = pageOf(fetchOf("chromium-nav"_L1, QT_TRANSLATE_NOOP("profiles", "Chromium, link or form"),
                                       kPageDescription, "156.0.8078.108"_L1, kChromiumVersions));
    row.syntax = LocationSyntax::WhatwgChromium;
    row.defaultFields = kChromiumPageFields;
    row.authentication = kChromiumAuthentication;
    row.cookies = kChromiumCookies;
    row.cache = kChromiumCache;
    row.hsts = kChromiumHsts;
    row.ports = PortPolicy::Chromium;
    row.referrers = kChromiumReferrers;
    row.refresh = kChromiumRefresh;
    row.emptyLocation = EmptyLocation::Missing;
    row.empty = kChromiumFetchProfile.empty;
    row.origin = OriginRule::FormOrNull;
    row.hopLimit = 19;
    row.limit = {"Chromium gives up on a page after 19 redirects (ERR_TOO_MANY_REDIRECTS); the Fetch standard says 20.",
                 nullptr};
    return row;
}();

inline constexpr ClientProfile kFirefoxPageProfile = [] {
    ClientProfile row = pageOf(fetchOf("firefox-nav"_L1, QT_TRANSLATE_NOOP("profiles", "Firefox, link or form"),
                                       kPageDescription, "153.8.0esr"_L1, kFirefoxVersions));
    row.syntax = LocationSyntax::WhatwgFirefox;
    row.defaultFields = kFirefoxPageFields;
    row.authentication = kFirefoxAuthentication;
    row.cookies = kFirefoxCookies;
    row.cache = kFirefoxCache;
    row.hsts = kFirefoxHsts;
    row.referrers = kFirefoxPageReferrers;
    row.refresh = kFirefoxRefresh;
    return row;
}();

inline constexpr const char *kWebKitAgent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/60.5 Safari/605.1.15";

inline constexpr DefaultField kWebKitFetchFields[] = {
    {"Accept", "*/*"},
    {"User-Agent", kWebKitAgent},
    {"Accept-Language", "en-US"},
    {"Accept-Encoding", "gzip, deflate"},
    {"Connection", "Keep-Alive"},
};

inline constexpr DefaultField kWebKitPageFields[] = {
    {"Upgrade-Insecure-Requests", "1"},   {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
    {"User-Agent", kWebKitAgent},         {"Accept-Language", "en-US"},
    {"Accept-Encoding", "gzip, deflate"}, {"Connection", "Keep-Alive"},
};

inline constexpr const char *kWebKitVersions = QT_TRANSLATE_NOOP(
    "profiles", "since April 2026, WebKit removes the fields of a body on 301 and 302 as the Fetch standard says "
                "(WebKit/WebKit#62982).");

inline constexpr NotFollowed kWebKitNotFollowed[] = {
    {300, "WebKit does not follow 300; it shows the body.", nullptr},
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
    {305, "WebKit does not follow 305.", nullptr},
    {306, "WebKit does not follow 306.", nullptr},
};

inline constexpr StatusRule kWebKitStatuses[] = {
    kBrowserStatuses[0],
    kBrowserStatuses[1],
    kBrowserStatuses[2],
    kBrowserStatuses[3],
    kBrowserStatuses[4],
    {0, MethodRule::Keep, nullptr, "WebKit follows {status}, too, and sends {method} again.", nullptr}};

inline constexpr const char *kWebKitScriptDescription = QT_TRANSLATE_NOOP(
    "profiles",
    "A script on a page at the first URL's origin calls fetch() with credentials, in MiniBrowser. What WebKit "
    "remembers (stored redirects, HSTS) was not measured and is left out.");
inline constexpr const char *kWebKitPageDescription = QT_TRANSLATE_NOOP(
    "profiles", "A link, a form or a typed address that loads a page into MiniBrowser. What WebKit remembers (stored "
                "redirects, HSTS) was not measured and is left out.");

/// What its fetch() and its pages have in common.
constexpr ClientProfile webKitOf(ClientProfile row)
{
    row.cache = kNoCache;
    row.hsts = kNoHsts;
    row.statuses = kWebKitStatuses;
    row.notFollowed = kWebKitNotFollowed;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::Join;
    row.several = {"WebKit joins several Location lines with a comma, and takes them as one URL.", nullptr};
    row.emptyLocation = EmptyLocation::Missing;
    row.empty = {"WebKit treats an empty Location as missing and shows the response; the Fetch standard would follow "
                 "it.",
                 nullptr};
    return row;
}

inline constexpr ClientProfile kWebKitFetchProfile = [] {
    ClientProfile row = webKitOf(fetchOf("webkitgtk-fetch"_L1, QT_TRANSLATE_NOOP("profiles", "WebKitGTK, fetch()"),
                                         kWebKitScriptDescription, "2.50.6"_L1, kWebKitVersions));
    row.origin = OriginRule::FetchKept;
    row.httpsToHttp = false;
    row.downgrade = {"WebKit's fetch() does not follow from https to http (mixed content).", nullptr};
    row.defaultFields = kWebKitFetchFields;
    return row;
}();

inline constexpr ClientProfile kWebKitPageProfile = [] {
    ClientProfile row =
        webKitOf(pageOf(fetchOf("webkitgtk-nav"_L1, QT_TRANSLATE_NOOP("profiles", "WebKitGTK, link or form"),
                                kWebKitPageDescription, "2.50.6"_L1, kWebKitVersions)));
    row.defaultFields = kWebKitPageFields;
    row.origin = OriginRule::FormOrNull;
    return row;
}();

} // namespace hopscope
