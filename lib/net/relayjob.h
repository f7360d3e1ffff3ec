// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>

#include <optional>

namespace hopscope
{

inline constexpr int kMaxInterimResponses = 100;

/// How connections are made; the same for all hops of a trace.
struct ConnectionOptions {
    QSslConfiguration tls;
    bool insecure = false;
    bool http2 = false; ///< offer HTTP/2 over TLS, see RelayJob::isTunnel
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    bool systemProxy = true; ///< ask the system for each target instead of using `proxy`
    QList<HostOverride> overrides;
    WaitLimits wait;
};

/// Where a request goes. A connection is reused for an equal target only: never across traces.
struct RelayTarget {
    quint64 trace = 0;
    bool secure = false;
    QString host; ///< without brackets
    quint16 port = 0;

    bool operator==(const RelayTarget &) const = default;
};

/// One request that may pass the relay, and what passed. The relay fills the record; whoever made the job reads it.
class RelayJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // What is to be done, set before Relay::expect().
    RelayTarget target;
    ConnectionOptions options;
    bool isTunnel = false; ///< QNetworkAccessManager does the TLS itself, for HTTP/2; no bytes are recorded
    Request request;       ///< the head that goes out is exactly this one's
    qint64 wireLimit = kDefaultBodyLimit + kMaxHeadBytes;
    QElapsedTimer clock; ///< of the trace

    // The record. Times are microseconds by `clock`.
    Wire wire;
    QList<InterimResponse> interim;
    std::optional<ResponseHead> head;
    Connection connection;
    Timing timing;
    QStringList notes;
    qint64 contentSent = 0;
    QByteArray contentSha256; ///< of the content sent, once it is complete
    qsizetype headBytes = 0;  ///< of wire.received, before the content
    qint64 firstByteAt = -1;  ///< -1: nothing has arrived
    std::optional<OutcomeKind> failure;
    QString error;
    bool complete = false; ///< set by the owner: what comes now does not belong to this job

    /// The owner has read this many more bytes of content: as many may follow. QNetworkReply::setReadBufferSize() is no
    /// help here, it stalls behind a SOCKS5 proxy (Qt 6.4.2, measured).
    void consume(qint64 bytes)
    {
        m_consumed += bytes;
        Q_EMIT consumed();
    }
    qint64 consumedBytes() const { return m_consumed; }

    qint64 now() const { return clock.nsecsElapsed() / 1000; }

Q_SIGNALS:
    /// The final head is in `head`; content may follow.
    void headReceived();
    void consumed();
    /// `failure` and `error` say why nothing more will come.
    void failed();

private:
    qint64 m_consumed = 0;
};

} // namespace hopscope
