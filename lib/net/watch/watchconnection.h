// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/socks.h"
#include "net/relay/upstream.h"
#include "net/watch/clienthello.h"
#include "net/watch/exchangerecorder.h"

#include <QSslSocket>

namespace hopscope
{

class WatchProxy;

/// The host of an origin as it is looked up: an IPv6 address has no brackets then.
QString withoutBrackets(const QByteArray &host);

/// One connection of a client to the proxy, with the connection to the server that belongs to it.
class WatchConnection : public QObject
{
    Q_OBJECT

public:
    WatchConnection(WatchProxy &proxy, QSslSocket *client);
    ~WatchConnection() override;

    /// Ends the connection now; what is under way is reported as far as it got.
    void giveUp();

private:
    /// First: nothing was read. Tunnel: CONNECT or SOCKS5 has named the origin. Opaque: bytes pass unread.
    enum class State { First, Socks, Head, Exchange, Tunnel, Handshake, Opaque, Closing };

    void read();
    void readFirst();
    void readSocks();
    void readHead();
    void readTunnel();
    void beginTls(const ClientHello &hello);
    void handshakeFailed();
    bool isLetIn(const ProxyRequest &request);
    void begin(const ProxyRequest &request);
    void openTunnel(const Origin &origin);
    void openUpstream(const RelayTarget &target, const QElapsedTimer &clock);
    RelayTarget targetOf(const Origin &origin) const;
    void upstreamReady();
    void upstreamFailed(OutcomeKind kind, const QString &reason);
    void upstreamClosed(const QString &reason, const QByteArray &unread);
    void sendRequest();
    void pumpUp();
    void pumpDown();
    void receive(const QByteArray &bytes);
    void endIfWhole();
    void endExchange(const QString &error, std::optional<OutcomeKind> failure);
    void passOpaque();
    void passRest(const QByteArray &unread);
    void beginOpaque();
    void endOpaque(const QString &error, std::optional<OutcomeKind> failure);
    void clientClosed();
    void answer(int status, const QString &sentence, const QByteArray &field = {});
    void closeClient();
    void dropUpstream();

    WatchProxy &m_proxy;
    QSslSocket *m_client;
    Upstream *m_upstream = nullptr;
    State m_state = State::First;
    SocksHandshake m_socks;
    std::unique_ptr<ExchangeRecorder> m_exchange;
    std::unique_ptr<ExchangeRecorder> m_ended; ///< the one before
    quint64 m_exchangeNumber = 0;
    QByteArray m_number; ///< of the connection
    WatchedClient m_who;
    bool m_isLetIn = false;
    bool m_isGivenUp = false;
    bool m_isUpstreamOpen = false; ///< it can carry another request
    bool m_isPassingOn = false;    ///< guards pumps against being called by themselves
    std::optional<Origin> m_tunnel;
    std::optional<QHostAddress> m_tunnelAddress; ///< where the client named an address, and the host in TLS only
    QStringList m_notes;                         ///< for the next exchange
    qint64 m_opaqueUp = 0;
    qint64 m_opaqueDown = 0;
    QElapsedTimer m_clock;
    qint64 m_opaqueStart = 0; ///< microseconds since 1970
};

} // namespace hopscope
