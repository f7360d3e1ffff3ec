// SPDX-License-Identifier: MIT
#include "findings/leakchecks.h"

#include "findings/cookiechecks.h"
#include "findings/steps.h"
#include "findings/words.h"
#include "http/site.h"
#include "http/url.h"
#include "redirect/edits.h"
#include "redirect/profile.h"
#include "text/listtext.h"
#include "text/secretnames.h"
#include "trace/recording.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNamedParts = 6;
constexpr qsizetype kMaxNamedCookies = 3;

/// Something in a request that is not for everybody.
struct Secret {
    enum Kind { Content, Field, Cookie } kind = Field;
    QByteArray name; ///< of a field or cookie
    QByteArray key;  ///< equal for the same secret in two requests

    /// As the ledger calls it, in lower case.
    QString part() const
    {
        return kind == Content ? u"body"_s : kind == Cookie ? u"cookie"_s : QString::fromUtf8(name).toLower();
    }
};

QList<Secret> secretsOf(const Request &request)
{
    QList<Secret> secrets;
    // A recording often knows no more of a body than its size.
    if (request.body.size > 0)
        secrets.append({Secret::Content, {}, "body\n" + QByteArray::number(request.body.size)});
    for (const Header &field : request.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Cookie")) {
            if (isSecretName(field.name))
                secrets.append({Secret::Field, field.name, "field\n" + field.name.toLower() + '\n' + field.value});
            continue;
        }
        for (const QByteArray &cookie : cookiePairs(field.value)) {
            const qsizetype equals = std::max<qsizetype>(cookie.indexOf('='), 0);
            secrets.append({Secret::Cookie, cookie.left(equals), "cookie\n" + cookie});
        }
    }
    return secrets;
}

/// The cookies that the client had stored, and sent because they belong there.
QSet<QByteArray> namesFromJar(const Hop &hop)
{
    QSet<QByteArray> names;
    for (const CookieVerdict &each : hop.cookies.sent) {
        if (each.fate == CookieFate::Sent)
            names.insert(each.name);
    }
    return names;
}

/// Whether the client gives the user's cookies to other hosts: where it does not, a recorded cookie is a stored one.
bool spreadsCookies(const QString &client)
{
    const ClientProfile *profile = findClient(client);
    return !profile || profile->cookie.place == Place::Anywhere || profile->cookie.place == Place::SubdomainOfLast;
}

/// Which other origin it is that a secret was sent to.
struct Crossing {
    QString words;
    Severity severity = Severity::Warning;
};

/// nullopt when `to` is no other origin, or http became https and nothing else.
std::optional<Crossing> crossing(const std::optional<Origin> &home, const std::optional<Origin> &to)
{
    if (!home || !to || home == to)
        return std::nullopt;
    if (home->host != to->host)
        return Crossing{u"another host"_s};
    if (home->scheme == to->scheme)
        return Crossing{u"another port of the same host"_s, Severity::Note};
    if (to->scheme == "http")
        return Crossing{u"http of the same host"_s};
    if (home->port == defaultPort(home->scheme) && to->port == defaultPort(to->scheme))
        return std::nullopt;
    return Crossing{u"https of the same host, but not at the default ports"_s, Severity::Note};
}

/// Goes along the chain and knows where each secret was sent first.
class SecretTrail
{
public:
    explicit SecretTrail(const Trace &trace)
        : m_trace(trace), m_isRecorded(isRecorded(trace)), m_spreadsCookies(spreadsCookies(trace.client))
    {
    }

    QList<Found> walk()
    {
        for (qsizetype i = 0; i < m_trace.hops.size(); ++i) {
            if (m_trace.hops[i].kind != HopKind::Preflight)
                take(i);
        }
        return m_found;
    }

private:
    /// What is sent, in words; of cookies the names as well.
    struct Part {
        QString words;
        QStringList cookies;
    };
    /// Where a secret was sent first.
    struct Home {
        qsizetype hop = -1;
        bool isFromJar = false;
    };

    void take(qsizetype i)
    {
        const Hop &hop = m_trace.hops[i];
        // What a page asks for is a request of its own.
        if (isAskedByPage(hop.kind))
            m_first.clear();
        const QList<Secret> secrets = secretsOf(hop.request);
        const QSet<QByteArray> jar = namesFromJar(hop);
        const bool isSent = reachesServer(hop.kind) && !stayedUnsent(hop);
        if (isSent && m_by >= 0 && isRedirectStep(m_trace.hops[m_by], hop))
            check(i, secrets, jar);
        const QSet<QString> edited = editedBefore(i);
        for (const Secret &secret : secrets) {
            // What the user wrote for this request, or sent elsewhere, is at home here.
            const bool isMoved = edited.contains(u"url"_s) || edited.contains(secret.part());
            if (isMoved || !m_first.contains(secret.key))
                m_first.insert(secret.key, {i, secret.kind == Secret::Cookie && jar.contains(secret.name)});
        }
        if (hop.kind != HopKind::Hsts)
            m_by = i;
        if (!isSent)
            return;
        m_lastOrigin = originOf(hop.request.url);
        m_lastKeys.clear();
        for (const Secret &secret : secrets)
            m_lastKeys.insert(secret.key);
    }

    const QByteArray &homeUrl(const Home &home) const { return m_trace.hops[home.hop].request.url; }

    /// The parts that the user put there between the redirect and request `i`, in lower case.
    QSet<QString> editedBefore(qsizetype i) const
    {
        QSet<QString> parts;
        for (qsizetype each = std::max<qsizetype>(m_by, 0); each < i; ++each) {
            const std::optional<Redirect> &redirect = m_trace.hops[each].redirect;
            for (const LedgerRow &row : redirect ? redirect->ledger : QList<LedgerRow>()) {
                if (isEdited(row))
                    parts.insert(row.part.toLower());
            }
        }
        return parts;
    }

    QString wordsOf(const Secret &secret, const Home &home, const Hop &hop) const
    {
        if (secret.kind == Secret::Content)
            return hop.request.body.size == 1 ? u"a body of 1 byte"_s
                                              : u"a body of %1 bytes"_s.arg(hop.request.body.size);
        if (secret.kind == Secret::Field)
            return QString::fromUtf8(secret.name);
        if (home.isFromJar)
            return u"the stored Cookie"_s;
        return m_isRecorded ? u"the same Cookie"_s : u"the user's Cookie"_s;
    }

    void check(qsizetype i, const QList<Secret> &secrets, const QSet<QByteArray> &jar)
    {
        const Hop &hop = m_trace.hops[i];
        const Hop &by = m_trace.hops[m_by];
        const std::optional<Origin> to = originOf(hop.request.url);
        const QSet<QString> edited = editedBefore(i);
        if (edited.contains(u"url"_s))
            return;
        QSet<QByteArray> seen;
        QList<Part> parts;
        std::optional<Crossing> crossed;
        bool hasBody = false;
        for (const Secret &secret : secrets) {
            const bool wasThere = to == m_lastOrigin && m_lastKeys.contains(secret.key);
            const auto home = m_first.constFind(secret.key);
            if (wasThere || home == m_first.constEnd() || edited.contains(secret.part()) || seen.contains(secret.key))
                continue;
            seen.insert(secret.key);
            const std::optional<Origin> from = originOf(homeUrl(*home));
            const std::optional<Crossing> one = crossing(from, to);
            // A recorded cookie was stored before, where the client gives the user's to no other host.
            const bool mayBeStored = m_isRecorded && !m_spreadsCookies && !home->isFromJar;
            if (!one || (secret.kind == Secret::Cookie && (mayBeStored || jar.contains(secret.name))))
                continue;
            if (!crossed || one->severity > crossed->severity)
                crossed = one;
            hasBody = hasBody || secret.kind == Secret::Content;
            QString words = wordsOf(secret, *home, hop);
            if (from != originOf(by.request.url))
                words += u" meant for %1"_s.arg(originText(homeUrl(*home)));
            addPart(parts, words, secret);
        }
        if (!crossed)
            return;
        // A password that is posted again is what the advice is about.
        const bool isLogin = hasBody && hop.request.method == "POST" && isAnswered(by, {307, 308});
        m_found.append(
            {.hop = int(m_by),
             .detail = u"The %1 from %2 made the client send %3 to %4, %5.%6"_s.arg(
                 QString::number(by.response->status), originText(by.request.url), textOf(parts),
                 originText(hop.request.url), crossed->words, isLogin ? u" After a login, use 303."_s : QString()),
             .source = isLogin ? u"RFC 9700 4.12"_s : QString(),
             .severity = crossed->severity});
    }

    static void addPart(QList<Part> &parts, const QString &words, const Secret &secret)
    {
        auto part = std::find_if(parts.begin(), parts.end(), [&](const Part &each) { return each.words == words; });
        if (part == parts.end())
            part = parts.insert(parts.end(), Part{words, {}});
        if (secret.kind == Secret::Cookie)
            part->cookies.append(cookieText(secret.name));
    }

    static QString textOf(const QList<Part> &parts)
    {
        QStringList texts;
        for (const Part &part : parts)
            texts.append(part.cookies.isEmpty()
                             ? part.words
                             : u"%1 (%2)"_s.arg(part.words, listText(part.cookies, kMaxNamedCookies)));
        return listText(texts, kMaxNamedParts);
    }

    const Trace &m_trace;
    bool m_isRecorded;
    bool m_spreadsCookies;
    QHash<QByteArray, Home> m_first;    ///< by key
    qsizetype m_by = -1;                ///< whose redirect is followed
    std::optional<Origin> m_lastOrigin; ///< of the last request that a server got
    QSet<QByteArray> m_lastKeys;        ///< what that one had
    QList<Found> m_found;
};

} // namespace

QList<Found> sentToOtherOrigin(const Trace &trace)
{
    // Most chains, and most long ones, stay at home.
    const std::optional<Origin> home =
        trace.hops.isEmpty() ? std::nullopt : originOf(trace.hops.constFirst().request.url);
    const auto isAtHome = [&](const Hop &hop) { return originOf(hop.request.url) == home; };
    if (std::ranges::all_of(trace.hops, isAtHome))
        return {};
    return SecretTrail(trace).walk();
}

QList<Found> cookieInClear(const Trace &trace)
{
    QList<Found> found;
    QHash<QByteArray, qsizetype> setOverHttps;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const std::optional<Origin> origin = originOf(hop.request.url);
        if (!origin || !reachesServer(hop.kind))
            continue;
        const bool isClear = origin->scheme == "http" && !isLoopbackHost(origin->host) && !stayedUnsent(hop);
        for (const CookieVerdict &sent : hop.cookies.sent) {
            const qsizetype set = setOverHttps.value(sent.name, -1);
            if (!isClear || sent.fate != CookieFate::Sent || set < 0 ||
                !isRelated(trace.hops[set].request.url, hop.request.url))
                continue;
            setOverHttps.remove(sent.name);
            found.append(
                {.hop = int(i),
                 .detail = u"%1 was set over https by request %2 and goes to %3, where it can be read on the way. With "
                           "Secure it would not."_s.arg(cookieText(sent.name), QString::number(set + 1),
                                                        originText(hop.request.url)),
                 .severity = isLoginName(sent.name) ? Severity::Warning : Severity::Note});
        }
        for (const CookieVerdict &set : hop.cookies.set) {
            if (set.fate == CookieFate::Stored && origin->scheme == "https")
                setOverHttps.insert(set.name, i);
            else if (set.fate == CookieFate::Stored)
                setOverHttps.remove(set.name);
        }
    }
    return found;
}

} // namespace hopscope
