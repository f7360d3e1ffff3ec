// SPDX-License-Identifier: MIT
#include "net/relay/tunnelconnection.h"

#include "net/relay/relayconnection.h"

#include <utility>

namespace hopscope
{

TunnelConnection::TunnelConnection(Relay &relay, QTcpSocket *downstream, const QByteArray &user,
                                   const QByteArray &input)
    : QObject(&relay), m_downstream(downstream), m_input(input), m_job(relay.claim(user))
{
    m_downstream->setParent(this);
    connect(m_downstream, &QTcpSocket::readyRead, this, &TunnelConnection::pumpUp);
    connect(m_downstream, &QTcpSocket::bytesWritten, this, &TunnelConnection::pumpDown);
    connect(m_downstream, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    if (m_job && m_job->target.isTunnel)
        open();
    else
        m_downstream->disconnectFromHost();
}

void TunnelConnection::open()
{
    connect(m_job, &RelayJob::finishing, this, &TunnelConnection::takeRecord);
    m_upstream = new Upstream(m_job->target, m_job->options, m_job->clock, this);
    connect(m_upstream, &Upstream::ready, this, [this] {
        QTcpSocket *socket = m_upstream->socket();
        connect(socket, &QTcpSocket::readyRead, this, &TunnelConnection::pumpDown);
        connect(socket, &QTcpSocket::bytesWritten, this, &TunnelConnection::pumpUp);
        socket->setReadBufferSize(kRelayBufferBytes);
        takeRecord();
        if (m_job)
            m_job->enter(HopPhase::Tls);
        pumpUp();
    });
    connect(m_upstream, &Upstream::entered, m_job, &RelayJob::enter);
    connect(m_upstream, &Upstream::failed, this, &TunnelConnection::fail);
    connect(m_upstream, &Upstream::closed, this, &TunnelConnection::closed);
    m_upstream->open();
}

void TunnelConnection::pumpUp()
{
    while (m_upstream && m_upstream->isReady() && m_upstream->socket()->bytesToWrite() < kRelayBufferBytes) {
        const QByteArray bytes = m_input.isEmpty() ? m_downstream->read(kRelayReadBytes) : std::exchange(m_input, {});
        if (bytes.isEmpty())
            return;
        m_upstream->socket()->write(bytes);
    }
}

void TunnelConnection::pumpDown()
{
    while (m_upstream && m_upstream->isReady() && m_upstream->socket()->bytesAvailable() > 0 &&
           m_downstream->bytesToWrite() < kRelayBufferBytes)
        m_downstream->write(m_upstream->socket()->read(kRelayReadBytes));
}

void TunnelConnection::takeRecord()
{
    if (!isBusy() || !m_upstream)
        return;
    // Of TLS it is not the relay that knows.
    const std::optional<Tls> tls = m_job->connection.tls;
    m_upstream->record(*m_job);
    m_job->connection.tls = tls;
}

void TunnelConnection::closed(const QString &reason, const QByteArray &unread)
{
    if (m_job)
        m_job->closed = reason;
    m_downstream->write(m_upstream->socket()->readAll() + unread);
    m_upstream->abort();
    m_downstream->disconnectFromHost();
}

void TunnelConnection::fail(OutcomeKind kind, const QString &reason)
{
    if (isBusy()) {
        m_job->finish();
        m_job->failure = kind;
        m_job->error = reason;
        Q_EMIT m_job->failed();
    }
    m_upstream->abort();
    m_downstream->disconnectFromHost();
}

} // namespace hopscope
