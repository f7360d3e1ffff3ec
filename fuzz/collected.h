// SPDX-License-Identifier: MIT
#pragma once

#include "fuzz.h"

#include "formats/collection/collected.h"

namespace hopscope::fuzz
{

/// What holds for every collection that was read.
inline void requireSound(const Result<Collected> &read)
{
    requireEither(read);
    if (!read)
        return;
    for (const CollectedRequest &each : read->requests)
        require(each.request.body.isEmpty() || each.request.form.isEmpty(), "a request has a body or a form");
}

} // namespace hopscope::fuzz
