// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// The content of a message: all of it counted and hashed, the first bytes kept.
struct Body {
    qint64 size = 0;
    QByteArray sha256;      ///< lower-case hex of all `size` bytes; empty when there is no content
    QByteArray bytes;       ///< the first bytes, up to the body limit
    bool truncated = false; ///< `bytes` is not all of it

    bool operator==(const Body &) const = default;
};

struct Request {
    QByteArray method;
    QByteArray url; ///< target URI, absolute, with the fragment that the client remembers but does not send
    QByteArray version = "HTTP/1.1";
    Headers headers;
    Body body;

    bool operator==(const Request &) const = default;
};

/// A 1xx response (RFC 9110 15.2).
struct InterimResponse {
    QByteArray version;
    int status = 0;
    QByteArray reason;
    Headers headers;

    bool operator==(const InterimResponse &) const = default;
};

struct Response {
    QByteArray version;
    int status = 0;
    QByteArray reason;
    Headers headers;
    QList<InterimResponse> interim;
    Body body; ///< content after transfer coding and content coding were removed

    bool operator==(const Response &) const = default;
};

/// In lower-case hex.
QByteArray sha256Of(const QByteArray &bytes);

/// All of `bytes` as a body: counted, hashed, and kept up to `limit` bytes.
Body bodyOf(const QByteArray &bytes, qint64 limit = -1);

} // namespace hopscope
