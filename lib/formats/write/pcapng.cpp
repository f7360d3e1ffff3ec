// SPDX-License-Identifier: MIT
#include "formats/write/pcapng.h"

#include "formats/write/packets.h"
#include "http/ipaddress.h"
#include "text/terminaltext.h"
#include "trace/tool.h"

#include <QHash>
#include <QtEndian>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

// draft-ietf-opsawg-pcapng, 4
constexpr quint32 kSectionBlock = 0x0a0d0d0a;
constexpr quint32 kInterfaceBlock = 1;
constexpr quint32 kPacketBlock = 6;
constexpr quint32 kByteOrder = 0x1a2b3c4d;
constexpr quint16 kEndOfOptions = 0;
constexpr quint16 kCommentOption = 1;
constexpr quint16 kProgramOption = 4; ///< of a section
constexpr quint16 kLinkTypeRaw = 101; ///< the packet begins with its IP head
constexpr quint16 kFirstClientPort = 49'152;
constexpr int kClientPorts = 16'384;
constexpr qsizetype kMaxPacketComment = 2'000; ///< characters
constexpr qsizetype kMaxNamedHops = 20;        ///< in the comment of a section

// For documentation (RFC 5737 3, RFC 3849 2).
const QByteArray kClientIpv4("\xc0\x00\x02\x01", 4);
const QByteArray kServerIpv4("\xc0\x00\x02\x02", 4);
const QByteArray kClientIpv6("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01", 16);
const QByteArray kLoopbackIpv4("\x7f\0\0\x01", 4);

template <typename Number>
void appendLittle(QByteArray &bytes, Number number)
{
    const Number little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

QByteArray padded(const QByteArray &bytes)
{
    return bytes + QByteArray((4 - bytes.size() % 4) % 4, '\0');
}

QByteArray block(quint32 type, const QByteArray &body)
{
    const quint32 length = quint32(body.size()) + 12;
    QByteArray made;
    appendLittle(made, type);
    appendLittle(made, length);
    made += body;
    appendLittle(made, length);
    return made;
}

QByteArray option(quint16 code, const QByteArray &value)
{
    QByteArray made;
    appendLittle(made, code);
    appendLittle(made, quint16(value.size()));
    return made + padded(value);
}

QByteArray packetComment(const QString &text)
{
    return option(kCommentOption, terminalText(text, kMaxPacketComment).toUtf8());
}

/// 4 or 16 bytes; empty when the text is no address.
QByteArray addressOf(const QString &text)
{
    const QByteArray latin1 = text.section(u'%', 0, 0).toLatin1();
    QByteArray bytes;
    if (const Result<QByteArray> v4 = canonicalIpv4(latin1); v4 && !latin1.contains(':')) {
        for (const QByteArray &part : v4->split('.'))
            bytes += static_cast<char>(part.toInt());
        return bytes;
    }
    if (const Result<Ipv6> v6 = parseIpv6(latin1)) {
        for (const quint16 piece : *v6)
            bytes += QByteArray(1, static_cast<char>(piece >> 8)) + static_cast<char>(piece & 0xff);
    }
    return bytes;
}

struct Stream {
    PacketEnd client;
    PacketEnd server;
    quint32 clientNext = 1;
    quint32 serverNext = 1;
    qsizetype lastHop = -1;
    bool isOpened = false;
};

/// Writes the packets of the hops of one trace.
class CaptureWriter
{
public:
    /// `streams` have been written before.
    CaptureWriter(const Trace &trace, int streams) : m_trace(trace)
    {
        m_base = trace.started.isValid() ? trace.started.toMSecsSinceEpoch() * 1000 : 0;
        QHash<QString, qsizetype> open;
        for (qsizetype i = 0; i < trace.hops.size(); ++i) {
            const Hop &hop = trace.hops[i];
            const Connection &to = hop.connection;
            const QString key = to.address + u' ' + QString::number(to.port);
            qsizetype at = to.reused ? open.value(key, -1) : -1;
            if (!hop.wire) {
                m_streamOf.append(-1);
                continue;
            }
            if (at < 0) {
                at = m_streams.size();
                m_streams.append(streamTo(to, streams + int(at)));
            }
            m_streams[at].lastHop = i;
            m_streamOf.append(at);
            // What was not kept leaves a gap that nothing can follow.
            if (hop.wire->truncated)
                open.remove(key);
            else
                open.insert(key, at);
        }
    }

    qsizetype streams() const { return m_streams.size(); }

    QByteArray write()
    {
        for (qsizetype i = 0; i < m_trace.hops.size(); ++i) {
            if (m_streamOf[i] >= 0)
                addHop(i, m_streams[m_streamOf[i]]);
        }
        return m_packets;
    }

private:
    static Stream streamTo(const Connection &to, int number)
    {
        const QByteArray address = addressOf(to.address);
        Stream stream;
        stream.server = {address.isEmpty() ? kServerIpv4 : address, to.port};
        stream.client.address = address == kLoopbackIpv4 ? kLoopbackIpv4
                                : address.size() == 16   ? kClientIpv6
                                                         : kClientIpv4;
        stream.client.port = static_cast<quint16>(kFirstClientPort + number % kClientPorts);
        return stream;
    }

    void addHop(qsizetype index, Stream &stream)
    {
        const Hop &hop = m_trace.hops[index];
        const Timing &t = hop.timing;
        const qint64 connectAt = m_base + t.start + t.dns;
        const qint64 sendAt = connectAt + t.connect + t.tls;
        const qint64 firstAt = sendAt + t.send + t.wait;
        const qint64 lastAt = firstAt + t.receive;
        if (!stream.isOpened) {
            stream.isOpened = true;
            add(connectAt, {stream.client, stream.server, stream.clientNext - 1, 0, kSyn, {}}, u"made up"_s);
            add(connectAt + t.connect,
                {stream.server, stream.client, stream.serverNext - 1, stream.clientNext, kSyn | kAck, {}});
            addAcknowledgement(connectAt + t.connect, stream);
        }
        addData(hop.wire->sent, {sendAt, sendAt}, stream, true, sentText(index));
        addData(hop.wire->received, {firstAt, lastAt}, stream, false, receivedText(index));
        if (!hop.wire->received.isEmpty())
            addAcknowledgement(lastAt, stream);
        if (stream.lastHop != index)
            return;
        add(lastAt, {stream.server, stream.client, stream.serverNext, stream.clientNext, kFin | kAck, {}},
            u"made up"_s);
        add(lastAt, {stream.client, stream.server, stream.clientNext, stream.serverNext + 1, kFin | kAck, {}});
    }

    void addAcknowledgement(qint64 at, const Stream &stream)
    {
        add(at, {stream.client, stream.server, stream.clientNext, stream.serverNext, kAck, {}});
    }

    /// `times`: of the first packet and of all others.
    void addData(const QByteArray &bytes, std::pair<qint64, qint64> times, Stream &stream, bool isSent, QString text)
    {
        quint32 &next = isSent ? stream.clientNext : stream.serverNext;
        for (qsizetype at = 0; at < bytes.size(); at += kMaxSegmentBytes) {
            const QByteArray data = bytes.mid(at, kMaxSegmentBytes);
            add(at == 0 ? times.first : times.second,
                {isSent ? stream.client : stream.server, isSent ? stream.server : stream.client, next,
                 isSent ? stream.serverNext : stream.clientNext, kPush | kAck, data},
                std::exchange(text, {}));
            next += quint32(data.size());
        }
    }

    QString sentText(qsizetype index) const
    {
        const Hop &hop = m_trace.hops[index];
        QString text = u"Request %1: %2 %3"_s.arg(QString::number(index + 1), QString::fromUtf8(hop.request.method),
                                                  QString::fromUtf8(hop.request.url));
        if (hop.connection.tls)
            text += u", inside %1"_s.arg(hop.connection.tls->protocol);
        if (isUnverified(hop))
            text += u", certificate not verified"_s;
        return text;
    }

    QString receivedText(qsizetype index) const
    {
        const QString cut = m_trace.hops[index].wire->truncated ? u"; the rest was not kept"_s : QString();
        return u"Response to request %1%2"_s.arg(QString::number(index + 1), cut);
    }

    void add(qint64 at, const Segment &segment, const QString &text = {})
    {
        const QByteArray packet = packetOf(segment);
        const auto time = static_cast<quint64>(std::max<qint64>(at, 0));
        QByteArray body;
        appendLittle(body, quint32(0)); // interface
        appendLittle(body, static_cast<quint32>(time >> 32));
        appendLittle(body, static_cast<quint32>(time & 0xffffffff));
        appendLittle(body, quint32(packet.size()));
        appendLittle(body, quint32(packet.size()));
        body += padded(packet);
        if (!text.isEmpty())
            body += packetComment(text) + option(kEndOfOptions, {});
        m_packets += block(kPacketBlock, body);
    }

    const Trace &m_trace;
    qint64 m_base = 0; ///< microseconds since 1970
    QList<Stream> m_streams;
    QList<qsizetype> m_streamOf; ///< of each hop, -1 when it has no bytes
    QByteArray m_packets;
};

/// What there is about the whole capture.
QString sectionText(const QList<Trace> &traces)
{
    QString text =
        u"Written by Hopscope from what it sent and received, inside TLS. TCP, its handshakes and the address "
        "and port of the client are made up."_s;
    QStringList missing;
    for (qsizetype trace = 0; trace < traces.size(); ++trace) {
        const QList<Hop> &hops = traces[trace].hops;
        for (qsizetype i = 0; i < hops.size(); ++i) {
            if (!hops[i].wire)
                missing.append(traces.size() == 1 ? QString::number(i + 1)
                                                  : u"%1 of trace %2"_s.arg(i + 1).arg(trace + 1));
        }
    }
    if (missing.isEmpty())
        return text;
    const QString more =
        missing.size() > kMaxNamedHops ? u" and %1 more"_s.arg(missing.size() - kMaxNamedHops) : QString();
    return text +
           u" Without bytes, so not here: request %1%2."_s.arg(missing.mid(0, kMaxNamedHops).join(u", "_s), more);
}

QByteArray sectionHead(const QList<Trace> &traces)
{
    QByteArray section;
    appendLittle(section, kByteOrder);
    appendLittle(section, quint16(1)); // version 1.0
    appendLittle(section, quint16(0));
    appendLittle(section, qint64(-1)); // length of the section: not said
    section += packetComment(sectionText(traces)) + option(kProgramOption, "Hopscope " + toolVersion()) +
               option(kEndOfOptions, {});
    QByteArray interface;
    appendLittle(interface, kLinkTypeRaw);
    appendLittle(interface, quint16(0));
    appendLittle(interface, quint32(0)); // packets of any length
    return block(kSectionBlock, section) + block(kInterfaceBlock, interface);
}

} // namespace

QByteArray writePcapngOfAll(const QList<Trace> &traces)
{
    QByteArray capture = sectionHead(traces);
    qsizetype streams = 0;
    for (const Trace &trace : traces) {
        CaptureWriter writer(trace, int(streams));
        capture += writer.write();
        streams += writer.streams();
    }
    return capture;
}

QByteArray writePcapng(const Trace &trace)
{
    return writePcapngOfAll({trace});
}

} // namespace hopscope
