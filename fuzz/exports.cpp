// SPDX-License-Identifier: MIT
// The input is a trace file, and is written in every format that is text.
#include "fuzz.h"

#include "formats/formats.h"
#include "trace/tracejson.h"

#include <algorithm>

namespace hopscope::fuzz
{

using namespace Qt::StringLiterals;

namespace
{

/// What a person may look at in a terminal, or paste there.
constexpr QLatin1StringView kForTerminals[] = {"table"_L1,  "markdown"_L1,   "curl"_L1, "fetch"_L1,
                                               "python"_L1, "powershell"_L1, "hurl"_L1};

void checkWritten(const Trace &trace)
{
    for (const Format &format : formats()) {
        const QByteArray written = format.write(trace);
        if (std::ranges::find(kForTerminals, format.id) == std::end(kForTerminals))
            continue;
        require(std::all_of(written.begin(), written.end(),
                            [](char c) { return static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t'; }),
                "text for a terminal has no control bytes");
    }
}

} // namespace

void run(QByteArrayView input)
{
    const Result<Trace> trace = readTrace(input.toByteArray());
    if (!trace)
        return;
    checkWritten(*trace);
    checkWritten(redacted(*trace));
}

} // namespace hopscope::fuzz
