// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/javaprofiles.h"
#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr StatusRule kTinyStatuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                               becomesGet(303, MethodRule::AlwaysGet, BodyRule::Kept),
                                               only(kSafeMethods, keeps(307)), only(kSafeMethods, keeps(308))};
inline constexpr DefaultField kTinyFields[] = {{"User-Agent", "HTTP-Tiny/0.080"}};

inline constexpr ClientProfile kTinyProfile = [] {
    ClientProfile row = plainClient("perl-http-tiny"_L1, QT_TRANSLATE_NOOP("profiles", "Perl HTTP::Tiny"), kPerl,
                                    "0.080"_L1, "HTTP::Tiny 0.080, lib/HTTP/Tiny.pm"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "HTTP::Tiny; after POST it follows only 303, with GET and the body of the POST.");
    row.statuses = kTinyStatuses;
    row.httpsToHttp = false;
    row.needsSlash = true;
    row.severalLocations = SeveralLocations::Refuse;
    row.host = HostRule::FromTarget;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 5;
    row.limitOption = "max_redirect";
    row.defaultFields = kTinyFields;
    row.defaultContentType = "application/octet-stream";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.zeroLengthMethods = {};
    row.urlCredentialsStay = false;
    row.inheritsUserinfo = false;
    row.text = LocationText::Bytes;
    row.onceBody = OnceBody::EmptyChunks;
    return row;
}();

inline constexpr StatusRule kLwpStatuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                              only(kSafeMethods, keeps(303)), only(kSafeMethods, keeps(307)),
                                              only(kSafeMethods, keeps(308))};
inline constexpr DefaultField kLwpFields[] = {
    {"User-Agent", "libwww-perl/6.68"}, {"TE", "deflate,gzip;q=0.3"}, {"Connection", "TE, close"}};

inline constexpr ClientProfile kLwpProfile = [] {
    ClientProfile row = plainClient("perl-lwp"_L1, QT_TRANSLATE_NOOP("profiles", "Perl LWP::UserAgent"), kPerl,
                                    "6.68"_L1, "libwww-perl 6.68, lib/LWP/UserAgent.pm"_L1);
    row.description =
        QT_TRANSLATE_NOOP("profiles", "LWP::UserAgent; by default it follows redirects only of GET and HEAD.");
    row.statuses = kLwpStatuses;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::FirstRequest);
    row.severalLocations = SeveralLocations::Join;
    row.host = HostRule::FromTarget;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 7;
    row.limitOption = "max_redirect";
    row.defaultFields = kLwpFields;
    row.urlCredentialsStay = false;
    row.onceBody = OnceBody::EmptyChunks;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

// 302 and 303 become GET, HEAD stays.
inline constexpr StatusRule kLwpAllStatuses[] = {keeps(301), becomesGet(302), becomesGet(303), keeps(307), keeps(308)};

inline constexpr ClientProfile kLwpAllProfile = [] {
    ClientProfile row = kLwpProfile;
    row.id = "perl-lwp-all"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Perl LWP::UserAgent, all methods");
    row.description = QT_TRANSLATE_NOOP("profiles", "LWP::UserAgent with every method in requests_redirectable.");
    row.statuses = kLwpAllStatuses;
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.zeroLengthMethods = {};
    return row;
}();

inline constexpr StatusRule kMojoStatuses[] = {postBecomesGet(301, BodyRule::Dropped),
                                               postBecomesGet(302, BodyRule::Dropped),
                                               becomesGet(303, MethodRule::AlwaysGet), keeps(307), keeps(308)};

inline constexpr DefaultField kMojoFields[] = {{"User-Agent", "Mojolicious (Perl)"}, {"Accept-Encoding", "gzip"}};

inline constexpr ClientProfile kMojoProfile = [] {
    ClientProfile row = plainClient("perl-mojo"_L1, QT_TRANSLATE_NOOP("profiles", "Perl Mojo::UserAgent"), kPerl,
                                    "9.31"_L1, "Mojolicious 9.31, lib/Mojo/UserAgent/Transactor.pm"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Mojo::UserAgent with max_redirects; Authorization, Cookie and Referer go to no second target.");
    row.statuses = kMojoStatuses;
    row.contentFields = kFetchContentFields;
    row.contentKept = {};
    row.authorization = sentTo(Place::FirstRequest);
    row.cookie = sentTo(Place::FirstRequest);
    row.keepsCookies = true;
    row.referer = RefererRule::Drop;
    row.refererWhy = {"{client} removes the Referer on a redirect.", nullptr};
    row.severalLocations = SeveralLocations::First;
    row.emptyLocation = EmptyLocation::Missing;
    row.text = LocationText::Utf8OrLatin1;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.urlCredentialsWin = true;
    row.urlCredentialsStay = false;
    row.hopLimit = 10;
    row.limitOption = "max_redirects";
    row.defaultFields = kMojoFields;
    row.zeroLengthMethods = kAllButGet;
    row.redirectLengthMethods = kAllButGet;
    return row;
}();

} // namespace hopscope
