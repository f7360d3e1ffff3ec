// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"

#include <QList>
#include <QString>

namespace hopscope
{

/// One frame (RFC 9113 4.1), as it was on the wire.
struct Http2Frame {
    bool isSent = false;
    quint8 type = 0;
    quint8 flags = 0;
    quint32 stream = 0;
    quint32 length = 0; ///< bytes of the payload
    Headers fields;     ///< of a field section that begins here, as decoded, with the pseudo fields
    QString detail;     ///< what else it says: settings, an error by its name, ...; empty for nothing

    bool operator==(const Http2Frame &) const = default;
};

/// What the bytes of one exchange say. Those that came on a reused connection after the exchange before are among them.
struct Http2Wire {
    quint32 stream = 0;       ///< of the request; 0: none was opened
    QList<Http2Frame> frames; ///< in the order in which they left and arrived
    bool truncated = false;   ///< there were more frames, or fields, than are kept

    bool operator==(const Http2Wire &) const = default;
};

} // namespace hopscope
