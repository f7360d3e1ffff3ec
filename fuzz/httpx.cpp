// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/httpxchain.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readHttpxChain(input.toByteArray()));
}

} // namespace hopscope::fuzz
