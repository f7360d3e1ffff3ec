// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/har/har.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readHar(input.toByteArray()));
}

} // namespace hopscope::fuzz
