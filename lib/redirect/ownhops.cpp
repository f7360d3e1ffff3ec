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

constexpr StatusRule kNoStatusRule{};

/// From the request that was answered to `next`, which no status leads to.
Draft draftTo(const ClientProfile &profile, const Chain &chain, const Request &next)
{
    return {.profile = profile,
            .chain = chain,
            .rule = kNoStatusRule,
            .next = next,
            .home = ParsedTarget(chain.firstUrl),
            .from = ParsedTarget(chain.request.url),
            .to = ParsedTarget(next.url)};
}

Decision finished(Draft &draft, Redirect redirect)
{
    redirect.ledger = makeLedger(draft);
    return {.redirect = std::move(redirect), .next = std::move(draft.next), .cookies = std::move(draft.cookies)};
}

/// The request as it is, but for its URL and what depends on that.
Decision withOtherUrl(const ClientProfile &profile, const Chain &chain, const QByteArray &target)
{
    Request next = chain.request;
    next.url = target;
    Draft draft = draftTo(profile, chain, next);
    draft.other = {"Only the URL changes: nothing was sent yet.", kRfc6797Loading};
    draft.note("url", {"http becomes https, and port 80 becomes 443.", kRfc6797Loading});
    draft.next.headers.set("Host", hostFieldOf(profile, draft.to));
    draft.note("Host", {"Host names the server of the target.", "RFC 9110 7.2"});
    const std::optional<Origin> &own = draft.from.origin();
    if (chain.earlier.isEmpty() && own && draft.next.headers.first("Origin") == serializeOrigin(*own) &&
        draft.to.origin()) {
        draft.next.headers.set("Origin", serializeOrigin(*draft.to.origin()));
        draft.note("Origin",
                   {"The page is of the same host, which was asked for with https as well.", kRfc6797Loading});
    }
    applyCookieRule(draft);
    Decision decision = finished(draft, {});
    decision.referrers = chain.referrers;
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
    Draft draft = draftTo(profile, chain, request);
    draft.other = {"The request is sent again as it was.", source.constData()};
    if (answer.field.isEmpty())
        draft.next.headers.remove("Authorization");
    else
        draft.next.headers.set("Authorization", answer.field);
    draft.note("Authorization", why);
    draft.note("body", {"The request is sent again with its body.", source.constData()});
    applyCookieRule(draft);
    return finished(
        draft,
        {.target = request.url, .verdict = RedirectVerdict::Follow, .reason = answer.reason, .source = answer.source});
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
    QList<CookieVerdict> cookies;
    Draft draft = draftTo(profile, chain, firstRequest(profile, wish, &cookies));
    draft.cookies = std::move(cookies);
    draft.other = {"A new request of the page, and not this one once more.", kHtmlRefreshSource};
    draft.note("method", {"What a page asks for is requested with GET.", kHtmlRefreshSource});
    draft.note("url", {"The page names it, relative to itself.", kHtmlRefreshSource});
    draft.note("body", {"GET carries no body.", kHtmlRefreshSource});
    draft.note("Referer", {"The page that asks is the referrer, as its policy allows.", kDetermineReferrer});
    draft.note("Cookie", {"The cookies stored for the target are sent.", profile.cookies.retrieval});
    return finished(draft, {.target = refresh.target,
                            .verdict = RedirectVerdict::Follow,
                            .reason = refreshReason(refresh),
                            .source = QString::fromLatin1(kHtmlRefreshSource)});
}

} // namespace hopscope
