// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/netlog.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readNetLog(input.toByteArray()));
}

} // namespace hopscope::fuzz
