// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/authentication.h"
#include "redirect/decide.h"
#include "redirect/firstrequest.h"
#include "redirect/memory.h"
#include "redirect/refresh.h"

namespace hopscope
{

/// What a client answers by itself, and what it does then.
struct OwnHop {
    Hop hop;
    Decision decision;
};

/// The upgrade of `chain.request` before anything is sent (RFC 6797 8.3). With `isRedirect` the client
/// makes a 307 of it, which its rules for redirects see (Chromium); else the URL alone changes.
OwnHop upgradeHop(const ClientProfile &profile, Chain chain, const HstsUpgrade &upgrade, bool isRedirect);

/// `chain.response`, which was stored earlier.
OwnHop cacheHop(const ClientProfile &profile, const Chain &chain, const Reuse &why);

/// `request` once more, as `answer` to the 401 that `chain.response` is: with that Authorization, and with the cookies
/// of the jar as they are now.
Decision sentAgain(const ClientProfile &profile, const Chain &chain, const Request &request, const AuthStep &answer);

/// The page that `chain.response` is asks for another one: a new navigation from it. `wish` has the jar.
Decision afterRefresh(const ClientProfile &profile, const Chain &chain, const Refresh &refresh, FirstRequest wish);

} // namespace hopscope
