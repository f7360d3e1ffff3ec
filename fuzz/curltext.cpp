// SPDX-License-Identifier: MIT
#include "fuzz.h"
#include "traces.h"

#include "formats/curlverbose.h"
#include "formats/headblocks.h"
#include "formats/readers.h"

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
