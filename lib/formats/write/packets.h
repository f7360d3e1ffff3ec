// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace hopscope
{

/// One end of a connection. The address has 4 or 16 bytes, both ends have the same.
struct PacketEnd {
    QByteArray address;
    quint16 port = 0;
};

/// A segment of TCP (RFC 9293 3.1).
struct Segment {
    PacketEnd from;
    PacketEnd to;
    quint32 sequence = 0;
    quint32 acknowledged = 0;
    quint8 flags = 0; ///< kFin and the like
    QByteArray data;
};

inline constexpr quint8 kFin = 0x01;
inline constexpr quint8 kSyn = 0x02;
inline constexpr quint8 kPush = 0x08;
inline constexpr quint8 kAck = 0x10;

/// The most data that a packet carries here.
inline constexpr qsizetype kMaxSegmentBytes = 32 * 1024;

/// The segment in IPv4 (RFC 791) or IPv6 (RFC 8200), with right checksums.
QByteArray packetOf(const Segment &segment);

} // namespace hopscope
