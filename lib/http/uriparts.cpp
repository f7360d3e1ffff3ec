// SPDX-License-Identifier: MIT
#include "http/uriparts.h"

#include <QByteArray>

namespace hopscope
{

namespace
{

std::optional<QByteArrayView> cut(QByteArrayView &text, char separator)
{
    const qsizetype at = text.indexOf(separator);
    if (at < 0)
        return std::nullopt;
    const QByteArrayView after = text.sliced(at + 1);
    text = text.first(at);
    return after;
}

} // namespace

UriParts splitReference(QByteArrayView reference)
{
    UriParts parts;
    parts.fragment = cut(reference, '#');
    parts.query = cut(reference, '?');
    const qsizetype colon = reference.indexOf(':');
    if (colon > 0 && !reference.first(colon).contains('/')) {
        parts.scheme = reference.first(colon);
        reference = reference.sliced(colon + 1);
    }
    if (reference.startsWith("//")) {
        const qsizetype slash = reference.indexOf('/', 2);
        const qsizetype end = slash < 0 ? reference.size() : slash;
        parts.authority = reference.sliced(2, end - 2);
        reference = reference.sliced(end);
    }
    parts.path = reference;
    return parts;
}

AuthorityParts splitAuthority(QByteArrayView authority)
{
    AuthorityParts parts;
    const qsizetype at = authority.lastIndexOf('@');
    if (at >= 0) {
        parts.userinfo = authority.first(at);
        authority = authority.sliced(at + 1);
    }
    const qsizetype bracket = authority.startsWith('[') ? authority.indexOf(']') : -1;
    const qsizetype colon = authority.indexOf(':', bracket < 0 ? 0 : bracket);
    parts.host = colon < 0 ? authority : authority.first(colon);
    if (colon >= 0)
        parts.port = authority.sliced(colon + 1);
    return parts;
}

QByteArray withoutFragment(const QByteArray &url)
{
    const qsizetype hash = url.indexOf('#');
    return hash < 0 ? url : url.first(hash);
}

QByteArray joinReference(const UriParts &parts)
{
    QByteArray out;
    if (parts.scheme)
        out += parts.scheme->toByteArray() + ':';
    if (parts.authority)
        out += "//" + parts.authority->toByteArray();
    out += parts.path;
    if (parts.query)
        out += '?' + parts.query->toByteArray();
    if (parts.fragment)
        out += '#' + parts.fragment->toByteArray();
    return out;
}

} // namespace hopscope
