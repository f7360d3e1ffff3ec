// SPDX-License-Identifier: MIT
#include "trace/http2text.h"

#include "text/terminaltext.h"

#include <QtGlobal>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct NumberName {
    quint32 number;
    QLatin1StringView name;
};

/// RFC 9113 6, RFC 7838 4, RFC 8336 2, RFC 9218 7.1.
constexpr NumberName kTypes[] = {
    {Http2Data, "DATA"_L1},
    {Http2Headers, "HEADERS"_L1},
    {Http2Priority, "PRIORITY"_L1},
    {Http2ResetStream, "RST_STREAM"_L1},
    {Http2Settings, "SETTINGS"_L1},
    {Http2PushPromise, "PUSH_PROMISE"_L1},
    {Http2Ping, "PING"_L1},
    {Http2GoAway, "GOAWAY"_L1},
    {Http2WindowUpdate, "WINDOW_UPDATE"_L1},
    {Http2Continuation, "CONTINUATION"_L1},
    {0x0a, "ALTSVC"_L1},
    {0x0c, "ORIGIN"_L1},
    {0x10, "PRIORITY_UPDATE"_L1},
};

/// RFC 9113 7.
constexpr NumberName kErrors[] = {
    {0x0, "NO_ERROR"_L1},
    {0x1, "PROTOCOL_ERROR"_L1},
    {0x2, "INTERNAL_ERROR"_L1},
    {0x3, "FLOW_CONTROL_ERROR"_L1},
    {0x4, "SETTINGS_TIMEOUT"_L1},
    {0x5, "STREAM_CLOSED"_L1},
    {0x6, "FRAME_SIZE_ERROR"_L1},
    {0x7, "REFUSED_STREAM"_L1},
    {0x8, "CANCEL"_L1},
    {0x9, "COMPRESSION_ERROR"_L1},
    {0xa, "CONNECT_ERROR"_L1},
    {0xb, "ENHANCE_YOUR_CALM"_L1},
    {0xc, "INADEQUATE_SECURITY"_L1},
    {0xd, "HTTP_1_1_REQUIRED"_L1},
};

/// RFC 9113 6.5.2, RFC 8441 3, RFC 9218 2.1.
constexpr NumberName kSettings[] = {
    {0x1, "HEADER_TABLE_SIZE"_L1},       {0x2, "ENABLE_PUSH"_L1},           {0x3, "MAX_CONCURRENT_STREAMS"_L1},
    {0x4, "INITIAL_WINDOW_SIZE"_L1},     {0x5, "MAX_FRAME_SIZE"_L1},        {0x6, "MAX_HEADER_LIST_SIZE"_L1},
    {0x8, "ENABLE_CONNECT_PROTOCOL"_L1}, {0x9, "NO_RFC7540_PRIORITIES"_L1},
};

QString hexNumber(quint32 number)
{
    constexpr int base = 16;
    return u"0x"_s + QString::number(number, base).rightJustified(2, u'0');
}

template <size_t N>
QString nameIn(const NumberName (&rows)[N], quint32 number)
{
    const auto *row =
        std::find_if(std::begin(rows), std::end(rows), [&](const NumberName &each) { return each.number == number; });
    return row == std::end(rows) ? hexNumber(number) : QString(row->name);
}

/// The flags that a type has.
struct FlagName {
    quint8 type;
    quint8 flag;
    QLatin1StringView name;
};

constexpr FlagName kFlags[] = {
    {Http2Data, Http2EndStream, "END_STREAM"_L1},
    {Http2Data, Http2Padded, "PADDED"_L1},
    {Http2Headers, Http2EndStream, "END_STREAM"_L1},
    {Http2Headers, Http2EndHeaders, "END_HEADERS"_L1},
    {Http2Headers, Http2Padded, "PADDED"_L1},
    {Http2Headers, Http2HasPriority, "PRIORITY"_L1},
    {Http2Settings, Http2EndStream, "ACK"_L1},
    {Http2PushPromise, Http2EndHeaders, "END_HEADERS"_L1},
    {Http2PushPromise, Http2Padded, "PADDED"_L1},
    {Http2Ping, Http2EndStream, "ACK"_L1},
    {Http2Continuation, Http2EndHeaders, "END_HEADERS"_L1},
};

} // namespace

QString http2TypeName(quint8 type)
{
    return nameIn(kTypes, type);
}

std::optional<quint8> http2Type(QStringView name)
{
    constexpr int most = 0xff;
    for (int type = 0; type <= most; ++type) {
        if (http2TypeName(quint8(type)) == name)
            return quint8(type);
    }
    return std::nullopt;
}

QString http2FlagNames(quint8 type, quint8 flags)
{
    QStringList names;
    for (const FlagName &row : kFlags) {
        if (row.type != type || (flags & row.flag) == 0)
            continue;
        names.append(row.name);
        flags = quint8(flags & ~row.flag);
    }
    if (flags != 0)
        names.append(hexNumber(flags));
    return names.join(u", "_s);
}

QString http2ErrorName(quint32 code)
{
    return nameIn(kErrors, code);
}

QString http2SettingName(quint16 id)
{
    return nameIn(kSettings, id);
}

QString http2FrameLine(const Http2Frame &frame)
{
    QStringList parts{http2TypeName(frame.type),
                      frame.stream == 0 ? u"connection"_s : u"stream %1"_s.arg(frame.stream)};
    if (const QString flags = http2FlagNames(frame.type, frame.flags); !flags.isEmpty())
        parts.append(flags);
    parts.append(frame.length == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(frame.length));
    const QString line = parts.join(u", "_s);
    return frame.detail.isEmpty() ? line : line + u": "_s + terminalText(frame.detail);
}

QString http2Text(const Http2Wire &wire, bool isSent)
{
    QString text;
    for (qsizetype i = 0; i < wire.frames.size(); ++i) {
        const Http2Frame &frame = wire.frames[i];
        if (frame.isSent != isSent)
            continue;
        text += u"%1. %2\n"_s.arg(QString::number(i + 1), http2FrameLine(frame));
        for (const Header &field : frame.fields.fields)
            text += u"    "_s + terminalText(field.name) + u": "_s + terminalText(field.value) + u'\n';
    }
    return text;
}

const char *http2TextNote()
{
    return QT_TRANSLATE_NOOP("http2",
                             "These are the frames of HTTP/2, decoded and numbered in their order: on the wire "
                             "they are binary, and fields are compressed (RFC 9113, RFC 7541).");
}

qint64 http2SentHeadBytes(const Http2Wire &wire)
{
    qint64 bytes = 0;
    for (const Http2Frame &frame : wire.frames) {
        if (frame.isSent && frame.stream == wire.stream && wire.stream != 0 &&
            (frame.type == Http2Headers || frame.type == Http2Continuation))
            bytes += kHttp2FrameHeadBytes + frame.length;
    }
    return bytes == 0 ? -1 : bytes;
}

} // namespace hopscope
