// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr DefaultField kNodeFetchFields[] = {
    {"accept", "*/*"},
    {"accept-language", "*"},
    {"sec-fetch-mode", "cors"},
    {"user-agent", "node"},
    {"accept-encoding", "gzip, deflate", DefaultFor::NotRange},
    {"accept-encoding", "identity", DefaultFor::Range},
    {"connection", "keep-alive", DefaultFor::NotHead},
    {"connection", "close", DefaultFor::Head},
    {"pragma", "no-cache", DefaultFor::Validator},
    {"cache-control", "no-cache", DefaultFor::Validator},
};

inline constexpr ClientProfile kNodeFetchBuiltinProfile = [] {
    ClientProfile row = plainClient("node-fetch-builtin"_L1, QT_TRANSLATE_NOOP("profiles", "Node fetch"), kJavaScript,
                                    "20.20.2"_L1, "node 20.20.2, deps/undici/src/lib/web/fetch/index.js"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "The fetch() that is built into Node (undici).");
    row.syntax = LocationSyntax::Whatwg;
    row.contentFields = kFetchContentFields;
    row.text = LocationText::Utf8;
    row.severalLocations = SeveralLocations::Join;
    row.inheritsFragment = true;
    row.fragment = {"The Location has no fragment of its own, so the old one is carried over.", "Fetch, location URL"};
    row.userinfo = UserinfoRule::Refuse;
    row.hopLimit = 20;
    row.defaultFields = kNodeFetchFields;
    row.defaultContentType = "text/plain;charset=UTF-8";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.contentKept = {};
    row.onceBody = OnceBody::OnlySeeOther;
    row.interim = InterimRule::NotContinue;
    return row;
}();

inline constexpr DefaultField kUndiciFetchFields[] = {
    {"accept", "*/*"},
    {"accept-language", "*"},
    {"sec-fetch-mode", "cors"},
    {"user-agent", "undici"},
    {"accept-encoding", "gzip, deflate", DefaultFor::NotRange},
    {"accept-encoding", "identity", DefaultFor::Range},
    {"connection", "keep-alive", DefaultFor::NotHead},
    {"connection", "close", DefaultFor::Head},
    {"pragma", "no-cache", DefaultFor::Validator},
    {"cache-control", "no-cache", DefaultFor::Validator},
};

inline constexpr ClientProfile kUndiciFetchProfile = [] {
    ClientProfile row = kNodeFetchBuiltinProfile;
    row.id = "undici-fetch"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "undici fetch");
    row.description = QT_TRANSLATE_NOOP("profiles", "fetch() of the undici package.");
    row.version = "7.30.2"_L1;
    row.source = "undici 7.30.2, lib/web/fetch/index.js"_L1;
    row.defaultFields = kUndiciFetchFields;
    row.onceBody = OnceBody::OnlySeeOther;
    row.interim = InterimRule::NotContinue;
    return row;
}();

inline constexpr StatusRule kUndiciStatuses[] = {keeps(300),
                                                 keepingContentFields(postBecomesGet(301)),
                                                 keepingContentFields(postBecomesGet(302)),
                                                 becomesGet(303),
                                                 keeps(307),
                                                 keeps(308)};

inline constexpr DefaultField kUndiciFields[] = {
    {"connection", "keep-alive", DefaultFor::NotHead},
    {"connection", "close", DefaultFor::Head},
};

inline constexpr ClientProfile kUndiciProfile = [] {
    ClientProfile row = plainClient("undici-request"_L1, QT_TRANSLATE_NOOP("profiles", "undici request"), kJavaScript,
                                    "7.30.2"_L1, "undici 7.30.2, lib/handler/redirect-handler.js"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "undici.request with the redirect interceptor and a limit of 10 redirects.");
    row.syntax = LocationSyntax::Whatwg;
    row.statuses = kUndiciStatuses;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::JoinTight;
    row.emptyLocation = EmptyLocation::Missing;
    row.hopLimit = 10;
    row.limitOption = "maxRedirections";
    row.defaultFields = kUndiciFields;
    row.contentFields = kFetchContentFields;
    row.interim = InterimRule::NotContinue;
    return row;
}();

inline constexpr StatusRule kFollowRedirectsStatuses[] = {postBecomesGet(301), postBecomesGet(302), becomesGet(303),
                                                          keeps(0)};

inline constexpr DefaultField kFollowRedirectsFields[] = {{"Connection", "keep-alive"}};

inline constexpr ClientProfile kFollowRedirectsProfile = [] {
    ClientProfile row = plainClient("follow-redirects"_L1, QT_TRANSLATE_NOOP("profiles", "follow-redirects"),
                                    kJavaScript, "1.16.3"_L1, "follow-redirects 1.16.3, index.js"_L1);
    row.otherVersions =
        QT_TRANSLATE_NOOP("profiles", "before 1.14.8, Authorization and Cookie could be sent to another host or from "
                                      "https to http (CVE-2022-0155, CVE-2022-0536).");
    row.description = QT_TRANSLATE_NOOP("profiles", "The follow-redirects package instead of Node's http module.");
    row.syntax = LocationSyntax::Whatwg;
    row.statuses = kFollowRedirectsStatuses;
    row.notFollowed = {};
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.text = LocationText::Latin1;
    row.emptyLocation = EmptyLocation::Missing;
    row.hopLimit = 21;
    row.limitOption = "maxRedirects";
    row.defaultFields = kFollowRedirectsFields;
    row.severalLocations = SeveralLocations::First;
    row.onceBody = OnceBody::Kept;
    return row;
}();

inline constexpr DefaultField kAxiosFields[] = {
    {"Accept", "application/json, text/plain, */*"},
    {"User-Agent", "axios/1.21.1"},
    {"Accept-Encoding", "gzip, compress, deflate, br"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kAxiosProfile = [] {
    ClientProfile row = plainClient("axios"_L1, QT_TRANSLATE_NOOP("profiles", "axios"), kJavaScript, "1.21.1"_L1,
                                    "axios 1.21.1, lib/adapters/http.js"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "axios in Node, which uses follow-redirects.");
    row.otherVersions =
        QT_TRANSLATE_NOOP("profiles", "they behave like the version of follow-redirects that is installed with them.");
    row.syntax = LocationSyntax::Whatwg;
    row.statuses = kFollowRedirectsStatuses;
    row.notFollowed = {};
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.text = LocationText::Latin1;
    row.emptyLocation = EmptyLocation::Missing;
    row.hopLimit = 21;
    row.limitOption = "maxRedirects";
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.defaultFields = kAxiosFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.severalLocations = SeveralLocations::First;
    row.authorization = sentTo(Place::SameOrigin);
    row.contentTypeFor = ContentTypeFor::PostPutPatch;
    row.onceBody = OnceBody::Kept;
    return row;
}();

inline constexpr StatusRule kGotStatuses[] = {keeps(300), keeps(301), keeps(302), becomesGet(303),
                                              keeps(304), keeps(307), keeps(308)};

inline constexpr DefaultField kGotFields[] = {
    {"user-agent", "got (https://github.com/sindresorhus/got)"},
    {"accept-encoding", "gzip, deflate, br"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kGotProfile = [] {
    ClientProfile row = plainClient("got"_L1, QT_TRANSLATE_NOOP("profiles", "got"), kJavaScript, "14.6.6"_L1,
                                    "got 14.6.6, source/core/index.ts"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "got, which keeps POST on 301 and 302 unless methodRewriting is on.");
    row.syntax = LocationSyntax::Whatwg;
    row.statuses = kGotStatuses;
    row.contentFields = kLengthOnly;
    row.text = LocationText::Utf8;
    row.emptyLocation = EmptyLocation::Missing;
    row.host = HostRule::KeepAtSameOrigin;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.hopLimit = 10;
    row.limitOption = "maxRedirects";
    row.defaultFields = kGotFields;
    row.severalLocations = SeveralLocations::First;
    row.zeroLengthMethods = kPostOnly;
    row.onceBody = OnceBody::EmptyLength;
    return row;
}();

inline constexpr StatusRule kSuperagentStatuses[] = {becomesGet(301), becomesGet(302), becomesGet(303),
                                                     keeps(305),      keeps(307),      keeps(308)};
inline constexpr QByteArrayView kHeadOnly[] = {"HEAD"};

inline constexpr DefaultField kSuperagentFields[] = {
    {"Connection", "close"},
    {"accept-encoding", "gzip, deflate"},
};

inline constexpr ClientProfile kSuperagentProfile = [] {
    ClientProfile row = plainClient("superagent"_L1, QT_TRANSLATE_NOOP("profiles", "superagent"), kJavaScript,
                                    "10.4.2"_L1, "superagent 10.4.2, src/node/index.js"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "superagent in Node; after HEAD it follows a redirect only when redirects() is set.");
    row.syntax = LocationSyntax::Whatwg;
    row.statuses = kSuperagentStatuses;
    row.unfollowedMethods = kHeadOnly;
    row.text = LocationText::Latin1;
    row.emptyLocation = EmptyLocation::Missing;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.hopLimit = 5;
    row.limitOption = "redirects()";
    row.defaultFields = kSuperagentFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.severalLocations = SeveralLocations::First;
    row.zeroLengthMethods = kPostOnly;
    return row;
}();

inline constexpr DefaultField kNodeFetchPackageFields[] = {
    {"accept", "*/*"},
    {"user-agent", "node-fetch"},
    {"accept-encoding", "gzip, deflate, br"},
    {"Connection", "keep-alive"},
};

inline constexpr ClientProfile kNodeFetchPackageProfile = [] {
    ClientProfile row = plainClient("node-fetch"_L1, QT_TRANSLATE_NOOP("profiles", "node-fetch"), kJavaScript,
                                    "3.3.2"_L1, "node-fetch 3.3.2, src/index.js"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "The node-fetch package.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "before 2.6.7 and 3.1.1, Authorization and Cookie were sent to every host (CVE-2022-0235).");
    row.syntax = LocationSyntax::Whatwg;
    row.statuses = kHeadBecomesGetStatuses;
    row.contentFields = kLengthOnly;
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::Join;
    row.authorization = sentTo(Place::SameHostAndScheme);
    row.cookie = sentTo(Place::SameHostAndScheme);
    row.host = HostRule::Keep;
    row.userinfo = UserinfoRule::Refuse;
    row.hopLimit = 20;
    row.limitOption = "follow";
    row.defaultFields = kNodeFetchPackageFields;
    row.defaultContentType = "text/plain;charset=UTF-8";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.zeroLengthMethods = kPostAndPut;
    row.onceBody = OnceBody::OnlySeeOther;
    return row;
}();

} // namespace hopscope
