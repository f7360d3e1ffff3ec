// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "http/result.h"

#include <QStringList>

namespace hopscope
{

inline constexpr qsizetype kMaxHeadBytes = 256 * 1024;
inline constexpr int kMaxHeadLines = 1000;

/// Bytes up to and with the empty line that ends a head (CRLF or bare LF, RFC 9112 2.2), or -1 when it is not there
/// yet. `from` is where an earlier search of the same bytes may go on.
qsizetype endOfHead(QByteArrayView bytes, qsizetype from = 0);

struct ResponseHead {
    QByteArray version;
    int status = 0;
    QByteArray reason;
    Headers headers;
    QStringList notes; ///< one sentence for each departure from RFC 9112 that was accepted

    bool operator==(const ResponseHead &) const = default;
};

struct RequestHead {
    QByteArray method;
    QByteArray target; ///< request-target as sent
    QByteArray version;
    Headers headers;
    QStringList notes;

    bool operator==(const RequestHead &) const = default;
};

/// Parses a whole head (RFC 9112 2 to 5). Accepted with a note: bare LF, missing reason phrase, folded lines, space
/// before the colon, and the like. An error names the offset and value of the offending byte, or the limit that was
/// passed.
Result<ResponseHead> parseResponseHead(QByteArrayView bytes);
Result<RequestHead> parseRequestHead(QByteArrayView bytes);

/// How the request line names the target (RFC 9112 3.2.1, 3.2.2); proxies get plain http in absolute form.
enum class TargetForm { Origin, Absolute };

/// The head of `request` as sent in HTTP/1.1: request line, its fields, empty line. Adds nothing: Host and
/// Content-Length have to be among the fields.
QByteArray serializeRequestHead(const Request &request, TargetForm form = TargetForm::Origin);

} // namespace hopscope
