// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"
#include "redirect/firstrequest.h"
#include "redirect/profile.h"

namespace hopscope
{

/// What a program was told to do with redirects, as in TraceRequest.
struct RunLimits {
    int maxHops = -1;
    bool follows = true;
};

/// The trace of what an installed client did, called `client`. What happened is what it says, or what passed the
/// recording proxy; each ledger has beside it what `predictor` predicts from the same response, and notes name what
/// else differs. Outcome and findings are filled in. `wish` is what the user asked for; without a jar, the client keeps
/// no cookies.
Trace judgedRun(const QString &client, const ClientProfile &predictor, const FirstRequest &wish, const BrowserRun &run,
                const RunLimits &limits = {});

} // namespace hopscope
