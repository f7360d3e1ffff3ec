// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr DefaultField kJavaFields[] = {{"User-Agent", "Java-http-client/17.0.21.1"}};
inline constexpr DefaultField kOldJavaFields[] = {{"User-Agent", "Java-http-client/17.0.15"}};

// Java 17.0.15 says Content-Length: 0 on a GET too when a redirect has made it.
inline constexpr QByteArrayView kAllMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"};
inline constexpr QByteArrayView kAllButGet[] = {"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"};

/// java.net.http.HttpClient in the version of OpenJDK 17 that Debian 12 had in November 2026.
constexpr ClientProfile javaClient(QLatin1StringView id, const char *title, bool httpsToHttp)
{
    ClientProfile row =
        plainClient(id, title, kJava, "17.0.21.1"_L1,
                    "OpenJDK 17.0.21.1, src/java.net.http/share/classes/jdk/internal/net/http/HttpRequestImpl.java"_L1);
    row.statuses = kHeadBecomesGetStatuses;
    row.contentFields = kLengthOnly;
    row.referer = RefererRule::SameOriginOnly;
    row.refererWhy = {"{client} sends the Referer it was given, but to no other origin.", nullptr};
    row.origin = OriginRule::SameOriginOnly;
    row.originWhy = {"{client} sends the Origin it was given, but to no other origin.", nullptr};
    row.host = HostRule::KeepAtSameOrigin;
    row.queryFromFolder = true;
    row.emptyFromFolder = true;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.hopLimit = 4;
    row.limitOption = "the system property jdk.httpclient.redirects.retrylimit";
    row.defaultFields = kJavaFields;
    row.zeroLengthMethods = kAllButGet;
    row.redirectLengthMethods = kAllButGet;
    row.httpsToHttp = httpsToHttp;
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "17.0.15 sends Authorization, Cookie, Origin, Referer and a given Host to every target, and "
                    "Content-Length: 0 with every GET that follows a redirect (measured; clients of their own here).");
    return row;
}

/// As javaClient() was in 17.0.15.
constexpr ClientProfile oldJavaClient(ClientProfile row, QLatin1StringView id, const char *title)
{
    row.id = id;
    row.title = title;
    row.version = "17.0.15"_L1;
    row.source = "OpenJDK 17.0.15, src/java.net.http/share/classes/jdk/internal/net/http/RedirectFilter.java"_L1;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.referer = RefererRule::Keep;
    row.refererWhy = {"{client} sends the Referer it was given and adds none of its own.", nullptr};
    row.origin = OriginRule::Keep;
    row.originWhy = {"{client} treats Origin like any other field.", nullptr};
    row.host = HostRule::Keep;
    row.defaultFields = kOldJavaFields;
    row.redirectLengthMethods = kAllMethods;
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "17.0.21.1 sends Authorization, Cookie, Origin, Referer and a given Host only to the origin of the "
                    "previous request (measured; clients of their own here).");
    return row;
}

inline constexpr ClientProfile kJavaNormalProfile = [] {
    ClientProfile row = javaClient("java-normal"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpClient (NORMAL)"), false);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "java.net.http.HttpClient with Redirect.NORMAL: never from https to http.");
    return row;
}();

inline constexpr ClientProfile kJavaAlwaysProfile = [] {
    ClientProfile row = javaClient("java-always"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpClient (ALWAYS)"), true);
    row.description = QT_TRANSLATE_NOOP("profiles", "java.net.http.HttpClient with Redirect.ALWAYS.");
    return row;
}();

inline constexpr ClientProfile kOldJavaNormalProfile = oldJavaClient(
    kJavaNormalProfile, "java-normal-17.0.15"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpClient 17.0.15 (NORMAL)"));
inline constexpr ClientProfile kOldJavaAlwaysProfile = oldJavaClient(
    kJavaAlwaysProfile, "java-always-17.0.15"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpClient 17.0.15 (ALWAYS)"));

inline constexpr StatusRule kHucStatuses[] = {
    postBecomesGet(300, BodyRule::WithFields), postBecomesGet(301, BodyRule::WithFields),
    postBecomesGet(302, BodyRule::WithFields), postBecomesGet(303, BodyRule::WithFields), keeps(307)};

inline constexpr DefaultField kHucFields[] = {
    {"User-Agent", "Java/17.0.21.1"},
    {"Accept", "text/html, image/gif, image/jpeg, */*; q=0.2"},
    {"Connection", "keep-alive"},
};

inline constexpr QByteArrayView kJavaHucSends[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"};

inline constexpr ClientProfile kHucProfile = [] {
    ClientProfile row = plainClient(
        "java-huc"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpURLConnection"), kJava, "17.0.21.1"_L1,
        "OpenJDK 17.0.21.1, src/java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java"_L1);
    row.sends = kJavaHucSends;
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "java.net.HttpURLConnection, which never follows a redirect between http and https.");
    row.statuses = kHucStatuses;
    row.httpsToHttp = false;
    row.httpToHttps = false;
    row.downgrade = {"{client} does not follow redirects between http and https.", nullptr};
    row.contentFields = kTypeAndLength;
    row.authorization = sentTo(Place::SameOrigin);
    row.cookie = sentTo(Place::SameOrigin);
    row.severalLocations = SeveralLocations::Last;
    row.queryFromFolder = true;
    row.hopLimit = 19;
    row.limitOption = "the system property http.maxRedirects";
    row.defaultFields = kHucFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.zeroLengthMethods = {};
    row.contentTypeFor = ContentTypeFor::BodyButPut;
    row.onceBody = OnceBody::NeverFollowed;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

inline constexpr StatusRule kHucStrictStatuses[] = {keeps(300), keeps(301), keeps(302), keeps(303), keeps(307)};

inline constexpr ClientProfile kHucStrictProfile = [] {
    ClientProfile row = kHucProfile;
    row.id = "java-huc-strict"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Java HttpURLConnection, strict");
    row.description = QT_TRANSLATE_NOOP("profiles", "java.net.HttpURLConnection with the system property "
                                                    "http.strictPostRedirect: POST stays POST, even on 303.");
    row.statuses = kHucStrictStatuses;
    return row;
}();

} // namespace hopscope
