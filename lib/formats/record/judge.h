// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// The source of what a record shows and the rules do not give.
inline constexpr QLatin1StringView kRecordSource("the recording");

/// What a record says about the end of a chain.
struct RecordedEnd {
    std::optional<int> limit; ///< the client said that it follows no more than so many redirects
    bool isMasked = false;    ///< somebody took the Location of the last redirect out
    bool isRequested = false; ///< the record has requests to its target, which follow from something else
};

/// The trace of a chain that another program recorded: `hops` as they are, without redirects. What happened is what the
/// record says; each ledger compares the recorded request with the one recorded after it, and gives the rules of
/// `profile` as reasons where they agree, and says so where they do not. Outcome and findings are filled in. An answer
/// to CONNECT is a proxy's, which no client follows.
Trace judgedTrace(const ClientProfile &profile, const QList<Hop> &hops, const QDateTime &started,
                  const RecordedEnd &end = {});

} // namespace hopscope
