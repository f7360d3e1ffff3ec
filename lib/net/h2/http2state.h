// SPDX-License-Identifier: MIT
#pragma once

#include "net/h2/http2session.h"

#include <nghttp2/nghttp2.h>

namespace hopscope
{

/// Of Http2Session: what nghttp2 calls, and what becomes of it.
struct Http2State {
    struct Delete {
        void operator()(nghttp2_session *each) const { nghttp2_session_del(each); }
    };

    std::unique_ptr<nghttp2_session, Delete> session;
    qint32 stream = -1;
    Http2Session::Step step;
    Headers section; ///< that is being read
    qsizetype sectionBytes = 0;
    std::optional<ResponseHead> head;
    QList<InterimResponse> interim;
    qint64 received = 0;  ///< bytes of the response's content
    qint64 announced = 0; ///< the same by the heads of its frames, with what the library refuses
    bool isEnded = false;
    bool isFailed = false;
    bool isDead = false; ///< the library reads no more
    QByteArray content;  ///< of the request, not sent yet
    qint64 contentLeft = 0;
    bool isGivenUp = false; ///< what is left of the content is not wanted
    bool isReset = false;   ///< for that
    std::optional<quint32> resetByServer;
    std::optional<quint32> resetByUs;
    std::optional<quint32> farewell; ///< the server's GOAWAY
    qint32 lastTaken = 0;            ///< with it: the last stream that the server takes
    QString reason;                  ///< what the library says of bytes that it refuses

    void open();
    void begin(qint64 size);
    void fail(OutcomeKind kind, const QString &error, bool isUntaken = false);
    void sectionEnded(bool isLast);
    void ended();
    void streamClosed(quint32 code);
    void brokenByServer(const QString &what);
    QString where() const;
    QString cutText() const;
    qint64 length() const;
};

/// nghttp2's way to the content of the request: what has been added, or NGHTTP2_ERR_DEFERRED.
ssize_t readHttp2Content(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t size, uint32_t *flags,
                         nghttp2_data_source *source, void *user);

} // namespace hopscope
