// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/wgetdebug.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readWgetDebug(input.toByteArray()));
}

} // namespace hopscope::fuzz
