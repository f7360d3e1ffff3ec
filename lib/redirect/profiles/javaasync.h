// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

// Java's asynchronous clients.

inline constexpr QByteArrayView kGetHeadPostPut[] = {"GET", "HEAD", "POST", "PUT"};

inline constexpr StatusRule kJettyStatuses[] = {only(kGetHeadPostPut, postBecomesGet(301, BodyRule::Kept)),
                                                becomesGet(302, MethodRule::GetUnlessHeadOrPut, BodyRule::Kept),
                                                becomesGet(303, MethodRule::GetUnlessHead, BodyRule::Kept), keeps(307),
                                                keeps(308)};

inline constexpr DefaultField kJettyFields[] = {
    {"Accept-Encoding", "gzip"},
    {"User-Agent", "Jetty/9.4.57.v20241219"},
};

inline constexpr ClientProfile kJettyProfile = [] {
    ClientProfile row =
        plainClient("jetty"_L1, QT_TRANSLATE_NOOP("profiles", "Jetty HttpClient"), kJava, "9.4.57.v20241219"_L1,
                    "Jetty 9.4.57, jetty-client/src/main/java/org/eclipse/jetty/client/HttpRedirector.java"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HttpClient as it is made: when POST becomes GET, the body is still sent; Authorization and Cookie "
                    "go to no second target, not even at the same origin.");
    row.statuses = kJettyStatuses;
    row.text = LocationText::Latin1;
    row.queryFromFolder = true;
    row.emptyFromFolder = true;
    row.severalLocations = SeveralLocations::First;
    row.authorization = sentTo(Place::FirstRequest);
    row.cookie = sentTo(Place::FirstRequest);
    row.keepsCookies = true;
    row.hopLimit = 8;
    row.limitOption = "HttpClient.setMaxRedirects()";
    row.defaultFields = kJettyFields;
    row.defaultContentType = "application/octet-stream";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.onceBody = OnceBody::EmptyLength;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

inline constexpr StatusRule kAhcStatuses[] = {becomesGet(301, MethodRule::GetUnlessSafe),
                                              becomesGet(302, MethodRule::GetUnlessSafe),
                                              becomesGet(303, MethodRule::GetUnlessSafe), keeps(307), keeps(308)};

inline constexpr DefaultField kAhcFields[] = {{"accept", "*/*"}, {"user-agent", "AHC/2.1"}};

inline constexpr ClientProfile kAhcProfile = [] {
    ClientProfile row = plainClient(
        "async-http-client"_L1, QT_TRANSLATE_NOOP("profiles", "AsyncHttpClient (Netty)"), kJava, "2.12.3"_L1,
        "AsyncHttpClient 2.12.3, client/src/main/java/org/asynchttpclient/netty/handler/intercept/"
        "Redirect30xInterceptor.java"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "AsyncHttpClient with setFollowRedirect(true): Authorization and Cookie go to every host.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "since 2.14.5 and 3.0.9, Authorization and the realm go to no other origin (CVE-2026-40490).");
    row.statuses = kAhcStatuses;
    row.text = LocationText::Latin1;
    row.queryFromFolder = true;
    row.severalLocations = SeveralLocations::First;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.keepsCookies = true;
    row.cookieMerge = CookieMerge::Replace;
    row.hopLimit = 4;
    row.limitOption = "setMaxRedirects()";
    row.defaultFields = kAhcFields;
    row.interim = InterimRule::None;
    return row;
}();

} // namespace hopscope
