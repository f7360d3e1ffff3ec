// SPDX-License-Identifier: MIT
#include "net/relay/connector.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first;
    QList<QHostAddress> second;
    for (const QHostAddress &address : addresses) {
        const bool same = address.protocol() == addresses.first().protocol();
        (same ? first : second).append(address);
    }
    QList<QHostAddress> inTurn;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size())
            inTurn.append(first[i]);
        if (i < second.size())
            inTurn.append(second[i]);
    }
    return inTurn;
}

Connector::Connector(const QList<QHostAddress> &addresses, quint16 port, MakeSocket make, const QElapsedTimer &clock,
                     QObject *parent)
    : QObject(parent), m_addresses(interleaved(addresses)), m_port(port), m_make(std::move(make)), m_clock(clock)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAttemptDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &Connector::tryNext);
}

void Connector::start()
{
    tryNext();
}

void Connector::tryNext()
{
    if (m_addresses.isEmpty())
        return;
    const QHostAddress address = m_addresses.takeFirst();
    const qsizetype index = m_attempts.size();
    QTcpSocket *socket = m_make(this);
    m_attempts.append({{.address = address.toString(), .port = m_port, .start = now()}, socket});
    connect(socket, &QTcpSocket::connected, this, [this, index] { won(index); });
    // Queued: the socket is inside its own error signal, or in connectToHost() still.
    connect(
        socket, &QTcpSocket::errorOccurred, this, [this, index] { lost(index); }, Qt::QueuedConnection);
    if (!m_addresses.isEmpty())
        m_delay.start();
    socket->connectToHost(address, m_port);
}

void Connector::won(qsizetype index)
{
    m_delay.stop();
    m_addresses.clear();
    QTcpSocket *socket = std::exchange(m_attempts[index].socket, nullptr);
    socket->disconnect(this);
    m_attempts[index].record.time = now() - m_attempts[index].record.start;
    for (Attempt &attempt : m_attempts) {
        if (attempt.socket)
            end(attempt, u"given up: %1 connected first"_s.arg(m_attempts[index].record.address));
    }
    Q_EMIT connected(socket);
}

void Connector::lost(qsizetype index)
{
    Attempt &attempt = m_attempts[index];
    if (!attempt.socket)
        return;
    end(attempt, attempt.socket->error() == QAbstractSocket::ConnectionRefusedError ? u"connection refused"_s
                                                                                    : attempt.socket->errorString());
    if (!m_addresses.isEmpty()) {
        tryNext();
        return;
    }
    const bool allEnded = std::ranges::none_of(m_attempts, [](const Attempt &each) { return each.socket; });
    if (allEnded)
        Q_EMIT failed(m_attempts.first().record);
}

void Connector::end(Attempt &attempt, const QString &error)
{
    attempt.record.time = now() - attempt.record.start;
    attempt.record.error = error;
    attempt.socket->disconnect(this);
    attempt.socket->abort();
    std::exchange(attempt.socket, nullptr)->deleteLater();
}

QList<ConnectAttempt> Connector::attempts() const
{
    QList<ConnectAttempt> records;
    for (const Attempt &attempt : m_attempts) {
        records.append(attempt.record);
        if (attempt.socket) {
            records.last().time = now() - attempt.record.start;
            records.last().error = u"no answer"_s;
        }
    }
    return records;
}

} // namespace hopscope
