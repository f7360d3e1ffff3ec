// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "redirect/profiles/authpolicies.h"
#include "redirect/profiles/cachepolicies.h"
#include "redirect/profiles/cookiepolicies.h"
#include "redirect/profiles/groups.h"
#include "redirect/profiles/hstspolicies.h"
#include "redirect/profiles/referrerrules.h"
#include "redirect/profiles/refreshpolicies.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

inline constexpr const char *kFetchMethodStep = "Fetch, HTTP-redirect fetch, step 12";

inline constexpr StatusRule kBrowserStatuses[] = {
    {301, MethodRule::PostToGet, "A browser turns POST into GET on 301.",
     "On 301 a browser changes only POST; {method} stays {method}.", kFetchMethodStep},
    {302, MethodRule::PostToGet, "A browser turns POST into GET on 302.",
     "On 302 a browser changes only POST; {method} stays {method}.", kFetchMethodStep},
    {303, MethodRule::GetUnlessHead,
     "303 asks the client to fetch the result with GET: a browser changes every method except GET and HEAD.",
     "303 leaves GET and HEAD as they are.", kFetchMethodStep},
    {307, MethodRule::Keep, nullptr, "307 forbids changing the method; {method} is sent again.", kFetchMethodStep},
    {308, MethodRule::Keep, nullptr, "308 keeps the method; {method} is sent again.", kFetchMethodStep},
};

inline constexpr NotFollowed kBrowserNotFollowed[] = {
    {300, "A browser does not choose for the user: it shows the body of the 300 and ignores its Location.",
     "Fetch, redirect status"},
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
    {305, "305 (Use Proxy) is deprecated, and no browser follows it.", "Fetch, redirect status"},
    {306, "306 is reserved and no longer has a meaning, so its Location is ignored.", "RFC 9110 15.4.7"},
    {0, "Browsers follow only 301, 302, 303, 307 and 308; {status} is shown as it is.", "Fetch, redirect status"},
};

// Fetch, "request-body-header name"; the length is not stored in the request but computed when it is sent.
inline constexpr QByteArrayView kBrowserContentFields[] = {"Content-Type", "Content-Encoding", "Content-Language",
                                                           "Content-Location", "Content-Length"};

inline constexpr DefaultField kBrowserFields[] = {
    {"User-Agent", "Mozilla/5.0 (compatible; Hopscope/" HOPSCOPE_VERSION ")"},
    {"Accept", "*/*"},
    {"Accept-Language", "en"},
    {"Accept-Encoding", "gzip, deflate, br"},
};

// Fetch, "HTTP-network-or-cache fetch", step 8.7: only POST and PUT say that they have no body.
inline constexpr QByteArrayView kBrowserZeroLength[] = {"POST", "PUT"};

/// rfc6265bis, where Chromium and Firefox do not agree; neither sends the cookies of a visit to a third party.
inline constexpr CookiePolicy kBrowserCookies = [] {
    CookiePolicy rules = kRfc6265bisCookies;
    rules.schemeful = {false, kFirefoxCookieSource};
    rules.thirdParty = {ThirdParty::Partitioned, kFirefoxCookieSource};
    return rules;
}();

inline constexpr ClientProfile kBrowserProfile{
    .id = "browser"_L1,
    .title = QT_TRANSLATE_NOOP("profiles", "Browser (Fetch)"),
    .description = QT_TRANSLATE_NOOP(
        "profiles",
        "What Chromium and Firefox have in common: redirects as for fetch() with credentials, "
        "cookies and Refresh as when a tab goes there. Findings name what a browser would ask first (CORS)."),
    .group = kBrowsers,
    .measured = true,
    .version = "Fetch, 2026-11"_L1,
    .source = "Fetch, HTTP-redirect fetch"_L1,
    .statuses = kBrowserStatuses,
    .notFollowed = kBrowserNotFollowed,
    .onceBody = OnceBody::OnlySeeOther,
    .onceBodyWhy = {"The body is a stream that cannot be read again; after it, only 303 is followed.",
                    "Fetch, HTTP-redirect fetch, step 11"},
    .contentFields = kBrowserContentFields,
    .contentDropped = {"The new request has no body, so the fields that describe a body are dropped.",
                       kFetchMethodStep},
    .syntax = LocationSyntax::Whatwg,
    .inheritsFragment = true,
    .fragment = {"The Location has no fragment of its own, so the old one is carried over.", "Fetch, location URL"},
    .severalLocations = SeveralLocations::RefuseDifferent,
    .several =
        {"The response has several different Location lines, and Chromium and Firefox follow none of them; several "
         "equal ones count as one.",
         kChromiumSource},
    .emptyLocation = EmptyLocation::Resolve,
    .empty = {"An empty Location is a valid reference to the URL of the request itself.", "Fetch, location URL"},
    .missing = {"{status} without a Location leads nowhere, so a browser shows the response itself.",
                "Fetch, HTTP-redirect fetch, step 4"},
    .scheme = {"A browser refuses a redirect to any scheme other than http and https.",
               "Fetch, HTTP-redirect fetch, step 6"},
    .userinfo = UserinfoRule::RefuseOtherOrigin,
    .userinfoWhy = {"The Location has a user name or password and points to another origin, which a browser refuses.",
                    "Fetch, HTTP-redirect fetch, step 9"},
    .hopLimit = 20,
    .limit = {"A browser gives up after 20 redirects.", "Fetch, HTTP-redirect fetch, step 7"},
    .authorization = {Place::SameOrigin, "The target has the same origin, so Authorization stays.",
                      "The target has another origin, so Authorization is removed and stays removed.",
                      "Fetch, HTTP-redirect fetch, step 13"},
    .cookie = {Place::InitialHost, "The cookies belong to this host; port and scheme do not matter.",
               "The cookies were given for another host.", kRfc6265bisRetrieval},
    .storedCookies = {"The cookies stored for the target are sent.", kRfc6265bisRetrieval},
    .referer = RefererRule::Policy,
    .refererWhy = {"Under the default policy, strict-origin-when-cross-origin,",
                   "Referrer Policy, determine request's referrer"},
    .origin = OriginRule::Fetch,
    .originWhy = {nullptr, "Fetch, append a request Origin header"},
    .otherFields = {"The Fetch standard removes no other field on a redirect, not even for another origin.",
                    "Fetch, HTTP-redirect fetch"},
    .defaultFields = kBrowserFields,
    .defaultContentType = "text/plain;charset=UTF-8",
    .contentTypeFor = ContentTypeFor::AnyBody,
    .zeroLengthMethods = kBrowserZeroLength,
    .authentication = kBrowserAuthentication,
    .cookies = kBrowserCookies,
    .hsts = kRfc6797Hsts,
    .ports = PortPolicy::Fetch,
    .referrers = kBrowserReferrers,
    .initiator = Initiator::Page,
    .cors =
        [] {
            CorsRules rules = kFetchCors;
            rules.mode = CorsMode::LeftOut;
            return rules;
        }(),
    .refreshes = true,
    .refresh = kBrowserRefresh,
    .cache = kBrowserCache,
};

} // namespace hopscope
