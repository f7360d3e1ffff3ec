// SPDX-License-Identifier: MIT
#pragma once

#include "paint/labels.h"

#include <algorithm>

namespace hopscope
{

/// The time that the requests of a chain took. Between two requests the user of step mode thinks: that time belongs to
/// the trace, but not to what is measured. All in microseconds.
class ChainClock
{
public:
    /// The next request of the chain. Where its bar begins: `start` without the pauses before it.
    qint64 add(const Timing &timing)
    {
        m_paused += std::max<qint64>(0, timing.start - m_end);
        const qint64 start = std::max<qint64>(0, timing.start - m_paused);
        m_end = std::max(m_end, timing.start + totalTime(timing));
        return start;
    }

    /// When the last request ended, without the pauses.
    qint64 end() const { return m_end - m_paused; }
    /// All that passed between the requests.
    qint64 paused() const { return m_paused; }

private:
    qint64 m_end = 0;
    qint64 m_paused = 0;
};

} // namespace hopscope
