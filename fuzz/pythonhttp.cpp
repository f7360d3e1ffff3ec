// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/tools/pythonhttp.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireSound(readPythonHttp(input.toByteArray()));
}

} // namespace hopscope::fuzz
