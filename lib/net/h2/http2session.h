// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "trace/trace.h"

#include <memory>
#include <optional>

namespace hopscope
{

struct Http2State;

/// The client's side of one connection of HTTP/2, by nghttp2: bytes in, bytes out, one request at a time. Server push
/// is off (RFC 9113 8.4).
class Http2Session
{
public:
    Http2Session();
    ~Http2Session();

    /// What came of received bytes for the request under way.
    struct Step {
        bool isTouched = false; ///< a frame of its stream
        bool gotHead = false;   ///< the final head is in head()
        QByteArray content;
        bool hasEnded = false;      ///< the response is complete
        bool isUploadEnded = false; ///< the server wants no more of the request
        bool isUntaken = false;     ///< beside failure: the server says that it did nothing with the request
        std::optional<OutcomeKind> failure;
        QString error;
        QStringList notes;
    };

    /// Begins a request; `fields` as http2Fields() makes them, `content` bytes follow by addContent(). Its stream, or a
    /// negative number when there can be none on this connection any more.
    qint32 request(const Headers &fields, qint64 content);
    void addContent(const QByteArray &bytes);
    /// Bytes of content that the server has not let go yet.
    qint64 contentWaiting() const;
    /// The rest of the content is not sent; to be called again when the response has ended.
    void giveUpContent();
    Step feed(QByteArrayView bytes);
    /// The bytes that are to be sent now, and what came of making them.
    QByteArray takeOutput(Step &step);

    /// Another request may be made.
    bool isUsable() const;
    const std::optional<ResponseHead> &head() const;
    const QList<InterimResponse> &interim() const;
    /// The last error that the server told for the whole connection, " (GOAWAY INTERNAL_ERROR)"; empty for none.
    QString farewell() const;
    /// Why the request does not go on as far as it is the server's doing; empty if it is not.
    QString holdUp() const;

private:
    std::unique_ptr<Http2State> d;
};

} // namespace hopscope
