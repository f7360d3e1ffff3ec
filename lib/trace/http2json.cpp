// SPDX-License-Identifier: MIT
#include "trace/http2json.h"

#include "text/jsonwrite.h"
#include "trace/http2text.h"
#include "trace/tracejson.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxStream = 0x7fffffff;
constexpr qint64 kMaxFrameLength = 0xffffff;
constexpr qint64 kMaxOctet = 0xff;

QStringList typeNames()
{
    QStringList names;
    for (int type = Http2Data; type <= Http2Continuation; ++type)
        names.append(http2TypeName(quint8(type)));
    return names;
}

QJsonObject frameToJson(const Http2Frame &frame)
{
    QJsonObject object{{u"sent"_s, frame.isSent},
                       {u"type"_s, http2TypeName(frame.type)},
                       {u"flags"_s, frame.flags},
                       {u"stream"_s, qint64(frame.stream)},
                       {u"length"_s, qint64(frame.length)}};
    if (!frame.fields.fields.isEmpty())
        object.insert("fields"_L1, headersToJson(frame.fields));
    if (!frame.detail.isEmpty())
        object.insert("detail"_L1, frame.detail);
    return object;
}

Http2Frame frameFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    Http2Frame frame;
    frame.isSent = in.boolean("sent"_L1);
    frame.type = in.named<quint8>("type"_L1, http2Type, typeNames);
    frame.flags = quint8(in.integer("flags"_L1, 0, kMaxOctet));
    frame.stream = quint32(in.integer("stream"_L1, 0, kMaxStream));
    frame.length = quint32(in.integer("length"_L1, 0, kMaxFrameLength));
    if (in.has("fields"_L1))
        frame.fields.fields = in.list<Header>("fields"_L1, headerFromJson);
    frame.detail = in.optionalText("detail"_L1);
    in.finish();
    return frame;
}

} // namespace

QJsonObject http2ToJson(const Http2Wire &wire)
{
    return {{u"stream"_s, qint64(wire.stream)},
            {u"truncated"_s, wire.truncated},
            {u"frames"_s, listToJson(wire.frames, frameToJson)}};
}

Http2Wire http2FromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    Http2Wire wire;
    wire.stream = quint32(in.integer("stream"_L1, 0, kMaxStream));
    wire.truncated = in.boolean("truncated"_L1);
    wire.frames = in.list<Http2Frame>("frames"_L1, frameFromJson);
    in.finish();
    return wire;
}

} // namespace hopscope
