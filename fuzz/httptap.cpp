// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/httptapsteps.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readHttptap(input.toByteArray()));
}

} // namespace hopscope::fuzz
