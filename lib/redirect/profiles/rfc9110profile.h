// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "redirect/profiles/authpolicies.h"
#include "redirect/profiles/groups.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

inline constexpr StatusRule kRfc9110Statuses[] = {
    {301, MethodRule::Keep, nullptr,
     "301 does not ask for a change of method; that POST may become GET is a concession to old clients, which the "
     "strict reading does not use.",
     "RFC 9110 15.4.2"},
    {302, MethodRule::Keep, nullptr,
     "302 does not ask for a change of method; that POST may become GET is a concession to old clients, which the "
     "strict reading does not use.",
     "RFC 9110 15.4.3"},
    {303, MethodRule::GetUnlessHead,
     "303 points to another resource that is to be retrieved with GET, or HEAD after HEAD.",
     "303 asks for a retrieval, which {method} already is.", "RFC 9110 15.4.4"},
    {307, MethodRule::Keep, nullptr, "307 says that the method must not change.", "RFC 9110 15.4.8"},
    {308, MethodRule::Keep, nullptr, "308 is meant to keep the method.", "RFC 9110 15.4"},
};

inline constexpr NotFollowed kRfc9110NotFollowed[] = {
    {300, "300 offers a choice; a client may use the Location, but the strict reading leaves the choice to the user.",
     "RFC 9110 15.4.1"},
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
    {305, "305 (Use Proxy) is deprecated: a server must not be able to choose the client's proxy.", "RFC 9110 15.4.6"},
    {306, "306 is reserved and no longer has a meaning, so its Location is ignored.", "RFC 9110 15.4.7"},
    {0,
     "A client that does not know {status} treats it as 300, which the strict reading does not follow automatically.",
     "RFC 9110 15"},
};

// The list in RFC 9110 15.4, item 5.
inline constexpr QByteArrayView kRfc9110ContentFields[] = {"Content-Type",     "Content-Encoding", "Content-Language",
                                                           "Content-Location", "Content-Length",   "Digest",
                                                           "Last-Modified"};

inline constexpr Why kConnectionField = {"This field applies only to the connection of the previous request.",
                                         "RFC 9110 7.6.1"};
inline constexpr Why kProxyField = {"This field is meant for the proxy of the previous request.", "RFC 9110 15.4"};

// RFC 9110 15.4, item 2: connection-specific fields, the proxy's, and validators. Range is not in that list and stays.
inline constexpr FieldRule kRfc9110Dropped[] = {
    {"Connection", false, kConnectionField},
    {"Keep-Alive", false, kConnectionField},
    {"TE", false, kConnectionField},
    {"Transfer-Encoding", false, kConnectionField},
    {"Upgrade", false, kConnectionField},
    {"Proxy-*", false, kProxyField},
    {"If-*", false, {"A validator of the old resource says nothing about the new one.", "RFC 9110 15.4"}},
};

inline constexpr DefaultField kRfc9110Fields[] = {{"User-Agent", "Hopscope/" HOPSCOPE_VERSION ""}};

inline constexpr QByteArrayView kRfc9110ZeroLength[] = {"POST", "PUT", "PATCH"};

inline constexpr ClientProfile kRfc9110Profile{
    .id = "rfc9110"_L1,
    .title = QT_TRANSLATE_NOOP("profiles", "RFC 9110 (strict)"),
    .description =
        QT_TRANSLATE_NOOP("profiles", "The strictest reading of the HTTP specification, without its concessions."),
    .group = kSpecifications,
    .version = "RFC 9110"_L1,
    .source = "RFC 9110 15.4"_L1,
    .statuses = kRfc9110Statuses,
    .notFollowed = kRfc9110NotFollowed,
    .unsafeKept = " Repeating {method} without asking the user needs care, because it is not a safe method.",
    .contentFields = kRfc9110ContentFields,
    .contentDropped = {"The method became GET, so the fields that describe a body are removed.", "RFC 9110 15.4"},
    .syntax = LocationSyntax::Rfc3986,
    .inheritsFragment = true,
    .fragment = {"A Location without a fragment inherits the fragment of the request URL.", "RFC 9110 10.2.2"},
    .severalLocations = SeveralLocations::Refuse,
    .several = {"Location holds one URI reference, but the response has several Location lines.", "RFC 9110 5.3"},
    .emptyLocation = EmptyLocation::Resolve,
    .empty = {"An empty Location is a valid reference to the URL of the request itself.", "RFC 9110 10.2.2"},
    .missing = {"{status} has no Location, so there is nothing to follow automatically.", "RFC 9110 15.4"},
    .scheme = {"The target is not an http or https URL, so this request cannot be sent there.", "RFC 9110 4.2"},
    .userinfo = UserinfoRule::Refuse,
    .userinfoWhy = {"A user name or password in a URL received from a server should be treated as an error, because it "
                    "is likely meant to deceive.",
                    "RFC 9110 4.2.4"},
    .detectsLoops = true,
    .loop = {"The next request would equal an earlier one of this chain, and a client should detect such cycles.",
             "RFC 9110 15.4"},
    .authorization =
        {Place::SameOrigin, "The target has the same origin, so Authorization stays.",
         "The target has another origin, and credentials are meant only for the origin they were given for.",
         "RFC 9110 15.4"},
    .cookie = {Place::SameOrigin, "The target has the same origin, so the cookies stay.",
               "The target has another origin, and cookies given by hand are meant for the old one.", "RFC 9110 15.4"},
    .storedCookies = {"The cookies stored for the target are sent.", "RFC 6265 5.4"},
    .referer = RefererRule::SameOriginOnly,
    .refererWhy = {"Referer is specific to the resource that was requested;", "RFC 9110 15.4"},
    .origin = OriginRule::SameOriginOnly,
    .originWhy = {"Origin is specific to the resource that was requested;", "RFC 9110 15.4"},
    .droppedFields = kRfc9110Dropped,
    .otherFields = {"The original request is sent again with this field.", "RFC 9110 15.4"},
    .defaultFields = kRfc9110Fields,
    .zeroLengthMethods = kRfc9110ZeroLength,
    .authentication = kRfcAuthentication,
    .cache = kRfc9111Cache,
};

} // namespace hopscope
