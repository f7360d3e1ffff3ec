// SPDX-License-Identifier: MIT
#include "collected.h"
#include "fuzz.h"

#include "formats/collection/postman.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QByteArray file = input.toByteArray();
    const Result<Collected> read = readPostman(file);
    requireSound(read);
    require(!read || looksLikePostman(file), "what is read looks like it");
}

} // namespace hopscope::fuzz
