// SPDX-License-Identifier: MIT
#include "traces.h"

#include "formats/har/har.h"
#include "fuzz.h"
#include "trace/tracejson.h"

namespace hopscope::fuzz
{

void requireSound(const Result<QList<Trace>> &traces)
{
    requireEither(traces);
    if (!traces)
        return;
    require(!traces->isEmpty(), "a file that is read has a trace");
    for (const Trace &trace : *traces) {
        const Result<Trace> again = readTrace(writeTrace(trace));
        require(bool(again), "a trace file that was written can be read");
        require(*again == trace, "a trace file reads back to the same");
    }
    const Result<ReadRecord> again = readHar(writeHars(*traces));
    require(bool(again), "a HAR that was written can be read");
    require(again->traces == *traces, "a HAR reads back to the same");
    require(again->notes.isEmpty() && again->cutOff.isEmpty(), "nothing is wrong with a HAR that was written");
}

void requireSound(const Result<ReadRecord> &read)
{
    requireEither(read);
    requireSound(read ? Result<QList<Trace>>(read->traces) : Result<QList<Trace>>::failure(read.error));
    require(!read || read->notes.size() <= kMostNotes + 1, "notes are counted, not endless");
}

} // namespace hopscope::fuzz
