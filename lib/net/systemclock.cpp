// SPDX-License-Identifier: MIT
#include "net/systemclock.h"

#ifdef Q_OS_LINUX
#include <sys/timex.h>
#endif

namespace hopscope
{

Clock systemClock()
{
    Clock clock;
#ifdef Q_OS_LINUX
    timex state = {};
    if (adjtimex(&state) < 0)
        return clock;
    clock.synchronized = (state.status & STA_UNSYNC) == 0;
    // The kernel counts up to 16 s where nobody sets the clock; that says nothing.
    if (*clock.synchronized)
        clock.maxError = state.maxerror;
#endif
    return clock;
}

} // namespace hopscope
