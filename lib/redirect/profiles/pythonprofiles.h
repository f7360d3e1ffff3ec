// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/authpolicies.h"
#include "redirect/profiles/cookiepolicies.h"
#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr QByteArrayView kAllButGetAndHead[] = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"};

inline constexpr QByteArrayView kPostPutPatchDelete[] = {"POST", "PUT", "PATCH", "DELETE"};

// On every status but 307 and 308 the body falls, even where the method stays.
inline constexpr StatusRule kRequestsStatuses[] = {
    postBecomesGet(301, BodyRule::Dropped), becomesGet(302, MethodRule::GetUnlessHead, BodyRule::Dropped),
    becomesGet(303, MethodRule::GetUnlessHead, BodyRule::Dropped), keeps(307), keeps(308)};

inline constexpr DefaultField kRequestsFields[] = {
    {"User-Agent", "python-requests/2.28.1"},
    {"Accept-Encoding", "gzip, deflate, br"},
    {"Accept", "*/*"},
    {"Connection", "keep-alive"},
};

// The upgrade to https is written from the sources: the measured ports are not the default ones.
inline constexpr PlaceRule kPythonAuthorization = {
    Place::SameOriginOrHttps,
    "{client} sends it to the same origin, and from http to https on the same host at the default ports.",
    "{client} sends it only to the same origin, or from http to https on the same host at the default ports.", nullptr};

inline constexpr ClientProfile kRequestsProfile = [] {
    ClientProfile row = plainClient("py-requests"_L1, QT_TRANSLATE_NOOP("profiles", "Python requests"), kPython,
                                    "2.28.1"_L1, "requests 2.28.1, requests/sessions.py"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "requests with a Session; the body is passed as data.");
    row.statuses = kRequestsStatuses;
    row.authorization = kPythonAuthorization;
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "before 2.20.0, Authorization was also sent from https to http on the same host (CVE-2018-18074).");
    row.cookie = sentTo(Place::FirstRequest);
    row.keepsCookies = true;
    row.cookies = kCookiejarCookies;
    row.cache = cacheless("requests 2.28.1, measured");
    row.host = HostRule::Keep;
    row.severalLocations = SeveralLocations::Join;
    row.emptyLocation = EmptyLocation::Missing;
    row.text = LocationText::Utf8OrError;
    row.inheritsFragment = true;
    row.fragment = {"The Location has no fragment of its own, and {client} carries the old one over.", nullptr};
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.authentication = kRequestsAuthentication;
    row.hopLimit = 30;
    row.limitOption = "Session.max_redirects";
    row.zeroLengthMethods = kAllButGetAndHead;
    row.defaultFields = kRequestsFields;
    row.redirectLengthMethods = kPostPutPatch;
    row.onceBody = OnceBody::EmptyChunks;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

inline constexpr StatusRule kHttpxStatuses[] = {postBecomesGet(301), becomesGet(302), becomesGet(303), keeps(307),
                                                keeps(308)};

inline constexpr DefaultField kHttpxFields[] = {
    {"User-Agent", "python-httpx/0.23.3"},
    {"Accept-Encoding", "gzip, deflate, br"},
    {"Accept", "*/*"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kHttpxProfile = [] {
    ClientProfile row = plainClient("py-httpx"_L1, QT_TRANSLATE_NOOP("profiles", "Python httpx"), kPython, "0.23.3"_L1,
                                    "httpx 0.23.3, httpx/_client.py"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "httpx with follow_redirects=True.");
    row.statuses = kHttpxStatuses;
    row.authorization = kPythonAuthorization;
    row.otherVersions =
        QT_TRANSLATE_NOOP("profiles", "before 0.20.0, redirects were followed by default (httpx CHANGELOG.md).");
    row.contentFields = kLengthOnly;
    row.cookie = sentTo(Place::FirstRequest);
    row.keepsCookies = true;
    row.cookies = kCookiejarCookies;
    row.host = HostRule::KeepAtSameOrigin;
    row.severalLocations = SeveralLocations::Join;
    row.text = LocationText::Utf8OrLatin1;
    row.inheritsFragment = true;
    row.fragment = {"The Location has no fragment of its own, and {client} carries the old one over.", nullptr};
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.hopLimit = 20;
    row.limitOption = "max_redirects";
    row.defaultFields = kHttpxFields;
    return row;
}();

inline constexpr DefaultField kAiohttpFields[] = {
    {"User-Agent", "Python/3.11 aiohttp/3.8.4"},
    {"Accept-Encoding", "gzip, deflate"},
    {"Accept", "*/*"},
};

inline constexpr ClientProfile kAiohttpProfile = [] {
    ClientProfile row = plainClient("py-aiohttp"_L1, QT_TRANSLATE_NOOP("profiles", "Python aiohttp"), kPython,
                                    "3.8.4"_L1, "aiohttp 3.8.4, aiohttp/client.py"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "aiohttp with a ClientSession, whose cookie jar keeps no cookies for IP addresses.");
    row.contentFields = kLengthOnly;
    row.host = HostRule::Keep;
    row.emptyLocation = EmptyLocation::Missing;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 9;
    row.limitOption = "max_redirects";
    row.defaultFields = kAiohttpFields;
    row.defaultContentType = "text/plain; charset=utf-8";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.zeroLengthMethods = kPostPutPatchDelete;
    row.severalLocations = SeveralLocations::First;
    row.cookie = sentTo(Place::SameOrigin);
    row.addedContentTypeFalls = true;
    row.onceBody = OnceBody::EmptyChunks;
    return row;
}();

inline constexpr QByteArrayView kGetHeadPost[] = {"GET", "HEAD", "POST"};
inline constexpr StatusRule kUrllibStatuses[] = {only(kGetHeadPost, becomesGet(301, MethodRule::AlwaysGet)),
                                                 only(kGetHeadPost, becomesGet(302, MethodRule::AlwaysGet)),
                                                 only(kGetHeadPost, becomesGet(303, MethodRule::AlwaysGet)),
                                                 only(kSafeMethods, becomesGet(307, MethodRule::AlwaysGet)),
                                                 only(kSafeMethods, becomesGet(308, MethodRule::AlwaysGet))};

inline constexpr DefaultField kUrllibFields[] = {
    {"User-Agent", "Python-urllib/3.11"},
    {"Accept-Encoding", "identity"},
    {"Connection", "close"},
};

inline constexpr ClientProfile kUrllibProfile = [] {
    ClientProfile row = plainClient("py-urllib"_L1, QT_TRANSLATE_NOOP("profiles", "Python urllib.request"), kPython,
                                    "3.11.2"_L1, "Python 3.11.2, Lib/urllib/request.py"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "urlopen; PUT, PATCH and DELETE end in an error on every redirect.");
    row.statuses = kUrllibStatuses;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.host = HostRule::Keep;
    row.userinfo = UserinfoRule::Refuse;
    row.sendsUserAtOnce = false;
    row.inheritsFragment = true;
    row.hopLimit = 10;
    row.limitOption = "HTTPRedirectHandler.max_redirections";
    row.defaultFields = kUrllibFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

} // namespace hopscope
