// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/javaprofiles.h"
#include "redirect/profiles/javascriptprofiles.h"

namespace hopscope
{

inline constexpr ClientProfile kKyProfile = [] {
    ClientProfile row = kNodeFetchBuiltinProfile;
    row.id = "ky"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "ky");
    row.description = QT_TRANSLATE_NOOP("profiles", "ky in Node, which calls the fetch() that is built in.");
    row.version = "1.14.3"_L1;
    row.source = "ky 1.14.3, source/core/Ky.ts"_L1;
    row.onceBody = OnceBody::OnlySeeOther;
    row.interim = InterimRule::NotContinue;
    return row;
}();

inline constexpr StatusRule kNeedleStatuses[] = {
    becomesGet(301, MethodRule::AlwaysGet), becomesGet(302, MethodRule::AlwaysGet),
    becomesGet(303, MethodRule::AlwaysGet), becomesGet(307, MethodRule::AlwaysGet),
    becomesGet(308, MethodRule::AlwaysGet)};

inline constexpr DefaultField kNeedleFields[] = {
    {"accept", "*/*"},
    {"user-agent", "Needle/3.5.0 (Node.js v20.20.2; linux x64)"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kNeedleProfile = [] {
    ClientProfile row = plainClient("needle"_L1, QT_TRANSLATE_NOOP("profiles", "needle"), kJavaScript, "3.5.0"_L1,
                                    "needle 3.5.0, lib/needle.js"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "needle with follow_max, without which it follows nothing; every "
                                                    "method becomes GET, even HEAD, and on 307 and 308 too.");
    row.statuses = kNeedleStatuses;
    row.contentFields = kLengthOnly;
    row.syntax = LocationSyntax::Whatwg;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.emptyLocation = EmptyLocation::Missing;
    row.cookie = sentTo(Place::FirstRequest);
    row.hopLimit = 10;
    row.limitOption = "follow_max";
    row.defaultFields = kNeedleFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    return row;
}();

// POST, PUT, PATCH and DELETE are followed with followAllRedirects only.
inline constexpr QByteArrayView kPostmanUnfollowed[] = {"POST", "PUT", "PATCH", "DELETE"};

inline constexpr StatusRule kPostmanStatuses[] = {keeps(307), keeps(308), becomesGet(0)};

inline constexpr DefaultField kPostmanFields[] = {{"Connection", "close"}};

inline constexpr ClientProfile kPostmanRequestProfile = [] {
    ClientProfile row =
        plainClient("postman-request"_L1, QT_TRANSLATE_NOOP("profiles", "postman-request"), kJavaScript,
                    "2.88.1-postman.8-beta.1"_L1, "postman-request 2.88.1-postman.8-beta.1, lib/redirect.js"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Postman's fork of request, with its default options: it follows every 3xx after GET, HEAD and "
                    "OPTIONS.");
    row.statuses = kPostmanStatuses;
    row.notFollowed = {};
    row.unfollowedMethods = kPostmanUnfollowed;
    row.syntax = LocationSyntax::Whatwg;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.emptyLocation = EmptyLocation::Missing;
    row.authorization = {Place::InitialHost,
                         "{client} compares the hosts only, so the port and the scheme do not matter.",
                         "{client} sends it to the host of the first request only.", nullptr};
    row.cookie = sentTo(Place::Anywhere);
    row.referer = RefererRule::PreviousUrlAsIs;
    row.refererWhy = {"{client} sends the URL of the previous request as it is, with user name, password and fragment, "
                      "to every target.",
                      nullptr};
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 10;
    row.limitOption = "maxRedirects";
    row.defaultFields = kPostmanFields;
    row.zeroLengthMethods = kAllButGet;
    return row;
}();

inline constexpr DefaultField kPostmanRuntimeFields[] = {
    {"User-Agent", "PostmanRuntime/7.56.1"},
    {"Accept", "*/*"},
    {"Cache-Control", "no-cache"},
    {"Accept-Encoding", "gzip, deflate, br"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kPostmanProfile = [] {
    ClientProfile row = plainClient("postman"_L1, QT_TRANSLATE_NOOP("profiles", "Postman"), kJavaScript, "7.56.1"_L1,
                                    "postman-runtime 7.56.1, lib/requester/core.js"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles",
        "What sends Postman's and Newman's requests (postman-runtime), with its default settings: every 3xx "
        "is followed, with GET except for HEAD, 307 and 308.");
    row.statuses = kPostmanStatuses;
    row.notFollowed = {};
    row.syntax = LocationSyntax::Whatwg;
    row.text = LocationText::Utf8;
    row.severalLocations = SeveralLocations::First;
    row.emptyLocation = EmptyLocation::Missing;
    row.keepsCookies = true;
    row.referer = RefererRule::PreviousUrlAsIs;
    row.refererWhy = kPostmanRequestProfile.refererWhy;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 10;
    row.limitOption = "Maximum number of redirects";
    row.defaultFields = kPostmanRuntimeFields;
    row.defaultContentType = "text/plain";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    return row;
}();

inline constexpr DefaultField kBrunoFields[] = {
    {"Accept", "application/json, text/plain, */*"},
    {"User-Agent", "bruno-runtime/4.1.0"},
    {"Accept-Encoding", "gzip, compress, deflate, br"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kBrunoProfile = [] {
    ClientProfile row = plainClient("bruno"_L1, QT_TRANSLATE_NOOP("profiles", "Bruno"), kJavaScript, "4.1.0"_L1,
                                    "Bruno, packages/bruno-cli/src/utils/axios-instance.js"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "What runs Bruno's collections (bru run), with its default settings: every method but HEAD becomes "
                    "GET on 301, 302 and 303, and Authorization goes to every host.");
    row.statuses = kGetStatuses;
    row.syntax = LocationSyntax::Whatwg;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.emptyLocation = EmptyLocation::Missing;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.keepsCookies = true;
    row.cookieMerge = CookieMerge::Replace;
    row.host = HostRule::Keep;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.urlCredentialsStay = false;
    row.hopLimit = 5;
    row.limitOption = "Max Redirects";
    row.defaultFields = kBrunoFields;
    row.defaultContentType = "text/plain";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    return row;
}();

} // namespace hopscope
