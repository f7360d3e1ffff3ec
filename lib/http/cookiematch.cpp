// SPDX-License-Identifier: MIT
#include "http/cookiematch.h"

#include "http/ipaddress.h"
#include "http/uriparts.h"

namespace hopscope
{

bool domainMatches(QByteArrayView host, QByteArrayView domain)
{
    if (host == domain)
        return true;
    return host.endsWith(domain) && host.size() > domain.size() && host[host.size() - domain.size() - 1] == '.' &&
           !host.startsWith('[') && !endsInNumber(host);
}

bool pathMatches(QByteArrayView requestPath, QByteArrayView cookiePath)
{
    if (!requestPath.startsWith(cookiePath))
        return false;
    return requestPath.size() == cookiePath.size() || cookiePath.endsWith('/') || requestPath[cookiePath.size()] == '/';
}

QByteArray cookiePathOf(const UriParts &parts)
{
    return parts.path.isEmpty() ? QByteArray("/") : parts.path.toByteArray();
}

QByteArray defaultCookiePath(QByteArrayView url)
{
    const QByteArray path = cookiePathOf(splitReference(url));
    const qsizetype slash = path.lastIndexOf('/');
    return slash <= 0 ? QByteArray("/") : path.first(slash);
}

} // namespace hopscope
