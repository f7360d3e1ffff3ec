// SPDX-License-Identifier: MIT
#include "redirect/forecast.h"

#include "http/freshness.h"
#include "redirect/profiles/cachepolicies.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

std::optional<Forecast> forecastOf(const Hop &hop, const QDateTime &started)
{
    constexpr int statuses[] = {300, 301, 302, 303, 307, 308};
    const bool isAnswered = isServersRequest(hop.kind) && hop.response;
    if (!isAnswered || !started.isValid() || std::ranges::find(statuses, hop.response->status) == std::end(statuses) ||
        !hop.response->headers.contains("Location"))
        return std::nullopt;
    const Timing &timing = hop.timing;
    const qint64 took = timing.start + timing.dns + timing.connect + timing.tls + timing.send + timing.wait;
    const QDateTime received = started.addMSecs(took / 1000);
    const Freshness freshness = freshnessOf(hop.request.method, *hop.response, received, kBrowserCache);
    return Forecast{forecastText(freshness, received, u"A browser"_s), freshness.source};
}

} // namespace hopscope
