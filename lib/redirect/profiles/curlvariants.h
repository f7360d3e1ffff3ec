// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/curlprofile.h"

namespace hopscope
{

// The method is forced whatever it is.
inline constexpr QByteArrayView kNoMethod[] = {""};

inline constexpr ClientProfile kCurlXProfile = [] {
    ClientProfile row = kCurlProfile;
    row.id = "curl-X"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "curl -L -X");
    row.description = QT_TRANSLATE_NOOP("profiles", "curl with -L and -X METHOD: the method stays on every redirect, "
                                                    "but a body given with -d is dropped on 301, 302 and 303.");
    row.ownMethods = kNoMethod;
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.zeroLengthMethods = {};
    return row;
}();

inline constexpr StatusRule kCurlPost30xStatuses[] = {
    {301, MethodRule::Keep, nullptr, "--post301 keeps {method} on 301.", kCurlFollow},
    {302, MethodRule::Keep, nullptr, "--post302 keeps {method} on 302.", kCurlFollow},
    {303, MethodRule::GetUnlessHeadOrPost, "--post303 keeps only POST; curl turns {method} into GET.",
     "--post303 keeps {method} on 303.", kCurlFollow},
    {307, MethodRule::Keep, nullptr, "curl keeps the method on 307.", kCurlFollow},
    {308, MethodRule::Keep, nullptr, "curl keeps the method on 308.", kCurlFollow},
    {0, MethodRule::Keep, nullptr, "curl -L follows every 3xx that has a Location, including {status}.", kCurlFollow},
};

inline constexpr ClientProfile kCurlPost30xProfile = [] {
    ClientProfile row = kCurlProfile;
    row.id = "curl-post30x"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "curl -L --post301 --post302 --post303");
    row.description = QT_TRANSLATE_NOOP("profiles", "curl with -L that keeps POST and its body on 301, 302 and 303.");
    row.statuses = kCurlPost30xStatuses;
    return row;
}();

inline constexpr ClientProfile kCurlTrustedProfile = [] {
    ClientProfile row = kCurlProfile;
    row.id = "curl-trusted"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "curl --location-trusted");
    row.description = QT_TRANSLATE_NOOP("profiles", "curl that sends user name, password and cookies to every host.");
    row.authorization = {Place::Anywhere, "--location-trusted sends Authorization to every target.", nullptr,
                         kCurlHttp};
    row.cookie = {Place::Anywhere, "--location-trusted sends a Cookie field given with -H to every target.", nullptr,
                  kCurlHttp};
    row.userinfo = UserinfoRule::Send;
    row.authentication = kCurlTrustedAuthentication;
    return row;
}();

inline constexpr ClientProfile kCurlAutoRefererProfile = [] {
    ClientProfile row = kCurlProfile;
    row.id = "curl-auto-referer"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "curl -L -e ';auto'");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "curl that names the URL before as Referer after each redirect, without user name, password and "
                    "fragment.");
    row.referer = RefererRule::PreviousUnlessGiven;
    row.refererWhy = {"With ;auto in -e, curl sends the URL of the previous request as Referer.", kCurlFollow};
    return row;
}();

} // namespace hopscope
