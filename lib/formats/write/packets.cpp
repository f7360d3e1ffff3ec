// SPDX-License-Identifier: MIT
#include "formats/write/packets.h"

#include <QtEndian>

namespace hopscope
{

namespace
{

constexpr int kTcp = 6;
constexpr int kTtl = 64;
constexpr qsizetype kIpv4Head = 20;
constexpr qsizetype kTcpHead = 20;
constexpr quint16 kWindow = 65535;

template <typename Number>
void appendBig(QByteArray &bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

/// RFC 1071: the one's complement of the one's complement sum of 16-bit words.
quint16 internetChecksum(const QByteArray &bytes)
{
    quint64 sum = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        sum += quint64(static_cast<quint8>(bytes[i])) << (i % 2 == 0 ? 8 : 0);
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<quint16>(~sum);
}

void setChecksum(QByteArray &bytes, qsizetype at, quint16 checksum)
{
    bytes[at] = static_cast<char>(checksum >> 8);
    bytes[at + 1] = static_cast<char>(checksum & 0xff);
}

QByteArray tcpOf(const Segment &segment)
{
    constexpr qsizetype checksumAt = 16;
    QByteArray tcp;
    appendBig(tcp, segment.from.port);
    appendBig(tcp, segment.to.port);
    appendBig(tcp, segment.sequence);
    appendBig(tcp, segment.acknowledged);
    appendBig(tcp, static_cast<quint16>((kTcpHead / 4) << 12 | segment.flags));
    appendBig(tcp, kWindow);
    appendBig(tcp, quint32(0)); // checksum, urgent pointer
    tcp += segment.data;
    // RFC 9293 3.1: with a pseudo head before it. In IPv6 its length has four bytes (RFC 8200 8.1).
    QByteArray pseudo = segment.from.address + segment.to.address;
    appendBig(pseudo, static_cast<quint32>(tcp.size()));
    appendBig(pseudo, quint32(kTcp));
    setChecksum(tcp, checksumAt, internetChecksum(pseudo + tcp));
    return tcp;
}

QByteArray ipv4Of(const Segment &segment, qsizetype payload)
{
    constexpr qsizetype checksumAt = 10;
    QByteArray head("\x45\0", 2); // version 4, 5 words; no service class
    appendBig(head, static_cast<quint16>(kIpv4Head + payload));
    appendBig(head, quint16(0));
    appendBig(head, quint16(0x4000)); // not to be fragmented
    head += QByteArray(1, kTtl) + QByteArray(1, kTcp) + QByteArray(2, '\0');
    head += segment.from.address + segment.to.address;
    setChecksum(head, checksumAt, internetChecksum(head));
    return head;
}

QByteArray ipv6Of(const Segment &segment, qsizetype payload)
{
    QByteArray head("\x60\0\0\0", 4); // version 6
    appendBig(head, static_cast<quint16>(payload));
    return head + QByteArray(1, kTcp) + QByteArray(1, kTtl) + segment.from.address + segment.to.address;
}

} // namespace

QByteArray packetOf(const Segment &segment)
{
    const QByteArray tcp = tcpOf(segment);
    return (segment.from.address.size() == 4 ? ipv4Of(segment, tcp.size()) : ipv6Of(segment, tcp.size())) + tcp;
}

} // namespace hopscope
