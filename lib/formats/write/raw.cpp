// SPDX-License-Identifier: MIT
#include "formats/write/raw.h"

namespace hopscope
{

QByteArray writeRaw(const Trace &trace)
{
    QByteArray bytes;
    for (const Hop &hop : trace.hops) {
        if (hop.wire)
            bytes += hop.wire->sent + hop.wire->received;
    }
    return bytes;
}

} // namespace hopscope
