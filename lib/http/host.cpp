// SPDX-License-Identifier: MIT
#include "http/host.h"

#include "http/ascii.h"
#include "http/idna.h"
#include "http/ipaddress.h"
#include "http/percent.h"

#include <QStringDecoder>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// URL standard "forbidden host code point".
bool isForbidden(char c)
{
    return c == '\0' || c == '\t' || c == '\n' || c == '\r' || QByteArrayView(" #/:<>?@[\\]^|").contains(c);
}

/// URL standard "forbidden domain code point".
bool isForbiddenInDomain(char c)
{
    return isForbidden(c) || ascii::isControl(c) || c == '%';
}

Result<QByteArray> failForbidden(QByteArrayView host, char c)
{
    return Result<QByteArray>::failure(u"The host \"%1\" contains %2, which is not allowed in a host name."_s.arg(
        QString::fromUtf8(host), ascii::nameOfByte(c)));
}

bool hasPunycode(QByteArrayView domain)
{
    const QByteArray lower = domain.toByteArray().toLower();
    return lower.startsWith("xn--") || lower.contains(".xn--");
}

Result<QByteArray> parseDomain(QByteArrayView text)
{
    const QByteArray decoded = percentDecoded(text);
    QByteArray domain = decoded.toLower();
    const bool plain = std::none_of(decoded.begin(), decoded.end(), ascii::isHighByte);
    if (!plain || hasPunycode(decoded)) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString unicode = decoder(decoded);
        domain = decoder.hasError() ? QByteArray() : domainToAscii(unicode);
        if (domain.isEmpty()) {
            return Result<QByteArray>::failure(
                u"The host \"%1\" is not a valid internationalized name."_s.arg(QString::fromUtf8(decoded)));
        }
    }
    const auto bad = std::find_if(domain.begin(), domain.end(), isForbiddenInDomain);
    if (bad != domain.end())
        return failForbidden(decoded, *bad);
    if (domain.isEmpty())
        return Result<QByteArray>::failure(u"The URL has no host."_s);
    return endsInNumber(domain) ? canonicalIpv4(domain) : domain;
}

} // namespace

Result<QByteArray> parseHost(QByteArrayView text, bool special)
{
    if (text.startsWith('[')) {
        if (!text.endsWith(']'))
            return Result<QByteArray>::failure(u"The host begins with \"[\" but does not end with \"]\"."_s);
        const Result<Ipv6> address = parseIpv6(text.sliced(1, text.size() - 2));
        if (!address)
            return Result<QByteArray>::failure(address.error);
        return '[' + serializeIpv6(*address) + ']';
    }
    if (special)
        return parseDomain(text);
    const auto bad = std::find_if(text.begin(), text.end(), isForbidden);
    if (bad != text.end())
        return failForbidden(text, *bad);
    return percentEncoded(text, EncodeSet::C0Control);
}

} // namespace hopscope
