// SPDX-License-Identifier: MIT
#pragma once

#include "http/cachepolicy.h"
#include "http/message.h"

#include <QDateTime>
#include <QString>

namespace hopscope
{

/// Whether and how long a redirect answers later requests without the server, and why.
struct Freshness {
    int status = 0;
    bool stored = false;  ///< kept, and given without asking the server for as long as it is fresh
    bool endless = false; ///< nothing limits that
    QDateTime until;      ///< fresh before this time; invalid unless it is stored and not endless
    QString reason;       ///< one sentence or two
    QString source;
    QByteArray field; ///< the field that decides, such as "Cache-Control: max-age=60"; empty: the status or the method
    QByteArray vary;  ///< the fields that another request has to have alike (Vary), empty when there are none
    QString note;     ///< what other clients do, one sentence; empty when nothing is known

    bool operator==(const Freshness &) const = default;
};

/// What a cache with `policy` does with the redirect `response` that came at `received` for a request with `method`
/// (RFC 9111 3, 4.2, 5; RFC 9110 9.3.3, 15.1). Of a response that is no redirect only fields count, and no status.
Freshness freshnessOf(QByteArrayView method, const Response &response, const QDateTime &received,
                      const CachePolicy &policy);

/// What happens at the next request, in one sentence and the note: "A browser repeats this until 2026-11-28 14:03 UTC
/// without asking (Cache-Control: max-age=3600)." `client` is who does so, at the beginning of a sentence.
QString forecastText(const Freshness &freshness, const QDateTime &now, const QString &client);

/// "2026-11-28 14:03 UTC", with seconds when it is less than ten minutes from `now`.
QString cacheTimeText(const QDateTime &time, const QDateTime &now);

} // namespace hopscope
