// SPDX-License-Identifier: MIT
#include "findings/cookiechecks.h"

#include "findings/steps.h"
#include "findings/words.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNamed = 3;

/// "sid: It is marked Secure, and it came over http."
QString sentence(const CookieVerdict &verdict)
{
    return u"%1: %2"_s.arg(cookieText(verdict.name), verdict.reason);
}

/// What became of a cookie of `hop` that the next request should have carried; nullptr when nothing is lost.
const CookieVerdict *lossOf(const CookieVerdict &set, const Hop &hop, const Hop &next)
{
    if (set.fate == CookieFate::Refused)
        return &set;
    if (set.fate != CookieFate::Stored || !isRelated(hop.request.url, next.request.url))
        return nullptr;
    const QList<CookieVerdict> &sent = next.cookies.sent;
    const auto verdictOf = [&](CookieFate fate) {
        return std::find_if(sent.begin(), sent.end(),
                            [&](const CookieVerdict &each) { return each.fate == fate && each.name == set.name; });
    };
    const auto withheld = verdictOf(CookieFate::Withheld);
    return verdictOf(CookieFate::Sent) != sent.end() || withheld == sent.end() ? nullptr : &*withheld;
}

} // namespace

bool isLoginName(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    constexpr QByteArrayView words[] = {"sess", "auth", "login", "logged", "token", "jwt", "sso", "remember"};
    return lower == "sid" || lower.endsWith(".sid") || lower.endsWith("_sid") || lower.endsWith("-sid") ||
           std::any_of(std::begin(words), std::end(words), [&](QByteArrayView word) { return lower.contains(word); });
}

QList<Found> cookieRefused(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        QStringList sentences;
        QString source;
        qsizetype count = 0;
        for (const CookieVerdict &verdict : trace.hops[i].cookies.set) {
            if (verdict.fate != CookieFate::Refused)
                continue;
            if (++count <= kMaxNamed)
                sentences.append(sentence(verdict));
            if (source.isEmpty())
                source = verdict.source;
        }
        if (count > kMaxNamed)
            sentences.append(u"And %1 more."_s.arg(count - kMaxNamed));
        if (count > 0)
            found.append({.hop = i, .detail = sentences.join(u' '), .source = source});
    }
    return found;
}

QList<Found> loginCookieLost(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i + 1 < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const qsizetype after = sentAfter(trace.hops, i);
        if (after < 0 || !hop.redirect || hop.redirect->verdict != RedirectVerdict::Follow)
            continue;
        const Hop &next = trace.hops[after];
        for (const CookieVerdict &set : hop.cookies.set) {
            const CookieVerdict *loss = isLoginName(set.name) ? lossOf(set, hop, next) : nullptr;
            if (loss)
                found.append({.hop = i,
                              .detail = u"The redirect sets %1, and the request to %2 does not carry it. %3"_s.arg(
                                  cookieText(set.name), originText(next.request.url), loss->reason),
                              .source = loss->source});
        }
    }
    return found;
}

} // namespace hopscope
