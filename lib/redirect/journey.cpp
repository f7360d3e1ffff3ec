// SPDX-License-Identifier: MIT
#include "redirect/journey.h"

#include "http/uriparts.h"
#include "redirect/chaincookies.h"
#include "redirect/cors.h"

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

Journey::Journey(const ClientProfile &profile, FirstRequest wish, ClientMemory memory, JourneyOptions options)
    : m_profile(profile),
      m_wish(std::move(wish)),
      m_memory(std::move(memory)),
      m_options(std::move(options)),
      m_firstUrl(m_wish.url)
{
    m_wish.isPublicSuffix = m_options.isPublicSuffix;
    if (m_options.keepsCookies)
        m_wish.jar = m_memory.jar;
    else
        m_wish.jar.reset();
    advance(firstRequest(m_profile, m_wish, &m_cookies.sent), HopKind::Http, false, m_wish.now);
}

QList<Hop> Journey::takeOwnHops()
{
    return std::exchange(m_own, {});
}

void Journey::replacePending(const Request &edited)
{
    // What the user sends is the user's: the jar does not answer for it.
    if (edited.headers.all("Cookie") != m_pending->headers.all("Cookie") || edited.url != m_pending->url)
        m_cookies.sent.clear();
    m_pending = edited;
}

Chain Journey::chainOf(const Request &request, const Response &response, const QDateTime &now) const
{
    Chain chain{.firstUrl = m_firstUrl,
                .request = request,
                .response = response,
                .followed = m_followed,
                .earlier = m_earlier,
                .maxHops = m_options.maxHops < 0 ? -1 : std::max(m_options.maxHops - m_before, 0),
                .now = now,
                .isPublicSuffix = m_options.isPublicSuffix};
    if (m_options.keepsCookies)
        chain.jar = m_memory.jar;
    return chain;
}

std::optional<OwnHop> Journey::upgraded(const Request &request, const QDateTime &now)
{
    const std::optional<Upgrade> upgrade = upgradeOf(m_memory, m_profile, request.url, now);
    if (!upgrade)
        return std::nullopt;
    // A page of a host that wants https is itself secure: no redirect leads away from it.
    const bool isFirst = m_earlier.isEmpty() && m_firstUrl == request.url;
    const bool isRedirect = upgrade->isRedirect && !isFirst;
    const OwnHop own = upgradeHop(m_profile, chainOf(request, {}, now), upgrade->target, upgrade->why, isRedirect);
    if (isFirst)
        m_firstUrl = upgrade->target;
    if (isRedirect) {
        m_earlier.append(request);
        ++m_followed;
    }
    return own;
}

std::optional<OwnHop> Journey::stored(const Request &request, const QDateTime &now)
{
    const std::optional<StoredAnswer> answer = storedAnswer(m_memory, m_profile, request, now);
    if (!answer)
        return std::nullopt;
    const OwnHop own = cacheHop(m_profile, chainOf(request, answer->response, now), answer->why);
    m_earlier.append(request);
    ++m_followed;
    return own;
}

/// Makes `request` the pending one, or what the client puts before it. `isAllowed`: a server has allowed it already.
void Journey::advance(Request request, HopKind kind, bool isAllowed, const QDateTime &now)
{
    while (true) {
        std::optional<OwnHop> own = upgraded(request, now);
        const bool mayAsk = !own && !isAllowed && m_profile.cors.mode == CorsMode::Asked;
        if (const auto preflight = mayAsk ? preflightFor(m_profile, m_earlier, request) : std::nullopt) {
            m_asked = Asked{request, kind, std::exchange(m_cookies.sent, {}), preflight->reason};
            m_pending = preflight->request;
            m_kind = HopKind::Preflight;
            return;
        }
        if (!own)
            own = stored(request, now);
        if (!own)
            break;
        own->hop.cookies.sent = std::exchange(m_cookies.sent, own->decision.cookies);
        m_own.append(own->hop);
        if (!own->decision.next) {
            end(*own->hop.redirect);
            return;
        }
        request = *own->decision.next;
        isAllowed = false;
    }
    m_pending = std::move(request);
    m_kind = kind;
}

bool Journey::headArrived(const Request &sent, qint64 contentSent, const Response &head, const QDateTime &now)
{
    if (m_kind == HopKind::Preflight)
        return !preflightRefusal(sent, head);
    if (m_options.keepsCookies)
        m_cookies.set =
            storeResponseCookies(m_memory.jar, m_profile, m_earlier, sent, head, now, m_options.isPublicSuffix);
    Chain chain = chainOf(sent, head, now);
    chain.contentSent = contentSent;
    m_decision = decide(m_profile, chain);
    return m_decision->next.has_value();
}

Hop Journey::complete(Hop hop, const std::optional<OutcomeKind> &failure, const QDateTime &now)
{
    m_pending.reset();
    hop.kind = m_kind;
    hop.cookies = std::exchange(m_cookies, {});
    const std::optional<Decision> decision = std::exchange(m_decision, std::nullopt);
    if (decision)
        hop.redirect = decision->redirect;
    if (failure) {
        m_outcome = {*failure, hop.error};
        return hop;
    }
    if (m_kind == HopKind::Preflight) {
        answerPreflight(hop, now);
        return hop;
    }
    remember(m_memory, m_profile, hop, now);
    if (decision->next) {
        m_earlier.append(hop.request);
        ++m_followed;
        m_cookies.sent = decision->cookies;
        advance(*decision->next, HopKind::Http, false, now);
    } else if (!refresh(hop, now)) {
        end(*hop.redirect);
    }
    return hop;
}

void Journey::answerPreflight(Hop &hop, const QDateTime &now)
{
    Asked asked = *std::exchange(m_asked, std::nullopt);
    hop.notes.prepend(asked.reason);
    const QString origin = QString::fromUtf8(serializeOrigin(originOf(asked.request.url).value_or(Origin())));
    if (const auto refusal = preflightRefusal(hop.request, *hop.response)) {
        hop.redirect =
            Redirect{.verdict = RedirectVerdict::Refuse,
                     .reason = u"%1 does not allow it, so %2 is not sent, and the page's script gets an "
                               "error: %3"_s.arg(origin, QString::fromLatin1(asked.request.method), refusal->reason),
                     .source = refusal->source,
                     .outcome = OutcomeKind::NetworkError};
        end(*hop.redirect);
        return;
    }
    hop.redirect =
        Redirect{.target = asked.request.url,
                 .verdict = RedirectVerdict::Follow,
                 .reason = u"%1 allows it, so %2 is sent."_s.arg(origin, QString::fromLatin1(asked.request.method)),
                 .source = QString::fromLatin1(kPreflightSource)};
    m_cookies.sent = std::move(asked.cookies);
    advance(std::move(asked.request), asked.kind, true, now);
}

/// Goes on where the page asks for another one.
bool Journey::refresh(Hop &hop, const QDateTime &now)
{
    if (!m_profile.refreshes || hop.redirect->verdict != RedirectVerdict::Deliver)
        return false;
    const std::optional<Refresh> wanted = refreshOf(*hop.response, hop.request.url);
    if (!wanted)
        return false;
    m_pages.insert(withoutFragment(hop.request.url));
    const int total = m_before + m_followed;
    if (m_pages.contains(withoutFragment(wanted->target))) {
        hop.redirect->reason = u"The page asks for %1 again after %2 seconds, where the browser was already. Hopscope "
                               "stops here; the browser goes on for as long as the page is open."_s.arg(
                                   QString::fromUtf8(wanted->target), QString::number(wanted->seconds));
        return false;
    }
    if (m_pages.size() > kMaxRefreshes || (m_options.maxHops >= 0 && total >= m_options.maxHops)) {
        hop.redirect->reason =
            u"The page asks for %1. Hopscope stops here: it follows at most %2 such pages, and no more than --max-hops."_s
                .arg(QString::fromUtf8(wanted->target), QString::number(kMaxRefreshes));
        return false;
    }
    FirstRequest wish = m_wish;
    wish.now = now;
    if (m_options.keepsCookies)
        wish.jar = m_memory.jar;
    const Decision next = afterRefresh(m_profile, chainOf(hop.request, *hop.response, now), *wanted, wish);
    hop.redirect = next.redirect;
    m_before = total + 1;
    m_followed = 0;
    m_earlier = {};
    m_firstUrl = wanted->target;
    m_cookies.sent = next.cookies;
    advance(*next.next, wanted->kind, false, now);
    return true;
}

} // namespace hopscope
