// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "trace/tracejson.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const Result<Trace> trace = readTrace(input.toByteArray());
    requireEither(trace);
    if (trace)
        requireSound(QList<Trace>{*trace});
}

} // namespace hopscope::fuzz
