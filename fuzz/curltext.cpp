// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/readers.h"
#include "formats/record/curlverbose.h"
#include "formats/record/headblocks.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QByteArray text = input.toByteArray();
    requireSound(readTraces(text));
    // Of two readers that know the text only the first was asked.
    if (looksLikeCurlVerbose(text) && looksLikeHeadBlocks(text))
        requireSound(readHeadBlocks(text));
}

} // namespace hopscope::fuzz
