// SPDX-License-Identifier: MIT
#include "trace/hopphase.h"

#include <utility>

namespace hopscope
{

HopPhase lastPhase(const Timing &timing)
{
    const std::pair<qint64, HopPhase> phases[] = {{timing.receive, HopPhase::Receive}, {timing.wait, HopPhase::Wait},
                                                  {timing.send, HopPhase::Send},       {timing.tls, HopPhase::Tls},
                                                  {timing.connect, HopPhase::Connect}, {timing.dns, HopPhase::Dns}};
    for (const auto &[time, phase] : phases) {
        if (time > 0)
            return phase;
    }
    return HopPhase::Starting;
}

} // namespace hopscope
