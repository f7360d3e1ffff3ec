// SPDX-License-Identifier: MIT
#pragma once

#include "formats/har/har.h"

namespace hopscope::test
{

/// The traces of a HAR that is not cut off.
inline Result<QList<Trace>> harTraces(const QByteArray &har)
{
    const Result<ReadRecord> read = readHar(har);
    if (!read || !read->cutOff.isEmpty())
        return Result<QList<Trace>>::failure(read ? read->cutOff : read.error);
    return read->traces;
}

} // namespace hopscope::test
