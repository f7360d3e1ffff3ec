// SPDX-License-Identifier: MIT
#include "findings/steps.h"

#include "http/headers.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

bool isEarlier(int hop, int other)
{
    return other < 0 ? hop >= 0 : hop >= 0 && hop < other;
}

bool isRedirectStep(const Hop &hop, const Hop &after)
{
    return hop.kind != HopKind::Preflight && !isAskedByPage(after.kind) && hop.response &&
           hop.response->status / 100 == 3 && hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow;
}

QList<int> stepsOf(const QList<Hop> &hops)
{
    QList<int> steps;
    for (int i = 0; i < hops.size(); ++i) {
        const qsizetype next = ledTo(hops, i);
        if (next < 0 || hops[i].kind == HopKind::Preflight)
            continue;
        if (isRedirectStep(hops[i], hops[next]) || isAskedByPage(hops[next].kind))
            steps.append(i);
    }
    return steps;
}

bool endedBeforeNext(const Trace &trace)
{
    const std::optional<Redirect> last = trace.hops.isEmpty() ? std::nullopt : trace.hops.constLast().redirect;
    return trace.outcome.kind == OutcomeKind::NotFollowed && last && last->verdict == RedirectVerdict::Follow;
}

LedgerRow ledgerRow(const Hop &hop, QByteArrayView part)
{
    if (!hop.redirect)
        return {};
    const auto &ledger = hop.redirect->ledger;
    const auto row = std::find_if(ledger.begin(), ledger.end(),
                                  [&](const LedgerRow &each) { return equalsIgnoringCase(each.part.toUtf8(), part); });
    return row == ledger.end() ? LedgerRow() : *row;
}

bool stayedUnsent(const Hop &hop)
{
    return !hop.response && !hop.error.isEmpty() && (!hop.wire || hop.wire->sent.isEmpty());
}

qsizetype sentAfter(const QList<Hop> &hops, qsizetype i)
{
    const auto isSent = [](const Hop &hop) { return isServersRequest(hop.kind); };
    const auto next = std::find_if(hops.begin() + i + 1, hops.end(), isSent);
    return next == hops.end() ? -1 : next - hops.begin();
}

HstsStore learnedHsts(const QList<Hop> &hops, const QDateTime &now, const HstsPolicy &policy)
{
    HstsStore store;
    for (const Hop &hop : hops) {
        if (const auto origin = reachesServer(hop.kind) && hop.response ? originOf(hop.request.url) : std::nullopt)
            learnHsts(store, hop.response->headers, *origin, now, policy);
    }
    return store;
}

} // namespace hopscope
