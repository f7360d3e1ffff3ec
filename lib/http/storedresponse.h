// SPDX-License-Identifier: MIT
#pragma once

#include "http/cachepolicy.h"
#include "http/cookies.h"
#include "http/message.h"

#include <QDateTime>
#include <QString>

namespace hopscope
{

/// What a cache keeps of one exchange. Whoever keeps it finds it by the URL, without fragment.
struct StoredResponse {
    QByteArray method; ///< of the request
    Headers request;   ///< the fields of the request; those that Vary names are needed
    Response response;
    QDateTime received;
    QByteArray partition; ///< cachePartition() of the request

    bool operator==(const StoredResponse &) const = default;
};

/// Whether a stored response answers a request, and why.
struct Reuse {
    bool yes = false;
    QString reason; ///< one sentence or two
    QString source;

    bool operator==(const Reuse &) const = default;
};

/// Whether `stored`, which is of the same URL, answers `request` at `now` without asking the server (RFC 9111 4).
/// `partition` is cachePartition() of the request.
Reuse reuseOf(const StoredResponse &stored, const Request &request, const QDateTime &now, const CachePolicy &policy,
              const QByteArray &partition = {});

/// Whether the response with `status` to `method` makes a cache forget what it has stored for the same URL
/// (RFC 9111 4.4).
bool invalidatesStored(QByteArrayView method, int status);

/// The part of the cache that serves `request`: the site of the page, and who began the visit where that counts. Empty
/// when the cache has one part only.
QByteArray cachePartition(const CookieRequest &request, CachePartitions partitions);

} // namespace hopscope
