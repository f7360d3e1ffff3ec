// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"

namespace hopscope
{

/// The same for two URLs that are written differently and mean the same (RFC 3986 6.2.2 and 6.2.3), fragments aside.
QByteArray sameUrlKey(const QByteArray &url);

/// The absolute URLs that a recorded redirect points to, one for each Location that can be read as the URL standard
/// does; none if it is no redirect.
QList<QByteArray> recordedTargets(const Recorded &exchange);

/// Whether somebody took out the Location of a recorded redirect: where it led to is not known from it.
bool hasMaskedLocation(const Recorded &exchange);

/// A redirect leaves the method or makes it GET; anything else, such as a preflight, is a request of its own.
bool canFollow(const Recorded &before, const Recorded &next);

/// Which exchanges follow from each other: each list is a chain, by number of the exchange, in order of time; chains
/// are in order of their first exchange. A request follows from an earlier redirect to its URL, at most from one, in
/// the order in which the redirects arrived: so chains may be interleaved and repeat each other.
QList<QList<qsizetype>> recordedChains(const QList<Recorded> &exchanges);

} // namespace hopscope
