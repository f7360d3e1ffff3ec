// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/browservariants.h"
#include "redirect/profiles/documentedclients.h"
#include "redirect/profiles/goprofile.h"
#include "redirect/profiles/phpprofiles.h"

namespace hopscope
{

// Further clients that are written from their documentation or source alone.

inline constexpr StatusRule kHttpWebRequestStatuses[] = {becomesGet(300), postBecomesGet(301), postBecomesGet(302),
                                                         becomesGet(303), keeps(307)};

inline constexpr ClientProfile kHttpWebRequestProfile = [] {
    ClientProfile row = documentedClient(
        "httpwebrequest"_L1, QT_TRANSLATE_NOOP("profiles", "HttpWebRequest, .NET Framework (documentation)"), kDotNet,
        "4.7.2"_L1, "Microsoft, HttpWebRequest.AllowAutoRedirect"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HttpWebRequest, WebClient and HttpClient of .NET Framework: Authorization goes to no second "
                    "target, and 308 is not followed. The methods are those that "
                    "TimothyByrd/TestRedirects saw. Not measured.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "since .NET Core, HttpWebRequest uses HttpClient, which has rules of its own (dotnet here).");
    row.statuses = kHttpWebRequestStatuses;
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.authorization = sentTo(Place::FirstRequest);
    row.hopLimit = 50;
    row.limitOption = "MaximumAutomaticRedirections";
    return row;
}();

inline constexpr const char *kInsomniaSource = "Insomnia, packages/insomnia/src/main/network/libcurl-promise.ts";

inline constexpr ClientProfile kInsomniaProfile = [] {
    ClientProfile row = kPhpCurlProfile;
    row.id = "insomnia"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Insomnia (source)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Insomnia sends with libcurl and sets all methods but HEAD and POST with CURLOPT_CUSTOMREQUEST, so "
                    "that they stay on every redirect (Kong/insomnia#439). Not measured.");
    row.group = kCommandLine;
    row.measured = false;
    row.version = "11"_L1;
    row.source = "Insomnia, packages/insomnia/src/main/network/libcurl-promise.ts"_L1;
    row.otherVersions = nullptr;
    row.keepsCookies = true;
    row.sendsUrlCredentials = false;
    row.userinfo = UserinfoRule::Withhold;
    row.limitOption = "Preferences, Redirect Limit";
    row.hopLimit = 10;
    row.limit = {"Insomnia lets curl follow 10 redirects unless its preferences say otherwise.",
                 "Insomnia, packages/insomnia/src/models/settings.ts"};
    row.forcedMethod = {"Insomnia sets {method} with CURLOPT_CUSTOMREQUEST, so curl keeps it on every redirect.",
                        kInsomniaSource};
    row.forcedBody = {"Insomnia sets {method} with CURLOPT_CUSTOMREQUEST, so curl keeps it but drops the body on "
                      "{status}.",
                      kInsomniaSource};
    row.cache = kNoCache;
    return row;
}();

inline constexpr DefaultField kK6Fields[] = {{"User-Agent", "k6/0 (https://k6.io/)"}};

inline constexpr ClientProfile kK6Profile = [] {
    ClientProfile row = kGoProfile;
    row.id = "k6"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "k6 (source)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "http.get() and the like of k6, which uses Go's http.Client with a limit and a cookie jar of its "
                    "own; so it is as Go was measured. Not measured.");
    row.group = kCommandLine;
    row.measured = false;
    row.version = "01a5549"_L1;
    row.source = "k6, lib/netext/httpext/request.go"_L1;
    row.keepsCookies = true;
    row.hopLimit = 10;
    row.limitOption = "--max-redirects";
    row.limit = {"k6 follows 10 redirects, and then returns the redirect itself (--max-redirects).",
                 "k6, cmd/options.go"};
    row.defaultFields = kK6Fields;
    return row;
}();

inline constexpr NotFollowed kHyperNotFollowed[] = {
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
    {0, "hyper has no redirect policy; it returns the {status} as it is.", "hyperium/hyper#1286"},
};

inline constexpr ClientProfile kHyperProfile = [] {
    ClientProfile row = documentedClient("hyper"_L1, QT_TRANSLATE_NOOP("profiles", "Rust hyper (documentation)"), kRust,
                                         "1"_L1, "hyperium/hyper#1286"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "hyper follows no redirect since redirect policies moved to reqwest. Not measured.");
    row.statuses = {};
    row.notFollowed = kHyperNotFollowed;
    row.hopLimit = 1;
    row.limit = {"{client} follows no redirect.", nullptr};
    return row;
}();

inline constexpr StatusRule kSwiftStatuses[] = {
    postBecomesGet(301), postBecomesGet(302), becomesGet(303, MethodRule::AlwaysGet), keeps(305), keeps(306),
    keeps(307),          keeps(308)};

inline constexpr ClientProfile kAlamofireProfile = [] {
    ClientProfile row = documentedClient(
        "alamofire"_L1, QT_TRANSLATE_NOOP("profiles", "Alamofire, URLSession (source)"), kApple, "5"_L1,
        "swift-corelibs-foundation, Sources/FoundationNetworking/URLSession/HTTP/HTTPURLProtocol.swift"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles",
        "Alamofire without a Redirector leaves redirects to URLSession. The rules are those of Foundation's "
        "open source, which runs on Linux; Apple does not say whether its own has others. Not measured.");
    row.statuses = kSwiftStatuses;
    row.contentFields = kLengthOnly;
    row.authorization = {Place::Anywhere, "The next request is a copy, so Authorization goes to every target.", nullptr,
                         nullptr};
    row.otherFields = {"The next request is a copy, with all fields that were given.", nullptr};
    row.keepsCookies = true;
    row.hopLimit = 20;
    row.limit = {"URLSession follows at most 20 redirects.", nullptr};
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::PostBody;
    return row;
}();

inline constexpr DefaultField kSafariFields[] = {
    {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
    {"User-Agent", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                   "Version/18.6 Safari/605.1.15"},
    {"Accept-Language", "en-US,en;q=0.9"},
    {"Accept-Encoding", "gzip, deflate, br"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kSafariProfile = [] {
    ClientProfile row = kWebKitPageProfile;
    row.id = "safari"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Safari, link or form (as WebKitGTK)");
    row.description = QT_TRANSLATE_NOOP(
        "profiles",
        "Safari is WebKit, too: these are the rules of WebKitGTK as measured (webkitgtk-nav). Where Apple's "
        "network stack has others is not known. Not measured.");
    row.measured = false;
    row.version = "18"_L1;
    row.source = "WebKit/WebKit#62982"_L1;
    row.defaultFields = kSafariFields;
    return row;
}();

} // namespace hopscope
