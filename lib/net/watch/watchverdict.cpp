// SPDX-License-Identifier: MIT
#include "net/watch/watchverdict.h"

#include "formats/record/profileverdict.h"
#include "formats/record/recordedclient.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

const ClientProfile *judgeOf(const Trace &trace, const WatchJudge &judge)
{
    if (judge.always || trace.hops.isEmpty())
        return judge.always;
    const Request &first = trace.hops.constFirst().request;
    const bool isNamed = first.headers.contains("User-Agent") && unknownClient(first).isEmpty();
    return isNamed ? findClient(trace.client) : nullptr;
}

ChainVerdict chainVerdict(const Trace &trace, const WatchJudge &judge)
{
    const ClientProfile *profile = judgeOf(trace, judge);
    ChainVerdict chain;
    for (const Hop &hop : trace.hops) {
        if (!hop.redirect || hop.redirect->location.isEmpty())
            continue;
        if (!profile)
            return {WatchVerdict::Unknown, u"Not judged: the rules of this client are not known."_s};
        if (differsFromProfile(*hop.redirect))
            return {WatchVerdict::Differs, profileVerdict(*hop.redirect, *profile)};
        chain = {WatchVerdict::AsProfile, profileVerdict(*hop.redirect, *profile)};
    }
    if (chain.verdict == WatchVerdict::NoRedirect && !trace.hops.isEmpty())
        chain.text = trace.hops.constLast().error;
    return chain;
}

} // namespace hopscope
