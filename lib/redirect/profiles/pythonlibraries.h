// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/phpprofiles.h"
#include "redirect/profiles/pythonprofiles.h"

namespace hopscope
{

// What other Python programs are built on.

inline constexpr StatusRule kUrllib3Statuses[] = {keeps(301), keeps(302), becomesGet(303, MethodRule::AlwaysGet),
                                                  keeps(307), keeps(308)};

inline constexpr DefaultField kUrllib3Fields[] = {{"Accept-Encoding", "identity"},
                                                  {"User-Agent", "python-urllib3/1.26.12"}};

inline constexpr ClientProfile kUrllib3Profile = [] {
    ClientProfile row = plainClient("py-urllib3"_L1, QT_TRANSLATE_NOOP("profiles", "Python urllib3"), kPython,
                                    "1.26.12"_L1, "urllib3 1.26.12, src/urllib3/poolmanager.py"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "urllib3's PoolManager, which changes the method only on 303, as Debian has it.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "before 1.23, Authorization was sent to every host (CVE-2018-20060); before 1.26.17 and 2.0.6, "
                    "Cookie was (CVE-2023-43804), and before 1.26.18 and 2.0.7 the body was kept on 303 "
                    "(CVE-2023-45803). Debian's 1.26.12 has these changes.");
    row.statuses = kUrllib3Statuses;
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.host = HostRule::Keep;
    row.severalLocations = SeveralLocations::Join;
    row.emptyLocation = EmptyLocation::Missing;
    row.text = LocationText::Latin1;
    row.hopLimit = 3;
    row.limitOption = "retries";
    row.defaultFields = kUrllib3Fields;
    row.onceBody = OnceBody::EmptyChunks;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

inline constexpr DefaultField kTornadoFields[] = {
    {"Connection", "close"}, {"User-Agent", "Tornado/6.2"}, {"Accept-Encoding", "gzip"}};

inline constexpr ClientProfile kTornadoProfile = [] {
    ClientProfile row = plainClient("py-tornado"_L1, QT_TRANSLATE_NOOP("profiles", "Python Tornado"), kPython, "6.2"_L1,
                                    "tornado 6.2, tornado/simple_httpclient.py"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "Tornado's AsyncHTTPClient, which sends what it was given to every "
                                                    "host.");
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.severalLocations = SeveralLocations::JoinTight;
    row.text = LocationText::Bytes;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.hopLimit = 5;
    row.limitOption = "max_redirects";
    row.defaultFields = kTornadoFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::Post;
    row.zeroLengthMethods = {};
    return row;
}();

inline constexpr DefaultField kPycurlFields[] = {
    {"User-Agent", "PycURL/7.45.2 libcurl/7.88.1 GnuTLS/3.7.9 zlib/1.2.13 brotli/1.0.9 zstd/1.5.4 libidn2/2.3.3 "
                   "libpsl/0.21.2 (+libidn2/2.3.3) libssh2/1.10.0 nghttp2/1.52.0 librtmp/2.3 OpenLDAP/2.5.13"},
    {"Accept", "*/*"}};

inline constexpr ClientProfile kPycurlProfile = [] {
    ClientProfile row = kPhpCurlProfile;
    row.id = "py-pycurl"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Python PycURL");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "FOLLOWLOCATION; PUT, PATCH and DELETE are set with CUSTOMREQUEST. It has no limit of its own.");
    row.group = kPython;
    row.version = "7.45.2 with curl 7.88.1"_L1;
    row.otherVersions = QT_TRANSLATE_NOOP("profiles", "with libcurl 8.3.0 and later, 30 redirects are the default "
                                                      "limit (CURLOPT_MAXREDIRS).");
    row.hopLimit = kMostHops;
    row.limitOption = "MAXREDIRS";
    row.limit = {"libcurl has no limit of its own; Hopscope stops after {limit} redirects.", "curl 7.88.1, lib/url.c"};
    row.defaultFields = kPycurlFields;
    row.onceBody = OnceBody::OnlySeeOther;
    return row;
}();

inline constexpr StatusRule kTreqStatuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                               becomesGet(303, MethodRule::AlwaysGet), only(kSafeMethods, keeps(307)),
                                               only(kSafeMethods, keeps(308))};

inline constexpr DefaultField kTreqFields[] = {{"Accept-Encoding", "gzip"}, {"Connection", "close"}};

inline constexpr ClientProfile kTreqProfile = [] {
    ClientProfile row = plainClient("py-treq"_L1, QT_TRANSLATE_NOOP("profiles", "Python treq (Twisted)"), kPython,
                                    "22.2.0"_L1, "treq 22.2.0, src/treq/client.py"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "treq with Twisted's RedirectAgent; after POST it follows only 303.");
    row.statuses = kTreqStatuses;
    row.contentFields = kLengthOnly;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Bytes;
    row.severalLocations = SeveralLocations::First;
    row.userinfo = UserinfoRule::Refuse;
    row.host = HostRule::Keep;
    row.keepsCookies = true;
    row.cookies = kCookiejarCookies;
    row.cookieMerge = CookieMerge::Given;
    row.hopLimit = 20;
    row.defaultFields = kTreqFields;
    return row;
}();

} // namespace hopscope
