// SPDX-License-Identifier: MIT
#include "trace/recording.h"

#include <algorithm>

namespace hopscope
{

bool isRecorded(const Trace &trace)
{
    return !trace.hops.isEmpty() && std::ranges::any_of(trace.hops.constFirst().notes, [](const QString &note) {
        return note.startsWith(kRecordedIn);
    });
}

} // namespace hopscope
