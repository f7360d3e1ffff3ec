// SPDX-License-Identifier: MIT
#include "redirect/ownhops.h"

#include "redirect/fieldrules.h"
#include "redirect/ledger.h"
#include "redirect/origins.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kUpgradeSource = "RFC 6797 8.3";
constexpr const char *kRefreshSource = "HTML, shared declarative refresh steps";

const StatusRule &noStatusRule()
{
    static const StatusRule rule{};
    return rule;
}

/// The request as it is, but for its URL and what depends on that.
Decision withOtherUrl(const ClientProfile &profile, const Chain &chain, const QByteArray &target)
{
    Draft draft{.profile = profile,
                .chain = chain,
                .rule = noStatusRule(),
                .next = chain.request,
                .home = ParsedTarget(chain.firstUrl),
                .from = ParsedTarget(chain.request.url),
                .to = ParsedTarget(target)};
    draft.next.url = target;
    draft.other = {"Only the URL changes: nothing was sent yet.", kUpgradeSource};
    draft.note("url", {"http becomes https, and port 80 becomes 443.", kUpgradeSource});
    draft.next.headers.set("Host", hostFieldOf(profile, draft.to));
    draft.note("Host", {"Host names the server of the target.", "RFC 9110 7.2"});
    const std::optional<Origin> &own = draft.from.origin();
    if (chain.earlier.isEmpty() && own && draft.next.headers.first("Origin") == serializeOrigin(*own) &&
        draft.to.origin()) {
        draft.next.headers.set("Origin", serializeOrigin(*draft.to.origin()));
        draft.note("Origin", {"The page is of the same host, which was asked for with https as well.", kUpgradeSource});
    }
    applyCookieRule(draft);
    Decision decision;
    decision.redirect.ledger = makeLedger(draft);
    decision.next = std::move(draft.next);
    decision.cookies = std::move(draft.cookies);
    return decision;
}

QString refreshReason(const Refresh &refresh)
{
    const QString asks = refresh.kind == HopKind::MetaRefresh ? u"A meta element of this page"_s
                                                              : u"The Refresh field of this response"_s;
    const QString when = refresh.seconds == 0 ? u"at once"_s : u"after %1 seconds"_s.arg(refresh.seconds);
    return u"%1 asks for another page %2. HTTP knows nothing of it: the status is no redirect, and the browser makes a "
           "new request."_s.arg(asks, when);
}

} // namespace

OwnHop upgradeHop(const ClientProfile &profile, Chain chain, const HstsUpgrade &upgrade, bool isRedirect)
{
    const QByteArray &target = upgrade.target;
    chain.response = Response{.version = "HTTP/1.1",
                              .status = 307,
                              .reason = "Internal Redirect",
                              .headers = {{{"Location", target}, {"Non-Authoritative-Reason", "HSTS"}}}};
    if (const auto origin = chain.request.headers.first("Origin"); origin && isRedirect) {
        // Chromium, net/url_request/url_request_redirect_job.cc: the target decides what a script may see.
        chain.response.headers.append("Access-Control-Allow-Origin", *origin);
        chain.response.headers.append("Access-Control-Allow-Credentials", "true");
    }
    OwnHop own{.hop = {.kind = HopKind::Hsts, .request = chain.request, .response = chain.response},
               .decision = isRedirect ? decide(profile, chain) : withOtherUrl(profile, chain, target)};
    Redirect &redirect = own.decision.redirect;
    if (isRedirect && redirect.verdict != RedirectVerdict::Follow) {
        own.hop.redirect = redirect;
        return own;
    }
    redirect.location = target;
    redirect.target = target;
    redirect.verdict = RedirectVerdict::Follow;
    redirect.reason = upgrade.reason;
    redirect.source = upgrade.source.isEmpty() ? QString(profile.source) : upgrade.source;
    own.hop.redirect = redirect;
    return own;
}

OwnHop cacheHop(const ClientProfile &profile, const Chain &chain, const Reuse &why)
{
    OwnHop own{.hop = {.kind = HopKind::Cache, .request = chain.request, .response = chain.response},
               .decision = decide(profile, chain)};
    Redirect &redirect = own.decision.redirect;
    if (redirect.verdict == RedirectVerdict::Follow) {
        redirect.reason = why.reason;
        redirect.source = why.source;
    }
    own.hop.redirect = redirect;
    return own;
}

Decision sentAgain(const ClientProfile &profile, const Chain &chain, const Request &request, const AuthStep &answer)
{
    const QByteArray reason = answer.reason.toUtf8();
    const QByteArray source = answer.source.toUtf8();
    const Why why{reason.constData(), source.constData()};
    const ParsedTarget url(request.url);
    Draft draft{.profile = profile,
                .chain = chain,
                .rule = noStatusRule(),
                .next = request,
                .home = ParsedTarget(chain.firstUrl),
                .from = url,
                .to = url};
    draft.other = {"The request is sent again as it was.", source.constData()};
    if (answer.field.isEmpty())
        draft.next.headers.remove("Authorization");
    else
        draft.next.headers.set("Authorization", answer.field);
    draft.note("Authorization", why);
    draft.note("body", {"The request is sent again with its body.", source.constData()});
    applyCookieRule(draft);
    Decision decision;
    decision.redirect = {.target = request.url,
                         .verdict = RedirectVerdict::Follow,
                         .reason = answer.reason,
                         .source = answer.source,
                         .ledger = makeLedger(draft)};
    decision.next = std::move(draft.next);
    decision.cookies = std::move(draft.cookies);
    return decision;
}

Decision afterRefresh(const ClientProfile &profile, const Chain &chain, const Refresh &refresh, FirstRequest wish)
{
    wish.method = "GET";
    wish.url = refresh.target;
    wish.body = {};
    wish.userPassword.clear();
    wish.headers = {};
    if (const auto referer = refererOfNavigation(profile, chain.request.url, chain.response, refresh.target))
        wish.headers.append("Referer", *referer);
    Decision decision;
    const Request next = firstRequest(profile, wish, &decision.cookies);
    Draft draft{.profile = profile,
                .chain = chain,
                .rule = noStatusRule(),
                .next = next,
                .home = ParsedTarget(chain.firstUrl),
                .from = ParsedTarget(chain.request.url),
                .to = ParsedTarget(refresh.target)};
    draft.other = {"A new request of the page, and not this one once more.", kRefreshSource};
    draft.note("method", {"What a page asks for is requested with GET.", kRefreshSource});
    draft.note("url", {"The page names it, relative to itself.", kRefreshSource});
    draft.note("body", {"GET carries no body.", kRefreshSource});
    draft.note("Referer", {"The page that asks is the referrer, as its policy allows.",
                           "Referrer Policy, determine request's referrer"});
    draft.note("Cookie", {"The cookies stored for the target are sent.", profile.cookies.retrieval});
    decision.redirect = {.target = refresh.target,
                         .verdict = RedirectVerdict::Follow,
                         .reason = refreshReason(refresh),
                         .source = QString::fromLatin1(kRefreshSource),
                         .ledger = makeLedger(draft)};
    decision.next = next;
    return decision;
}

} // namespace hopscope
