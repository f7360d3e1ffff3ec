// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr DefaultField kJavaFields[] = {{"User-Agent", "Java-http-client/17.0.15"}};

// Java says Content-Length: 0 on a GET too when a redirect has made it.
inline constexpr QByteArrayView kAllMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"};
inline constexpr QByteArrayView kAllButGet[] = {"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"};

inline constexpr ClientProfile kJavaNormalProfile = [] {
    ClientProfile row =
        plainClient("java-normal"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpClient (NORMAL)"), kJava, "17.0.15"_L1,
                    "OpenJDK 17.0.15, src/java.net.http/share/classes/jdk/internal/net/http/RedirectFilter.java"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "java.net.http.HttpClient with Redirect.NORMAL: never from https to http.");
    row.statuses = kHeadBecomesGetStatuses;
    row.contentFields = kLengthOnly;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.host = HostRule::Keep;
    row.queryFromFolder = true;
    row.emptyFromFolder = true;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.hopLimit = 4;
    row.limitOption = "the system property jdk.httpclient.redirects.retrylimit";
    row.defaultFields = kJavaFields;
    row.zeroLengthMethods = kAllButGet;
    row.httpsToHttp = false;
    row.redirectLengthMethods = kAllMethods;
    return row;
}();

inline constexpr ClientProfile kJavaAlwaysProfile = [] {
    ClientProfile row =
        plainClient("java-always"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpClient (ALWAYS)"), kJava, "17.0.15"_L1,
                    "OpenJDK 17.0.15, src/java.net.http/share/classes/jdk/internal/net/http/RedirectFilter.java"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "java.net.http.HttpClient with Redirect.ALWAYS.");
    row.statuses = kHeadBecomesGetStatuses;
    row.contentFields = kLengthOnly;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.host = HostRule::Keep;
    row.queryFromFolder = true;
    row.emptyFromFolder = true;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.hopLimit = 4;
    row.limitOption = "the system property jdk.httpclient.redirects.retrylimit";
    row.defaultFields = kJavaFields;
    row.zeroLengthMethods = kAllButGet;
    row.redirectLengthMethods = kAllMethods;
    return row;
}();

inline constexpr StatusRule kHucStatuses[] = {
    postBecomesGet(300, BodyRule::WithFields), postBecomesGet(301, BodyRule::WithFields),
    postBecomesGet(302, BodyRule::WithFields), postBecomesGet(303, BodyRule::WithFields), keeps(307)};

inline constexpr DefaultField kHucFields[] = {
    {"User-Agent", "Java/17.0.15"},
    {"Accept", "text/html, image/gif, image/jpeg, */*; q=0.2"},
    {"Connection", "keep-alive"},
};

inline constexpr QByteArrayView kJavaHucSends[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"};

inline constexpr ClientProfile kHucProfile = [] {
    ClientProfile row =
        plainClient("java-huc"_L1, QT_TRANSLATE_NOOP("profiles", "Java HttpURLConnection"), kJava, "17.0.15"_L1,
                    "OpenJDK 17.0.15, src/java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java"_L1);
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
    return row;
}();

} // namespace hopscope
