// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/javaprofiles.h"
#include "redirect/profiles/rubyprofiles.h"

namespace hopscope
{

// http.rb counts PATCH among the safe ones (measured).
inline constexpr QByteArrayView kHttpRbFollowed[] = {"GET", "HEAD", "OPTIONS", "PATCH", "TRACE"};

inline constexpr StatusRule kHttpRbStatuses[] = {only(kHttpRbFollowed, keeps(300)),
                                                 only(kHttpRbFollowed, keeps(301)),
                                                 only(kHttpRbFollowed, keeps(302)),
                                                 becomesGet(303, MethodRule::GetUnlessHead, BodyRule::Kept),
                                                 keeps(307),
                                                 keeps(308)};

inline constexpr DefaultField kHttpRbFields[] = {{"Connection", "close"}, {"User-Agent", "http.rb/4.4.1"}};

inline constexpr ClientProfile kHttpRbProfile = [] {
    ClientProfile row = plainClient("ruby-http"_L1, QT_TRANSLATE_NOOP("profiles", "Ruby http.rb"), kRuby, "4.4.1"_L1,
                                    "http.rb 4.4.1, lib/http/redirector.rb"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HTTP.follow; on 301 and 302 it ends with an error after POST, PUT and DELETE, and on 303 it sends "
                    "GET with the body.");
    row.statuses = kHttpRbStatuses;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.severalLocations = SeveralLocations::FirstNotEmpty;
    row.hopLimit = 5;
    row.limitOption = "max_hops";
    row.defaultFields = kHttpRbFields;
    row.zeroLengthMethods = kAllMethods;
    row.redirectLengthMethods = kAllMethods;
    row.onceBody = OnceBody::EmptyChunks;
    return row;
}();

inline constexpr StatusRule kExconStatuses[] = {becomesGet(301, MethodRule::AlwaysGet),
                                                becomesGet(302, MethodRule::AlwaysGet),
                                                becomesGet(303, MethodRule::AlwaysGet), keeps(307), keeps(308)};

inline constexpr DefaultField kExconFields[] = {{"User-Agent", "excon/0.88.0"}, {"Accept", "*/*"}};

inline constexpr ClientProfile kExconProfile = [] {
    ClientProfile row = plainClient("ruby-excon"_L1, QT_TRANSLATE_NOOP("profiles", "Ruby Excon"), kRuby, "0.88.0"_L1,
                                    "excon 0.88.0, lib/excon/middlewares/redirect_follower.rb"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Excon with the middleware RedirectFollower, which sends Authorization to no second target.");
    row.statuses = kExconStatuses;
    row.contentFields = kLengthOnly;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Bytes;
    row.severalLocations = SeveralLocations::Refuse;
    row.authorization = sentTo(Place::FirstRequest);
    row.cookie = sentTo(Place::Anywhere);
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.inheritsUserinfo = false;
    row.hopLimit = 10;
    row.limitOption = "redirect_limit";
    row.defaultFields = kExconFields;
    row.zeroLengthMethods = kAllButGet;
    row.onceBody = OnceBody::EmptyChunks;
    row.interim = InterimRule::None;
    return row;
}();

} // namespace hopscope
