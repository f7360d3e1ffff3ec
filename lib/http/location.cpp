// SPDX-License-Identifier: MIT
#include "http/location.h"

#include "http/repair.h"
#include "http/urigrammar.h"
#include "http/uriparts.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// RFC 3986 5.2.4.
QByteArray removeDotSegments(QByteArrayView in)
{
    QByteArray out;
    while (!in.isEmpty()) {
        if (in.startsWith("../")) {
            in = in.sliced(3);
        } else if (in.startsWith("./") || in.startsWith("/./")) {
            in = in.sliced(2);
        } else if (in == "/.") {
            in = "/";
        } else if (in.startsWith("/../") || in == "/..") {
            in = in.size() > 3 ? in.sliced(3) : QByteArrayView("/");
            out.truncate(std::max<qsizetype>(0, out.lastIndexOf('/')));
        } else if (in == "." || in == "..") {
            in = {};
        } else {
            const qsizetype slash = in.indexOf('/', 1);
            const qsizetype end = slash < 0 ? in.size() : slash;
            out += in.first(end);
            in = in.sliced(end);
        }
    }
    return out;
}

/// RFC 3986 5.2.3.
QByteArray mergedPath(const UriParts &base, QByteArrayView path)
{
    if (base.authority && base.path.isEmpty())
        return '/' + path.toByteArray();
    return base.path.first(base.path.lastIndexOf('/') + 1).toByteArray() + path.toByteArray();
}

/// RFC 3986 5.2.2, strict.
QByteArray resolved(const UriParts &base, const UriParts &reference)
{
    UriParts target = reference;
    QByteArray path;
    target.scheme = reference.scheme ? reference.scheme : base.scheme;
    if (reference.scheme || reference.authority) {
        path = removeDotSegments(reference.path);
    } else {
        target.authority = base.authority;
        if (reference.path.isEmpty()) {
            path = base.path.toByteArray();
            target.query = reference.query ? reference.query : base.query;
        } else if (reference.path.startsWith('/')) {
            path = removeDotSegments(reference.path);
        } else {
            path = removeDotSegments(mergedPath(base, reference.path));
        }
    }
    if (!target.authority && path.startsWith("//"))
        path.prepend("/."); // Or it would be read as an authority.
    target.path = path;
    return joinReference(target);
}

Result<QByteArray> resolveRfc3986(const UriParts &base, QByteArrayView location)
{
    const QString error = uriReferenceError(location);
    if (!error.isEmpty())
        return Result<QByteArray>::failure(error);
    if (!base.scheme)
        return Result<QByteArray>::failure(u"The base URL has no scheme."_s);
    return resolved(base, splitReference(location));
}

Result<QByteArray> resolveWhatwg(QByteArrayView baseUrl, QByteArrayView location)
{
    const Result<Url> base = parseUrl(baseUrl);
    if (!base)
        return Result<QByteArray>::failure(u"The base URL is not valid: "_s + base.error);
    const Result<Url> target = parseUrl(location, &*base);
    return target ? serializeUrl(*target) : Result<QByteArray>::failure(target.error);
}

/// In the path alone: a query keeps the bar.
QByteArray withEncodedBars(const QByteArray &url)
{
    UriParts parts = splitReference(url);
    const QByteArray path = parts.path.toByteArray().replace('|', "%7C");
    parts.path = path;
    return joinReference(parts);
}

Result<QByteArray> resolveRepaired(const UriParts &base, QByteArrayView location, OddBytes odd)
{
    const Result<QByteArray> repaired = repairedReference(location, odd);
    if (!repaired)
        return repaired;
    const Result<QByteArray> target = resolveRfc3986(base, *repaired);
    if (target || odd == OddBytes::Encoded)
        return target;
    // It has odd bytes; what is wrong apart from them is as wrong without them.
    const Result<QByteArray> encoded = resolveRepaired(base, location, OddBytes::Encoded);
    return encoded ? resolved(base, splitReference(*repaired)) : encoded;
}

} // namespace

Result<QByteArray> resolveLocation(LocationSyntax syntax, QByteArrayView baseUrl, QByteArrayView location)
{
    return resolveLocation(syntax, ParsedTarget(baseUrl.toByteArray()), location);
}

Result<QByteArray> resolveLocation(LocationSyntax syntax, const ParsedTarget &base, QByteArrayView location)
{
    switch (syntax) {
    case LocationSyntax::Rfc3986:
        return resolveRfc3986(base.parts(), location);
    case LocationSyntax::Rfc3986Repaired:
        return resolveRepaired(base.parts(), location, OddBytes::Encoded);
    case LocationSyntax::Unencoded:
        return resolveRepaired(base.parts(), location, OddBytes::AsTheyAre);
    case LocationSyntax::WhatwgFirefox:
        return resolveWhatwg(base.bytes(), location.toByteArray().replace('\t', "%09"));
    case LocationSyntax::WhatwgChromium: {
        const Result<QByteArray> target = resolveWhatwg(base.bytes(), location);
        return target ? withEncodedBars(*target) : target;
    }
    case LocationSyntax::Whatwg:
        break;
    }
    return resolveWhatwg(base.bytes(), location);
}

} // namespace hopscope
