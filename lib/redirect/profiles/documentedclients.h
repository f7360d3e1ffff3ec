// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

// Clients that are written from their documentation or source alone: nobody has compared these rows with a client.

/// What nothing was found about is said to be assumed.
constexpr ClientProfile documentedClient(QLatin1StringView id, const char *title, const char *group,
                                         QLatin1StringView version, QLatin1StringView source)
{
    ClientProfile row = plainClient(id, title, group, version, source);
    row.measured = false;
    row.severalLocations = SeveralLocations::First;
    row.several = {"It is assumed that the first of several Location lines counts.", nullptr};
    row.empty = {"It is assumed that an empty Location names the URL of the request.", nullptr};
    row.userinfoWhy = {"It is assumed that the user name and password of a Location are not sent.", nullptr};
    row.otherFields = {"No rule was found that drops this field, so it is assumed to stay.", nullptr};
    row.cookie = {Place::Anywhere, "No rule was found that drops a given Cookie, so it is assumed to stay.", nullptr,
                  nullptr};
    return row;
}

inline constexpr StatusRule kDotNetStatuses[] = {postBecomesGet(300), postBecomesGet(301), postBecomesGet(302),
                                                 becomesGet(303),     keeps(307),          keeps(308)};

inline constexpr ClientProfile kDotNetProfile = [] {
    ClientProfile row =
        documentedClient("dotnet"_L1, QT_TRANSLATE_NOOP("profiles", ".NET HttpClient (source)"), kDotNet, "8"_L1,
                         ".NET, src/libraries/System.Net.Http/src/System/Net/Http/SocketsHttpHandler/"
                         "RedirectHandler.cs"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HttpClient as it is made, from its source: Authorization goes to no second target, and https does "
                    "not lead to http. Not measured.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", ".NET Framework has rules of its own; on 300, 301, 302 and 303 .NET Core 2 changed only POST.");
    row.statuses = kDotNetStatuses;
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.authorization = sentTo(Place::FirstRequest);
    row.keepsCookies = true;
    row.host = HostRule::Keep;
    row.httpsToHttp = false;
    row.inheritsFragment = true;
    row.fragment = {"The Location has no fragment of its own, and {client} carries the old one over.", nullptr};
    row.hopLimit = 50;
    row.limitOption = "MaxAutomaticRedirections";
    row.defaultContentType = "text/plain; charset=utf-8";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    return row;
}();

inline constexpr ClientProfile kPowerShellProfile = [] {
    ClientProfile row = kDotNetProfile;
    row.id = "powershell"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "PowerShell Invoke-WebRequest (documentation)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Invoke-WebRequest and Invoke-RestMethod of PowerShell 7, which use .NET's HttpClient. Not "
                    "measured.");
    row.group = kCommandLine;
    row.version = "7.4"_L1;
    row.source = "PowerShell 7.4, Invoke-WebRequest"_L1;
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "since 7.4, -PreserveHttpMethodOnRedirect keeps the method and -AllowInsecureRedirect follows from "
                    "https to http; -PreserveAuthorizationOnRedirect keeps Authorization. Windows PowerShell 5.1 uses "
                    ".NET Framework.");
    row.hopLimit = 5;
    row.limitOption = "-MaximumRedirection";
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::PostBody;
    return row;
}();

inline constexpr QByteArrayView kGetHeadOrPost[] = {"GET", "HEAD", "POST"};

inline constexpr StatusRule kDartStatuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                               only(kGetHeadOrPost, postBecomesGet(303)),
                                               only(kSafeMethods, keeps(307)), only(kSafeMethods, keeps(308))};

inline constexpr DefaultField kDartFields[] = {{"User-Agent", "Dart/3 (dart:io)"}, {"Accept-Encoding", "gzip"}};

inline constexpr ClientProfile kDartProfile = [] {
    ClientProfile row = documentedClient("dart"_L1, QT_TRANSLATE_NOOP("profiles", "Dart HttpClient (documentation)"),
                                         kDart, "3"_L1, "Dart, HttpClientRequest.followRedirects"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "dart:io's HttpClient, which Flutter's packages use: redirects only of GET and HEAD, and POST on "
                    "303. Not measured.");
    row.statuses = kDartStatuses;
    row.contentFields = kLengthOnly;
    row.authorization = {Place::InitialHost, "{client} sends it to the domain of the first request and its subdomains.",
                         "{client} sends it only to the domain of the first request and its subdomains, which are not "
                         "told apart here.",
                         nullptr};
    row.cookie = row.authorization;
    row.hopLimit = 5;
    row.limitOption = "maxRedirects";
    row.detectsLoops = true;
    row.defaultFields = kDartFields;
    return row;
}();

inline constexpr StatusRule kKtorStatuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                               only(kSafeMethods, keeps(303)), only(kSafeMethods, keeps(307)),
                                               only(kSafeMethods, keeps(308))};

inline constexpr DefaultField kKtorFields[] = {{"User-Agent", "ktor-client"}, {"Accept", "*/*"}};

inline constexpr ClientProfile kKtorProfile = [] {
    ClientProfile row =
        documentedClient("ktor"_L1, QT_TRANSLATE_NOOP("profiles", "Ktor client (source)"), kJava, "2"_L1,
                         "Ktor, ktor-client/ktor-client-core/common/src/io/ktor/client/plugins/HttpRedirect.kt"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Ktor's HttpRedirect as it is installed, from its source: only GET and HEAD, never from https to "
                    "http. Not measured.");
    row.statuses = kKtorStatuses;
    row.httpsToHttp = false;
    row.hopLimit = 19;
    row.limitOption = "HttpSend.maxSendCount";
    row.limit = {"HttpSend sends at most 20 requests for a call (maxSendCount).", nullptr};
    row.defaultFields = kKtorFields;
    return row;
}();

} // namespace hopscope
