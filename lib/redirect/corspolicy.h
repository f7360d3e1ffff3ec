// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"

#include <QByteArrayView>

#include <span>

namespace hopscope
{

/// Whether a page's requests to other origins need the servers' leave (Fetch, CORS protocol).
enum class CorsMode {
    None,    ///< no page asks, or the whole tab goes there
    LeftOut, ///< as if every server allowed everything; what a browser would ask first is only said
    Asked,
};

/// What one client does in one respect of CORS, and where that is written or how it was measured.
template <typename T>
using CorsRule = CookieRule<T>;

/// How a page's script gets the leave of servers of other origins, as data.
struct CorsRules {
    CorsMode mode = CorsMode::None;
    /// After a redirect the fields of the first request are asked for, but for those that this redirect drops; where
    /// there are any, or the chain has asked before, even a plain GET is.
    CorsRule<bool> asksByFirst;
    CorsRule<bool> originStays;  ///< OPTIONS names the page's origin even where the request itself says null
    CorsRule<bool> joinsLines;   ///< field lines of one name count as one value
    CorsRule<bool> repeatsNames; ///< a name is asked for as often as it has field lines
    CorsRule<std::span<const QByteArrayView>> alsoSafe; ///< fields that need no leave, besides those of Fetch
    CorsRule<int> longestSafe;                          ///< bytes of all values that need no leave; 0: no limit
    CorsRule<bool> keepsNull;                           ///< leave for Origin: null is kept, too
    CorsRule<bool> keepsBadAge;    ///< leave with a malformed Access-Control-Max-Age is kept as one without it
    CorsRule<int> longestAge;      ///< seconds that leave is kept at most; 0: no limit
    CorsRule<bool> headIsNamed;    ///< kept leave counts for HEAD only when Access-Control-Allow-Methods named it
    CorsRule<bool> refusalForgets; ///< a response that the page may not have takes the kept leave back
};

/// Where the question that goes first is written.
inline constexpr const char *kPreflightSource = "Fetch, CORS-preflight fetch";

/// The Fetch standard as it is written.
inline constexpr CorsRules kFetchCors{
    .mode = CorsMode::Asked,
    .asksByFirst = {false, "Fetch, HTTP-redirect fetch"},
    .originStays = {false, kPreflightSource},
    .joinsLines = {false, "Fetch, CORS-unsafe request-header names"},
    .repeatsNames = {false, "Fetch, CORS-unsafe request-header names"},
    .alsoSafe = {{}, "Fetch, CORS-safelisted request-header"},
    .longestSafe = {1024, "Fetch, CORS-unsafe request-header names"},
    .keepsNull = {true, "Fetch, CORS-preflight cache"},
    .keepsBadAge = {true, kPreflightSource},
    .longestAge = {0, kPreflightSource},
    .headIsNamed = {false, "Fetch, HTTP fetch"},
    .refusalForgets = {true, "Fetch, main fetch"},
};

} // namespace hopscope
