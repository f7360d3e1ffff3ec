// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "redirect/corspolicy.h"

#include <QDateTime>
#include <QHash>

namespace hopscope
{

/// What a server has allowed the scripts of an origin to send to a URL, and until when.
struct Allowance {
    QHash<QByteArray, QDateTime> methods;
    QHash<QByteArray, QDateTime> fields; ///< names in lower case
    QDateTime until;                     ///< the latest of them

    bool operator==(const Allowance &) const = default;
};

/// The leave that servers have given (Fetch, CORS-preflight cache), by origin and URL. All requests have credentials.
using PreflightCache = QHash<QByteArray, Allowance>;

/// Entries at most; the one that ends first gives way.
inline constexpr qsizetype kMostAllowances = 100;
/// How long leave is kept without an Access-Control-Max-Age (Fetch, CORS-preflight fetch, step 7).
inline constexpr int kDefaultAllowanceSeconds = 5;

/// Whether what `preflight` asks for was allowed before, so that it need not be sent (Fetch, HTTP fetch).
bool hasAllowance(const PreflightCache &cache, const CorsRules &rules, const Request &preflight, const QDateTime &now);

/// Keeps what `response` to `preflight` allows (Fetch, CORS-preflight fetch, step 7).
void keepAllowance(PreflightCache &cache, const CorsRules &rules, const Request &preflight, const Response &response,
                   const QDateTime &now);

/// Fetch, "clear cache entries": what `preflight` asked for came to nothing.
void forgetAllowance(PreflightCache &cache, const Request &preflight);

} // namespace hopscope
