// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <span>

namespace hopscope
{

/// A row of the comparison table of redirect types. Texts are QT_TRANSLATE_NOOP("statuses", ...).
struct StatusFacts {
    int status;
    const char *name; ///< reason phrase of RFC 9110
    const char *methodPreserved;
    const char *body;
    const char *seo;
    const char *cacheable; ///< after GET or HEAD; see cacheableText()
    const char *useCase;
    const char *source;     ///< "RFC 9110 15.4.8"; see sourceLink()
    const char *seoSource;  ///< with its date
    const char *summary;    ///< one or two plain sentences: what it means and what the client does
    const char *correction; ///< where a common table is wrong, and what is right; nullptr if nothing
    bool common;            ///< one of the five of the short table: 307, 302, 301, 303, 308
};

/// All of 300 to 308, the five common ones first in the order 307, 302, 301, 303, 308, then the odd ones.
std::span<const StatusFacts> statusTable();
/// The cell "Cacheable?" after a request with this method: caches answer only GET and HEAD (RFC 9110 9.3.3; RFC 9111
/// 4).
const char *cacheableText(const StatusFacts &facts, QByteArrayView method);
/// nullptr for a status that has no row.
const StatusFacts *findStatus(int status);

} // namespace hopscope
