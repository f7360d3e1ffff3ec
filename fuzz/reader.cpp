// SPDX-License-Identifier: MIT
// One target for each reader whose id the build gives as FUZZ_READER: what is read is asked of that reader alone.
#include "fuzz.h"
#include "traces.h"

#include "formats/readers.h"

#include <algorithm>

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const auto reader =
        std::ranges::find_if(readers(), [](const Reader &each) { return each.id == QLatin1StringView(FUZZ_READER); });
    require(reader != readers().end(), "there is a reader of this name");
    requireSound(reader->read(input.toByteArray()));
}

} // namespace hopscope::fuzz
