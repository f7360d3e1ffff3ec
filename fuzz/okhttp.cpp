// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/okhttplog.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readOkHttp(input.toByteArray()));
}

} // namespace hopscope::fuzz
