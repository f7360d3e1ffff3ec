// SPDX-License-Identifier: MIT
#pragma once

#include "http/cachepolicy.h"

namespace hopscope
{

// What the caches of clients do with redirects: measured (resources/clients/memory.json), or as their sources say.

inline constexpr const char *kChromiumCacheSource = "Chromium 156.0.8078.108, measured";
inline constexpr const char *kFirefoxCacheSource = "Firefox 153.8.0esr, measured";
inline constexpr const char *kBothCachesSource = "Chromium 156.0.8078.108 and Firefox 153.8.0esr, measured";
inline constexpr const char *kChromiumHeadersFile = "Chromium, net/http/http_response_headers.cc";
inline constexpr const char *kChromiumCacheFile = "Chromium, net/http/http_cache_transaction.cc";
inline constexpr const char *kFirefoxHeadFile = "Firefox, netwerk/protocol/http/nsHttpResponseHead.cpp";
inline constexpr const char *kFirefoxControlFile = "Firefox, netwerk/protocol/http/CacheControlParser.cpp";
inline constexpr const char *kFirefoxChannelFile = "Firefox, netwerk/protocol/http/nsHttpChannel.cpp";

/// The Fetch standard, which leaves lifetimes to RFC 9111.
inline constexpr CachePolicy kFetchCache = [] {
    CachePolicy rules = kRfc9111Cache;
    rules.conditionalPasses = {true, "Fetch, HTTP-network-or-cache fetch"};
    rules.partitions = {CachePartitions::BySite, "Fetch, HTTP cache partitions"};
    return rules;
}();

inline constexpr CachePolicy kChromiumCache{
    .keeps = {true, kChromiumCacheSource},
    .permanent = {PermanentRedirects::WithoutEnd, kChromiumCacheSource},
    .heuristicPercent = {0, kChromiumHeadersFile},
    .heuristicMostDays = {0, kChromiumHeadersFile},
    .marked = {MarkedCacheable::Ignored, kChromiumHeadersFile},
    .quotedMaxAge = {false, kChromiumCacheSource},
    .severalMaxAges = {SeveralMaxAges::First, kChromiumCacheSource},
    .invalidMaxAge = {InvalidMaxAge::Ignored, kChromiumCacheSource},
    .qualifiedNoCache = {false, kChromiumHeadersFile},
    .pragmaNoCache = {true, kChromiumCacheSource},
    .keepsHead = {false, kChromiumCacheFile},
    .conditionalPasses = {true, kChromiumCacheFile},
    .partitions = {CachePartitions::BySiteAndNavigation, kChromiumCacheSource},
};

inline constexpr CachePolicy kFirefoxCache{
    .keeps = {true, kFirefoxCacheSource},
    .permanent = {PermanentRedirects::AskedAgain, kFirefoxCacheSource},
    .heuristicPercent = {10, kFirefoxHeadFile},
    .heuristicMostDays = {7, kFirefoxHeadFile},
    .marked = {MarkedCacheable::PublicOrPrivate, kFirefoxHeadFile},
    .quotedMaxAge = {false, kFirefoxCacheSource},
    .severalMaxAges = {SeveralMaxAges::Last, kFirefoxCacheSource},
    .invalidMaxAge = {InvalidMaxAge::Ignored, kFirefoxControlFile},
    .qualifiedNoCache = {true, kFirefoxControlFile},
    .pragmaNoCache = {true, kFirefoxHeadFile},
    .keepsHead = {true, kFirefoxChannelFile},
    .conditionalPasses = {true, kFirefoxChannelFile},
    .partitions = {CachePartitions::BySite, "MDN, State Partitioning"},
};

/// Where Chromium and Firefox do not agree, what most users have: Chromium's rule, with Firefox's in the note or
/// source.
inline constexpr CachePolicy kBrowserCache = [] {
    CachePolicy rules = kChromiumCache;
    rules.keeps = {true, kBothCachesSource};
    rules.permanent = {PermanentRedirects::WithoutEnd,
                       "RFC 9110 15.1; Chromium 156.0.8078.108 and Firefox 153.8.0esr, measured"};
    rules.permanentNote = "Chromium does so; Firefox asks again.";
    rules.heuristicNote = "Chromium does so; Firefox keeps it for a tenth of the time since Last-Modified.";
    rules.quotedMaxAge = {false, kBothCachesSource};
    rules.severalMaxAges = {SeveralMaxAges::First,
                            "Chromium 156.0.8078.108, measured; Firefox 153.8.0esr takes the last, measured"};
    rules.conditionalPasses = {true, "Fetch, HTTP-network-or-cache fetch"};
    return rules;
}();

} // namespace hopscope
