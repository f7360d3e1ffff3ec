// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recorded.h"

namespace hopscope
{

/// The absolute URL that a recorded redirect points to, read as the URL standard does; empty if it is no redirect or
/// points nowhere.
QByteArray recordedTarget(const Recorded &exchange);

/// Which exchanges follow from each other: each list is a chain, by number of the exchange, in order of time; chains
/// are in order of their first exchange. A request follows from an earlier redirect to its URL, at most from one, in
/// the order in which the redirects arrived: so chains may be interleaved and repeat each other.
QList<QList<qsizetype>> recordedChains(const QList<Recorded> &exchanges);

} // namespace hopscope
