// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/memory.h"
#include "redirect/ownhops.h"

namespace hopscope
{

/// Pages followed at most that a page has asked for.
inline constexpr int kMaxRefreshes = 5;

/// What the user settled before the first request.
struct JourneyOptions {
    int maxHops = -1;    ///< -1: the client's own limit
    bool follows = true; ///< false: the chain ends in front of the first redirect, or page that is asked for
    bool keepsCookies = true;
    bool keepsHsts = false;      ///< the user gave the option that HstsUse::ByOption asks for
    AuthWish auth;               ///< how a 401 is answered
    PublicSuffix isPublicSuffix; ///< see CookieRequest
};

/// A client on its way from the first request to the end of the chain: it asks its memory before the network, asks
/// first where CORS wants it, answers 401, follows redirects and what pages ask for. No I/O: whoever carries it out
/// sends what pending() says and tells what came back. Live traces and lessons go the same way.
class Journey
{
public:
    /// `profile` outlives the journey. Cookies of `wish.jar` are those of `memory`.
    Journey(const ClientProfile &profile, FirstRequest wish, ClientMemory memory, JourneyOptions options);

    /// What the client answered by itself since the last call, in order; it comes before pending().
    QList<Hop> takeOwnHops();
    /// To be sent next; none when the chain has ended, which outcome() tells.
    const std::optional<Request> &pending() const { return m_pending; }
    const Outcome &outcome() const { return m_outcome; }
    /// The user sends `edited` in the place of pending().
    void replacePending(const Request &edited);

    /// The head of the response to pending() is there, which went out as `sent` with `contentSent` bytes of its body,
    /// -1 for all of it. True: the chain goes on whatever the rest of the response is.
    bool headArrived(const Request &sent, qint64 contentSent, const Response &head, const QDateTime &now);
    /// The exchange is over: `hop` as it was sent and received. Returns it with its kind, redirect and cookies, and
    /// decides what is pending. `failure` says why there is no whole response.
    Hop complete(Hop hop, const std::optional<OutcomeKind> &failure, const QDateTime &now);

    /// What the client will know when the user comes again.
    const ClientMemory &memory() const { return m_memory; }

private:
    Chain chainOf(const Request &request, const Response &response, const QDateTime &now) const;
    ChainPlace placeAt(const QDateTime &now) const;
    std::optional<OwnHop> upgraded(const Request &request, const QDateTime &now);
    std::optional<OwnHop> stored(const Request &request, const QDateTime &now);
    bool askFirst(const Request &request, HopKind kind, const QDateTime &now);
    void advance(Request request, HopKind kind, bool isAllowed, const QDateTime &now);
    void send(Request request, HopKind kind);
    void authenticate();
    Request plain(const Request &sent) const;
    bool sendAgain(Hop &hop, const QDateTime &now);
    void showAuthorization(Hop &hop) const;
    void answerPreflight(Hop &hop, const QDateTime &now);
    bool refresh(Hop &hop, const Refresh &wanted, const QDateTime &now);
    void endBefore(const Request &next);
    void end(const Redirect &redirect) { m_outcome = {redirect.outcome, redirect.reason}; }

    const ClientProfile &m_profile;
    FirstRequest m_wish;
    ClientMemory m_memory;
    JourneyOptions m_options;
    QByteArray m_firstUrl;
    EarlierRequests m_earlier; ///< since the first request, or since a page asked for another one
    int m_before = 0;          ///< redirects and pages before that
    QSet<QByteArray> m_pages;  ///< that asked for another one, without fragment
    QList<Hop> m_own;
    std::optional<Request> m_pending;
    HopKind m_kind = HopKind::Http;
    QList<QByteArray> m_added;                          ///< names of the fields that are not the user's
    HopCookies m_cookies;                               ///< of the pending request
    QStringList m_notes;                                ///< likewise
    ReferrerPolicy m_referrers = ReferrerPolicy::Empty; ///< that a redirect has set
    std::optional<Decision> m_decision;                 ///< after the head
    AuthRequest m_auth;               ///< the pending request, without an Authorization that is for one exchange only
    std::optional<AuthStep> m_atOnce; ///< why the pending request has its Authorization
    std::optional<AuthStep> m_answer; ///< to a 401, after its head

    /// What waits for the answer to a preflight.
    struct Asked {
        Request request;
        HopKind kind;
        QList<CookieVerdict> cookies;
        QString reason; ///< why it was asked
    };
    std::optional<Asked> m_asked;
    std::optional<Request> m_leave; ///< the preflight that the pending request needs, or needed: it may be remembered
    bool m_hasAsked = false;        ///< a request of this chain needed one
    QString m_note;                 ///< why the pending request goes without one
    Outcome m_outcome;
};

} // namespace hopscope
