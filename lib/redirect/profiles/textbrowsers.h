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

inline constexpr StatusRule kPocoStatuses[] = {keeps(301), keeps(302), keeps(303), keeps(307)};
inline constexpr DefaultField kPocoFields[] = {
    {"User-Agent", "poco/1.11.0"}, {"Accept", "*/*"}, {"Connection", "Close"}};

inline constexpr ClientProfile kPocoProfile = [] {
    ClientProfile row = plainClient("poco"_L1, QT_TRANSLATE_NOOP("profiles", "POCO URIStreamOpener"), kCpp, "1.11.0"_L1,
                                    "POCO 1.11.0, Net/src/HTTPStreamFactory.cpp"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "URIStreamOpener with the http and https factories, which only GET a URL. HTTPClientSession, which "
                    "sends everything else, follows no redirect.");
    row.sends = kGetAlone;
    row.statuses = kPocoStatuses;
    row.severalLocations = SeveralLocations::First;
    row.hopLimit = 9;
    row.defaultFields = kPocoFields;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

inline constexpr StatusRule kLinksStatuses[] = {keeps(301), keeps(302), keeps(303), keeps(307), keeps(308)};

inline constexpr DefaultField kLinksFields[] = {
    {"Accept-Charset", "us-ascii,ISO-8859-1,ISO-8859-2,ISO-8859-3,ISO-8859-4,ISO-8859-5,ISO-8859-6,ISO-8859-7,ISO-8859-"
                       "8,ISO-8859-9,ISO-8859-10,ISO-8859-13,ISO-8859-14,ISO-8859-15,ISO-8859-16,windows-1250,windows-1"
                       "251,windows-1252,windows-1256,windows-1257,cp437,cp737,cp850,cp852,cp866,x-cp866-u,x-mac,x-mac-"
                       "ce,x-kam-cs,koi8-r,koi8-u,koi8-ru,TCVN-5712,VISCII,utf-8"},
    {"Accept-Language", "en,*;q=0.1"},
    {"Accept", "*/*"},
    {"Connection", "keep-alive"},
    {"User-Agent", "Links (2.28; Linux 6.18.44-fc-v595 x86_64; GNU C 12.2; dump)"},
};

inline constexpr ClientProfile kLinksProfile = [] {
    ClientProfile row = plainClient("links"_L1, QT_TRANSLATE_NOOP("profiles", "Links"), kCommandLine, "2.28"_L1,
                                    "Links 2.28, http.c"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "links -source, which only GETs a URL; user name and password of a URL go to every later target, "
                    "also on other ports. Given fields cannot be set.");
    row.sends = kGetAlone;
    row.statuses = kLinksStatuses;
    row.keepsCookies = true;
    row.severalLocations = SeveralLocations::First;
    row.authorization = sentTo(Place::Anywhere);
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 15;
    row.defaultFields = kLinksFields;
    row.interim = InterimRule::OnlyContinue;
    return row;
}();

} // namespace hopscope
