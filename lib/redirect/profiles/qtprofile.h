// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "redirect/profiles/groups.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

// All of this row was measured: tests/clients/measure.py. The sources are of the same version.
inline constexpr const char *kQtReply = "Qt 6.4.2, src/network/access/qnetworkreplyhttpimpl.cpp";
inline constexpr const char *kQtConnection = "Qt 6.4.2, src/network/access/qhttpnetworkconnection.cpp";

inline constexpr const char *kQtGet =
    "On {status} QNetworkAccessManager changes every method except HEAD to GET, including PUT and DELETE.";
inline constexpr const char *kQtGetStays = "On {status} QNetworkAccessManager sends GET, or HEAD after HEAD.";

inline constexpr StatusRule kQtStatuses[] = {
    {301, MethodRule::GetUnlessHead, kQtGet, kQtGetStays, kQtReply},
    {302, MethodRule::GetUnlessHead, kQtGet, kQtGetStays, kQtReply},
    {303, MethodRule::GetUnlessHead, kQtGet, kQtGetStays, kQtReply},
    {305, MethodRule::GetUnlessHead,
     "QNetworkAccessManager follows 305 although it is deprecated, and changes every method except HEAD to GET.",
     "QNetworkAccessManager follows 305 although it is deprecated, with GET, or HEAD after HEAD.", kQtReply},
    {307, MethodRule::Keep, nullptr, "QNetworkAccessManager keeps the method on 307.", kQtReply},
    {308, MethodRule::Keep, nullptr, "QNetworkAccessManager keeps the method on 308.", kQtReply},
};

inline constexpr NotFollowed kQtNotFollowed[] = {
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
    {0, "QNetworkAccessManager follows only 301, 302, 303, 305, 307 and 308; it returns {status} as it is.",
     "Qt 6.4.2, src/network/access/qhttpnetworkreply.cpp"},
};

inline constexpr QByteArrayView kQtContentFields[] = {"Content-Type", "Content-Length"};

// As sent where the system's language is American English. Connection is a field of its own, which every request has.
inline constexpr DefaultField kQtFields[] = {
    {"Connection", "Keep-Alive"},
    {"Accept-Encoding", "zstd, br, gzip, deflate"},
    {"Accept-Language", "en-US,*"},
    {"User-Agent", "Mozilla/5.0"},
};

inline constexpr QByteArrayView kQtZeroLength[] = {"POST", "PUT", "PATCH", "OPTIONS"};

inline constexpr ClientProfile kQtProfile{
    .id = "qt"_L1,
    .title = QT_TRANSLATE_NOOP("profiles", "Qt (QNetworkAccessManager)"),
    .description =
        QT_TRANSLATE_NOOP("profiles", "Qt's automatic redirects with NoLessSafeRedirectPolicy, the default policy."),
    .group = kQtGroup,
    .measured = true,
    .version = "6.4.2"_L1,
    .source = "Qt 6.4.2, src/network/access/qnetworkreplyhttpimpl.cpp"_L1,
    .statuses = kQtStatuses,
    .notFollowed = kQtNotFollowed,
    .interim = InterimRule::OnlyContinue,
    .contentFields = kQtContentFields,
    .contentDropped = {"The new request is a GET, and Qt removes Content-Length and Content-Type with the body.",
                       kQtReply},
    .contentKept = {"With the body, Qt removes only Content-Length and Content-Type.", kQtReply},
    .syntax = LocationSyntax::Rfc3986Repaired,
    .text = LocationText::Utf8,
    .inheritsFragment = false,
    .fragment = {"Qt does not carry a fragment over to a Location that has none, although RFC 9110 asks for it.",
                 kQtReply},
    .severalLocations = SeveralLocations::First,
    .several = {"Qt follows the first Location line, although it reports the last one to the application.",
                kQtConnection},
    .emptyLocation = EmptyLocation::Missing,
    .empty = {"Qt reports an empty Location as an error (ProtocolUnknownError).", kQtConnection},
    .missingIsError = true,
    .missing = {"{status} has no Location, which Qt reports as an error (ProtocolUnknownError).", kQtConnection},
    .scheme = {"Qt refuses a redirect to any scheme other than http and https (ProtocolUnknownError).", kQtConnection},
    .httpsToHttp = false,
    .downgrade = {"NoLessSafeRedirectPolicy refuses a redirect from https to http (InsecureRedirectError).", kQtReply},
    .userinfo = UserinfoRule::Withhold,
    .hopLimit = 50,
    .limitOption = "QNetworkRequest::setMaximumRedirectsAllowed()",
    .limit = {"Qt gives up after 50 redirects (TooManyRedirectsError).", kQtReply},
    .authorization = {Place::Anywhere,
                      "Qt sends an Authorization field set by hand to every target, including other hosts.", nullptr,
                      kQtReply},
    .cookie = {Place::Anywhere, "Qt sends a Cookie field set by hand to every target, including other hosts.", nullptr,
               kQtReply},
    .cookieMerge = CookieMerge::Replace,
    .storedCookies = {"The cookies stored for the target replace the Cookie field.", kQtReply},
    .referer = RefererRule::Keep,
    .refererWhy = {"Qt sends a Referer set by hand to every target.", kQtReply},
    .origin = OriginRule::Keep,
    .originWhy = {"Qt treats Origin like any other field.", kQtReply},
    .host = HostRule::Keep,
    .hostKept = {"Qt sends a Host field set by hand to every target, which then sees the wrong name.", kQtReply},
    .otherFields = {"Qt sends the fields of the request again, to every target.", kQtReply},
    .defaultFields = kQtFields,
    .defaultContentType = "application/x-www-form-urlencoded",
    .contentTypeFor = ContentTypeFor::PostBody,
    .zeroLengthMethods = kQtZeroLength,
    .sendsUserAtOnce = false,
};

inline constexpr ClientProfile kQtDefaultProfile = [] {
    ClientProfile row = kQtProfile;
    row.id = "qt-default"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Qt, no policy set");
    row.description = QT_TRANSLATE_NOOP("profiles", "QNetworkAccessManager as it is made: in Qt 6 it follows redirects "
                                                    "like NoLessSafeRedirectPolicy.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles",
        "Qt 5 follows no redirect unless the program asks for it (Qt 6 documentation, changes to Qt Network).");
    return row;
}();

inline constexpr ClientProfile kQtSameOriginProfile = [] {
    ClientProfile row = kQtProfile;
    row.id = "qt-sameorigin"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Qt, same origin only");
    row.description = QT_TRANSLATE_NOOP("profiles", "Qt's automatic redirects with SameOriginRedirectPolicy.");
    row.sameOriginOnly = true;
    row.downgrade = {"SameOriginRedirectPolicy refuses a redirect to another origin (InsecureRedirectError).",
                     kQtReply};
    return row;
}();

} // namespace hopscope
