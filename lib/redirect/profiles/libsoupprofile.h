// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr QByteArrayView kSoupSafe[] = {"GET", "HEAD", "OPTIONS"};
inline constexpr QByteArrayView kSoupSafeOrPost[] = {"GET", "HEAD", "OPTIONS", "POST"};

inline constexpr StatusRule kSoupStatuses[] = {only(kSoupSafeOrPost, postBecomesGet(301)),
                                               becomesGet(302, MethodRule::GetUnlessSafe), becomesGet(303),
                                               only(kSoupSafe, keeps(307)), only(kSoupSafe, keeps(308))};

inline constexpr DefaultField kSoupFields[] = {{"Accept-Encoding", "gzip, deflate"}, {"Connection", "Keep-Alive"}};

inline constexpr ClientProfile kLibsoupProfile = [] {
    ClientProfile row = plainClient("libsoup"_L1, QT_TRANSLATE_NOOP("profiles", "libsoup"), kGnome, "3.2.3"_L1,
                                    "libsoup 3.2.3, libsoup/soup-session.c"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "GNOME's SoupSession without a cookie jar; it sends POST to no second target, not even on 307.");
    row.statuses = kSoupStatuses;
    row.cookie = sentTo(Place::Anywhere);
    row.severalLocations = SeveralLocations::Last;
    row.emptyLocation = EmptyLocation::Missing;
    row.text = LocationText::Utf8;
    row.sendsUserAtOnce = false;
    row.hopLimit = 20;
    row.defaultFields = kSoupFields;
    return row;
}();

} // namespace hopscope
