// SPDX-License-Identifier: MIT
#include "http/repair.h"

#include "http/ascii.h"
#include "http/host.h"
#include "http/ipaddress.h"
#include "http/percent.h"
#include "http/urigrammar.h"
#include "http/uriparts.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray repairedBytes(QByteArrayView text, bool inQuery, OddBytes odd)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        inQuery = inQuery || c == '?';
        if (c == ' ' && inQuery)
            out += '+';
        else if (ascii::isHighByte(c))
            out += percentTriplets(text.sliced(i, 1)).toLower();
        else if (isUriByte(c) || isTriplet(text, i) || (odd == OddBytes::AsTheyAre && c != ' '))
            out += c;
        else
            out += percentTriplets(text.sliced(i, 1));
    }
    return out;
}

/// "http:/a", "http:///a" and "///a" as "//a"; false if no host can follow.
bool fixSlashes(QByteArray &text)
{
    qsizetype start = 0;
    const qsizetype colon = text.indexOf(':');
    if (colon > 0 && isHttpScheme(text.first(colon)))
        start = colon + 1;
    qsizetype slashes = 0;
    while (start + slashes < text.size() && text[start + slashes] == '/')
        ++slashes;
    constexpr qsizetype most = 3;
    if (start == 0 && slashes < 2)
        return true;
    if (slashes == 0 || slashes > most)
        return false;
    text.replace(start, slashes, "//");
    return true;
}

Result<QByteArray> repairedAuthority(QByteArrayView text)
{
    const AuthorityParts parts = splitAuthority(text);
    QByteArray out = parts.userinfo ? repairedBytes(*parts.userinfo, false, OddBytes::Encoded) + '@' : QByteArray();
    const bool mapped =
        parts.host.contains('%') || std::any_of(parts.host.begin(), parts.host.end(), ascii::isHighByte);
    if (mapped || parts.host.contains(' ')) {
        Result<QByteArray> host = parseHost(parts.host, true);
        if (!host)
            return host;
        out += *host;
    } else {
        const Result<QByteArray> address =
            endsInNumber(parts.host) ? canonicalIpv4(parts.host) : parts.host.toByteArray();
        out += address ? *address : parts.host.toByteArray();
    }
    if (parts.port)
        out += ':' + parts.port->toByteArray();
    return out;
}

} // namespace

Result<QByteArray> repairedReference(QByteArrayView location, OddBytes odd)
{
    const QByteArrayView trimmed = location.trimmed();
    const auto *const control = std::find_if(trimmed.begin(), trimmed.end(), ascii::isControl);
    if (control != trimmed.end()) {
        return Result<QByteArray>::failure(
            u"Byte %1 at offset %2 is not allowed in a URL."_s.arg(ascii::nameOfByte(*control))
                .arg(control - location.data()));
    }
    QByteArray text = trimmed.toByteArray();
    if (!fixSlashes(text))
        return Result<QByteArray>::failure(u"The number of slashes before the host is not 1, 2 or 3."_s);
    UriParts parts = splitReference(text);
    QByteArray authority;
    if (parts.authority) {
        Result<QByteArray> repaired = repairedAuthority(*parts.authority);
        if (!repaired)
            return repaired;
        authority = *repaired;
        parts.authority = authority;
    }
    const QByteArray path = repairedBytes(parts.path, false, odd);
    const QByteArray query = repairedBytes(parts.query.value_or(QByteArrayView()), true, odd);
    const QByteArray fragment = repairedBytes(parts.fragment.value_or(QByteArrayView()), parts.query.has_value(), odd);
    parts.path = path;
    if (parts.query)
        parts.query = query;
    if (parts.fragment)
        parts.fragment = fragment;
    return joinReference(parts);
}

} // namespace hopscope
