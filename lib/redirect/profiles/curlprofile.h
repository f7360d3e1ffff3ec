// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "redirect/profiles/authpolicies.h"
#include "redirect/profiles/cookiepolicies.h"
#include "redirect/profiles/groups.h"
#include "redirect/profiles/hstspolicies.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

// All of this row was measured: tests/clients/measure.py. The sources are of the same version.
inline constexpr const char *kCurlFollow = "curl 7.88.1, lib/transfer.c";
inline constexpr const char *kCurlHttp = "curl 7.88.1, lib/http.c";

inline constexpr StatusRule kCurlStatuses[] = {
    {301, MethodRule::PostToGet, "curl -L turns POST into GET on 301; --post301 would keep it.",
     "On 301 curl changes only POST; {method} stays {method}.", kCurlFollow},
    {302, MethodRule::PostToGet, "curl -L turns POST into GET on 302; --post302 would keep it.",
     "On 302 curl changes only POST; {method} stays {method}.", kCurlFollow},
    {303, MethodRule::GetUnlessHead, "curl -L turns POST and PUT into GET on 303.",
     "303 leaves GET and HEAD as they are.", kCurlFollow},
    {307, MethodRule::Keep, nullptr, "curl keeps the method on 307.", kCurlFollow},
    {308, MethodRule::Keep, nullptr, "curl keeps the method on 308.", kCurlFollow},
    {0, MethodRule::Keep, nullptr,
     "curl -L follows every 3xx that has a Location, including {status}, and changes the method only on 301, 302 and "
     "303.",
     kCurlFollow},
};

// The methods that curl chooses itself (-I, -d, -T). Any other has to be forced with -X.
inline constexpr QByteArrayView kCurlMethods[] = {"GET", "HEAD", "POST", "PUT"};

// Of the fields given with -H none falls, not even Content-Type on a GET; what curl added itself does.
inline constexpr QByteArrayView kCurlContentFields[] = {"Content-Length"};

inline constexpr DefaultField kCurlFields[] = {
    {"User-Agent", "curl/7.88.1"}, {"Accept", "*/*"}, {"Expect", "100-continue", DefaultFor::LargeContent}};

inline constexpr QByteArrayView kCurlZeroLength[] = {"POST", "PUT"};
inline constexpr QByteArrayView kCurlSchemes[] = {"ftp", "ftps"};

inline constexpr ClientProfile kCurlProfile{
    .id = "curl"_L1,
    .title = QT_TRANSLATE_NOOP("profiles", "curl -L"),
    .description =
        QT_TRANSLATE_NOOP("profiles", "curl with -L; methods other than GET, HEAD, POST and PUT are sent as with -X."),
    .group = kCommandLine,
    .measured = true,
    .version = "7.88.1"_L1,
    .source = "curl 7.88.1, lib/transfer.c"_L1,
    .otherVersions =
        QT_TRANSLATE_NOOP("profiles", "before 7.58.0, an Authorization field given with -H was sent to every host "
                                      "(CVE-2018-1000007); before 7.83.0, it and a Cookie field were sent to another "
                                      "port or protocol of the same host (CVE-2022-27774, CVE-2022-27776)."),
    .statuses = kCurlStatuses,
    .ownMethods = kCurlMethods,
    .forcedMethod = {"-X forces the method, and curl keeps it on every redirect, even on 303: -X sets the method of "
                     "every request, not only of the first.",
                     kCurlHttp},
    .forcedBody = {"curl keeps {method} because of -X but drops the body on {status} as if the method had become GET: "
                   "it sends {method} without a body.",
                   kCurlFollow},
    .onceBody = OnceBody::OnlySeeOther,
    .onceBodyWhy = {"curl cannot rewind what -T reads from a pipe, so it fails (error 65) unless {method} becomes GET, "
                    "as on 303.",
                    kCurlHttp},
    .contentFields = kCurlContentFields,
    .contentDropped = {"curl added this field for the body, which is gone.", kCurlHttp},
    .addedContentTypeFalls = true,
    .contentKept = {"curl sends a field given with -H with every request, even when the body is gone.", kCurlHttp},
    .syntax = LocationSyntax::Unencoded,
    .fragmentFromFolder = true,
    .inheritsFragment = false,
    .fragment = {"curl does not carry a fragment over to a Location that has none, although RFC 9110 asks for it.",
                 "curl 7.88.1, lib/urlapi.c"},
    .severalLocations = SeveralLocations::FirstNotEmpty,
    .several = {"curl uses the first Location that is not empty.", kCurlHttp},
    .emptyLocation = EmptyLocation::Missing,
    .empty = {"curl ignores an empty Location, so there is nothing to follow.", kCurlHttp},
    .missing = {"{status} has no Location, so curl returns the response itself.", kCurlHttp},
    .otherSchemes = kCurlSchemes,
    .scheme = {"curl -L follows redirects only to http, https, ftp and ftps.", "curl 7.88.1, --proto-redir"},
    .userinfo = UserinfoRule::SendAtInitialOrigin,
    .userinfoWhy =
        {"curl sends the user name and password of the URL as Basic credentials, and only to the first origin.",
         kCurlHttp},
    .hopLimit = 50,
    .limitOption = "--max-redirs",
    .limit = {"curl gives up after 50 redirects (error 47).", "curl 7.88.1, --max-redirs"},
    .authorization = {Place::InitialOrigin, "The target has the same protocol, host and port as the first URL.",
                      "curl sends Authorization only to the protocol, host and port of the first URL.", kCurlHttp},
    .cookie = {Place::InitialOrigin, "The target has the same protocol, host and port as the first URL.",
               "curl sends a Cookie field given with -H only to the protocol, host and port of the first URL.",
               kCurlHttp},
    .cookieMerge = CookieMerge::TwoLines,
    .storedCookies = {"The cookies stored for the target are sent in a Cookie line of their own.", kCurlHttp},
    .referer = RefererRule::Keep,
    .refererWhy = {"curl sends the Referer it was given and adds none of its own.", kCurlHttp},
    .origin = OriginRule::Keep,
    .originWhy = {"curl treats Origin like any other field.", kCurlHttp},
    .host = HostRule::KeepAtInitialHost,
    .hostKept = {"curl keeps a Host field given with -H as long as the URL has the same host as the first one, "
                 "whatever the port.",
                 kCurlHttp},
    .otherFields = {"curl sends a field given with -H with every request, to every host.", kCurlHttp},
    .defaultFields = kCurlFields,
    .defaultContentType = "application/x-www-form-urlencoded",
    .contentTypeFor = ContentTypeFor::AnyDataButPut,
    .zeroLengthMethods = kCurlZeroLength,
    .sendsUrlCredentials = true,
    .authentication = kCurlAuthentication,
    .keepsCookies = false,
    .cookies = kCurlCookies,
    .hsts = kCurlHsts,
    .cache = cacheless("curl 7.88.1, measured"),
};

} // namespace hopscope
