// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "redirect/profiles/groups.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

// All of this row was measured: tests/clients/measure.py. The sources are of the same version.
inline constexpr const char *kCurlFollow = "curl 7.88.1, lib/transfer.c";
inline constexpr const char *kCurlHttp = "curl 7.88.1, lib/http.c";

inline constexpr StatusRule kCurlStatuses[] = {
    {301, MethodRule::PostToGet, "curl -L turns POST into GET on 301; --post301 would keep it.",
     "On 301 curl changes POST only; {method} stays {method}.", kCurlFollow},
    {302, MethodRule::PostToGet, "curl -L turns POST into GET on 302; --post302 would keep it.",
     "On 302 curl changes POST only; {method} stays {method}.", kCurlFollow},
    {303, MethodRule::GetUnlessHead, "curl -L turns POST and PUT into GET on 303.",
     "303 leaves GET and HEAD as they are.", kCurlFollow},
    {307, MethodRule::Keep, nullptr, "curl keeps the method on 307.", kCurlFollow},
    {308, MethodRule::Keep, nullptr, "curl keeps the method on 308.", kCurlFollow},
    {0, MethodRule::Keep, nullptr,
     "curl -L follows every 3xx that has a Location, {status} too, and changes the method on 301, 302 and 303 only.",
     kCurlFollow},
};

// The methods that curl chooses itself (-I, -d, -T). Any other has to be forced with -X.
inline constexpr QByteArrayView kCurlMethods[] = {"GET", "HEAD", "POST", "PUT"};

// Of the fields given with -H none falls, not even Content-Type on a GET; what curl added itself does.
inline constexpr QByteArrayView kCurlContentFields[] = {"Content-Length"};

inline constexpr DefaultField kCurlFields[] = {{"User-Agent", "curl/7.88.1"}, {"Accept", "*/*"}};

inline constexpr QByteArrayView kCurlZeroLength[] = {"POST", "PUT"};
inline constexpr QByteArrayView kCurlSchemes[] = {"ftp", "ftps"};

inline constexpr ClientProfile kCurlProfile{
    .id = "curl"_L1,
    .title = QT_TRANSLATE_NOOP("profiles", "curl -L"),
    .description =
        QT_TRANSLATE_NOOP("profiles", "curl with -L; methods other than GET, HEAD, POST and PUT as with -X."),
    .group = kCommandLine,
    .measured = true,
    .version = "7.88.1"_L1,
    .source = "curl 7.88.1, lib/transfer.c"_L1,
    .otherVersions = QT_TRANSLATE_NOOP(
        "profiles",
        "before 7.58.0 an Authorization given with -H went to every host (CVE-2018-1000007); before 7.83.0 it "
        "and a Cookie went to another port or protocol of the same host (CVE-2022-27774, CVE-2022-27776)."),
    .statuses = kCurlStatuses,
    .ownMethods = kCurlMethods,
    .forcedMethod =
        {"The method is forced with -X, and curl keeps it on every redirect, on 303 too: -X says what to send, "
         "not what to send first.",
         kCurlHttp},
    .forcedBody =
        {"curl keeps {method} because of -X, but drops the body on {status} as if it became GET: the request goes "
         "out as {method} with no body.",
         kCurlFollow},
    .contentFields = kCurlContentFields,
    .contentDropped = {"curl added this field for the body, and the body is gone.", kCurlHttp},
    .defaultContentTypeFalls = true,
    .contentKept = {"curl sends a field that was given with -H on every request, even when the body is gone.",
                    kCurlHttp},
    .syntax = LocationSyntax::Rfc3986Repaired,
    .fragmentFromFolder = true,
    .inheritsFragment = false,
    .fragment = {"curl does not carry a fragment over to a Location that has none, although RFC 9110 asks for it.",
                 "curl 7.88.1, lib/urlapi.c"},
    .severalLocations = SeveralLocations::FirstNotEmpty,
    .several = {"curl uses the first Location that is not empty.", kCurlHttp},
    .emptyLocation = EmptyLocation::Missing,
    .empty = {"curl ignores an empty Location, so there is nothing to follow.", kCurlHttp},
    .missing = {"{status} has no Location, so curl delivers the response itself.", kCurlHttp},
    .otherSchemes = kCurlSchemes,
    .scheme = {"curl -L follows a redirect to http, https, ftp and ftps only.", "curl 7.88.1, --proto-redir"},
    .userinfo = UserinfoRule::SendAtInitialOrigin,
    .userinfoWhy = {"curl sends user and password of the URL as Basic, to the first origin only.", kCurlHttp},
    .hopLimit = 50,
    .limitOption = "--max-redirs",
    .limit = {"curl gives up after 50 redirects (error 47).", "curl 7.88.1, --max-redirs"},
    .authorization = {Place::InitialOrigin, "The target has the protocol, host and port of the first URL.",
                      "curl sends Authorization only to the protocol, host and port of the first URL.", kCurlHttp},
    .cookie = {Place::InitialOrigin, "The target has the protocol, host and port of the first URL.",
               "curl sends a Cookie given with -H only to the protocol, host and port of the first URL.", kCurlHttp},
    .cookieMerge = CookieMerge::TwoLines,
    .storedCookies = {"The cookies stored for the target are sent, in a line of their own.", kCurlHttp},
    .referer = RefererRule::Keep,
    .refererWhy = {"curl sends the Referer that it was given, and none of its own.", kCurlHttp},
    .origin = OriginRule::Keep,
    .originWhy = {"To curl Origin is a field like any other.", kCurlHttp},
    .host = HostRule::KeepAtInitialHost,
    .hostKept = {"curl keeps a Host given with -H as long as the host of the URL is the first one, whatever the port.",
                 kCurlHttp},
    .otherFields = {"curl sends a field that was given with -H on every request, to every host.", kCurlHttp},
    .defaultFields = kCurlFields,
    .defaultContentType = "application/x-www-form-urlencoded",
    .contentTypeFor = ContentTypeFor::AnyDataButPut,
    .zeroLengthMethods = kCurlZeroLength,
    .sendsUrlCredentials = true,
    .keepsCookies = false,
};

} // namespace hopscope
