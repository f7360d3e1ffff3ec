// SPDX-License-Identifier: MIT
#pragma once

#include "trace/http2text.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace hopscope::test
{

inline QByteArray big(quint32 number, int bytes)
{
    QByteArray made;
    for (int i = bytes - 1; i >= 0; --i)
        made.append(char(number >> (8 * i)));
    return made;
}

/// A frame as it is on the wire (RFC 9113 4.1).
inline QByteArray http2Frame(quint8 type, quint8 flags, quint32 stream, const QByteArray &payload = {})
{
    return big(quint32(payload.size()), 3) + char(type) + char(flags) + big(stream, 4) + payload;
}

/// Fields as literals without indexing and without Huffman coding (RFC 7541 6.2.2); names and values of less than 127
/// bytes.
inline QByteArray literals(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArray block;
    for (const auto &[name, value] : fields)
        block += '\0' + QByteArray(1, char(name.size())) + name + QByteArray(1, char(value.size())) + value;
    return block;
}

inline QByteArray headersFrame(quint32 stream, const QList<std::pair<QByteArray, QByteArray>> &fields,
                               bool isLast = false)
{
    return http2Frame(Http2Headers, quint8(Http2EndHeaders | (isLast ? Http2EndStream : 0)), stream, literals(fields));
}

inline QByteArray dataFrame(quint32 stream, const QByteArray &data, bool isLast = false)
{
    return http2Frame(Http2Data, isLast ? Http2EndStream : 0, stream, data);
}

inline QByteArray settingsFrame()
{
    return http2Frame(Http2Settings, 0, 0);
}

inline QByteArray goAwayFrame(quint32 lastStream, quint32 error, const QByteArray &text = {})
{
    return http2Frame(Http2GoAway, 0, 0, big(lastStream, 4) + big(error, 4) + text);
}

inline QByteArray resetFrame(quint32 stream, quint32 error)
{
    return http2Frame(Http2ResetStream, 0, stream, big(error, 4));
}

} // namespace hopscope::test
