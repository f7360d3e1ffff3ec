// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr DefaultField kReqwestFields[] = {{"accept", "*/*"}};

inline constexpr ClientProfile kReqwestProfile = [] {
    ClientProfile row = plainClient("reqwest"_L1, QT_TRANSLATE_NOOP("profiles", "Rust reqwest"), kRust, "0.11.13"_L1,
                                    "reqwest 0.11.13, src/async_impl/client.rs"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Client as it is built: every method but HEAD becomes GET on 301, 302 and 303, and the URL before "
                    "is named as Referer.");
    row.statuses = kGetStatuses;
    row.syntax = LocationSyntax::Whatwg;
    row.text = LocationText::Utf8OrError;
    row.severalLocations = SeveralLocations::First;
    row.referer = RefererRule::PreviousWithoutFragment;
    row.refererWhy = {"{client} sends the URL of the previous request, except from https to http.", nullptr};
    row.host = HostRule::Keep;
    row.sendsUrlCredentials = true;
    row.hopLimit = 9;
    row.limitOption = "redirect::Policy::limited()";
    row.limit = {"{client} follows 9 redirects: its limit of 10 counts the first request, too.", nullptr};
    row.defaultFields = kReqwestFields;
    row.zeroLengthMethods = {};
    return row;
}();

} // namespace hopscope
