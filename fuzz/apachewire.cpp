// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/apachewire.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readApacheWire(input.toByteArray()));
}

} // namespace hopscope::fuzz
