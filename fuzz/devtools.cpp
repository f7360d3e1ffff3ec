// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/devtoolscopy.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readDevToolsCopy(input.toByteArray()));
}

} // namespace hopscope::fuzz
