// SPDX-License-Identifier: MIT
#include "net/relay/relayconnection.h"

#include "net/relay/jobconnection.h"

namespace hopscope
{

RelayConnection::RelayConnection(Relay &relay, QTcpSocket *downstream)
    : QObject(&relay), m_relay(relay), m_downstream(downstream), m_handshake(relay.password())
{
    m_downstream->setParent(this);
    m_downstream->setReadBufferSize(kRelayBufferBytes);
    m_downstream->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_downstream, &QTcpSocket::readyRead, this, &RelayConnection::read);
    connect(m_downstream, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    read();
}

void RelayConnection::read()
{
    m_input += m_downstream->readAll();
    const QByteArray answer = m_handshake.feed(m_input);
    if (!answer.isEmpty())
        m_downstream->write(answer);
    if (m_handshake.state() == SocksHandshake::State::Refused)
        m_downstream->disconnectFromHost();
    if (m_handshake.state() != SocksHandshake::State::Done)
        return;
    m_downstream->disconnect(this);
    new JobConnection(m_relay, m_downstream, m_input);
    deleteLater();
}

} // namespace hopscope
