// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"

namespace hopscope
{

/// What one client's cache does in one respect, and where that is documented or how it was measured.
template <typename T>
using CacheRule = CookieRule<T>;

/// 300, 301 and 308 that nothing limits: neither max-age nor Expires, nor Last-Modified where that counts.
enum class PermanentRedirects { AskedAgain, WithoutEnd };
/// Which of several max-age counts.
enum class SeveralMaxAges { First, Last };
/// A max-age that is no number of seconds.
enum class InvalidMaxAge {
    Ignored, ///< as if it were not there
    Stale    ///< the response is not kept
};
/// Which directive lets Last-Modified count for 302, 303 and 307 as well.
enum class MarkedCacheable { Ignored, Public, PublicOrPrivate };
/// What a cache keeps apart.
enum class CachePartitions {
    One,                ///< nothing
    BySite,             ///< each site of a page has its own part
    BySiteAndNavigation ///< likewise, and so have visits that a page of another site has begun
};

/// The rules of one client's cache for redirects, as data. All caches are private ones, for which s-maxage has no
/// meaning; must-revalidate and immutable say nothing about a response that is still fresh, or has no lifetime.
struct CachePolicy {
    CacheRule<bool> keeps; ///< gives a stored redirect without asking the server
    CacheRule<PermanentRedirects> permanent;
    const char *permanentNote = nullptr; ///< what other clients do with them: one sentence
    CacheRule<int> heuristicPercent;     ///< of the time since Last-Modified; 0: it does not count
    const char *heuristicNote = nullptr; ///< what other clients do with Last-Modified: one sentence
    CacheRule<int> heuristicMostDays;    ///< by Last-Modified; 0: no limit
    CacheRule<MarkedCacheable> marked;
    CacheRule<bool> quotedMaxAge; ///< max-age="60" counts as max-age=60; otherwise it is invalid
    CacheRule<SeveralMaxAges> severalMaxAges;
    CacheRule<InvalidMaxAge> invalidMaxAge;
    CacheRule<bool> qualifiedNoCache;  ///< no-cache="Set-Cookie" counts as no-cache
    CacheRule<bool> pragmaNoCache;     ///< Pragma: no-cache of a response counts as no-cache
    CacheRule<bool> keepsHead;         ///< the response to HEAD answers another HEAD
    CacheRule<bool> conditionalPasses; ///< a request with If-None-Match or the like goes to the server
    CacheRule<CachePartitions> partitions;
};

/// No cache: each request goes to the server.
constexpr CachePolicy cacheless(const char *source)
{
    return CachePolicy{.keeps = {false, source}};
}

inline constexpr CachePolicy kNoCache = cacheless("RFC 9111 2");

/// What RFC 9111 and RFC 9110 let a private cache do.
inline constexpr CachePolicy kRfc9111Cache{
    .keeps = {true, "RFC 9111 3"},
    .permanent = {PermanentRedirects::WithoutEnd, "RFC 9110 15.1"},
    .heuristicPercent = {10, "RFC 9111 4.2.2"},
    .heuristicMostDays = {0, "RFC 9111 4.2.2"},
    .marked = {MarkedCacheable::Public, "RFC 9111 5.2.2.9"},
    .quotedMaxAge = {true, "RFC 9111 5.2"},
    .severalMaxAges = {SeveralMaxAges::First, "RFC 9111 4.2.1"},
    .invalidMaxAge = {InvalidMaxAge::Stale, "RFC 9111 4.2.1"},
    .qualifiedNoCache = {true, "RFC 9111 5.2.2.4"},
    .pragmaNoCache = {false, "RFC 9111 5.4"},
    .keepsHead = {true, "RFC 9110 9.3.2"},
    .conditionalPasses = {false, "RFC 9110 13.2.1"},
    .partitions = {CachePartitions::One, "RFC 9111 2"},
};

} // namespace hopscope
