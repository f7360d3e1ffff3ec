// SPDX-License-Identifier: MIT
#include "redirect/origins.h"

#include "http/site.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Secure Contexts 3.1, for http and https URLs: https, or a loopback host. To browsers https alone (measured).
bool isTrustworthy(const Origin &origin, RefererRule rule)
{
    if (origin.scheme == "https" || rule == RefererRule::StrictOriginByScheme)
        return origin.scheme == "https";
    return isLoopbackHost(origin.host);
}

void applyStrictOrigin(Draft &draft, const QByteArray &referer)
{
    const Why &why = draft.profile.refererWhy;
    const auto from = originOf(referer);
    const auto &to = draft.to.origin();
    if (!from || !to) {
        draft.next.headers.remove("Referer");
        draft.note("Referer",
                   {"The Referer is not an http or https URL, and a browser never sends such a Referer.", why.source});
    } else if (isTrustworthy(*from, draft.profile.referer) && !isTrustworthy(*to, draft.profile.referer)) {
        draft.next.headers.remove("Referer");
        draft.note("Referer", why, " no Referer is sent to an insecure target.");
    } else if (from == to) {
        draft.note("Referer", why, " a target at the same origin receives the whole Referer.");
    } else {
        draft.next.headers.set("Referer", serializeOrigin(*from) + '/');
        draft.note("Referer", why, " another origin receives only the origin.");
    }
}

/// The origins of the chain so far and of the next request.
OriginTrail trailOf(const Draft &draft)
{
    OriginTrail trail = draft.chain.earlier.origins();
    if (draft.chain.earlier.isEmpty())
        trail.append(draft.home.origin());
    trail.append(draft.from.origin());
    trail.append(draft.to.origin());
    return trail;
}

const char *hidingReason(bool down, bool always)
{
    if (down)
        return "The target is not secure, so the origin of the secure page is hidden as null.";
    return always ? "The chain left the page's origin, which {client} then hides as null."
                  : "The chain continued from another origin, so the page's origin is hidden as null.";
}

/// Fetch, "append a request Origin header". A page that names no origin is of the first URL's.
void applyFetchOrigin(Draft &draft, const std::optional<QByteArray> &value)
{
    const OriginRule rule = draft.profile.origin;
    const char *source = draft.profile.originWhy.source;
    const OriginTrail trail = trailOf(draft);
    const std::optional<Origin> own = value ? originOf(*value) : draft.home.origin();
    const std::optional<Origin> &to = draft.to.origin();
    const bool leaves = trail.leaves(own);
    const bool safe = draft.next.method == "GET" || draft.next.method == "HEAD";
    const bool becameSafe = safe && draft.next.method != draft.chain.request.method;
    // A form, unlike fetch(), tells nothing to an insecure target (strict-origin-when-cross-origin).
    const bool down =
        rule != OriginRule::Fetch && own && own->scheme == "https" && to && to != own && to->scheme != "https";
    const bool hides = down || trail.isTainted(own) || (rule == OriginRule::FormOrNull && leaves);
    if (becameSafe && (rule != OriginRule::Fetch || !leaves)) {
        draft.drop("Origin",
                   {rule == OriginRule::Fetch ? "A GET to the page's own origin carries no Origin field."
                                              : "A browser that navigates to a page with GET sends no Origin field.",
                    source});
    } else if (!value && (rule != OriginRule::Fetch || !leaves || !own)) {
        return;
    } else if (hides && value != "null") {
        draft.next.headers.set("Origin", "null");
        draft.note("Origin", {hidingReason(down, rule == OriginRule::FormOrNull), source});
    } else if (!value) {
        draft.next.headers.set("Origin", serializeOrigin(*own));
        draft.note(
            "Origin",
            {"The target has another origin, so the request is now cross-origin (CORS) and carries the page's origin.",
             source});
    } else {
        draft.note(
            "Origin",
            {"Origin names the origin of the page that started the request; a redirect does not change it.", source});
    }
}

void keepOnSameOrigin(Draft &draft, QByteArrayView name, const Why &why)
{
    if (draft.sameOrigin()) {
        draft.note(name, why, " the target has the same origin, so it stays.");
        return;
    }
    draft.next.headers.remove(name);
    draft.note(name, why, " the target has another origin, so it is removed.");
}

/// RFC 9110 10.1.3: without user and password, and never from https to http. Go leaves the fragment in.
void setPreviousUrl(Draft &draft)
{
    const std::optional<Origin> &from = draft.from.origin();
    const std::optional<Origin> &to = draft.to.origin();
    if (from && to && from->scheme == "https" && to->scheme == "http")
        return;
    Url previous = splitUri(draft.from.parts());
    previous.username.clear();
    previous.password.clear();
    draft.next.headers.set("Referer", joinUri(previous));
    draft.note("Referer", draft.profile.refererWhy);
}

} // namespace

void applyReferer(Draft &draft)
{
    const auto referer = draft.next.headers.first("Referer");
    if (!referer && draft.profile.referer != RefererRule::PreviousUrl)
        return;
    switch (draft.profile.referer) {
    case RefererRule::Keep:
        draft.note("Referer", draft.profile.refererWhy);
        break;
    case RefererRule::SameOriginOnly:
        keepOnSameOrigin(draft, "Referer", draft.profile.refererWhy);
        break;
    case RefererRule::StrictOriginWhenCrossOrigin:
    case RefererRule::StrictOriginByScheme:
        applyStrictOrigin(draft, *referer);
        break;
    case RefererRule::Drop:
        draft.drop("Referer", draft.profile.refererWhy);
        break;
    case RefererRule::PreviousUrl:
        setPreviousUrl(draft);
        break;
    }
}

std::optional<QByteArray> refererOfNavigation(const ClientProfile &profile, const QByteArray &page, const Response &,
                                              const QByteArray &target)
{
    Url parts = splitUri(page);
    parts.username.clear();
    parts.password.clear();
    const auto from = originOf(page);
    const auto to = originOf(target);
    if (!from || !to || (isTrustworthy(*from, profile.referer) && !isTrustworthy(*to, profile.referer)))
        return std::nullopt;
    return from == to ? joinUri(parts, false) : serializeOrigin(*from) + '/';
}

void applyOrigin(Draft &draft)
{
    const auto origin = draft.next.headers.first("Origin");
    const bool mayAdd = draft.profile.origin == OriginRule::Fetch;
    if (!origin && !mayAdd)
        return;
    switch (draft.profile.origin) {
    case OriginRule::Keep:
        draft.note("Origin", draft.profile.originWhy);
        break;
    case OriginRule::SameOriginOnly:
        keepOnSameOrigin(draft, "Origin", draft.profile.originWhy);
        break;
    case OriginRule::Fetch:
    case OriginRule::Form:
    case OriginRule::FormOrNull:
        applyFetchOrigin(draft, origin);
        break;
    }
}

} // namespace hopscope
