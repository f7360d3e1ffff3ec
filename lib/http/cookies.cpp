// SPDX-License-Identifier: MIT
#include "http/cookies.h"

#include "http/ascii.h"
#include "http/cookiedate.h"
#include "http/cookiematch.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// 400 days, the most that browsers keep a cookie (RFC 6265bis 5.5); it also keeps dates within what QDateTime holds.
constexpr qint64 kMaxAgeSeconds = 400LL * 24 * 60 * 60;

struct Attribute {
    QByteArray name;
    QByteArray value;
};

Attribute splitPair(QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return {text.trimmed().toByteArray(), {}};
    return {text.first(equals).trimmed().toByteArray(), text.sliced(equals + 1).trimmed().toByteArray()};
}

/// RFC 6265 5.2.2: none if the attribute is to be ignored.
std::optional<qint64> parseMaxAge(const QByteArray &text)
{
    const bool negative = text.startsWith('-');
    const QByteArray digits = negative ? text.sliced(1) : text;
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), ascii::isDigit))
        return std::nullopt;
    if (negative)
        return 0;
    bool ok = false;
    const qint64 seconds = digits.toLongLong(&ok);
    return ok ? std::min(seconds, kMaxAgeSeconds) : kMaxAgeSeconds;
}

QString quoted(const QByteArray &text)
{
    return u'"' + QString::fromUtf8(text) + u'"';
}

/// RFC 6265 5.3 steps 4 to 6; the sentence says why the cookie is ignored.
QString applyDomain(Cookie &cookie, const QByteArray &attribute, const QByteArray &host)
{
    const QByteArray domain = (attribute.startsWith('.') ? attribute.sliced(1) : attribute).toLower();
    cookie.domain = host;
    if (domain.isEmpty() || domain == host) {
        cookie.hostOnly = domain.isEmpty() || !domain.contains('.');
        return {};
    }
    if (!domain.contains('.') || domain.endsWith('.'))
        return u"Cookie %1 is ignored: Domain=%2 is a top-level name."_s.arg(quoted(cookie.name),
                                                                             QString::fromUtf8(domain));
    if (!domainMatches(host, domain)) {
        return u"Cookie %1 is ignored: Domain=%2 does not cover the host %3."_s.arg(
            quoted(cookie.name), QString::fromUtf8(domain), QString::fromUtf8(host));
    }
    cookie.domain = domain;
    cookie.hostOnly = false;
    return {};
}

void store(CookieJar &jar, Cookie cookie, const QDateTime &now)
{
    const auto same = [&](const Cookie &old) {
        return old.name == cookie.name && old.domain == cookie.domain && old.path == cookie.path;
    };
    const auto old = std::find_if(jar.cookies.begin(), jar.cookies.end(), same);
    const bool expired = cookie.expires && *cookie.expires <= now;
    if (old == jar.cookies.end()) {
        if (!expired)
            jar.cookies.append(cookie);
        return;
    }
    cookie.created = old->created;
    if (expired)
        jar.cookies.erase(old);
    else
        *old = cookie;
}

} // namespace

Result<Cookie> parseSetCookie(QByteArrayView value, QByteArrayView url, const QDateTime &now)
{
    const std::optional<Origin> origin = originOf(url);
    if (!origin)
        return Result<Cookie>::failure(u"The cookie is ignored: it did not come from an http or https URL."_s);
    const QByteArrayList parts = value.toByteArray().split(';');
    const Attribute pair = splitPair(parts.first());
    if (!parts.first().contains('='))
        return Result<Cookie>::failure(
            u"The cookie is ignored: %1 has no \"=\"."_s.arg(quoted(parts.first().trimmed())));
    if (pair.name.isEmpty())
        return Result<Cookie>::failure(u"The cookie is ignored: it has no name."_s);
    if (!isFieldValue(pair.name) || !isFieldValue(pair.value))
        return Result<Cookie>::failure(u"Cookie %1 is ignored: it contains a control byte."_s.arg(quoted(pair.name)));
    Cookie cookie{.name = pair.name, .value = pair.value, .path = defaultCookiePath(url), .created = now};
    QByteArray domain;
    std::optional<qint64> maxAge;
    for (const QByteArray &part : parts.sliced(1)) {
        const Attribute attribute = splitPair(part);
        if (equalsIgnoringCase(attribute.name, "expires"))
            cookie.expires =
                parseCookieDate(attribute.value).has_value() ? parseCookieDate(attribute.value) : cookie.expires;
        else if (equalsIgnoringCase(attribute.name, "max-age"))
            maxAge = parseMaxAge(attribute.value).has_value() ? parseMaxAge(attribute.value) : maxAge;
        else if (equalsIgnoringCase(attribute.name, "domain"))
            domain = attribute.value.isEmpty() ? domain : attribute.value;
        else if (equalsIgnoringCase(attribute.name, "path"))
            cookie.path = attribute.value.startsWith('/') ? attribute.value : defaultCookiePath(url);
        else if (equalsIgnoringCase(attribute.name, "secure"))
            cookie.secure = true;
        else if (equalsIgnoringCase(attribute.name, "httponly"))
            cookie.httpOnly = true;
    }
    if (maxAge)
        cookie.expires = *maxAge > 0 ? now.addSecs(*maxAge) : QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const QString error = applyDomain(cookie, domain, origin->host);
    return error.isEmpty() ? cookie : Result<Cookie>::failure(error);
}

QStringList storeCookies(CookieJar &jar, const Headers &headers, QByteArrayView url, const QDateTime &now)
{
    QStringList ignored;
    for (const QByteArray &value : headers.all("Set-Cookie")) {
        const Result<Cookie> cookie = parseSetCookie(value, url, now);
        if (cookie)
            store(jar, *cookie, now);
        else
            ignored.append(cookie.error);
    }
    return ignored;
}

QByteArray cookieField(const CookieJar &jar, QByteArrayView url, const QDateTime &now)
{
    return cookieField(jar, ParsedTarget(url.toByteArray()), now);
}

QByteArray cookieField(const CookieJar &jar, const ParsedTarget &target, const QDateTime &now)
{
    const std::optional<Origin> &origin = target.origin();
    if (!origin)
        return {};
    const QByteArray path = cookiePathOf(target.parts());
    QList<Cookie> sent;
    for (const Cookie &cookie : jar.cookies) {
        const bool hostFits =
            cookie.hostOnly ? origin->host == cookie.domain : domainMatches(origin->host, cookie.domain);
        const bool expired = cookie.expires && *cookie.expires <= now;
        if (hostFits && !expired && pathMatches(path, cookie.path) && (!cookie.secure || origin->scheme == "https"))
            sent.append(cookie);
    }
    std::stable_sort(sent.begin(), sent.end(), [](const Cookie &a, const Cookie &b) {
        return a.path.size() != b.path.size() ? a.path.size() > b.path.size() : a.created < b.created;
    });
    QByteArrayList pairs;
    for (const Cookie &cookie : sent)
        pairs.append(cookie.name.isEmpty() ? cookie.value : cookie.name + '=' + cookie.value);
    return pairs.join("; ");
}

} // namespace hopscope
