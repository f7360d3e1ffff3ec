// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr StatusRule kW3mStatuses[] = {
    becomesGet(301, MethodRule::AlwaysGet), becomesGet(302, MethodRule::AlwaysGet),
    becomesGet(303, MethodRule::AlwaysGet), becomesGet(307, MethodRule::AlwaysGet)};

inline constexpr DefaultField kW3mFields[] = {
    {"User-Agent", "w3m/0.5.3+git20230121"},
    {"Accept", "text/html, text/*;q=0.5, image/*, application/*"},
    {"Accept-Encoding", "gzip, compress, bzip, bzip2, deflate"},
    {"Accept-Language", "en;q=1.0"},
};

inline constexpr QByteArrayView kW3mSends[] = {"GET", "HEAD", "POST"};

inline constexpr ClientProfile kW3mProfile = [] {
    ClientProfile row =
        plainClient("w3m"_L1, QT_TRANSLATE_NOOP("profiles", "w3m"), kCommandLine, "0.5.3"_L1, "w3m 0.5.3, file.c"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "w3m -dump_source without cookies: each redirect is followed with GET, and the fields of -header "
                    "fall. Measured without https.");
    row.sends = kW3mSends;
    row.statuses = kW3mStatuses;
    row.givenDropped = {"{client} sends the fields of -header only with the first request.", nullptr};
    row.text = LocationText::Latin1;
    row.severalLocations = SeveralLocations::First;
    row.sendsUserAtOnce = false;
    row.hopLimit = 10;
    row.limitOption = "follow_redirection";
    row.defaultFields = kW3mFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::Post;
    row.interim = InterimRule::None;
    return row;
}();

inline constexpr QByteArrayView kLynxSends[] = {"GET", "HEAD"};
inline constexpr QByteArrayView kGetAlone[] = {"GET"};

inline constexpr StatusRule kLynxStatuses[] = {only(kGetAlone, keeps(301)), only(kGetAlone, keeps(302)),
                                               only(kGetAlone, keeps(303)), only(kGetAlone, keeps(307))};

inline constexpr DefaultField kLynxFields[] = {
    {"Accept", "text/html, text/plain, text/sgml, text/css, */*;q=0.01"},
    {"Accept-Language", "en"},
    {"User-Agent", "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8"},
};

inline constexpr ClientProfile kLynxProfile = [] {
    ClientProfile row = plainClient("lynx"_L1, QT_TRANSLATE_NOOP("profiles", "Lynx"), kCommandLine, "2.9.0dev.12"_L1,
                                    "Lynx 2.9.0dev.12, WWW/Library/Implementation/HTTP.c"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "lynx -source with -accept_all_cookies, and lynx -head, which follows nothing. It does not follow "
                    "308. Given fields cannot be set.");
    row.sends = kLynxSends;
    row.statuses = kLynxStatuses;
    row.keepsCookies = true;
    row.text = LocationText::Bytes;
    row.severalLocations = SeveralLocations::FirstNotEmpty;
    row.emptyLocation = EmptyLocation::Missing;
    row.userinfo = UserinfoRule::Refuse;
    row.sendsUserAtOnce = false;
    row.hopLimit = 10;
    row.limitOption = "REDIRECTION_LIMIT of lynx.cfg";
    row.defaultFields = kLynxFields;
    row.interim = InterimRule::None;
    return row;
}();

} // namespace hopscope
