// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "net/tracerequest.h"
#include "trace/hopphase.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>

#include <optional>

namespace hopscope
{

inline constexpr int kMaxInterimResponses = 100;

/// How a connection came to its end: Clean says that the other side meant it (over TLS with close_notify, RFC
/// 9112 9.8).
enum class CloseKind { Clean, NoCloseNotify, Broken };

/// How connections are made; the same for all hops of a trace.
struct ConnectionOptions {
    QSslConfiguration tls;
    bool insecure = false;
    bool http2 = false; ///< offer HTTP/2 over TLS
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    bool systemProxy = true; ///< ask the system for each target instead of using `proxy`
    QList<HostOverride> overrides;
    WaitLimits wait;
};

/// Where a request goes. A connection is reused for an equal target only: never across traces, unless they
/// are lent it one after the other (Tracer).
struct RelayTarget {
    quint64 trace = 0;
    bool secure = false;
    bool isTunnel = false;    ///< someone else does the TLS, and the bytes pass through unread
    bool offersHttp2 = false; ///< by ALPN; the server chooses
    QString host;             ///< without brackets
    quint16 port = 0;

    bool needsTls() const { return secure && !isTunnel; }
    bool operator==(const RelayTarget &) const = default;
    friend size_t qHash(const RelayTarget &target, size_t seed = 0)
    {
        return qHashMulti(seed, target.trace, target.secure, target.isTunnel, target.offersHttp2, target.host,
                          target.port);
    }
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
    Request request; ///< the head that goes out is this one's, but for what a proxy asks for
    qint64 wireLimit = kDefaultBodyLimit + kMaxHeadBytes;
    QElapsedTimer clock; ///< of the trace

    // The record. Times are microseconds by `clock`.
    Wire wire;
    QList<InterimResponse> interim;
    std::optional<ResponseHead> head;
    Connection connection;
    Timing timing;
    QStringList notes;
    qsizetype sentHeadBytes = 0; ///< of wire.sent, before the content
    qint64 sentBytes = 0;        ///< that left, head and content
    qint64 contentSent = 0;      ///< that left, without the head
    QByteArray contentSha256;    ///< of these
    Headers proxyFields;         ///< sent to a proxy beside the request's own
    qsizetype headBytes = 0;     ///< of wire.received, before the content
    qint64 firstByteAt = -1;     ///< -1: nothing has arrived
    qint64 lastByteAt = -1;      ///< -1: the response has not arrived whole
    qint64 contentReceived = 0;  ///< of HTTP/2: bytes in DATA frames
    QByteArray sentContent;      ///< of HTTP/2: the first of contentSent
    std::optional<OutcomeKind> failure;
    QString error;
    bool isContentCut = false; ///< the response may go on beyond what has arrived
    HopPhase phase = HopPhase::Starting;
    bool complete = false; ///< what comes now does not belong to this job

    /// The owner wants no more: the record is brought up to now and then stays as it is.
    void finish()
    {
        if (!complete)
            Q_EMIT finishing();
        complete = true;
    }
    void enter(HopPhase next)
    {
        if (next != phase && !complete) {
            phase = next;
            Q_EMIT entered(next);
        }
    }
    /// The first byte of the response is there.
    void beginResponse()
    {
        firstByteAt = now();
        enter(HopPhase::Receive);
    }
    /// The request goes out once more, on a new connection; `note` says why.
    void restart(const QString &note)
    {
        wire = {};
        sentBytes = 0;
        contentSent = 0;
        timing = {.start = timing.start};
        notes.append(note);
    }
    /// The response has arrived whole, and it has no content.
    bool isEmptyResponse() const
    {
        return lastByteAt >= 0 && (wire.http2 ? contentReceived == 0 : wire.received.size() == headBytes);
    }
    qint64 now() const { return clock.nsecsElapsed() / 1000; }

Q_SIGNALS:
    void entered(hopscope::HopPhase phase);
    /// The final head is in `head`; content may follow.
    void headReceived();
    void finishing();
    /// `failure` and `error` say why nothing more will come.
    void failed();
};

} // namespace hopscope
