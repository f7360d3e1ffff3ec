// SPDX-License-Identifier: MIT
#include "formats/session/sessionfor.h"

#include "http/cookiematch.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// More names than these are counted only.
constexpr qsizetype kMostNames = 8;

bool isFor(const Cookie &cookie, const QByteArray &host, const QByteArray &path, const QDateTime &now)
{
    return fitsHost(cookie, host) && pathMatches(path, cookie.path) && !isExpired(cookie, now);
}

QString cookiesFor(const ClientMemory &memory, const QByteArray &host, const QByteArray &path, const QDateTime &now)
{
    QStringList names;
    for (const Cookie &cookie : memory.jar.cookies) {
        if (isFor(cookie, host, path, now))
            names.append(cookie.name.isEmpty() ? u"one without a name"_s : QString::fromUtf8(cookie.name));
    }
    if (names.isEmpty())
        return {};
    const QString count = names.size() == 1 ? u"1 cookie"_s : u"%1 cookies"_s.arg(names.size());
    const QString more = names.size() > kMostNames ? u", …"_s : QString();
    return u"%1 (%2%3)"_s.arg(count, names.first(std::min(names.size(), kMostNames)).join(u", "_s), more);
}

} // namespace

QString sessionFor(const ClientMemory &memory, const QByteArray &url, const QDateTime &now)
{
    const Result<QByteArray> absolute = parseRequestUrl(QString::fromUtf8(url));
    const std::optional<Origin> origin = absolute ? originOf(*absolute) : std::nullopt;
    if (!origin)
        return {};
    QStringList parts;
    const UriParts uri = splitReference(*absolute);
    if (const QString cookies = cookiesFor(memory, origin->host, cookiePathOf(uri), now); !cookies.isEmpty())
        parts.append(cookies);
    for (const AuthEntry &entry : memory.auth.entries) {
        if (entry.origin == *origin)
            parts.append(u"user name \"%1\" for %2 below %3"_s.arg(
                QString::fromUtf8(entry.credentials.user),
                entry.offer.scheme == AuthScheme::Basic ? u"Basic"_s : u"Digest"_s, QString::fromUtf8(entry.folder)));
    }
    return parts.join(u", "_s);
}

} // namespace hopscope
