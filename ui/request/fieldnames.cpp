// SPDX-License-Identifier: MIT
#include "ui/request/fieldnames.h"

#include <QLatin1StringView>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kNames[] = {
    "Accept"_L1,
    "Accept-Encoding"_L1,
    "Accept-Language"_L1,
    "Access-Control-Request-Headers"_L1,
    "Access-Control-Request-Method"_L1,
    "Authorization"_L1,
    "Cache-Control"_L1,
    "Content-Disposition"_L1,
    "Content-Encoding"_L1,
    "Content-Language"_L1,
    "Content-Location"_L1,
    "Content-Type"_L1,
    "Cookie"_L1,
    "DNT"_L1,
    "Early-Data"_L1,
    "Expect"_L1,
    "Forwarded"_L1,
    "From"_L1,
    "Host"_L1,
    "Idempotency-Key"_L1,
    "If-Match"_L1,
    "If-Modified-Since"_L1,
    "If-None-Match"_L1,
    "If-Range"_L1,
    "If-Unmodified-Since"_L1,
    "Max-Forwards"_L1,
    "Origin"_L1,
    "Pragma"_L1,
    "Prefer"_L1,
    "Priority"_L1,
    "Range"_L1,
    "Referer"_L1,
    "Sec-Fetch-Dest"_L1,
    "Sec-Fetch-Mode"_L1,
    "Sec-Fetch-Site"_L1,
    "Sec-Fetch-User"_L1,
    "TE"_L1,
    "Traceparent"_L1,
    "Upgrade-Insecure-Requests"_L1,
    "User-Agent"_L1,
    "Via"_L1,
    "X-API-Key"_L1,
    "X-CSRF-Token"_L1,
    "X-Forwarded-For"_L1,
    "X-Forwarded-Host"_L1,
    "X-Forwarded-Proto"_L1,
    "X-Request-ID"_L1,
    "X-Requested-With"_L1,
};

} // namespace

QStringList requestFieldNames()
{
    QStringList names;
    for (const QLatin1StringView name : kNames)
        names.append(name);
    return names;
}

} // namespace hopscope
