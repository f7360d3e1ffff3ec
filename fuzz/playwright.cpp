// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/playwrighttrace.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readPlaywrightTrace(input.toByteArray()));
}

} // namespace hopscope::fuzz
