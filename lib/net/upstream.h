// SPDX-License-Identifier: MIT
#pragma once

#include "net/relayjob.h"

#include <QHostInfo>
#include <QSslSocket>
#include <QTimer>

namespace hopscope
{

/// The real connection to a server: name, address, TCP and, for https, TLS. Says in plain words what failed.
class Upstream : public QObject
{
    Q_OBJECT

public:
    Upstream(const RelayTarget &target, const ConnectionOptions &options, QObject *parent);
    ~Upstream() override;

    void open();
    const RelayTarget &target() const { return m_target; }
    bool isReady() const { return m_ready; }
    QTcpSocket *socket() const { return m_socket; }
    /// Microseconds each; valid once ready or failed.
    Timing timing() const { return m_timing; }
    Connection connection() const { return m_connection; }

Q_SIGNALS:
    void ready();
    void failed(hopscope::OutcomeKind kind, const QString &reason);
    /// After ready(): the server closed or reset the connection; what it sent can still be read.
    void closed(const QString &reason);

private:
    void lookUp();
    void lookedUp(const QHostInfo &info);
    void tryNextAddress();
    void connected();
    void encrypted();
    void becomeReady();
    void socketError(QAbstractSocket::SocketError error);
    void fail(OutcomeKind kind, const QString &reason);
    QString peerText() const;

    RelayTarget m_target;
    ConnectionOptions m_options;
    QTcpSocket *m_socket = nullptr;
    QList<QHostAddress> m_addresses;
    QHostAddress m_current;
    QTimer m_timeout;
    QElapsedTimer m_phase;
    QString m_lastError;
    Timing m_timing;
    Connection m_connection;
    int m_lookup = -1;
    bool m_ready = false;
    bool m_failed = false;
    bool m_handshaking = false;
};

} // namespace hopscope
