// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"
#include "redirect/firstrequest.h"
#include "redirect/profile.h"

namespace hopscope
{

/// The trace of what a browser did, called `client`. What happened is what the browser says; each ledger has beside it
/// what `predictor` predicts from the same response, and notes name what else differs. Outcome and findings are filled
/// in. `wish` is what the user asked for.
Trace judgedRun(const QString &client, const ClientProfile &predictor, const FirstRequest &wish, const BrowserRun &run);

} // namespace hopscope
