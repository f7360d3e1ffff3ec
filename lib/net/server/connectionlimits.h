// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"

namespace hopscope
{

/// What a server takes from one connection. More is refused with 431 or 413, and who is too slow is hung up on.
struct ConnectionLimits {
    qsizetype head = kMaxHeadBytes; ///< bytes
    qint64 body = -1;               ///< bytes, -1: any
    int requestMs = 0;              ///< from the first moment to the end of a request; 0: as long as bytes come
};

} // namespace hopscope
