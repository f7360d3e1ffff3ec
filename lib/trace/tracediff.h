// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>
#include <QString>

namespace hopscope
{

/// One thing that two traces do not have in common.
struct TraceDifference {
    int before = -1; ///< hop in the first trace, from 0; -1: not there, or the whole trace
    int after = -1;  ///< hop in the second trace, likewise
    QString part;    ///< "request", "method", "status", "response Location", "time", ...
    QString first;   ///< as in the first trace; empty: was not there
    QString second;
    PartVerdict verdict = PartVerdict::Changed; ///< from the first to the second
    bool expected = false;                      ///< differs between any two runs: times, Date

    bool operator==(const TraceDifference &) const = default;
};

/// What differs, hop by hop: request line, fields, body, status, target, verdict, timing; then how the chains ended.
/// Hops that only one trace has are one row each. Times are in microseconds with unit ("12345 us").
QList<TraceDifference> differencesOf(const Trace &first, const Trace &second);

/// True if nothing differs but what is expected to.
bool sameButExpected(const QList<TraceDifference> &differences);

} // namespace hopscope
