// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

// Java's clients that are packages of their own.

inline constexpr StatusRule kApache4Statuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                                  becomesGet(303), only(kSafeMethods, keeps(307)),
                                                  only(kSafeMethods, keeps(308))};

inline constexpr DefaultField kApache4Fields[] = {
    {"Connection", "Keep-Alive"},
    {"User-Agent", "Apache-HttpClient/4.5.14 (Java/17.0.21.1)"},
    {"Accept-Encoding", "gzip,deflate"},
};

inline constexpr ClientProfile kApache4Profile = [] {
    ClientProfile row = plainClient(
        "apache-httpclient4"_L1, QT_TRANSLATE_NOOP("profiles", "Apache HttpClient 4"), kJava, "4.5.14"_L1,
        "HttpClient 4.5.14, httpclient/src/main/java/org/apache/http/impl/client/DefaultRedirectStrategy.java"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HttpClients with DefaultRedirectStrategy: after other methods than GET and HEAD it follows only "
                    "303.");
    row.statuses = kApache4Statuses;
    row.contentFields = kLengthOnly;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Utf8;
    row.severalLocations = SeveralLocations::First;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.keepsCookies = true;
    row.cookieMerge = CookieMerge::TwoLines;
    row.host = HostRule::Keep;
    row.sendsUserAtOnce = false;
    row.hopLimit = 50;
    row.limitOption = "RequestConfig.setMaxRedirects()";
    row.defaultFields = kApache4Fields;
    row.onceBody = OnceBody::NeverFollowed;
    return row;
}();

inline constexpr StatusRule kApache5Statuses[] = {
    postBecomesGet(301, BodyRule::WithFields), postBecomesGet(302, BodyRule::WithFields),
    becomesGet(303, MethodRule::GetUnlessHead, BodyRule::WithFields), keeps(307), keeps(308)};

inline constexpr DefaultField kApache5Fields[] = {
    {"Accept-Encoding", "gzip, x-gzip, deflate"},
    {"Connection", "keep-alive"},
    {"User-Agent", "Apache-HttpClient/5.2.1 (Java/17.0.21.1)"},
};

inline constexpr ClientProfile kApache5Profile = [] {
    ClientProfile row =
        plainClient("apache-httpclient5"_L1, QT_TRANSLATE_NOOP("profiles", "Apache HttpClient 5"), kJava, "5.2.1"_L1,
                    "HttpClient 5.2.1, "
                    "httpclient5/src/main/java/org/apache/hc/client5/http/impl/classic/RedirectExec.java"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HttpClients with the default strategy: when the method becomes GET, the fields that were given "
                    "fall; otherwise they go to every host.");
    row.statuses = kApache5Statuses;
    row.contentFields = kLengthOnly;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Utf8;
    row.queryFromFolder = true;
    row.fragmentFromFolder = true;
    row.emptyFromFolder = true;
    row.severalLocations = SeveralLocations::First;
    row.userinfo = UserinfoRule::Refuse;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.keepsCookies = true;
    row.cookieMerge = CookieMerge::TwoLines;
    row.host = HostRule::Keep;
    row.sendsUserAtOnce = false;
    row.hopLimit = 50;
    row.limitOption = "RequestConfig.setMaxRedirects()";
    row.defaultFields = kApache5Fields;
    row.zeroLengthMethods = {};
    row.onceBody = OnceBody::NeverFollowed;
    row.keptFrom = KeptFrom::First;
    return row;
}();

inline constexpr StatusRule kOkHttpStatuses[] = {becomesGet(300),
                                                 becomesGet(301),
                                                 becomesGet(302),
                                                 becomesGet(303),
                                                 only(kSafeMethods, keeps(307)),
                                                 only(kSafeMethods, keeps(308))};

inline constexpr DefaultField kOkHttpFields[] = {
    {"Connection", "Keep-Alive"},
    {"Accept-Encoding", "gzip", DefaultFor::NotRange},
    {"User-Agent", "okhttp/3.13.1"},
};

inline constexpr ClientProfile kOkHttpProfile = [] {
    ClientProfile row = plainClient("okhttp"_L1, QT_TRANSLATE_NOOP("profiles", "OkHttp"), kJava, "3.13.1"_L1,
                                    "OkHttp 3.13.1, okhttp/src/main/java/okhttp3/internal/http/"
                                    "RetryAndFollowUpInterceptor.java"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "OkHttpClient as it is made; on 307 and 308 it follows only after GET and HEAD.");
    row.otherVersions =
        QT_TRANSLATE_NOOP("profiles", "since 4.6.0, 307 and 308 are followed after every method (okhttp-4.6 here).");
    row.statuses = kOkHttpStatuses;
    row.syntax = LocationSyntax::Whatwg;
    row.text = LocationText::Utf8;
    row.severalLocations = SeveralLocations::Last;
    row.cookie = sentTo(Place::Anywhere);
    row.host = HostRule::Keep;
    row.hopLimit = 20;
    row.defaultFields = kOkHttpFields;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

} // namespace hopscope
