// SPDX-License-Identifier: MIT
#include "http/site.h"

#include "http/ipaddress.h"

namespace hopscope
{

bool isSuffix(const QByteArray &domain, const PublicSuffix &isPublicSuffix)
{
    return !domain.contains('.') || (isPublicSuffix && isPublicSuffix(domain));
}

QByteArray registrableDomain(const QByteArray &host, const PublicSuffix &isPublicSuffix)
{
    if (host.startsWith('[') || endsInNumber(host))
        return host;
    QByteArray below = host;
    for (QByteArray domain = host; !isSuffix(domain, isPublicSuffix);) {
        below = domain;
        domain = domain.sliced(domain.indexOf('.') + 1);
    }
    return below;
}

bool isSameSite(const Origin &a, const Origin &b, bool schemeful, const PublicSuffix &isPublicSuffix)
{
    if (schemeful && a.scheme != b.scheme)
        return false;
    return a.host == b.host || registrableDomain(a.host, isPublicSuffix) == registrableDomain(b.host, isPublicSuffix);
}

bool isLoopbackHost(QByteArrayView host)
{
    return host == "localhost" || host.endsWith(".localhost") || (host.startsWith("127.") && endsInNumber(host)) ||
           host == "[::1]";
}

} // namespace hopscope
