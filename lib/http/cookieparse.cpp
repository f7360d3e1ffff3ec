// SPDX-License-Identifier: MIT
#include "http/ascii.h"
#include "http/cookiecontext.h"
#include "http/cookiedate.h"
#include "http/cookiematch.h"
#include "http/cookies.h"
#include "http/ipaddress.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kSecurePrefix = "__Secure-";
constexpr QByteArrayView kHostPrefix = "__Host-";
constexpr QByteArrayView kHttpPrefix = "__Http-";
constexpr QByteArrayView kHostHttpPrefix = "__Host-Http-";

struct Attribute {
    QByteArray name;
    QByteArray value;
};

/// rfc6265bis 5.6: what the attributes say, the last of a name.
struct Attributes {
    std::optional<QByteArray> domain;
    std::optional<QByteArray> path;
    std::optional<QDateTime> expires;
    std::optional<qint64> maxAge; ///< seconds, 0 for a cookie that has expired
    qsizetype longest = 0;        ///< bytes of the longest value
    bool secure = false;
    bool httpOnly = false;
    bool partitioned = false;
    SameSite sameSite = SameSite::Unset;
};

constexpr qint64 kDaySeconds = 24 * 60 * 60;
constexpr qint64 kLongestSeconds = 100 * 365 * kDaySeconds; ///< what QDateTime holds in any case

Attribute splitPair(QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return {text.trimmed().toByteArray(), {}};
    return {text.first(equals).trimmed().toByteArray(), text.sliced(equals + 1).trimmed().toByteArray()};
}

QByteArray leadingDigits(QByteArrayView text)
{
    while (text.startsWith('"') || text.startsWith('+'))
        text = text.sliced(1);
    const auto end = std::find_if_not(text.begin(), text.end(), ascii::isDigit);
    return text.first(end - text.begin()).toByteArray();
}

/// RFC 6265 5.2.2: none if the attribute is to be ignored.
std::optional<qint64> parseMaxAge(const QByteArray &text, BadMaxAge rule)
{
    const QByteArray leading = leadingDigits(text);
    if (rule != BadMaxAge::Ignored && (text.isEmpty() || (leading != text && !text.startsWith('-'))))
        return rule == BadMaxAge::LeadingDigits && !leading.isEmpty() ? parseMaxAge(leading, rule) : 0;
    const bool negative = text.startsWith('-');
    const QByteArray digits = negative ? text.sliced(1) : text;
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), ascii::isDigit))
        return std::nullopt;
    bool ok = false;
    const qint64 seconds = digits.toLongLong(&ok);
    return negative ? 0 : ok ? std::min(seconds, kLongestSeconds) : kLongestSeconds;
}

SameSite sameSiteNamed(const QByteArray &value)
{
    if (equalsIgnoringCase(value, "None"))
        return SameSite::None;
    if (equalsIgnoringCase(value, "Lax"))
        return SameSite::Lax;
    return equalsIgnoringCase(value, "Strict") ? SameSite::Strict : SameSite::Unset;
}

void take(Attributes &all, const Attribute &one, const CookiePolicy &policy)
{
    const auto is = [&](QByteArrayView name) { return equalsIgnoringCase(one.name, name); };
    if (is("expires")) {
        const std::optional<QDateTime> date = parseCookieDate(one.value);
        all.expires = date ? date : all.expires;
    } else if (is("max-age")) {
        const std::optional<qint64> seconds = parseMaxAge(one.value, policy.badMaxAge.value);
        all.maxAge = seconds ? seconds : all.maxAge;
    } else if (is("domain")) {
        all.domain = one.value.isEmpty() && !policy.emptyDomainCounts.value ? all.domain : one.value;
    } else if (is("path")) {
        all.path = one.value;
    } else if (is("secure")) {
        all.secure = true;
    } else if (is("httponly")) {
        all.httpOnly = true;
    } else if (is("partitioned")) {
        all.partitioned = true;
    } else if (is("samesite")) {
        all.sameSite = sameSiteNamed(one.value);
    }
}

Attributes attributesOf(const QByteArrayList &parts, const CookiePolicy &policy)
{
    Attributes all;
    const int longest = policy.longestAttribute.value;
    for (const QByteArray &part : parts) {
        const Attribute one = splitPair(part);
        all.longest = std::max(all.longest, one.value.size());
        if (longest == 0 || one.value.size() <= longest)
            take(all, one, policy);
    }
    return all;
}

std::optional<QDateTime> expiryOf(const Attributes &all, const QDateTime &now, const CookiePolicy &policy)
{
    std::optional<QDateTime> expires = all.expires;
    if (all.maxAge)
        expires = *all.maxAge > 0 ? now.addSecs(*all.maxAge) : QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const QDateTime last = now.addDays(policy.mostDays.value);
    return expires && policy.mostDays.value > 0 && *expires > last ? last : expires;
}

QString shownText(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

bool hasRefusedControl(const QByteArray &text, ControlBytes rule)
{
    return rule != ControlBytes::Kept && std::any_of(text.begin(), text.end(), [&](char c) {
               return ascii::isControl(c) && (c != '\t' || rule == ControlBytes::Refused);
           });
}

/// Takes the checks of one cookie one after the other; the first that fails refuses it.
class Checks
{
public:
    Checks(Cookie &cookie, const Attributes &all, const Origin &origin, const CookieRequest &request,
           const CookiePolicy &policy)
        : m_cookie(cookie), m_all(all), m_origin(origin), m_request(request), m_policy(policy)
    {
    }

    std::optional<CookieVerdict> refusal()
    {
        checkBytes();
        applyDomain();
        checkPath();
        checkSecure();
        checkSameSite();
        applyThirdParty();
        checkPrefix();
        checkHttpPrefix();
        return m_refusal;
    }

private:
    void refuse(const QString &reason, const char *source)
    {
        if (!m_refusal)
            m_refusal = CookieVerdict{m_cookie.name, CookieFate::Refused, reason, QString::fromUtf8(source)};
    }

    void checkBytes()
    {
        const qsizetype size = m_cookie.name.size() + m_cookie.value.size();
        if (m_policy.longestPair.value > 0 && size > m_policy.longestPair.value)
            refuse(u"Name and value are %1 bytes long; the limit is %2."_s.arg(size).arg(m_policy.longestPair.value),
                   m_policy.longestPair.source);
        const int part = m_policy.longestPart.value;
        if (part > 0 && std::max(m_cookie.name.size(), m_cookie.value.size()) > part)
            refuse(u"Its name or its value is longer than %1 bytes."_s.arg(part), m_policy.longestPart.source);
        const int attribute = m_policy.longestAttribute.value;
        if (m_policy.longAttributeRefuses.value && attribute > 0 && m_all.longest > attribute)
            refuse(u"One of its attributes is longer than %1 bytes."_s.arg(attribute),
                   m_policy.longAttributeRefuses.source);
        const ControlBytes rule = m_policy.controls.value;
        if (hasRefusedControl(m_cookie.name, rule) || hasRefusedControl(m_cookie.value, rule))
            refuse(u"It contains a control byte."_s, m_policy.controls.source);
    }

    /// RFC 6265 5.3 steps 4 to 6.
    void applyDomain()
    {
        const QByteArray named = m_all.domain.value_or(QByteArray());
        const QByteArray domain = (named.startsWith('.') ? named.sliced(1) : named).toLower();
        const QByteArray &host = m_origin.host;
        m_cookie.domain = host;
        const bool counts =
            m_policy.portCounts.value && m_origin.port != defaultPort("http") && m_origin.port != defaultPort("https");
        m_cookie.port = domain.isEmpty() && counts ? m_origin.port : 0;
        if (named == ".")
            refuse(u"Domain=. names no host."_s, m_policy.storage);
        if (domain.isEmpty() || domain == host) {
            m_cookie.hostOnly = domain.isEmpty() || isAddress() || isSuffix(domain, m_request.isPublicSuffix);
            return;
        }
        if (!domainMatches(host, domain))
            refuse(u"Domain=%1 does not cover the host %2."_s.arg(shownText(domain), shownText(host)),
                   m_policy.storage);
        else if (domain.endsWith('.') || isSuffixHere(domain))
            refuse(u"Domain=%1 is a public suffix: anyone can have a name below it."_s.arg(shownText(domain)),
                   m_policy.publicSuffixes.source);
        m_cookie.domain = domain;
        m_cookie.hostOnly = false;
    }

    bool isAddress() const { return m_origin.host.startsWith('[') || endsInNumber(m_origin.host); }

    bool isSuffixHere(const QByteArray &domain) const
    {
        if (m_policy.publicSuffixes.value == PublicSuffixes::Ignored)
            return false;
        const bool listed = m_policy.publicSuffixes.value == PublicSuffixes::List;
        return isSuffix(domain, listed ? m_request.isPublicSuffix : PublicSuffix());
    }

    void checkPath()
    {
        const bool isRelative = m_all.path && !m_all.path->startsWith('/');
        if (!m_policy.pathMustCover.value)
            return;
        if (isRelative || !pathMatches(cookiePathOf(m_request.target.parts()), m_cookie.path))
            refuse(u"Its Path does not cover the URL that set it."_s, m_policy.pathMustCover.source);
    }

    void checkSecure()
    {
        if (m_cookie.secure && !isSecureAt(m_origin, m_policy.secureFrom.value))
            refuse(u"It is marked Secure, but it came over http."_s, m_policy.secureFrom.source);
        if (m_policy.noneNeedsSecure.value && m_cookie.sameSite == SameSite::None && !m_cookie.secure)
            refuse(u"SameSite=None needs Secure."_s, m_policy.noneNeedsSecure.source);
        if (m_policy.partitionedNeedsSecure.value && m_cookie.partitioned && !m_cookie.secure)
            refuse(u"Partitioned needs Secure."_s, m_policy.partitionedNeedsSecure.source);
    }

    /// rfc6265bis 5.7: a page of another site may set such a cookie only where the whole tab goes.
    void checkSameSite()
    {
        if (sameSiteOf(m_cookie, m_policy) == SameSite::None || m_request.topLevel)
            return;
        if (const QString why = crossSiteReason(m_request, m_policy); !why.isEmpty())
            refuse(u"%1, so only a cookie with SameSite=None is taken."_s.arg(why), m_policy.storage);
    }

    void applyThirdParty()
    {
        const QByteArray site = thirdPartySite(m_request, m_policy);
        const ThirdParty rule = m_policy.thirdParty.value;
        if (site.isEmpty() || rule == ThirdParty::Open)
            return;
        if (rule == ThirdParty::Blocked && !m_cookie.partitioned)
            refuse(u"It is a third-party cookie, which this client blocks."_s, m_policy.thirdParty.source);
        m_cookie.partition = site;
    }

    bool hasPrefix(QByteArrayView prefix) const
    {
        // Without a name the value stands in its place in the Cookie field.
        const QByteArray &seen = m_cookie.name.isEmpty() ? m_cookie.value : m_cookie.name;
        if (seen.size() < prefix.size())
            return false;
        const QByteArrayView start = QByteArrayView(seen).first(prefix.size());
        return m_policy.prefixes.value == CookiePrefixes::AnyCase ? equalsIgnoringCase(start, prefix) : start == prefix;
    }

    void checkHttpPrefix()
    {
        const bool isHttp = m_policy.httpPrefixes.value && (hasPrefix(kHttpPrefix) || hasPrefix(kHostHttpPrefix));
        if (isHttp && !(m_cookie.secure && m_cookie.httpOnly))
            refuse(u"Its name begins with a prefix that needs Secure and HttpOnly."_s, m_policy.httpPrefixes.source);
    }

    void checkPrefix()
    {
        if (m_policy.prefixes.value == CookiePrefixes::Ignored)
            return;
        const bool isHost = hasPrefix(kHostPrefix);
        const char *source = m_policy.prefixes.source;
        if (!isHost && !hasPrefix(kSecurePrefix))
            return;
        if (m_cookie.name.isEmpty())
            refuse(u"It has no name, and its value would be read as a name with a prefix."_s, source);
        if (!m_cookie.secure)
            refuse(u"Its name begins with %1, which needs Secure."_s.arg(
                       shownText((isHost ? kHostPrefix : kSecurePrefix).toByteArray())),
                   source);
        if (isHost && m_all.domain && !m_all.domain->isEmpty() && !isAddress())
            refuse(u"Its name begins with __Host-, which forbids Domain."_s, source);
        if (isHost && (m_cookie.path != "/" || !m_all.path))
            refuse(u"Its name begins with __Host-, which needs Path=/."_s, source);
    }

    Cookie &m_cookie;
    const Attributes &m_all;
    const Origin &m_origin;
    const CookieRequest &m_request;
    const CookiePolicy &m_policy;
    std::optional<CookieVerdict> m_refusal;
};

/// The pair that names the cookie, and the attributes behind it. The error says why there is none.
Result<Cookie> namedCookie(QByteArrayList &parts, NamelessCookies rule)
{
    if (rule == NamelessCookies::NextPair) {
        while (parts.size() > 1 && parts.first().contains('=') && splitPair(parts.first()).name.isEmpty())
            parts.removeFirst();
    }
    const QByteArray first = parts.takeFirst();
    const Attribute pair = splitPair(first);
    Cookie cookie{.name = pair.name, .value = pair.value};
    if (pair.name.isEmpty() && pair.value.isEmpty())
        return Result<Cookie>::failure(u"It is empty."_s);
    if (first.contains('=') && !pair.name.isEmpty())
        return cookie;
    if (rule == NamelessCookies::Nameless) {
        cookie = {.value = pair.name.isEmpty() ? pair.value : pair.name, .bare = true};
        return cookie;
    }
    if (pair.name.isEmpty())
        return Result<Cookie>::failure(u"It has no name."_s);
    if (rule == NamelessCookies::Refused || rule == NamelessCookies::NextPair)
        return Result<Cookie>::failure(u"It has no \"=\"."_s);
    cookie.bare = rule == NamelessCookies::NameOnly;
    return cookie;
}

} // namespace

ParsedCookie parseSetCookie(QByteArrayView value, const CookieRequest &request, const CookiePolicy &policy)
{
    const auto refused = [](const QString &reason, const char *source) {
        return ParsedCookie{{}, CookieVerdict{{}, CookieFate::Refused, reason, QString::fromUtf8(source)}};
    };
    const std::optional<Origin> &origin = request.target.origin();
    if (!origin)
        return refused(u"It did not come from an http or https URL."_s, policy.storage);
    QByteArrayList parts = value.toByteArray().split(';');
    const Result<Cookie> named = namedCookie(parts, policy.nameless.value);
    if (!named)
        return refused(named.error, policy.nameless.source);
    const Attributes all = attributesOf(parts, policy);
    Cookie cookie = *named;
    const bool hasPath = all.path && all.path->startsWith('/');
    cookie.path = hasPath ? *all.path : defaultCookiePath(request.target.bytes());
    cookie.secure = all.secure;
    cookie.httpOnly = all.httpOnly;
    cookie.partitioned = all.partitioned;
    cookie.sameSite = all.sameSite;
    cookie.expires = expiryOf(all, request.now, policy);
    cookie.created = request.now;
    const std::optional<CookieVerdict> refusal = Checks(cookie, all, *origin, request, policy).refusal();
    return {cookie, refusal};
}

} // namespace hopscope
