// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// What is going on with a request, in the order of Timing. Starting: nothing that takes time has begun.
enum class HopPhase { Starting, Dns, Connect, Tls, Send, Wait, Receive };

/// A request under way.
struct HopProgress {
    QByteArray method;
    QByteArray url;
    HopPhase phase = HopPhase::Starting;

    bool operator==(const HopProgress &) const = default;
};

/// The phase that a hop with this timing had come to when it ended.
HopPhase lastPhase(const Timing &timing);

} // namespace hopscope
