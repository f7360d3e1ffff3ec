// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relay.h"
#include "net/relay/socks.h"

namespace hopscope
{

/// Bytes held at most in one direction before the other side is left to wait.
inline constexpr qint64 kRelayBufferBytes = 256 * 1024;
inline constexpr qint64 kRelayReadBytes = 64 * 1024;

/// One connection of QNetworkAccessManager to the relay until its handshake is done.
class RelayConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes over `downstream`; deletes itself when that ends or is handed on.
    RelayConnection(Relay &relay, QTcpSocket *downstream);

private:
    void read();

    Relay &m_relay;
    QTcpSocket *m_downstream;
    SocksHandshake m_handshake;
    QByteArray m_input; ///< read and not used yet
};

} // namespace hopscope
