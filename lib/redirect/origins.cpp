// SPDX-License-Identifier: MIT
#include "redirect/origins.h"

#include "http/site.h"
#include "http/url.h"
#include "redirect/page.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isCrossSite(const Draft &draft)
{
    const EarlierRequests &earlier = draft.chain.earlier;
    const std::optional<Origin> page = scriptOrigin(earlier, draft.chain.request);
    const std::optional<Origin> &to = draft.to.origin();
    return page && to && !isSameSite(*page, *to, true, draft.chain.isPublicSuffix);
}

const char *refererText(const std::optional<QByteArray> &before, const std::optional<QByteArray> &after)
{
    if (!after)
        return " no Referer is sent.";
    return before == after ? " the whole Referer stays." : " only its origin is sent.";
}

/// Referrer Policy, "determine request's referrer"; Fetch, HTTP-redirect fetch, step 19.
void applyPolicy(Draft &draft, const QByteArray &referer)
{
    const ClientProfile &profile = draft.profile;
    const bool counts = profile.referrers.known.value;
    const ReferrerPolicy named =
        counts ? referrerPolicyOnRedirect(draft.chain.referrers, draft.chain.response.headers) : ReferrerPolicy::Empty;
    const ReferrerPolicy policy = effectivePolicy(named, isCrossSite(draft), profile.referrers);
    const auto after = refererFor(policy, referer, draft.to.bytes(), profile.referrers.loopbackIsSecure.value);
    if (after)
        draft.next.headers.set("Referer", *after);
    else
        draft.next.headers.remove("Referer");
    Why why = profile.refererWhy;
    if (named != ReferrerPolicy::Empty && policy == named)
        why = {"Under Referrer-Policy: {referrer-policy}, which a redirect of this chain has set,", kDetermineReferrer};
    else if (named != ReferrerPolicy::Empty)
        why = {"{client} does not obey Referrer-Policy: {referrer-policy} for another site;",
               profile.referrers.strictCrossSite.source};
    draft.note("Referer", why, refererText(referer, after));
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

const char *hidingReason(bool down, bool everyCrossing)
{
    if (down)
        return "The target is not secure, so the origin of the secure page is hidden as null.";
    return everyCrossing
               ? "A redirect led from one origin to another, and {client} then hides the page's origin as null."
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
    const bool isScript = rule == OriginRule::Fetch || rule == OriginRule::FetchKept;
    const bool safe = draft.next.method == "GET" || draft.next.method == "HEAD";
    const bool becameSafe = safe && draft.next.method != draft.chain.request.method;
    // A form, unlike fetch(), tells nothing to an insecure target (strict-origin-when-cross-origin).
    const bool down = !isScript && own && own->scheme == "https" && to && to != own && to->scheme != "https";
    const bool hides = down || trail.isTainted(own) || (rule == OriginRule::FormOrNull && trail.crosses());
    if (becameSafe && rule != OriginRule::FetchKept && (!isScript || !leaves)) {
        draft.drop("Origin", {isScript ? "A GET to the page's own origin carries no Origin field."
                                       : "A browser that navigates to a page with GET sends no Origin field.",
                              source});
    } else if (!value && (!isScript || !leaves || !own)) {
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

/// Whether the user gave a Referer field; one of curl -e is the client's.
bool isRefererGiven(const Draft &draft)
{
    const auto &added = draft.chain.addedFields;
    const bool own = added && isOneOf(*added, "Referer");
    return draft.first().headers.contains("Referer") && !own;
}

/// RFC 9110 10.1.3: without user and password, and never from https to http. Go leaves the fragment in.
void setPreviousUrl(Draft &draft)
{
    const std::optional<Origin> &from = draft.from.origin();
    const std::optional<Origin> &to = draft.to.origin();
    const bool anywhere = draft.profile.referer == RefererRule::PreviousUnlessGiven;
    if (!anywhere && from && to && from->scheme == "https" && to->scheme == "http")
        return;
    Url previous = splitUri(draft.from.parts());
    previous.username.clear();
    previous.password.clear();
    if (draft.profile.referer != RefererRule::PreviousUrl)
        previous.fragment.reset();
    draft.next.headers.set("Referer", joinUri(previous));
    draft.note("Referer", draft.profile.refererWhy);
}

} // namespace

void applyReferer(Draft &draft)
{
    const auto referer = draft.next.headers.first("Referer");
    const RefererRule rule = draft.profile.referer;
    const bool adds = rule == RefererRule::PreviousUrl || rule == RefererRule::PreviousUrlAsIs ||
                      rule == RefererRule::PreviousUnlessGiven || rule == RefererRule::PreviousWithoutFragment;
    if (!referer && !adds)
        return;
    switch (rule) {
    case RefererRule::Keep:
        draft.note("Referer", draft.profile.refererWhy);
        break;
    case RefererRule::SameOriginOnly:
        keepOnSameOrigin(draft, "Referer", draft.profile.refererWhy);
        break;
    case RefererRule::Policy:
        applyPolicy(draft, *referer);
        break;
    case RefererRule::Drop:
        draft.drop("Referer", draft.profile.refererWhy);
        break;
    case RefererRule::PreviousUrl:
    case RefererRule::PreviousWithoutFragment:
        setPreviousUrl(draft);
        break;
    case RefererRule::PreviousUnlessGiven:
        if (isRefererGiven(draft))
            draft.note("Referer", {"{client} keeps the Referer field that was given.", nullptr});
        else
            setPreviousUrl(draft);
        break;
    case RefererRule::PreviousUrlAsIs:
        draft.next.headers.set("Referer", draft.from.bytes());
        draft.note("Referer", draft.profile.refererWhy);
        break;
    }
}

std::optional<QByteArray> refererOfNavigation(const ClientProfile &profile, const QByteArray &page,
                                              const Response &response, const QByteArray &target)
{
    const ReferrerPolicy policy =
        profile.referrers.known.value ? parseReferrerPolicy(response.headers) : ReferrerPolicy::Empty;
    return refererFor(effectivePolicy(policy, false, profile.referrers), page, target,
                      profile.referrers.loopbackIsSecure.value);
}

void applyOrigin(Draft &draft)
{
    const auto origin = draft.next.headers.first("Origin");
    const bool mayAdd = draft.profile.origin == OriginRule::Fetch || draft.profile.origin == OriginRule::FetchKept;
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
    case OriginRule::FetchKept:
    case OriginRule::Form:
    case OriginRule::FormOrNull:
        applyFetchOrigin(draft, origin);
        break;
    }
}

} // namespace hopscope
