// SPDX-License-Identifier: MIT
#include "collected.h"
#include "fuzz.h"

#include "formats/collection/httpfile.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QByteArray file = input.toByteArray();
    requireSound(readHttpFile(file));
    requireEither(readHttpEnvironments(file, true));
}

} // namespace hopscope::fuzz
