// SPDX-License-Identifier: MIT
#pragma once

#include "http/parsedtarget.h"
#include "http/result.h"

#include <QByteArray>

namespace hopscope
{

/// How a client reads the value of Location (RFC 9110 10.2.2).
enum class LocationSyntax {
    Rfc3986,         ///< a URI-reference and nothing else; any other byte is an error
    Rfc3986Repaired, ///< as above, but made a URI-reference first, the way curl does it (http/repair.h)
    Unencoded,       ///< as Rfc3986Repaired, but bytes that no URI may have are sent as they are: curl itself
    Whatwg,          ///< the parser of the URL standard
    WhatwgChromium,  ///< as Whatwg, and '|' in a path becomes %7C (Chromium 156, measured)
    WhatwgFirefox,   ///< as Whatwg, but a tab becomes %09 before that (Firefox 153 ESR, measured)
};

/// Whether a client reads a Location by the parser of the URL standard.
constexpr bool isWhatwg(LocationSyntax syntax)
{
    return syntax == LocationSyntax::Whatwg || syntax == LocationSyntax::WhatwgChromium ||
           syntax == LocationSyntax::WhatwgFirefox;
}

/// The target URL of `location` relative to `baseUrl` (absolute), with the fragment of `location` only: inheriting one
/// is the caller's affair. The scheme is not judged. The error says why there is no target. RFC 3986 5.2.2 (strict), or
/// URL standard "basic URL parser".
Result<QByteArray> resolveLocation(LocationSyntax syntax, QByteArrayView baseUrl, QByteArrayView location);
Result<QByteArray> resolveLocation(LocationSyntax syntax, const ParsedTarget &base, QByteArrayView location);

} // namespace hopscope
