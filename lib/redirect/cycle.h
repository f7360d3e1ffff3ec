// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// The circle that a chain goes round: whoever speaks of it, in words or with an arrow, has it from here.
struct Cycle {
    int start = -1; ///< the first request that the chain came back to, from 0; -1: it goes round no circle
    int length = 0; ///< redirects of one round

    explicit operator bool() const { return start >= 0; }
    bool operator==(const Cycle &) const = default;
};

/// The circle that a row of requests ends in, from its first request on, however often it was gone round. Equal keys
/// are equal requests (requestKey()).
Cycle cycleOf(const QList<QByteArray> &keys);
/// The circle of a trace's requests, the one that would have come next included.
Cycle cycleOf(const Trace &trace);
/// "2 redirects lead back to request 1".
QString cycleText(const Cycle &cycle);

} // namespace hopscope
