// SPDX-License-Identifier: MIT
#include "http/cookies.h"

#include "http/cookiecontext.h"
#include "http/cookiematch.h"

#include <algorithm>
#include <tuple>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kUnsafeSeconds = 120; ///< rfc6265bis 5.6.7.2

QString sourceText(const char *source)
{
    return QString::fromUtf8(source);
}

bool isSameName(const QByteArray &a, const QByteArray &b, const CookiePolicy &policy)
{
    return policy.namesFold.value ? equalsIgnoringCase(a, b) : a == b;
}

/// rfc6265bis 5.7: over http no cookie may take the place of a Secure one, or hide it.
bool hidesSecure(const CookieJar &jar, const Cookie &cookie, const CookieRequest &request, const CookiePolicy &policy)
{
    const std::optional<Origin> &origin = request.target.origin();
    if (!policy.secureStays.value || cookie.secure || !origin || isSecureAt(*origin, policy.secureFrom.value))
        return false;
    return std::any_of(jar.cookies.begin(), jar.cookies.end(), [&](const Cookie &old) {
        return old.secure && isSameName(old.name, cookie.name, policy) && !isExpired(old, request.now) &&
               (domainMatches(old.domain, cookie.domain) || domainMatches(cookie.domain, old.domain)) &&
               pathMatches(cookie.path, old.path);
    });
}

void keepPlace(Cookie &cookie, const Cookie &old, Recreation rule)
{
    if (rule == Recreation::Kept || (rule == Recreation::KeptForSameValue && old.value == cookie.value))
        cookie.created = old.created;
}

CookieVerdict store(CookieJar &jar, Cookie cookie, const CookieRequest &request, const CookiePolicy &policy)
{
    CookieVerdict verdict{.name = cookie.name, .source = sourceText(policy.storage)};
    if (hidesSecure(jar, cookie, request, policy)) {
        verdict.fate = CookieFate::Refused;
        verdict.reason = u"It came over http, which may not replace or hide a cookie marked Secure."_s;
        verdict.source = sourceText(policy.secureStays.source);
        return verdict;
    }
    const auto old = std::find_if(jar.cookies.begin(), jar.cookies.end(), [&](const Cookie &each) {
        return isSameName(each.name, cookie.name, policy) &&
               std::tie(each.domain, each.hostOnly, each.path, each.port, each.partition) ==
                   std::tie(cookie.domain, cookie.hostOnly, cookie.path, cookie.port, cookie.partition);
    });
    const bool isThere = old != jar.cookies.end();
    if (isExpired(cookie, request.now)) {
        verdict.fate = CookieFate::Deleted;
        verdict.reason = isThere ? u"It has expired, which deletes the cookie of this name."_s
                                 : u"It has expired, and there was no cookie of this name to delete."_s;
        if (isThere)
            jar.cookies.erase(old);
        return verdict;
    }
    if (!isThere) {
        verdict.reason = u"It is new."_s;
        jar.cookies.append(cookie);
        return verdict;
    }
    verdict.reason = u"It replaces the cookie of this name."_s;
    keepPlace(cookie, *old, policy.recreation.value);
    if (cookie.created == old->created) {
        *old = cookie;
    } else {
        jar.cookies.erase(old);
        jar.cookies.append(cookie);
    }
    return verdict;
}

QString seconds(const QDateTime &from, const QDateTime &to)
{
    return QString::number(from.secsTo(to));
}

/// rfc6265bis 5.8.3, on SameSite; empty when the cookie may go.
QString sameSiteReason(const Cookie &cookie, const CookieRequest &request, const CookiePolicy &policy)
{
    const SameSite rule = sameSiteOf(cookie, policy);
    const QString cross = rule == SameSite::None ? QString() : crossSiteReason(request, policy);
    if (cross.isEmpty())
        return {};
    if (rule == SameSite::Strict)
        return u"%1, and the cookie has SameSite=Strict."_s.arg(cross);
    const QString lax = cookie.sameSite == SameSite::Unset ? u"a cookie without SameSite"_s : u"SameSite=Lax"_s;
    if (!request.topLevel)
        return u"%1, and %2 goes there only when the whole tab does."_s.arg(cross, lax);
    const bool isSafe = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
    const bool isYoung = cookie.sameSite == SameSite::Unset &&
                         policy.sameSite.value == SameSiteRule::LaxAllowingUnsafe &&
                         cookie.created.secsTo(request.now) < kUnsafeSeconds;
    return isSafe || isYoung
               ? QString()
               : u"%1, and %2 does not go there with %3."_s.arg(cross, lax, QString::fromUtf8(request.method));
}

/// Empty when the cookie may go.
QString thirdPartyReason(const Cookie &cookie, const CookieRequest &request, const CookiePolicy &policy)
{
    const QByteArray site = thirdPartySite(request, policy);
    if (policy.thirdParty.value == ThirdParty::Open || cookie.partition == site)
        return {};
    if (!cookie.partition.isEmpty())
        return u"It was set under a page of %1 and is kept apart for such pages."_s.arg(
            QString::fromUtf8(cookie.partition));
    return policy.thirdParty.value == ThirdParty::Blocked
               ? u"It would be a third-party cookie, which this client blocks."_s
               : u"Under a page of %1 this client keeps cookies apart from those of a visit."_s.arg(
                     QString::fromUtf8(site));
}

/// Why `cookie` does not go with the request, and what says so.
struct Holding {
    QString reason;
    const char *source = nullptr;
};

Holding holding(const Cookie &cookie, const Origin &to, const QByteArray &path, const CookieRequest &request,
                const CookiePolicy &policy)
{
    if (!fitsHost(cookie, to.host))
        return {u"It belongs to %1%2, not to %3."_s.arg(QString::fromUtf8(cookie.domain),
                                                        cookie.hostOnly ? QString() : u" and the names below it"_s,
                                                        QString::fromUtf8(to.host)),
                policy.retrieval};
    if (cookie.port != 0 && cookie.port != to.port)
        return {u"It belongs to port %1."_s.arg(cookie.port), policy.portCounts.source};
    if (isExpired(cookie, request.now))
        return {u"%1%2 seconds ago."_s.arg(kExpiredReason, seconds(*cookie.expires, request.now)), policy.retrieval};
    if (!pathMatches(path, cookie.path))
        return {u"Its path is %1."_s.arg(QString::fromUtf8(cookie.path)), policy.retrieval};
    if (cookie.secure && !isSecureAt(to, policy.secureTo.value))
        return {u"It is marked Secure, and the request goes over http."_s, policy.secureTo.source};
    if (!cookie.valueKnown)
        return {u"Its value was left out of the session's file."_s, policy.retrieval};
    const QString sameSite = sameSiteReason(cookie, request, policy);
    if (!sameSite.isEmpty())
        return {sameSite, policy.sameSite.source};
    return {thirdPartyReason(cookie, request, policy), policy.thirdParty.source};
}

QString sentReason(const Cookie &cookie, const Origin &to, const CookieRequest &request, const CookiePolicy &policy)
{
    if (cookie.secure && to.scheme != "https")
        return policy.secureTo.value == SecureHosts::Any
                   ? u"Host and path match; that it is marked Secure does not count for this client."_s
                   : u"Host and path match; it is marked Secure, and this client trusts http of a loopback host."_s;
    if (cookie.sameSite == SameSite::Unset && request.topLevel && request.method == "POST" &&
        sameSiteOf(cookie, policy) == SameSite::Lax && !crossSiteReason(request, policy).isEmpty())
        return u"Host and path match; it is less than two minutes old, so POST from another site carries it."_s;
    return u"Host and path match."_s;
}

qsizetype slashesOf(const Cookie &cookie)
{
    return cookie.path.count('/');
}

/// Whether `a` stands before `b` in the Cookie field.
bool standsBefore(const Cookie &a, const Cookie &b, CookieOrder order)
{
    if (order == CookieOrder::DomainPathThenName) {
        const auto key = [](const Cookie &c) { return std::tuple(-c.domain.count('.'), -slashesOf(c)); };
        return key(a) != key(b) ? key(a) < key(b) : a.name < b.name;
    }
    if (order == CookieOrder::PathThenAge)
        return a.path.size() != b.path.size() ? a.path.size() > b.path.size() : a.created < b.created;
    const auto key = [](const Cookie &c) {
        const qsizetype path = c.path.size() - (c.path.size() > 1 && c.path.endsWith('/') ? 1 : 0);
        return std::tuple(-path, -c.domain.size(), -c.name.size());
    };
    return key(a) != key(b) ? key(a) < key(b) : a.created > b.created;
}

QByteArray pairOf(const Cookie &cookie)
{
    if (cookie.bare)
        return cookie.name + cookie.value;
    return cookie.name + '=' + cookie.value;
}

void sortForSending(QList<Cookie> &cookies, CookieOrder order)
{
    // Of cookies that came at the same time the jar has the older one first.
    if (order == CookieOrder::PathThenNameSize)
        std::reverse(cookies.begin(), cookies.end());
    std::stable_sort(cookies.begin(), cookies.end(),
                     [order](const Cookie &a, const Cookie &b) { return standsBefore(a, b, order); });
}

/// Clear Site Data 3.1: the cookies of the whole registrable domain, where the answer came over a safe connection.
QList<CookieVerdict> clearCookies(CookieJar &jar, const Headers &headers, const CookieRequest &request,
                                  const CookiePolicy &policy)
{
    const QByteArray field = headers.combined("Clear-Site-Data");
    const std::optional<Origin> &origin = request.target.origin();
    const bool asks = field.contains("\"cookies\"") || field.contains("\"*\"");
    if (!policy.clearSiteData.value || !asks || !origin || !isSecureAt(*origin, SecureHosts::Loopback))
        return {};
    const QByteArray site = registrableDomain(origin->host, request.isPublicSuffix);
    QList<CookieVerdict> verdicts;
    jar.cookies.removeIf([&](const Cookie &cookie) {
        if (registrableDomain(cookie.domain, request.isPublicSuffix) != site)
            return false;
        verdicts.append({cookie.name, CookieFate::Deleted, u"Clear-Site-Data asks for that."_s,
                         sourceText(policy.clearSiteData.source)});
        return true;
    });
    return verdicts;
}

} // namespace

bool isExpired(const Cookie &cookie, const QDateTime &now)
{
    return cookie.expires && *cookie.expires <= now;
}

bool fitsHost(const Cookie &cookie, QByteArrayView host)
{
    return cookie.hostOnly ? host == cookie.domain : domainMatches(host, cookie.domain);
}

QList<CookieVerdict> storeCookies(CookieJar &jar, const Headers &headers, const CookieRequest &request,
                                  const CookiePolicy &policy)
{
    QList<CookieVerdict> verdicts;
    for (const QByteArray &value : headers.all("Set-Cookie")) {
        const ParsedCookie parsed = parseSetCookie(value, request, policy);
        verdicts.append(parsed.refused ? *parsed.refused : store(jar, parsed.cookie, request, policy));
    }
    return verdicts + clearCookies(jar, headers, request, policy);
}

CookieSelection selectCookies(const CookieJar &jar, const CookieRequest &request, const CookiePolicy &policy)
{
    const std::optional<Origin> &to = request.target.origin();
    if (!to)
        return {};
    const QByteArray path = cookiePathOf(request.target.parts());
    QList<Cookie> sent;
    QList<CookieVerdict> withheld;
    qsizetype otherHosts = 0;
    for (const Cookie &cookie : jar.cookies) {
        if (!fitsHost(cookie, to->host) && ++otherHosts > kMostOtherHosts)
            continue;
        const Holding held = holding(cookie, *to, path, request, policy);
        if (held.reason.isEmpty())
            sent.append(cookie);
        else
            withheld.append({cookie.name, CookieFate::Withheld, held.reason, sourceText(held.source)});
    }
    sortForSending(sent, policy.order.value);
    CookieSelection selection;
    QByteArrayList pairs;
    for (const Cookie &cookie : sent) {
        pairs.append(pairOf(cookie));
        const char *source = cookie.secure && to->scheme != "https" ? policy.secureTo.source : policy.retrieval;
        selection.verdicts.append(
            {cookie.name, CookieFate::Sent, sentReason(cookie, *to, request, policy), sourceText(source)});
    }
    selection.field = pairs.join("; ");
    selection.verdicts += withheld;
    return selection;
}

} // namespace hopscope
