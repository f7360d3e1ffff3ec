// SPDX-License-Identifier: MIT
#include "redirect/journey.h"

#include "redirect/addedfields.h"
#include "redirect/chaincookies.h"
#include "redirect/cors.h"
#include "redirect/ledger.h"
#include "redirect/page.h"

#include <QRandomGenerator>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kCnonceBytes = 16;

/// RFC 7616 3.4: drawn by lot for each request.
QByteArray drawnCnonce()
{
    quint32 words[kCnonceBytes / sizeof(quint32)];
    QRandomGenerator::system()->fillRange(words);
    return QByteArray(reinterpret_cast<const char *>(words), kCnonceBytes).toHex();
}

void setAuthorization(Request &request, const QByteArray &field)
{
    if (field.isEmpty())
        request.headers.remove("Authorization");
    else
        request.headers.set("Authorization", field);
}

/// The request as it goes out before a 401 that is expected.
Request withoutBody(Request request)
{
    request.body = {};
    request.headers.set("Content-Length", "0");
    request.headers.remove("Expect"); // RFC 9110 10.1.1: there is nothing to wait with
    return request;
}

QString keptLeaveNote(const Request &request)
{
    return u"%1 has allowed this before, and that still holds, so no preflight goes first (Fetch, CORS-preflight cache)."_s
        .arg(QString::fromUtf8(serializeOrigin(originOf(request.url).value_or(Origin()))));
}

} // namespace

Journey::Journey(const ClientProfile &profile, FirstRequest wish, ClientMemory memory, JourneyOptions options)
    : m_profile(profile),
      m_wish(std::move(wish)),
      m_memory(std::move(memory)),
      m_options(std::move(options)),
      m_firstUrl(m_wish.url)
{
    m_wish.isPublicSuffix = m_options.isPublicSuffix;
    if (m_profile.hsts.use.value == HstsUse::OneRun && !m_options.keepsHsts)
        m_memory.hsts = {};
    m_wish.authenticates = false;
    if (m_options.keepsCookies)
        m_wish.jar = m_memory.jar;
    else
        m_wish.jar.reset();
    const Request first = firstRequest(m_profile, m_wish, &m_cookies.sent);
    m_added = addedFields(m_wish, first);
    advance(first, HopKind::Http, false, m_wish.now);
}

QList<Hop> Journey::takeOwnHops()
{
    return std::exchange(m_own, {});
}

void Journey::replacePending(const Request &edited)
{
    m_auth.request = edited;
    m_added.removeIf([&](const auto &name) { return edited.headers.all(name) != m_pending->headers.all(name); });
    m_atOnce.reset();
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
                .followed = int(m_earlier.size()),
                .earlier = m_earlier,
                .addedFields = m_added,
                .givenCookies = m_wish.headers.combined("Cookie"),
                .referrers = m_referrers,
                .cookieByOption = m_wish.cookieByOption,
                .maxHops = m_options.maxHops < 0 ? -1 : std::max(m_options.maxHops - m_before, 0),
                .now = now,
                .isPublicSuffix = m_options.isPublicSuffix};
    if (m_options.keepsCookies)
        chain.jar = m_memory.jar;
    return chain;
}

ChainPlace Journey::placeAt(const QDateTime &now) const
{
    return {m_earlier, now, m_options.isPublicSuffix, m_options.keepsHsts};
}

std::optional<OwnHop> Journey::upgraded(const Request &request, const QDateTime &now)
{
    const auto upgrade = keepsHsts(m_profile, m_options.keepsHsts)
                             ? upgradeFor(m_memory.hsts, request.url, now, m_profile.hsts)
                             : std::nullopt;
    if (!upgrade)
        return std::nullopt;
    const bool isFirst = m_earlier.isEmpty() && m_firstUrl == request.url;
    // A page of a host that wants https is itself secure: no redirect leads away from it.
    const std::optional<QByteArray> page = isFirst ? initiatorOf(m_profile, request) : std::nullopt;
    const bool isOwn = isFirst && !(page && originOf(*page) != originOf(request.url));
    const bool isRedirect = m_profile.hsts.upgradeIsRedirect.value && !isOwn;
    const OwnHop own = upgradeHop(m_profile, chainOf(request, {}, now), *upgrade, isRedirect);
    if (isFirst)
        m_firstUrl = upgrade->target;
    if (isRedirect) {
        m_earlier.append(request);
    }
    return own;
}

std::optional<OwnHop> Journey::stored(const Request &request, const QDateTime &now)
{
    const std::optional<StoredAnswer> answer = storedAnswer(m_memory, m_profile, request, placeAt(now));
    if (!answer)
        return std::nullopt;
    if (!answer->why.yes) {
        m_notes.append(answer->why.reason);
        return std::nullopt;
    }
    const OwnHop own = cacheHop(m_profile, chainOf(request, answer->response, now), answer->why);
    m_earlier.append(request);
    return own;
}

/// Makes the preflight for `request` the pending one, where the client needs leave that it does not have.
bool Journey::askFirst(const Request &request, HopKind kind, const QDateTime &now)
{
    const bool asks = m_profile.cors.mode == CorsMode::Asked;
    const auto preflight = asks ? preflightFor(m_profile, m_earlier, request, m_hasAsked) : std::nullopt;
    m_leave = preflight ? std::optional(preflight->request) : std::nullopt;
    m_note.clear();
    if (!preflight)
        return false;
    m_hasAsked = true;
    if (hasAllowance(m_memory.preflights, m_profile.cors, preflight->request, now)) {
        m_note = keptLeaveNote(request);
        return false;
    }
    m_asked = Asked{request, kind, std::exchange(m_cookies.sent, {}), preflight->reason};
    m_pending = preflight->request;
    m_kind = HopKind::Preflight;
    return true;
}

/// Makes `request` the pending one, or what the client puts before it. `isAllowed`: a server has allowed it already.
void Journey::advance(Request request, HopKind kind, bool isAllowed, const QDateTime &now)
{
    while (true) {
        std::optional<OwnHop> own = upgraded(request, now);
        if (!own && !isAllowed && askFirst(request, kind, now))
            return;
        if (!own)
            own = stored(request, now);
        if (!own)
            break;
        m_cookies.sent = own->decision.cookies; // of what no server saw, none was sent
        m_own.append(own->hop);
        if (!own->decision.next) {
            end(*own->hop.redirect);
            return;
        }
        if (!m_options.follows && own->hop.kind == HopKind::Cache) {
            endBefore(*own->decision.next);
            return;
        }
        m_referrers = own->decision.referrers;
        request = *own->decision.next;
        isAllowed = false;
    }
    send(std::move(request), kind);
}

void Journey::send(Request request, HopKind kind)
{
    m_auth = {.request = std::move(request),
              .firstUrl = m_firstUrl,
              .followed = int(m_earlier.size()),
              .cnonce = drawnCnonce()};
    m_kind = kind;
    authenticate();
}

/// Makes m_auth the pending request, with the Authorization that the client sends without being asked.
void Journey::authenticate()
{
    m_pending = m_auth.request;
    m_atOnce = credentialsAtOnce(m_profile, m_options.auth, m_memory.auth, m_auth);
    if (m_atOnce) {
        setAuthorization(*m_pending, m_atOnce->field);
        if (m_atOnce->likeGiven)
            m_auth.request = *m_pending;
        // Later ones stand in the ledger of the redirect that led to them.
        if (m_earlier.isEmpty())
            m_notes.append(m_atOnce->reason);
    }
    AuthRequest sent = m_auth;
    sent.request = *m_pending;
    if (bodyIsHeldBack(m_profile, m_options.auth, sent))
        m_pending = withoutBody(*m_pending);
}

/// `sent` without what was for one exchange only: an answer to a 401, and a body that was held back.
Request Journey::plain(const Request &sent) const
{
    Request result = sent;
    setAuthorization(result, m_auth.request.headers.first("Authorization").value_or(QByteArray()));
    if (sent.body.size != m_auth.request.body.size) {
        result.body = m_auth.request.body;
        result.headers.set("Content-Length", QByteArray::number(result.body.size));
    }
    return result;
}

bool Journey::headArrived(const Request &sent, qint64 contentSent, const Response &head, const QDateTime &now)
{
    if (m_kind == HopKind::Preflight)
        return !preflightRefusal(sent, head);
    if (m_options.keepsCookies)
        m_cookies.set =
            storeResponseCookies(m_memory.jar, m_profile, m_earlier, sent, head, now, m_options.isPublicSuffix);
    AuthRequest asked = m_auth;
    asked.request = sent;
    asked.request.body = m_auth.request.body;
    const AuthStep answer = answerChallenge(m_profile, m_options.auth, m_memory.auth, asked, head);
    if (!answer.reason.isEmpty())
        m_answer = answer;
    Chain chain = chainOf(plain(sent), head, now);
    chain.contentSent = contentSent;
    m_decision = decide(m_profile, chain);
    return (m_decision->next && m_options.follows) || answer.repeats;
}

Hop Journey::complete(Hop hop, const std::optional<OutcomeKind> &failure, const QDateTime &now)
{
    m_pending.reset();
    hop.kind = m_kind;
    hop.cookies = std::exchange(m_cookies, {});
    hop.notes = std::exchange(m_notes, {}) + hop.notes;
    const std::optional<Decision> decision = std::exchange(m_decision, std::nullopt);
    if (decision)
        hop.redirect = decision->redirect;
    const bool isRefused = decision && decision->redirect.verdict == RedirectVerdict::Refuse;
    if (m_leave && (failure || isRefused) && m_profile.cors.refusalForgets.value)
        forgetAllowance(m_memory.preflights, *m_leave);
    if (failure) {
        m_outcome = {*failure, hop.error};
        return hop;
    }
    if (m_kind == HopKind::Preflight) {
        answerPreflight(hop, now);
        return hop;
    }
    if (!m_note.isEmpty())
        hop.notes.prepend(std::exchange(m_note, {}));
    if (const auto verdict = remember(m_memory, m_profile, hop, placeAt(now)))
        hop.notes.append(u"Strict-Transport-Security: "_s + verdict->reason);
    if (sendAgain(hop, now))
        return hop;
    if (decision->next) {
        m_earlier.append(plain(hop.request));
        m_cookies.sent = decision->cookies;
        m_referrers = decision->referrers;
        advance(*decision->next, HopKind::Http, false, now);
        showAuthorization(hop);
        if (!m_options.follows) {
            m_own.clear();
            endBefore(m_pending.value_or(*decision->next));
        }
        return hop;
    }
    const bool isShown = m_profile.refreshes && hop.redirect->verdict == RedirectVerdict::Deliver;
    const PageMoves moves = isShown ? movesOf(*hop.response, hop.request.url, m_profile.refresh) : PageMoves();
    if (moves.refresh && refresh(hop, *moves.refresh, now))
        return hop;
    if (moves.script)
        hop.redirect->reason += u' ' + *moves.script;
    end(*hop.redirect);
    return hop;
}

/// The user wants to see what would be sent, and no more.
void Journey::endBefore(const Request &next)
{
    m_outcome = {OutcomeKind::NotFollowed, u"%1 %2 would be sent next. Nothing is followed, as you asked."_s.arg(
                                               QString::fromUtf8(next.method), QString::fromUtf8(next.url))};
    m_pending.reset();
    m_asked.reset();
}

/// Sends the request again where the client answers a 401.
bool Journey::sendAgain(Hop &hop, const QDateTime &now)
{
    const std::optional<AuthStep> answer = std::exchange(m_answer, std::nullopt);
    if (!answer)
        return false;
    hop.redirect->reason = answer->reason;
    hop.redirect->source = answer->source;
    if (answer->fails) {
        hop.redirect->verdict = RedirectVerdict::Refuse;
        hop.redirect->outcome = OutcomeKind::NetworkError;
    }
    if (!answer->repeats)
        return false;
    const Decision next = sentAgain(m_profile, chainOf(hop.request, *hop.response, now), m_auth.request, *answer);
    hop.redirect = next.redirect;
    const QByteArray own = m_auth.request.headers.first("Authorization").value_or(QByteArray());
    m_auth.request = *next.next;
    setAuthorization(m_auth.request, own);
    ++m_auth.answered;
    m_auth.cnonce = drawnCnonce();
    m_atOnce.reset();
    m_cookies.sent = next.cookies;
    m_pending = next.next;
    return true;
}

/// The ledger's row about Authorization, as it was really sent and will be: decide() knows nothing of answers to a 401.
void Journey::showAuthorization(Hop &hop) const
{
    const std::optional<Request> &next = m_asked ? std::optional(m_asked->request) : m_pending;
    if (!next || !m_own.isEmpty())
        return;
    const AuthStep why = m_atOnce.value_or(
        AuthStep{.reason = u"What answered a 401 was for that request."_s, .source = u"RFC 9110 11.6.2"_s});
    setLedgerRow(hop.redirect->ledger, "Authorization", hop.request.headers, next->headers, why.reason, why.source);
}

void Journey::answerPreflight(Hop &hop, const QDateTime &now)
{
    Asked asked = *std::exchange(m_asked, std::nullopt);
    hop.notes.prepend(asked.reason);
    const QString origin = QString::fromUtf8(serializeOrigin(originOf(asked.request.url).value_or(Origin())));
    if (const auto refusal = preflightRefusal(hop.request, *hop.response)) {
        if (m_profile.cors.refusalForgets.value)
            forgetAllowance(m_memory.preflights, hop.request);
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
    keepAllowance(m_memory.preflights, m_profile.cors, hop.request, *hop.response, now);
    m_cookies.sent = std::move(asked.cookies);
    advance(std::move(asked.request), asked.kind, true, now);
}

} // namespace hopscope
