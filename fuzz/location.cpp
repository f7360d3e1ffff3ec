// SPDX-License-Identifier: MIT
// The first line is the base, the rest the value of Location; without a line end the base is always the same.
#include "fuzz.h"

#include "http/location.h"
#include "http/urigrammar.h"
#include "http/uriparts.h"
#include "http/url.h"

namespace hopscope::fuzz
{

namespace
{

constexpr QByteArrayView kBase = "http://user:pw@a.example:8080/b/c/d;p?q";

/// A base that is written in another way than the URL standard does, such as "http://0x7f.1/", may change on the way.
bool isNormal(QByteArrayView url)
{
    const Result<Url> parsed = parseUrl(url);
    return parsed && serializeUrl(*parsed) == url;
}

void checkResolved(LocationSyntax syntax, QByteArrayView base, QByteArrayView location)
{
    const Result<QByteArray> target = resolveLocation(syntax, base, location);
    requireEither(target);
    if (!target)
        return;
    requireUrlBytes(*target);
    require(splitReference(*target).scheme.has_value(), "a target is absolute");
    if (isNormal(base)) {
        const Result<QByteArray> again = resolveLocation(syntax, base, *target);
        require(again && *again == *target, "a target resolves to itself");
    }
    if (!isWhatwg(syntax) && syntax != LocationSyntax::Unencoded)
        require(uriReferenceError(*target).isEmpty(), "a target of RFC 3986 is a URI");
    require(hostField(*target).isEmpty() || !hostField(*target).contains('/'), "a host has no slash");
    if (const std::optional<Origin> origin = originOf(*target)) {
        require(origin->port >= 0 && origin->port <= 65535, "a port is a port");
        require(originOf(serializeOrigin(*origin)) == origin, "an origin reads back");
    }
}

} // namespace

void run(QByteArrayView input)
{
    const Split split = splitLine(input);
    const QByteArrayView base = split.line.isEmpty() ? kBase : split.line;
    // Every base is the URL of a request, which was checked when it came in.
    if (!uriReferenceError(base).isEmpty() || !originOf(base))
        return;
    for (const LocationSyntax syntax :
         {LocationSyntax::Rfc3986, LocationSyntax::Rfc3986Repaired, LocationSyntax::Unencoded, LocationSyntax::Whatwg,
          LocationSyntax::WhatwgChromium, LocationSyntax::WhatwgFirefox})
        checkResolved(syntax, base, split.rest);
}

} // namespace hopscope::fuzz
