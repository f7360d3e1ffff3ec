// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchedexchange.h"
#include "redirect/profile.h"

namespace hopscope
{

/// Whose rules a chain is judged by.
struct WatchJudge {
    const ClientProfile *fallback = nullptr; ///< where no User-Agent names the client
    const ClientProfile *always = nullptr;   ///< whatever the User-Agent says; null: it counts
};

/// Unknown: there is a redirect, and nobody has measured what this client does.
enum class WatchVerdict { NoRedirect, Unknown, AsProfile, Differs };

/// What a client did with the redirects of its chain, beside what its profile says.
struct ChainVerdict {
    WatchVerdict verdict = WatchVerdict::NoRedirect;
    /// The sentence of profileVerdict(), of the first redirect that differs if one does; without a redirect the error
    /// of the request, if it had one.
    QString text;

    bool operator==(const ChainVerdict &) const = default;
};

/// The profile that a chain is judged by; nullptr where it is not known whose rules the client follows.
const ClientProfile *judgeOf(const Trace &trace, const WatchJudge &judge);
/// `trace` is one of watchedTraces().
ChainVerdict chainVerdict(const Trace &trace, const WatchJudge &judge);

} // namespace hopscope
