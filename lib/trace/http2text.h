// SPDX-License-Identifier: MIT
#pragma once

#include "trace/http2wire.h"

#include <optional>

namespace hopscope
{

/// Types and flags of frames that have a name here (RFC 9113 6).
enum Http2Type : quint8 {
    Http2Data = 0,
    Http2Headers = 1,
    Http2Priority = 2,
    Http2ResetStream = 3,
    Http2Settings = 4,
    Http2PushPromise = 5,
    Http2Ping = 6,
    Http2GoAway = 7,
    Http2WindowUpdate = 8,
    Http2Continuation = 9,
};
enum Http2Flag : quint8 {
    Http2EndStream = 0x1, ///< ACK of SETTINGS and PING
    Http2EndHeaders = 0x4,
    Http2Padded = 0x8,
    Http2HasPriority = 0x20,
};

inline constexpr qsizetype kHttp2FrameHeadBytes = 9;

/// "HEADERS"; "0xfb" for a type that RFC 9113 and its extensions do not define.
QString http2TypeName(quint8 type);
/// The reverse; nullopt for what is no name.
std::optional<quint8> http2Type(QStringView name);
/// The flags that mean something for the type, "END_STREAM, END_HEADERS"; others as "0x40".
QString http2FlagNames(quint8 type, quint8 flags);
/// "REFUSED_STREAM" (RFC 9113 7); "0x1f" for a code without a name.
QString http2ErrorName(quint32 code);
/// "ENABLE_PUSH" (RFC 9113 6.5.2), likewise.
QString http2SettingName(quint16 id);

/// "HEADERS, stream 1, END_STREAM, END_HEADERS, 35 bytes" and its detail.
QString http2FrameLine(const Http2Frame &frame);
/// What the frames of one direction say: a line each, with its number among all frames of the exchange, and the fields
/// below theirs. Control bytes are written as in terminalText().
QString http2Text(const Http2Wire &wire, bool isSent);
/// The sentence that says what http2Text() is, to be translated in the context "http2".
const char *http2TextNote();
/// Bytes of the request's field section with its frames; -1: none was sent.
qint64 http2SentHeadBytes(const Http2Wire &wire);

} // namespace hopscope
