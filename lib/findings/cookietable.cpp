// SPDX-License-Identifier: MIT
#include "findings/cookietable.h"

#include "http/cookiecontext.h"
#include "http/cookiematch.h"
#include "redirect/chaincookies.h"

#include <QHash>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What the client holds of a cookie.
struct Held {
    Cookie cookie;
    bool isStored = false;
};

class TableMaker
{
public:
    TableMaker(const Trace &trace, const ClientProfile &profile, const PublicSuffix &isPublicSuffix)
        : m_trace(trace), m_profile(profile), m_isPublicSuffix(isPublicSuffix)
    {
    }

    QList<CookieLine> lines()
    {
        for (m_hop = 0; m_hop < int(m_trace.hops.size()); ++m_hop) {
            const Hop &hop = m_trace.hops.at(m_hop);
            addSent(hop);
            if (hop.response)
                addSet(hop);
            m_earlier.append(hop.request);
        }
        return m_lines;
    }

private:
    /// The row of the cookie, a new one where there is none yet.
    qsizetype rowOf(const Cookie &cookie)
    {
        const QByteArray key = cookie.name + '\0' + cookie.domain + '\0' + cookie.path;
        if (const auto known = m_rows.constFind(key); known != m_rows.constEnd())
            return *known;
        const qsizetype row = m_lines.size();
        m_rows.insert(key, row);
        m_named[cookie.name].append(row);
        m_lines.append({.name = cookie.name,
                        .domain = cookie.domain,
                        .path = cookie.domain.isEmpty() ? QByteArray() : cookie.path,
                        .hostOnly = cookie.hostOnly,
                        .steps = {}});
        m_held.append({.cookie = cookie, .isStored = false});
        return row;
    }

    /// Whether the cookie could go with the request at all.
    bool fits(const Cookie &cookie, const Origin &to, const QByteArray &path) const
    {
        return fitsHost(cookie, to.host) && pathMatches(path, cookie.path) &&
               (!cookie.secure || isSecureAt(to, m_profile.cookies.secureTo.value));
    }

    /// The cookies of one name that a verdict of a request can be about.
    struct Candidates {
        QList<qsizetype> fitting;
        QList<qsizetype> others;
    };

    Candidates candidates(const QByteArray &name, const ParsedTarget &target, const QByteArray &path) const
    {
        Candidates found;
        for (const qsizetype row : m_named.value(name)) {
            const Held &held = m_held.at(row);
            const bool isKnown = !held.cookie.domain.isEmpty();
            if (isKnown && held.isStored && target.origin() && fits(held.cookie, *target.origin(), path))
                found.fitting.append(row);
            else if (!isKnown || held.isStored)
                found.others.append(row);
        }
        return found;
    }

    void addStep(qsizetype row, const CookieVerdict &verdict, CookieEvent event, bool isResponse,
                 const QByteArray &value = {})
    {
        m_lines[row].steps.append({.hop = m_hop,
                                   .isResponse = isResponse,
                                   .event = event,
                                   .reason = verdict.reason,
                                   .source = verdict.source,
                                   .value = value});
    }

    void addSent(const Hop &hop)
    {
        if (hop.cookies.sent.isEmpty())
            return;
        const ParsedTarget target(hop.request.url);
        const QByteArray path = cookiePathOf(target.parts());
        QHash<QByteArray, Candidates> named;
        for (const CookieVerdict &verdict : hop.cookies.sent) {
            const bool isSent = verdict.fate == CookieFate::Sent;
            if (!named.contains(verdict.name))
                named.insert(verdict.name, candidates(verdict.name, target, path));
            Candidates &rows = named[verdict.name];
            QList<qsizetype> &likely = isSent ? rows.fitting : rows.others;
            QList<qsizetype> &rest = isSent ? rows.others : rows.fitting;
            const qsizetype row = !likely.isEmpty() ? likely.takeFirst()
                                  : !rest.isEmpty() ? rest.takeFirst()
                                                    : rowOf({.name = verdict.name});
            const CookieEvent event = isSent                                      ? CookieEvent::Sent
                                      : verdict.reason.startsWith(kExpiredReason) ? CookieEvent::Expired
                                                                                  : CookieEvent::NotSent;
            addStep(row, verdict, event, false);
        }
    }

    void addSet(const Hop &hop)
    {
        const QList<QByteArray> values = hop.response->headers.all("Set-Cookie");
        if (hop.cookies.set.isEmpty())
            return;
        const ParsedTarget target(hop.request.url);
        const CookieRequest request =
            cookieRequest(m_profile, m_earlier, hop.request, target, m_trace.started, m_isPublicSuffix);
        for (qsizetype i = 0; i < hop.cookies.set.size(); ++i) {
            const CookieVerdict &verdict = hop.cookies.set.at(i);
            if (i < values.size())
                addStored(verdict, parseSetCookie(values.at(i), request, m_profile.cookies).cookie, target);
            else
                addCleared(verdict);
        }
    }

    void addStored(const CookieVerdict &verdict, Cookie cookie, const ParsedTarget &target)
    {
        // A refused one may have been read no further than to its name.
        cookie.name = verdict.name;
        if (cookie.domain.isEmpty())
            cookie.domain = target.origin() ? target.origin()->host : QByteArray("?");
        const qsizetype row = rowOf(cookie);
        Held &held = m_held[row];
        const bool wasStored = std::exchange(held.isStored, verdict.fate == CookieFate::Stored ||
                                                                (verdict.fate == CookieFate::Refused && held.isStored));
        const bool isSame = held.cookie.value == cookie.value;
        if (verdict.fate == CookieFate::Stored) {
            held.cookie = cookie;
            addStep(row, verdict,
                    !wasStored ? CookieEvent::Set
                    : isSame   ? CookieEvent::Renewed
                               : CookieEvent::Changed,
                    true, cookie.value);
        } else {
            addStep(row, verdict, verdict.fate == CookieFate::Deleted ? CookieEvent::Deleted : CookieEvent::Refused,
                    true);
        }
    }

    /// By Clear-Site-Data.
    void addCleared(const CookieVerdict &verdict)
    {
        qsizetype row = -1;
        for (const qsizetype candidate : m_named.value(verdict.name)) {
            if (row < 0 && m_held.at(candidate).isStored)
                row = candidate;
        }
        if (row < 0)
            row = rowOf({.name = verdict.name});
        m_held[row].isStored = false;
        addStep(row, verdict, CookieEvent::Deleted, true);
    }

    const Trace &m_trace;
    const ClientProfile &m_profile;
    const PublicSuffix &m_isPublicSuffix;
    EarlierRequests m_earlier;
    QList<CookieLine> m_lines;
    QList<Held> m_held; ///< by row
    QHash<QByteArray, qsizetype> m_rows;
    QHash<QByteArray, QList<qsizetype>> m_named;
    int m_hop = 0;
};

} // namespace

QList<CookieLine> cookieTable(const Trace &trace, const ClientProfile &profile, const PublicSuffix &isPublicSuffix)
{
    return TableMaker(trace, profile, isPublicSuffix).lines();
}

const char *eventWord(CookieEvent event)
{
    switch (event) {
    case CookieEvent::Set:
        return QT_TRANSLATE_NOOP("cookies", "set");
    case CookieEvent::Changed:
        return QT_TRANSLATE_NOOP("cookies", "changed");
    case CookieEvent::Renewed:
        return QT_TRANSLATE_NOOP("cookies", "set again");
    case CookieEvent::Refused:
        return QT_TRANSLATE_NOOP("cookies", "refused");
    case CookieEvent::Deleted:
        return QT_TRANSLATE_NOOP("cookies", "deleted");
    case CookieEvent::Sent:
        return QT_TRANSLATE_NOOP("cookies", "sent");
    case CookieEvent::NotSent:
        return QT_TRANSLATE_NOOP("cookies", "not sent");
    case CookieEvent::Expired:
        break;
    }
    return QT_TRANSLATE_NOOP("cookies", "expired");
}

} // namespace hopscope
