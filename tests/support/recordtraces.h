// SPDX-License-Identifier: MIT
#pragma once

#include "formats/har/har.h"

namespace hopscope::test
{

/// The traces of a HAR that is not cut off.
inline Result<QList<Trace>> harTraces(const QByteArray &har)
{
    return wholeTraces(readHar(har));
}

} // namespace hopscope::test
