// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/browserprofile.h"
#include "redirect/profiles/curlprofile.h"
#include "redirect/profiles/javapackages.h"
#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

// Written from documents alone: nobody has compared these rows with a client.

inline constexpr ClientProfile kFetchSpecProfile = [] {
    ClientProfile row = kBrowserProfile;
    row.id = "fetch-spec"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Fetch standard");
    row.description = QT_TRANSLATE_NOOP(
        "profiles",
        "The Fetch standard as written, for fetch() with credentials from a page at the first URL's origin.");
    row.group = kSpecifications;
    row.measured = false;
    row.authentication = kFetchAuthentication;
    row.cookies = kRfc6265bisCookies;
    row.cache = kFetchCache;
    row.hsts.onLocalhost = {false, "Fetch, main fetch, step 10"};
    row.initiator = Initiator::Script;
    row.cors = kFetchCors;
    row.refreshes = false;
    row.referrers = kReferrerPolicyRules;
    row.severalLocations = SeveralLocations::Refuse;
    row.several = {
        "The response has several Location lines, and the Fetch standard uses none of them, not even of equal "
        "ones.",
        "Fetch, extracting header list values"};
    return row;
}();

inline constexpr const char *kGoogleSiteMoves = "Google, Site Moves and Migrations";
inline constexpr DefaultField kGooglebotFields[] = {
    {"User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    {"Accept", "*/*"},
    {"Accept-Encoding", "gzip, deflate, br"},
};

inline constexpr const char *kGoogleStatusCodes = "Google, HTTP status codes, 2026-11";

inline constexpr StatusRule kGooglebotStatuses[] = {
    {301, MethodRule::PostToGet,
     "Google documents no methods; Googlebot is assumed to be like a browser, which turns POST into GET on 301.",
     "Google documents no methods; Googlebot is assumed to be like a browser, which keeps {method} on 301.", nullptr},
    {302, MethodRule::PostToGet,
     "Google documents no methods; Googlebot is assumed to be like a browser, which turns POST into GET on 302.",
     "Google documents no methods; Googlebot is assumed to be like a browser, which keeps {method} on 302.", nullptr},
    {303, MethodRule::GetUnlessHead,
     "Google documents no methods; Googlebot is assumed to be like a browser, which turns {method} into GET on 303.",
     "Google documents no methods; Googlebot is assumed to be like a browser, which keeps {method} on 303.", nullptr},
    {307, MethodRule::Keep, nullptr,
     "Google says that 307 is like 302; Googlebot is assumed to be like a browser, which keeps {method} on 307.",
     nullptr},
    {308, MethodRule::Keep, nullptr,
     "Google says that 308 is like 301; Googlebot is assumed to be like a browser, which keeps {method} on 308.",
     nullptr},
};

inline constexpr NotFollowed kGooglebotNotFollowed[] = {
    {304, "To Google, 304 says that the content is the same as when it was last crawled.", kGoogleStatusCodes},
    {0,
     "Google does not list {status} among the redirects; Googlebot is assumed to be like a browser, which does not "
     "follow it.",
     kGoogleStatusCodes},
};

inline constexpr ClientProfile kGooglebotProfile = [] {
    ClientProfile row = kBrowserProfile;
    row.id = "googlebot"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Googlebot (documentation)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Google's crawler: what Google says on redirects, the rest assumed to be as in a browser; not "
                    "measured.");
    row.measured = false;
    row.version = "2026-04-14"_L1;
    row.source = "Google, Redirects and Google Search, 2026-04-14"_L1;
    row.hopLimit = 10;
    row.limit = {
        "Googlebot follows at most 10 redirects; Google says that it depends on the crawler, and names five for "
        "robots.txt.",
        kGoogleStatusCodes};
    row.statuses = kGooglebotStatuses;
    row.notFollowed = kGooglebotNotFollowed;
    // What follows is assumed, because Google says nothing of it.
    row.contentDropped = {"It is assumed that fields that describe a body fall with it, as in a browser.", nullptr};
    row.fragment = {"It is assumed that the fragment is carried over, as in a browser; it is not sent.", nullptr};
    row.several = {"It is assumed that several different Location lines are refused, as by a browser.", nullptr};
    row.empty = {"It is assumed that an empty Location names the URL of the request, as the Fetch standard has it.",
                 nullptr};
    row.missing = {"{status} without a Location leads nowhere.", nullptr};
    row.scheme = {"It is assumed that only http and https are followed, as by a browser.", nullptr};
    row.userinfoWhy = {
        "It is assumed that a user name or password in the URL of another origin is refused, as by fetch().", nullptr};
    row.authorization = {Place::SameOrigin,
                         "It is assumed that Authorization stays at the same origin, as in a browser.",
                         "It is assumed that Authorization goes to no other origin, as in a browser.", nullptr};
    row.cookie = {Place::InitialHost, "It is assumed that cookies stay at their host, as in a browser.",
                  "It is assumed that cookies go to no other host, as in a browser.", nullptr};
    row.refererWhy = {"It is assumed that the default policy of browsers holds, strict-origin-when-cross-origin:",
                      nullptr};
    row.origin = OriginRule::Keep;
    row.originWhy = {"It is assumed that a field that is given stays.", nullptr};
    row.otherFields = {"It is assumed that a field that is given stays.", nullptr};
    row.defaultFields = kGooglebotFields;
    row.authentication = {};
    row.keepsCookies = false;
    row.initiator = Initiator::NoPage;
    row.cors = {};
    row.cache = kNoCache;
    row.hsts = kNoHsts;
    row.ports = PortPolicy::None;
    row.referrers = kNoReferrerPolicy;
    return row;
}();

inline constexpr StatusRule kNewOkHttpStatuses[] = {becomesGet(300), becomesGet(301), becomesGet(302),
                                                    becomesGet(303), keeps(307),      keeps(308)};

inline constexpr ClientProfile kNewOkHttpProfile = [] {
    ClientProfile row = kOkHttpProfile;
    row.id = "okhttp-4.6"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "OkHttp 4.6 (documentation)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "OkHttp from 4.6 on: as 3.13 was measured, and its change log says that 307 and 308 are followed "
                    "after every method. Not measured.");
    row.measured = false;
    row.version = "4.6.0"_L1;
    row.source = "OkHttp 4.6.0, CHANGELOG.md"_L1;
    row.otherVersions =
        QT_TRANSLATE_NOOP("profiles", "before 4.6.0, 307 and 308 were followed after GET and HEAD only.");
    row.statuses = kNewOkHttpStatuses;
    return row;
}();

inline constexpr const char *kCurlFollowMode = "curl 8.16.0, lib/http.c";

inline constexpr StatusRule kCurlFollowStatuses[] = {
    {301, MethodRule::PostToGet, "curl --follow turns POST into GET on 301.",
     "On 301 curl changes only requests that POST data; {method} stays {method}.", kCurlFollowMode},
    {302, MethodRule::PostToGet, "curl --follow turns POST into GET on 302.",
     "On 302 curl changes only requests that POST data; {method} stays {method}.", kCurlFollowMode},
    {303, MethodRule::GetUnlessHead, "curl --follow turns {method} into GET on 303.",
     "303 leaves GET and HEAD as they are.", kCurlFollowMode},
    {0, MethodRule::Keep, nullptr, "curl --follow keeps the method on {status}.", kCurlFollowMode},
};

// POST without a body is -X POST without -d.
inline constexpr QByteArrayView kCurlFollowMethods[] = {"GET", "HEAD", "PUT"};
inline constexpr QByteArrayView kPutOnly[] = {"PUT"};

inline constexpr ClientProfile kCurlFollowProfile = [] {
    ClientProfile row = kCurlProfile;
    row.id = "curl-follow"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "curl --follow (documentation)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "curl 8.16 with --follow, as its source has it: the kind of the request counts, not the method of "
                    "-X. With -d it becomes GET on 301, 302 and 303; without, it stays (curl/curl#20715, "
                    "curl/curl#21280). Not measured.");
    row.measured = false;
    row.version = "8.16.0"_L1;
    row.source = "curl 8.16.0, lib/http.c"_L1;
    row.otherVersions = QT_TRANSLATE_NOOP("profiles", "before 8.16.0, there was no --follow.");
    row.statuses = kCurlFollowStatuses;
    row.forcedMethod = {"With --follow, curl looks at the kind of the request: without -d it is not a POST to curl, "
                        "whatever -X says, and {method} stays on {status} (curl/curl#20715, curl/curl#21280).",
                        kCurlFollowMode};
    row.forcedBody = {"With --follow, curl looks at the kind of the request: with -d it is a POST, whatever -X says, "
                      "so {method} becomes GET on {status} and the body falls.",
                      kCurlFollowMode};
    row.forcedBodyMakesPost = true;
    row.ownMethods = kCurlFollowMethods;
    row.contentTypeFor = ContentTypeFor::BodyButPut;
    row.zeroLengthMethods = kPutOnly;
    row.cache = kNoCache;
    return row;
}();

} // namespace hopscope
