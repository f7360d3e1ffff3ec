// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "class/homework.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    static const QByteArray key(32, 'k');
    const Result<SignedHomework> read = readHomework(input.toByteArray(), key);
    requireEither(read);
    if (!read)
        return;
    const Result<SignedHomework> again = readHomework(writeHomework(read->homework, key), key);
    require(again && again->isGenuine, "answers that were signed are genuine");
}

} // namespace hopscope::fuzz
