// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/hstspolicies.h"
#include "redirect/profiles/pythonprofiles.h"

namespace hopscope
{

inline constexpr StatusRule kWgetStatuses[] = {becomesGet(300), postBecomesGet(301), postBecomesGet(302),
                                               becomesGet(303), keeps(307),          keeps(308)};

inline constexpr DefaultField kWgetFields[] = {
    {"User-Agent", "Wget/1.21.3"},
    {"Accept", "*/*"},
    {"Accept-Encoding", "identity"},
    {"Connection", "Keep-Alive"},
};

inline constexpr ClientProfile kWgetProfile = [] {
    ClientProfile row = plainClient("wget"_L1, QT_TRANSLATE_NOOP("profiles", "wget"), kCommandLine, "1.21.3"_L1,
                                    "wget 1.21.3, src/retr.c"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "wget, with --post-data for POST and --spider for HEAD.");
    row.statuses = kWgetStatuses;
    row.contentFields = kLengthOnly;
    row.addedContentTypeFalls = true;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.cookieMerge = CookieMerge::Given;
    row.keepsCookies = true;
    row.cookies = kWgetCookies;
    row.cache = cacheless("wget 1.21.3, measured");
    row.hsts = kWgetHsts;
    row.host = HostRule::Keep;
    row.userinfo = UserinfoRule::Withhold;
    row.sendsUserAtOnce = false;
    row.authentication = kWgetAuthentication;
    row.hopLimit = 20;
    row.limitOption = "--max-redirect";
    row.defaultFields = kWgetFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::WithBodyOrPost;
    row.zeroLengthMethods = kPostOnly;
    return row;
}();

inline constexpr ClientProfile kWgetMethodProfile = [] {
    ClientProfile row = plainClient("wget-method"_L1, QT_TRANSLATE_NOOP("profiles", "wget --method"), kCommandLine,
                                    "1.21.3"_L1, "wget 1.21.3, src/retr.c"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "wget with --method and --body-data; with --spider as well, it sends HEAD instead of any method.");
    row.statuses = kWgetStatuses;
    row.contentFields = kLengthOnly;
    row.addedContentTypeFalls = true;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.cookieMerge = CookieMerge::Given;
    row.keepsCookies = true;
    row.cookies = kWgetCookies;
    row.cache = cacheless("wget 1.21.3, measured");
    row.hsts = kWgetHsts;
    row.host = HostRule::Keep;
    row.userinfo = UserinfoRule::Withhold;
    row.sendsUserAtOnce = false;
    row.authentication = kWgetAuthentication;
    row.hopLimit = 20;
    row.limitOption = "--max-redirect";
    row.defaultFields = kWgetFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.zeroLengthMethods = kPostOnly;
    row.contentTypeFor = ContentTypeFor::AnyBody;
    return row;
}();

inline constexpr StatusRule kWget2Statuses[] = {keeps(301), keeps(302), keeps(303), keeps(0)};

inline constexpr DefaultField kWget2Fields[] = {
    {"User-Agent", "wget2/1.99.1"},
    {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
    {"Accept-Encoding", "gzip, deflate, bzip2, xz, lzma, br"},
    {"Connection", "keep-alive"},
};

// wget2 1.99.1 has no --method (measured).
inline constexpr QByteArrayView kWget2Sends[] = {"GET", "HEAD", "POST"};

inline constexpr ClientProfile kWget2Profile = [] {
    ClientProfile row = plainClient("wget2"_L1, QT_TRANSLATE_NOOP("profiles", "wget2"), kCommandLine, "1.99.1"_L1,
                                    "wget2 1.99.1, src/wget.c"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "wget2; with --post-data it sends POST again on every redirect, even on 303.");
    row.sends = kWget2Sends;
    row.statuses = kWget2Statuses;
    row.notFollowed = kOnly304;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.keepsCookies = true;
    row.host = HostRule::Keep;
    row.hostNamesPort = false;
    row.queryFromFolder = true;
    row.fragmentFromFolder = true;
    row.emptyFromFolder = true;
    row.sendsUserAtOnce = false;
    row.hopLimit = 20;
    row.limitOption = "--max-redirect";
    row.defaultFields = kWget2Fields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::Post;
    row.zeroLengthMethods = {};
    row.cookieMerge = CookieMerge::Doubled;
    row.interim = InterimRule::None;
    return row;
}();

inline constexpr DefaultField kHttpieFields[] = {
    {"User-Agent", "HTTPie/3.2.1"},        {"Accept-Encoding", "gzip, deflate, br"},
    {"Accept", "*/*", DefaultFor::NoBody}, {"Accept", "application/json, */*;q=0.5", DefaultFor::Body},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kHttpieProfile = [] {
    ClientProfile row = plainClient("httpie"_L1, QT_TRANSLATE_NOOP("profiles", "HTTPie"), kCommandLine, "3.2.1"_L1,
                                    "httpie 3.2.1, httpie/client.py"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "http --follow; HTTPie is built on python-requests.");
    row.statuses = kRequestsStatuses;
    row.authorization = kPythonAuthorization;
    row.cookie = sentTo(Place::FirstRequest);
    row.keepsCookies = true;
    row.cookies = kCookiejarCookies;
    row.host = HostRule::Keep;
    row.emptyLocation = EmptyLocation::Missing;
    row.inheritsFragment = true;
    row.fragment = {"The Location has no fragment of its own, and {client} carries the old one over.", nullptr};
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.authentication = kHttpieAuthentication;
    row.hopLimit = 29;
    row.limitOption = "--max-redirects";
    row.defaultFields = kHttpieFields;
    row.defaultContentType = "application/json";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.zeroLengthMethods = kPostPutPatchDelete;
    row.redirectLengthMethods = kPostPutPatch;
    row.text = LocationText::Utf8OrError;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

inline constexpr StatusRule kAria2Statuses[] = {keeps(300), keeps(301), keeps(302), keeps(303), keeps(307), keeps(308)};

inline constexpr DefaultField kAria2Fields[] = {
    {"User-Agent", "aria2/1.36.0"},
    {"Accept", "*/*,application/metalink4+xml,application/metalink+xml"},
    {"Want-Digest", "SHA-512;q=1, SHA-256;q=1, SHA;q=0.1"},
};

inline constexpr QByteArrayView kAria2Sends[] = {"GET", "HEAD"};

inline constexpr ClientProfile kAria2Profile = [] {
    ClientProfile row = plainClient("aria2"_L1, QT_TRANSLATE_NOOP("profiles", "aria2"), kCommandLine, "1.36.0"_L1,
                                    "aria2 1.36.0, src/HttpSkipResponseCommand.cc"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "aria2c, which supports only GET and HEAD.");
    row.sends = kAria2Sends;
    row.statuses = kAria2Statuses;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.cookieMerge = CookieMerge::Given;
    row.keepsCookies = true;
    row.host = HostRule::Keep;
    row.queryFromFolder = true;
    row.fragmentFromFolder = true;
    row.slashesMakeScheme = true;
    row.emptyLocation = EmptyLocation::Missing;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 20;
    row.defaultFields = kAria2Fields;
    row.severalLocations = SeveralLocations::First;
    row.urlCredentialsStay = false;
    return row;
}();

} // namespace hopscope
