// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

/// An event of a NetLog, as far as it is about a request.
struct NetLogEvent {
    enum class Kind {
        Start,        ///< URL_REQUEST_START_JOB
        SentHead,     ///< HTTP_TRANSACTION_SEND_REQUEST_HEADERS, and those of HTTP/2 and QUIC
        ReceivedHead, ///< HTTP_TRANSACTION_READ_RESPONSE_HEADERS
        OwnHead,      ///< URL_REQUEST_FAKE_RESPONSE_HEADERS_CREATED: Chromium's own answer
        Redirected,   ///< URL_REQUEST_REDIRECTED
        Failed        ///< any with a net_error
    };
    Kind kind = Kind::Start;
    QByteArray version; ///< of SentHead
    QByteArray url;
    QByteArray method;
    QByteArray line; ///< the request line of HTTP/1.1
    QList<QByteArray> headers;
    QByteArray location;
    QString error;              ///< "net::ERR_CONNECTION_REFUSED"
    std::optional<qint64> time; ///< microseconds since 1970
};

/// One URL request of Chromium on its way through its redirects.
class NetLogSource
{
public:
    void take(const NetLogEvent &event);
    /// What it asked for, in order; each follows from the one before it.
    QList<Recorded> exchanges() const;

private:
    void start(const NetLogEvent &event);
    void sentHead(const NetLogEvent &event);
    void receivedHead(const NetLogEvent &event);

    QList<Recorded> m_exchanges;
};

} // namespace hopscope
