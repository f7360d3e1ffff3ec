// SPDX-License-Identifier: MIT
#include "redirect/origins.h"

#include "http/url.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Secure Contexts 3.1, for http and https URLs: https, or a loopback host.
bool isTrustworthy(const Origin &origin)
{
    return origin.scheme == "https" || origin.host == "localhost" || origin.host.endsWith(".localhost") ||
           origin.host.startsWith("127.") || origin.host == "[::1]";
}

QString sentence(const Why &why, const QString &rest)
{
    return QString::fromUtf8(why.reason) + u' ' + rest;
}

void applyStrictOrigin(Draft &draft, const QByteArray &referer)
{
    const Why &why = draft.profile.refererWhy;
    const auto from = originOf(referer);
    const auto to = originOf(draft.next.url);
    if (!from || !to) {
        draft.next.headers.remove("Referer");
        draft.note("Referer", u"The Referer is no http or https URL, which a browser never sends."_s, why.source);
    } else if (isTrustworthy(*from) && !isTrustworthy(*to)) {
        draft.next.headers.remove("Referer");
        draft.note("Referer", sentence(why, u"nothing is told to an insecure target."_s), why.source);
    } else if (from == to) {
        draft.note("Referer", sentence(why, u"the target's own origin may see the whole Referer."_s), why.source);
    } else {
        draft.next.headers.set("Referer", serializeOrigin(*from) + '/');
        draft.note("Referer", sentence(why, u"another origin learns no more than the origin."_s), why.source);
    }
}

/// Fetch, "redirect-taint": the chain left an origin that was not the request's own for yet another one.
bool isTainted(const Draft &draft, const std::optional<Origin> &own)
{
    QList<QByteArray> urls{draft.chain.firstUrl};
    for (const Request &request : draft.chain.earlier)
        urls.append(request.url);
    urls << draft.chain.request.url << draft.next.url;
    for (qsizetype i = 1; i < urls.size(); ++i) {
        const auto last = originOf(urls.at(i - 1));
        if (last != originOf(urls.at(i)) && last != own)
            return true;
    }
    return false;
}

void applyFetchOrigin(Draft &draft, const QByteArray &value)
{
    const char *source = draft.profile.originWhy.source;
    const auto own = originOf(value);
    const auto to = originOf(draft.next.url);
    const bool safe = draft.next.method == "GET" || draft.next.method == "HEAD";
    const bool becameSafe = safe && draft.next.method != draft.chain.request.method;
    if (becameSafe && own == to && originOf(draft.chain.request.url) == to) {
        draft.next.headers.remove("Origin");
        draft.note("Origin", u"A GET to the page's own origin carries no Origin."_s, source);
    } else if (value != "null" && isTainted(draft, own)) {
        draft.next.headers.set("Origin", "null");
        draft.note("Origin", u"The chain went on from another origin, so the page's origin is hidden as null."_s,
                   source);
    } else {
        draft.note("Origin", u"Origin names the page that started the request; a redirect does not change it."_s,
                   source);
    }
}

void keepOnSameOrigin(Draft &draft, QByteArrayView name, const Why &why)
{
    if (draft.sameOrigin()) {
        draft.note(name, sentence(why, u"the target has the same origin, so it stays."_s), why.source);
        return;
    }
    draft.next.headers.remove(name);
    draft.note(name, sentence(why, u"the target has another origin, so it is removed."_s), why.source);
}

/// RFC 9110 10.1.3: without user and password, and never from https to http. Go leaves the fragment in.
void setPreviousUrl(Draft &draft)
{
    Url previous = splitUri(draft.chain.request.url);
    const bool down = previous.scheme.toLower() == "https" && splitUri(draft.next.url).scheme.toLower() == "http";
    if (down)
        return;
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

void applyOrigin(Draft &draft)
{
    const auto origin = draft.next.headers.first("Origin");
    if (!origin)
        return;
    switch (draft.profile.origin) {
    case OriginRule::Keep:
        draft.note("Origin", draft.profile.originWhy);
        break;
    case OriginRule::SameOriginOnly:
        keepOnSameOrigin(draft, "Origin", draft.profile.originWhy);
        break;
    case OriginRule::Fetch:
        applyFetchOrigin(draft, *origin);
        break;
    }
}

} // namespace hopscope
