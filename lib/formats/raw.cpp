// SPDX-License-Identifier: MIT
#include "formats/raw.h"

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
