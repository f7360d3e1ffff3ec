// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"

#include <QList>

namespace hopscope
{

/// Joins chains whose last redirect nothing seems to follow with chains that begin where it leads: after a longer
/// pause, earlier by the clock but later in the file (WebKit gives the last request of a chain the time of the first),
/// or with values masked on one side. `start` has the time of each exchange, microseconds.
QList<QList<qsizetype>> joinedLooseEnds(const QList<Recorded> &exchanges, const QList<qint64> &start,
                                        const QList<QList<qsizetype>> &chains);

} // namespace hopscope
