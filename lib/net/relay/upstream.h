// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relayjob.h"
#include "net/relay/tcpwatch.h"

#include <QHostInfo>
#include <QPointer>
#include <QSslSocket>
#include <QTimer>

namespace hopscope
{

class Connector;

/// The real connection to a server, or to the proxy before it: name, address, TCP and, for https, TLS. Says in plain
/// words what failed.
class Upstream : public QObject
{
    Q_OBJECT

public:
    /// Times are microseconds by `clock`.
    Upstream(const RelayTarget &target, const ConnectionOptions &options, const QElapsedTimer &clock, QObject *parent);
    ~Upstream() override;

    void open();
    /// Ends the connection now; no signal follows.
    void abort();
    const RelayTarget &target() const { return m_target; }
    bool isReady() const { return m_ready; }
    /// Null until a connection is made.
    QTcpSocket *socket() const { return m_socket; }
    /// After closed().
    CloseKind closeKind() const { return m_closeKind; }
    /// As far as it is known: attempts, and the certificates of a server that was not accepted.
    Connection connection() const;
    /// Puts it into the job, and the microseconds that each phase took; the one under way, or that failed, up to now.
    void record(RelayJob &job) const;
    /// The HTTP proxy that plain http goes to, with the whole URL in the request line (RFC 9112 3.2.2); type NoProxy
    /// for every other way.
    QNetworkProxy absoluteFormProxy() const;

Q_SIGNALS:
    /// Looking the name up, connecting or TLS has begun.
    void entered(hopscope::HopPhase phase);
    void ready();
    void failed(hopscope::OutcomeKind kind, const QString &reason);
    /// After ready(): the server closed or reset the connection. `unread`: bytes that arrived and the socket has lost;
    /// what the socket has can still be read.
    void closed(const QString &reason, const QByteArray &unread);

private:
    enum class Phase { Idle, Dns, Connect, Tls };

    QTcpSocket *makeSocket(QObject *parent) const;
    void lookUp(const QString &host, quint16 port);
    void lookedUp(const QHostInfo &info);
    void connectTo(const QList<QHostAddress> &addresses);
    void connectThroughProxy();
    void takeSocket(QTcpSocket *socket);
    void connected();
    void encrypted();
    void becomeReady();
    void socketError(QAbstractSocket::SocketError error);
    void connectedError(QAbstractSocket::SocketError error);
    void timedOut();
    void enter(Phase phase);
    Timing timing() const;
    void fail(OutcomeKind kind, const QString &reason);
    QString peerText() const;
    QString proxyText() const;

    RelayTarget m_target;
    ConnectionOptions m_options;
    QElapsedTimer m_clock;
    QString m_host; ///< to be looked up: the target's, or the proxy's where plain http goes through it
    quint16 m_port = 0;
    Connector *m_connector = nullptr;
    QPointer<QTcpSocket> m_socket;
    TcpWatch m_watch;
    QTimer m_timeout;
    Phase m_phase = Phase::Idle;
    qint64 m_phaseStart = 0;
    QString m_certificateError;
    Timing m_timing;
    Connection m_connection;
    int m_lookup = -1;
    bool m_ready = false;
    bool m_failed = false;
    bool m_isAbsolute = false;
    bool m_hasCloseNotify = false;
    CloseKind m_closeKind = CloseKind::Clean;
};

/// Of a connection that is ready: the server chose HTTP/2 (ALPN).
bool choseHttp2(const Upstream &upstream);
/// Ends a connection for good: `listener` hears nothing more of it or its socket, and it is deleted later.
void dropConnection(Upstream &upstream, QObject *listener);

} // namespace hopscope
