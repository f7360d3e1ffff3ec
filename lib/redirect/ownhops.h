// SPDX-License-Identifier: MIT
#pragma once

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

/// The upgrade of `chain.request` to `target` before anything is sent (RFC 6797 8.3). With `isRedirect` the client
/// makes a 307 of it, which its rules for redirects see (Chromium); else the URL alone changes.
OwnHop upgradeHop(const ClientProfile &profile, Chain chain, const QByteArray &target, const Verdict &why,
                  bool isRedirect);

/// `chain.response`, which was stored earlier.
OwnHop cacheHop(const ClientProfile &profile, const Chain &chain, const Verdict &why);

/// The page that `chain.response` is asks for another one: a new navigation from it. `wish` has the jar.
Decision afterRefresh(const ClientProfile &profile, const Chain &chain, const Refresh &refresh, FirstRequest wish);

} // namespace hopscope
