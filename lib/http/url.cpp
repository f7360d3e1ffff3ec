// SPDX-License-Identifier: MIT
#include "http/url.h"

#include "http/ascii.h"
#include "http/completedurl.h"
#include "http/headers.h"
#include "http/uriparts.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The number in `text`, -1 for an empty text, none if it is no port.
std::optional<int> portNumber(QByteArrayView text)
{
    int port = 0;
    for (const char c : text) {
        if (!ascii::isDigit(c))
            return std::nullopt;
        port = std::min(port * 10 + (c - '0'), kMaxPort + 1);
    }
    if (port > kMaxPort)
        return std::nullopt;
    return text.isEmpty() ? -1 : port;
}

std::optional<QByteArray> ownCopy(std::optional<QByteArrayView> view)
{
    return view ? std::optional(view->toByteArray()) : std::nullopt;
}

} // namespace

QByteArray serializeUrl(const Url &url, bool withFragment)
{
    QByteArray out = url.scheme + ':';
    if (url.host) {
        out += "//" + url.username;
        if (!url.password.isEmpty())
            out += ':' + url.password;
        if (!url.username.isEmpty() || !url.password.isEmpty())
            out += '@';
        out += *url.host;
        if (url.port >= 0)
            out += ':' + QByteArray::number(url.port);
    } else if (url.path.startsWith("//")) {
        out += "/."; // Or the path would be read as an authority.
    }
    out += url.path;
    if (url.query)
        out += '?' + *url.query;
    if (withFragment && url.fragment)
        out += '#' + *url.fragment;
    return out;
}

Url splitUri(QByteArrayView uri)
{
    return splitUri(splitReference(uri));
}

Url splitUri(const UriParts &parts)
{
    Url url;
    url.scheme = parts.scheme.value_or(QByteArrayView()).toByteArray();
    url.path = parts.path.toByteArray();
    url.query = ownCopy(parts.query);
    url.fragment = ownCopy(parts.fragment);
    if (!parts.authority)
        return url;
    const AuthorityParts authority = splitAuthority(*parts.authority);
    const QByteArrayView userinfo = authority.userinfo.value_or(QByteArrayView());
    const qsizetype colon = userinfo.indexOf(':');
    const bool hasPassword = colon >= 0 && colon + 1 < userinfo.size();
    url.username = (hasPassword ? userinfo.first(colon) : userinfo).toByteArray();
    if (hasPassword)
        url.password = userinfo.sliced(colon + 1).toByteArray();
    url.host = authority.host.toByteArray();
    const std::optional<int> port = portNumber(authority.port.value_or(QByteArrayView()));
    if (authority.port && port && QByteArray::number(*port) == *authority.port)
        url.port = *port;
    else if (authority.port) // No int can say "" or "0080": it stays with the host.
        *url.host += ':' + authority.port->toByteArray();
    return url;
}

QByteArray joinUri(const Url &parts, bool withFragment)
{
    QByteArray out = parts.scheme.isEmpty() ? QByteArray() : parts.scheme + ':';
    if (parts.host) {
        out += "//" + parts.username;
        if (!parts.password.isEmpty())
            out += ':' + parts.password;
        if (!parts.username.isEmpty() || !parts.password.isEmpty())
            out += '@';
        out += *parts.host;
        if (parts.port >= 0)
            out += ':' + QByteArray::number(parts.port);
    }
    out += parts.path;
    if (parts.query)
        out += '?' + *parts.query;
    if (withFragment && parts.fragment)
        out += '#' + *parts.fragment;
    return out;
}

int defaultPort(QByteArrayView scheme)
{
    if (equalsIgnoringCase(scheme, "http"))
        return 80;
    return equalsIgnoringCase(scheme, "https") ? 443 : -1;
}

bool isHttpScheme(QByteArrayView scheme)
{
    return defaultPort(scheme) > 0;
}

std::optional<Origin> originOf(QByteArrayView url)
{
    return originOf(splitReference(url));
}

std::optional<Origin> originOf(const UriParts &parts)
{
    if (!parts.scheme || !isHttpScheme(*parts.scheme) || !parts.authority)
        return std::nullopt;
    const AuthorityParts authority = splitAuthority(*parts.authority);
    const std::optional<int> port = portNumber(authority.port.value_or(QByteArrayView()));
    if (authority.host.isEmpty() || !port)
        return std::nullopt;
    return Origin{.scheme = parts.scheme->toByteArray().toLower(),
                  .host = authority.host.toByteArray().toLower(),
                  .port = *port < 0 ? defaultPort(*parts.scheme) : *port};
}

QByteArray serializeOrigin(const Origin &origin)
{
    const QByteArray out = origin.scheme + "://" + origin.host;
    return origin.port == defaultPort(origin.scheme) ? out : out + ':' + QByteArray::number(origin.port);
}

QByteArray hostField(QByteArrayView url)
{
    return hostField(splitReference(url));
}

QByteArray hostField(const UriParts &parts)
{
    const AuthorityParts authority = splitAuthority(parts.authority.value_or(QByteArrayView()));
    QByteArray host = authority.host.toByteArray();
    const std::optional<int> port = portNumber(authority.port.value_or(QByteArrayView()));
    if (!port || *port < 0 || *port == defaultPort(parts.scheme.value_or(QByteArrayView())))
        return host;
    return host + ':' + QByteArray::number(*port);
}

QByteArray requestTarget(QByteArrayView url)
{
    const UriParts parts = splitReference(url);
    const QByteArray path = parts.path.isEmpty() ? QByteArray("/") : parts.path.toByteArray();
    return parts.query ? path + '?' + parts.query->toByteArray() : path;
}

Result<QByteArray> parseRequestUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return Result<QByteArray>::failure(u"There is no URL. Write one such as http://example.com/."_s);
    if (const std::optional<QString> rest = withoutScheme(text)) {
        const QString complaint = complaintWithoutScheme(*rest);
        return Result<QByteArray>::failure(
            complaint.isEmpty() ? u"\"%1\" has no scheme. Write http://%2 or https://%2."_s.arg(text, *rest)
                                : complaint);
    }
    const QByteArray bytes = text.toUtf8();
    const Result<Url> url = parseUrl(bytes);
    if (url && !isHttpScheme(url->scheme)) {
        return Result<QByteArray>::failure(
            u"Only http and https URLs can be requested, not %1:."_s.arg(QLatin1StringView(url->scheme)));
    }
    if (!url)
        return Result<QByteArray>::failure(url.error + u" Write one such as http://example.com/."_s);
    return serializeUrl(*url);
}

} // namespace hopscope
