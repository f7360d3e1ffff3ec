// SPDX-License-Identifier: MIT
#include "redirect/decide.h"

#include "redirect/cors.h"
#include "redirect/fieldrules.h"
#include "redirect/ledger.h"
#include "redirect/methodrule.h"
#include "redirect/target.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

void noteUrl(Draft &draft, const QByteArray &location)
{
    const Why &several = draft.profile.several;
    const QList<QByteArray> values = draft.chain.response.headers.all("Location");
    if (location.isEmpty())
        draft.note("url", draft.profile.empty);
    else if (std::any_of(values.begin(), values.end(), [&](const auto &v) { return v != location; }))
        draft.note("url", several);
    else
        draft.note("url", {"The Location is resolved against the URL of the request.", "RFC 9110 10.2.2"});
}

void noteFragment(Draft &draft, QByteArrayView location)
{
    if (location.contains('#'))
        draft.note("fragment", {"The Location has its own fragment.", "RFC 9110 10.2.2"});
    else
        draft.note("fragment", draft.profile.fragment);
}

/// RFC 9110 15.4: equal requests get equal answers, so the chain would never end.
bool closesLoop(const Chain &chain, const Request &next)
{
    return requestKey(chain.request) == requestKey(next) || chain.earlier.latestEqual(next) >= 0;
}

/// A chain that is stopped by a limit and has asked the same before never had an end.
void nameCycle(Redirect &redirect, const Chain &chain)
{
    if (redirect.outcome != OutcomeKind::TooManyRedirects || chain.earlier.latestEqual(chain.request) < 0)
        return;
    redirect.outcome = OutcomeKind::Loop;
    redirect.reason += u" The chain is a loop: %1."_s.arg(cycleText(chain.earlier.cycleWith(chain.request)));
}

} // namespace

Decision decide(const ClientProfile &profile, const Chain &chain)
{
    if (const QString why = unsupportedMethodReason(profile, chain.request.method); !why.isEmpty())
        return {.redirect = {.verdict = RedirectVerdict::Refuse,
                             .reason = why,
                             .source = QString(profile.source),
                             .outcome = OutcomeKind::NotFollowed}};
    // Fetch, HTTP fetch: what the page may not have is an error before it is a redirect
    const bool asks = profile.cors.mode == CorsMode::Asked;
    if (const auto refusal = asks ? corsRefusal(profile, chain.earlier, chain.request, chain.response) : std::nullopt)
        return {
            .redirect = {.location = chain.response.headers.first("Location").value_or(QByteArray()),
                         .verdict = RedirectVerdict::Refuse,
                         .reason = u"The page's script gets an error instead of this response: "_s + refusal->reason,
                         .source = refusal->source,
                         .outcome = OutcomeKind::NetworkError}};
    // Fetch steps 1 to 11; RFC 9110 15.4 item 1: where to, if anywhere
    FoundTarget found = findTarget(profile, chain);
    Decision decision{.redirect = std::move(found.redirect)};
    Redirect &redirect = decision.redirect;
    if (redirect.verdict != RedirectVerdict::Follow) {
        nameCycle(redirect, chain);
        return decision;
    }

    Draft draft{.profile = profile,
                .chain = chain,
                .rule = *found.rule,
                .next = chain.request,
                .home = std::move(found.home),
                .from = std::move(found.from),
                .to = std::move(found.to)};
    draft.next.url = redirect.target;
    noteUrl(draft, redirect.location);
    noteFragment(draft, redirect.location);
    // Fetch step 12; RFC 9110 15.4 items 4 and 5: method, body and content fields
    applyMethodRule(draft);
    if (chain.bodyOnce && draft.next.body.size > 0 && profile.onceBody != OnceBody::Kept) {
        redirect.verdict = RedirectVerdict::Refuse;
        redirect.outcome = OutcomeKind::NotFollowed;
        redirect.reason = filledIn(profile.onceBodyWhy.reason, profile, chain);
        redirect.source = sourceText(profile.onceBodyWhy.source, profile);
        return decision;
    }
    // Fetch steps 13 and 19; RFC 9110 15.4 items 2 and 3: fields that belong to a place
    applyFieldRules(draft);

    if (profile.detectsLoops && closesLoop(chain, draft.next)) {
        redirect.verdict = RedirectVerdict::Refuse;
        redirect.outcome = OutcomeKind::Loop;
        redirect.reason = filledIn(profile.loop.reason, profile, chain);
        redirect.source = sourceText(profile.loop.source, profile);
        return decision;
    }
    redirect.ledger = makeLedger(draft);
    redirect.reason = redirect.ledger.first().reason; // the method's
    redirect.source = redirect.ledger.first().source;
    decision.next = std::move(draft.next);
    decision.cookies = std::move(draft.cookies);
    decision.referrers = referrerPolicyOnRedirect(chain.referrers, chain.response.headers);
    return decision;
}

} // namespace hopscope
