// SPDX-License-Identifier: MIT
#include "http/completedurl.h"

#include "http/ascii.h"
#include "http/headers.h"
#include "http/ipaddress.h"
#include "http/site.h"
#include "http/url.h"

#include <algorithm>
#include <span>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kAfterAuthority = "/\\?#";
/// Top-level domains that belong to no one in particular (RFC 6761, RFC 6762, and .internal of ICANN).
constexpr QByteArrayView kSharedDomains[] = {"test", "local", "internal"};
/// Schemes before a number, and before something with an "@".
constexpr QByteArrayView kNumberSchemes[] = {"tel", "sms", "callto", "fax"};
constexpr QByteArrayView kAddressSchemes[] = {"mailto", "sip", "sips", "xmpp", "acct", "im", "mid", "news"};

bool isAmong(std::span<const QByteArrayView> names, QByteArrayView name)
{
    return std::ranges::any_of(names, [&](QByteArrayView each) { return equalsIgnoringCase(each, name); });
}

QByteArrayView authorityOf(QByteArrayView rest)
{
    const auto *const end = std::find_if(rest.begin(), rest.end(), [](char c) { return kAfterAuthority.contains(c); });
    return rest.first(end - rest.begin());
}

bool isBareIpv6(QByteArrayView text)
{
    return text.count(':') > 1 && bool(parseIpv6(text));
}

/// Whether what looks like "scheme:rest" names a host.
bool namesHost(QByteArrayView text, QByteArrayView scheme)
{
    const QByteArrayView authority = authorityOf(text.sliced(scheme.size() + 1));
    if (!authority.isEmpty() && std::all_of(authority.begin(), authority.end(), ascii::isDigit))
        return !isAmong(kNumberSchemes, scheme);
    if (authority.contains('@'))
        return !isAmong(kAddressSchemes, scheme);
    return scheme.contains('.') || equalsIgnoringCase(scheme, "localhost") || isBareIpv6(authorityOf(text));
}

/// Whether browsers begin with http at that place, and why, as the end of a sentence.
const char *reasonForHttp(const Url &url)
{
    QByteArrayView host = *url.host;
    if (host.endsWith('.'))
        host.chop(1);
    if (url.port == defaultPort("http"))
        return "which port 80 belongs to";
    if (isLoopbackHost(host))
        return "as browsers do for this machine";
    if (host.startsWith('[') || endsInNumber(host))
        return "as browsers do for addresses";
    const qsizetype dot = host.lastIndexOf('.');
    if (dot < 0 || isAmong(kSharedDomains, host.sliced(dot + 1)))
        return "as browsers do for names that are not unique";
    return url.port >= 0 ? "as browsers do for a port that is not 443" : nullptr;
}

} // namespace

std::optional<QString> withoutScheme(const QString &typed)
{
    const QString text = typed.trimmed();
    const QByteArray bytes = text.toUtf8();
    const UriParts parts = splitReference(bytes);
    if (!parts.scheme || bytes.startsWith('['))
        return parts.authority ? text.sliced(2) : text;
    const bool isScheme = isHttpScheme(*parts.scheme) || parts.authority || !namesHost(bytes, *parts.scheme);
    return isScheme ? std::nullopt : std::optional(text);
}

QString complaintWithoutScheme(const QString &rest)
{
    const QByteArray bytes = rest.toUtf8();
    const QByteArray authority = authorityOf(bytes).toByteArray();
    // The parser would take a line break out, and join what stands around it.
    if (std::any_of(bytes.begin(), bytes.end(), ascii::isControl))
        return u"\"%1\" has a line break, a tab or another control character: write the URL without it."_s.arg(rest);
    if (authority.isEmpty())
        return u"\"%1\" has no host. Write one such as http://example.com/."_s.arg(rest);
    if (isBareIpv6(authority))
        return u"\"%1\" is an IPv6 address: write it in brackets, as in http://[%1]/."_s.arg(
            QString::fromLatin1(authority));
    if (isHttpScheme(authority) && rest.sliced(authority.size()).startsWith("//"_L1))
        return u"There is no colon after \"%1\". Write %1://%2."_s.arg(QString::fromLatin1(authority),
                                                                       rest.sliced(authority.size() + 2));
    return {};
}

Result<CompletedUrl> completedUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    // The value of the variable may have a scheme.
    if (text.startsWith("{{"_L1))
        return CompletedUrl{.url = text};
    const std::optional<QString> rest = text.isEmpty() ? std::nullopt : withoutScheme(text);
    if (!rest) {
        const Result<QByteArray> url = parseRequestUrl(text);
        return url ? Result<CompletedUrl>(CompletedUrl{.url = text}) : Result<CompletedUrl>::failure(url.error);
    }
    const QString complaint = complaintWithoutScheme(*rest);
    const QString secure = u"https://"_s + *rest;
    const Result<QByteArray> known =
        complaint.isEmpty() ? parseRequestUrl(secure) : Result<QByteArray>::failure(complaint);
    if (!known)
        return Result<CompletedUrl>::failure(known.error);
    const Result<Url> url = parseUrl(*known);
    const QByteArray bytes = rest->toUtf8();
    const QByteArrayView authority = authorityOf(bytes);
    const QString name = QString::fromUtf8(authority.sliced(authority.lastIndexOf('@') + 1));
    const char *reason = reasonForHttp(*url);
    const QString plain = u"http://"_s + *rest;
    CompletedUrl completed{.url = reason ? plain : secure, .name = name, .other = reason ? secure : plain};
    completed.note = reason ? u"%1 has no scheme: http:// was used, %2."_s.arg(name, QLatin1StringView(reason))
                            : u"%1 has no scheme: https:// was used, as browsers do."_s.arg(name);
    return completed;
}

} // namespace hopscope
