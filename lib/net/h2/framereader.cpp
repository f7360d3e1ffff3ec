// SPDX-License-Identifier: MIT
#include "net/h2/framereader.h"

#include "text/terminaltext.h"
#include "trace/http2text.h"

#include <QtEndian>

#include <nghttp2/nghttp2.h>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxPayloadKept = 64 * 1024;
constexpr qsizetype kMaxSettingsTold = 32;
constexpr qsizetype kMaxDebugTold = 200; ///< characters
constexpr qsizetype kMaxOpenFrames = 64; ///< of one field section
constexpr quint32 kStreamBits = 0x7fffffff;

quint32 number32(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

/// RFC 9113 6.5.1.
QString settingsText(QByteArrayView payload)
{
    constexpr qsizetype entry = 6;
    QStringList parts;
    const qsizetype count = payload.size() / entry;
    for (qsizetype i = 0; i < std::min(count, kMaxSettingsTold); ++i) {
        const qsizetype at = i * entry;
        parts.append(u"%1 %2"_s.arg(http2SettingName(qFromBigEndian<quint16>(payload.data() + at)))
                         .arg(number32(payload, at + 2)));
    }
    if (count > kMaxSettingsTold)
        parts.append(u"and %1 more"_s.arg(count - kMaxSettingsTold));
    return parts.join(u", "_s);
}

QString goAwayText(QByteArrayView payload)
{
    constexpr qsizetype fixed = 8;
    const QString text =
        u"last stream %1, %2"_s.arg(number32(payload, 0) & kStreamBits).arg(http2ErrorName(number32(payload, 4)));
    return payload.size() == fixed
               ? text
               : text + u", \"%1\""_s.arg(terminalText(payload.sliced(fixed).toByteArray(), kMaxDebugTold));
}

QString priorityText(QByteArrayView payload)
{
    return u"depends on stream %1, weight %2"_s.arg(number32(payload, 0) & kStreamBits).arg(quint8(payload[4]) + 1);
}

struct DetailRow {
    quint8 type;
    qsizetype least; ///< bytes of payload
    qsizetype most;
    qsizetype unit;
    QString (*text)(QByteArrayView payload);
};

constexpr qsizetype kAnySize = kMaxPayloadKept;

/// RFC 9113 6.3 to 6.9.
constexpr DetailRow kDetails[] = {
    {Http2Priority, 5, 5, 1, priorityText},
    {Http2ResetStream, 4, 4, 1, [](QByteArrayView payload) { return http2ErrorName(number32(payload, 0)); }},
    {Http2Settings, 0, kAnySize, 6, settingsText},
    {Http2Ping, 8, 8, 1, [](QByteArrayView payload) { return QString::fromLatin1(payload.toByteArray().toHex()); }},
    {Http2GoAway, 8, kAnySize, 1, goAwayText},
    {Http2WindowUpdate, 4, 4, 1,
     [](QByteArrayView payload) { return u"increment %1"_s.arg(number32(payload, 0) & kStreamBits); }},
};

QString detailOf(quint8 type, QByteArrayView payload, qsizetype length)
{
    const auto *row = std::find_if(std::begin(kDetails), std::end(kDetails),
                                   [&](const DetailRow &each) { return each.type == type; });
    if (row == std::end(kDetails))
        return {};
    if (payload.size() < length)
        return u"too long to be read"_s;
    if (length < row->least || length > row->most || length % row->unit != 0)
        return u"its length is wrong"_s;
    return row->text(payload);
}

} // namespace

void FrameReader::Delete::operator()(nghttp2_hd_inflater *inflater) const
{
    nghttp2_hd_inflate_del(inflater);
}

FrameReader::FrameReader(bool isSent)
    : m_isSent(isSent), m_prefaceLeft(isSent ? qsizetype(NGHTTP2_CLIENT_MAGIC_LEN) : 0)
{
    nghttp2_hd_inflater *inflater = nullptr;
    m_isBroken = nghttp2_hd_inflate_new(&inflater) != 0;
    m_inflater.reset(inflater);
}

FrameReader::~FrameReader() = default;

FrameReader::Read FrameReader::feed(QByteArrayView bytes)
{
    Read read;
    const qsizetype preface = std::min(m_prefaceLeft, bytes.size());
    m_prefaceLeft -= preface;
    bytes = bytes.sliced(preface);
    while (!bytes.isEmpty()) {
        if (!m_inPayload) {
            const qsizetype part = std::min(kHttp2FrameHeadBytes - m_head.size(), bytes.size());
            m_head.append(bytes.first(part));
            bytes = bytes.sliced(part);
            if (m_head.size() < kHttp2FrameHeadBytes)
                return read;
            beginFrame();
        } else {
            bytes = bytes.sliced(takePayload(bytes, read));
        }
        if (m_payloadLeft == 0)
            endFrame(read);
    }
    return read;
}

void FrameReader::beginFrame()
{
    constexpr int octet = 8;
    const auto at = [this](qsizetype i) { return quint32(quint8(m_head[i])); };
    m_frame = {.isSent = m_isSent,
               .type = quint8(m_head[3]),
               .flags = quint8(m_head[4]),
               .stream = number32(m_head, 5) & kStreamBits,
               .length = at(0) << (2 * octet) | at(1) << octet | at(2)};
    m_head.clear();
    m_payload.clear();
    m_payloadLeft = m_frame.length;
    m_paddingLeft = (m_frame.flags & Http2Padded) != 0 ? -1 : 0;
    m_inPayload = true;
}

/// How many of the bytes belong to the frame.
qsizetype FrameReader::takePayload(QByteArrayView bytes, Read &read)
{
    qsizetype count = qsizetype(std::min<qint64>(m_payloadLeft, bytes.size()));
    if (m_frame.type != Http2Data) {
        m_payload.append(bytes.first(std::min(count, kMaxPayloadKept - m_payload.size())));
    } else if (m_paddingLeft < 0) {
        // RFC 9113 6.1: its first byte says how long the padding behind the data is.
        count = 1;
        m_paddingLeft = std::min<qint64>(quint8(bytes.front()), m_payloadLeft - 1);
    } else if (m_isSent) {
        const qint64 data = std::max<qint64>(0, m_payloadLeft - m_paddingLeft);
        read.content.append(bytes.first(qsizetype(std::min<qint64>(data, count))));
    }
    m_payloadLeft -= count;
    return count;
}

void FrameReader::endFrame(Read &read)
{
    m_inPayload = false;
    const bool isSection = m_frame.type == Http2Headers || m_frame.type == Http2PushPromise ||
                           (m_frame.type == Http2Continuation && !m_open.isEmpty());
    if (isSection) {
        readSection(read);
        return;
    }
    m_frame.detail = detailOf(m_frame.type, m_payload, m_frame.length);
    read.frames += std::exchange(m_open, {});
    read.frames.append(m_frame);
}

/// Fields of a frame that begins or continues a section; they stand with the frame that began it.
void FrameReader::readSection(Read &read)
{
    if (m_frame.type != Http2Continuation) {
        read.frames += std::exchange(m_open, {});
        m_sectionBytes = 0;
    }
    const QByteArrayView part = sectionPart();
    m_open.append(m_frame);
    const bool isLast = (m_frame.flags & Http2EndHeaders) != 0;
    if (m_payload.size() < qsizetype(m_frame.length)) {
        m_isBroken = true;
        m_open.last().detail = u"too long to be read"_s;
    }
    inflate(part, isLast, read);
    if (isLast || m_open.size() >= kMaxOpenFrames)
        read.frames += std::exchange(m_open, {});
}

/// The payload without padding and what stands before the fields (RFC 9113 6.2, 6.6); the frame's detail says it.
QByteArrayView FrameReader::sectionPart()
{
    QByteArrayView part = m_payload;
    if (m_frame.type == Http2Continuation)
        return part;
    if ((m_frame.flags & Http2Padded) != 0 && !part.isEmpty()) {
        const qsizetype padding = quint8(part.front());
        part = part.sliced(1);
        part = part.first(std::max<qsizetype>(0, part.size() - padding));
    }
    const qsizetype before = m_frame.type == Http2PushPromise ? 4 : (m_frame.flags & Http2HasPriority) != 0 ? 5 : 0;
    if (part.size() < before) {
        m_frame.detail = u"its length is wrong"_s;
        return {};
    }
    if (m_frame.type == Http2PushPromise)
        m_frame.detail = u"promises stream %1"_s.arg(number32(part, 0) & kStreamBits);
    else if (before > 0)
        m_frame.detail = priorityText(part);
    return part.sliced(before);
}

void FrameReader::inflate(QByteArrayView part, bool isLast, Read &read)
{
    read.isCut = read.isCut || m_isBroken;
    if (m_isBroken || m_open.isEmpty())
        return;
    const auto *in = reinterpret_cast<const uint8_t *>(part.data());
    auto left = size_t(part.size());
    for (;;) {
        nghttp2_nv field{};
        int flags = 0;
        const ssize_t used = nghttp2_hd_inflate_hd2(m_inflater.get(), &field, &flags, in, left, isLast ? 1 : 0);
        if (used < 0) {
            m_isBroken = true;
            read.isCut = true;
            m_open.last().detail = u"its fields cannot be decompressed"_s;
            return;
        }
        in += used;
        left -= size_t(used);
        if ((flags & NGHTTP2_HD_INFLATE_EMIT) != 0) {
            m_sectionBytes += qsizetype(field.namelen + field.valuelen);
            if (m_sectionBytes <= kMaxSectionBytes)
                m_open.first().fields.append({reinterpret_cast<const char *>(field.name), qsizetype(field.namelen)},
                                             {reinterpret_cast<const char *>(field.value), qsizetype(field.valuelen)});
            else
                read.isCut = true;
        }
        if ((flags & NGHTTP2_HD_INFLATE_FINAL) != 0) {
            nghttp2_hd_inflate_end_headers(m_inflater.get());
            return;
        }
        if ((flags & NGHTTP2_HD_INFLATE_EMIT) == 0 && left == 0)
            return;
    }
}

QList<Http2Frame> FrameReader::unfinished() const
{
    QList<Http2Frame> frames = m_open;
    if (!m_inPayload)
        return frames;
    frames.append(m_frame);
    frames.last().detail = u"only %1 bytes of it"_s.arg(m_frame.length - m_payloadLeft);
    return frames;
}

} // namespace hopscope
