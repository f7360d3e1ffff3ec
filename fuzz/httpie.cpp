// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/httpie.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readHttpie(input.toByteArray()));
}

} // namespace hopscope::fuzz
