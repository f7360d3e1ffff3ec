// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <functional>

namespace hopscope
{

/// How long one address is tried alone before the next one is tried beside it (RFC 8305 5, Connection Attempt Delay).
inline constexpr int kAttemptDelayMs = 250;

/// The families of addresses in turn, beginning with the first one's (RFC 8305 4).
QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses);

/// Opens one TCP connection to a server that has one or more addresses (RFC 8305): a new try after each failure and
/// every 250 ms; the first that connects wins and the others are given up.
class Connector : public QObject
{
    Q_OBJECT

public:
    using MakeSocket = std::function<QTcpSocket *(QObject *parent)>;

    /// Times are microseconds by `clock`.
    Connector(const QList<QHostAddress> &addresses, quint16 port, MakeSocket make, const QElapsedTimer &clock,
              QObject *parent);

    void start();
    /// What was tried. An attempt that has not ended is said to have had no answer so far.
    QList<ConnectAttempt> attempts() const;

Q_SIGNALS:
    /// The socket belongs to the receiver.
    void connected(QTcpSocket *socket);
    /// Every address failed; the error is the first one's, which was the preferred one.
    void failed(const hopscope::ConnectAttempt &first);

private:
    struct Attempt {
        ConnectAttempt record;
        QTcpSocket *socket = nullptr; ///< nullptr: it has ended
    };

    void tryNext();
    void won(qsizetype index);
    void lost(qsizetype index);
    void end(Attempt &attempt, const QString &error);
    qint64 now() const { return m_clock.nsecsElapsed() / 1000; }

    QList<QHostAddress> m_addresses;
    quint16 m_port;
    MakeSocket m_make;
    QElapsedTimer m_clock;
    QTimer m_delay;
    QList<Attempt> m_attempts;
};

} // namespace hopscope
