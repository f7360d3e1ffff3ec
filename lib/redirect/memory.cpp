// SPDX-License-Identifier: MIT
#include "redirect/memory.h"

#include "http/freshness.h"
#include "http/uriparts.h"
#include "redirect/chaincookies.h"

namespace hopscope
{

namespace
{

QByteArray partitionOf(const ClientProfile &profile, const Request &request, const ChainPlace &place)
{
    const CachePartitions partitions = profile.cache.partitions.value;
    if (partitions == CachePartitions::One)
        return {};
    return cachePartition(
        cookieRequest(profile, place.earlier, request, ParsedTarget(request.url), place.now, place.isPublicSuffix),
        partitions);
}

/// A redirect without its body, which nobody reads.
Response withoutBody(Response response)
{
    response.body = {};
    response.interim.clear();
    return response;
}

void storeRedirect(ClientMemory &memory, const ClientProfile &profile, const Hop &hop, const ChainPlace &place)
{
    const QByteArray url = withoutFragment(hop.request.url);
    if (invalidatesStored(hop.request.method, hop.response->status))
        memory.redirects.remove(url);
    const bool follows = hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow;
    if (!follows || hop.redirect->location.isEmpty() ||
        !freshnessOf(hop.request.method, *hop.response, place.now, profile.cache).stored)
        return;
    memory.redirects.insert(url, {.method = hop.request.method,
                                  .request = hop.request.headers,
                                  .response = withoutBody(*hop.response),
                                  .received = place.now,
                                  .partition = partitionOf(profile, hop.request, place)});
}

} // namespace

bool keepsHsts(const ClientProfile &profile, bool isAsked)
{
    const HstsUse use = profile.hsts.use.value;
    return use == HstsUse::Always || use == HstsUse::OneRun || (use == HstsUse::ByOption && isAsked);
}

std::optional<HstsVerdict> remember(ClientMemory &memory, const ClientProfile &profile, const Hop &hop,
                                    const ChainPlace &place)
{
    if (!hop.response || !reachesServer(hop.kind))
        return std::nullopt;
    if (profile.cache.keeps.value)
        storeRedirect(memory, profile, hop, place);
    const std::optional<Origin> origin = originOf(hop.request.url);
    if (!origin || !keepsHsts(profile, place.hstsAsked))
        return std::nullopt;
    return learnHsts(memory.hsts, hop.response->headers, *origin, place.now, profile.hsts);
}

std::optional<StoredAnswer> storedAnswer(const ClientMemory &memory, const ClientProfile &profile,
                                         const Request &request, const ChainPlace &place)
{
    if (!profile.cache.keeps.value || memory.redirects.isEmpty())
        return std::nullopt;
    const auto found = memory.redirects.constFind(withoutFragment(request.url));
    if (found == memory.redirects.constEnd())
        return std::nullopt;
    return StoredAnswer{found->response,
                        reuseOf(*found, request, place.now, profile.cache, partitionOf(profile, request, place))};
}

} // namespace hopscope
