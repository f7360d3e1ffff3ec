// SPDX-License-Identifier: MIT
#include "net/watch/watchconnection.h"

#include "net/watch/watchclock.h"
#include "net/watch/watchproxy.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kTunnelPieceBytes = 64 * 1024;
constexpr qint64 kMaxTunnelWaiting = 256 * 1024; ///< of one direction that the other side has not taken yet
constexpr int kMicrosecondsPerMs = 1000;

qint64 pass(QTcpSocket &from, QTcpSocket &to)
{
    qint64 passed = 0;
    while (from.bytesAvailable() > 0 && unsentBytes(to) < kMaxTunnelWaiting) {
        const QByteArray bytes = from.read(kTunnelPieceBytes);
        passed += bytes.size();
        to.write(bytes);
    }
    return passed;
}

QString countText(qint64 up, qint64 down)
{
    return u"%1 bytes were sent and %2 received"_s.arg(up).arg(down);
}

} // namespace

void WatchConnection::openTunnel(const Origin &origin)
{
    m_tunnel = origin;
    m_client->write("HTTP/1.1 200 Connection established\r\n\r\n");
    m_state = State::Tunnel;
    read();
}

/// What the client says first tells what the tunnel is for.
void WatchConnection::readTunnel()
{
    const QByteArray bytes = m_client->peek(kMaxClientHelloBytes);
    const std::optional<bool> isTls = beginsTls(bytes);
    if (!isTls)
        return;
    if (!*isTls) {
        const bool isHttp = std::isupper(static_cast<unsigned char>(bytes.at(0))) != 0;
        m_tunnel->scheme = isHttp ? "http" : m_tunnel->scheme;
        m_state = isHttp ? State::Head : State::Tunnel;
        if (!isHttp)
            beginOpaque();
    } else if (!m_proxy.options().authority) {
        beginOpaque();
    } else if (const std::optional<ClientHello> hello = readClientHello(bytes)) {
        beginTls(*hello);
    }
}

void WatchConnection::beginTls(const ClientHello &hello)
{
    const QHostAddress address(withoutBrackets(m_tunnel->host));
    if (!hello.serverName.isEmpty() && !address.isNull()) {
        m_tunnelAddress = address;
        m_tunnel->host = hello.serverName.toLower();
    }
    if (hello.protocols.contains("h2"))
        m_notes.append(
            u"The client offered HTTP/2 (ALPN h2). Hopscope's proxy speaks HTTP/1.1 only, and the client went "
            "on with that."_s);
    m_state = State::Handshake;
    m_client->setSslConfiguration(m_proxy.serverConfiguration(withoutBrackets(m_tunnel->host)));
    m_client->startServerEncryption();
}

void WatchConnection::handshakeFailed()
{
    const QString who = m_who.name.isEmpty() ? u"The client"_s : m_who.name;
    endOpaque(u"%1 did not accept the certificate of Hopscope's authority (TLS: %2). Give it the authority's file, or "
              "watch with --no-tls."_s.arg(who, m_client->errorString()),
              OutcomeKind::TlsError);
    closeClient();
}

/// Whatever the client and the server say to each other passes unread.
void WatchConnection::beginOpaque()
{
    m_state = State::Opaque;
    m_clock.start();
    m_opaqueStart = microsecondsNow();
    m_exchangeNumber = m_proxy.nextNumber();
    Q_EMIT m_proxy.began(m_exchangeNumber, m_who, serializeOrigin(*m_tunnel) + '/');
    RelayTarget target = targetOf(*m_tunnel);
    target.isTunnel = true;
    openUpstream(target, m_clock);
}

void WatchConnection::passOpaque()
{
    if (m_isPassingOn || !m_upstream || !m_upstream->socket())
        return;
    m_isPassingOn = true;
    QTcpSocket *server = m_upstream->socket();
    m_opaqueUp += pass(*m_client, *server);
    m_opaqueDown += pass(*server, *m_client);
    m_isPassingOn = false;
}

/// The server has closed: all that it sent goes to the client.
void WatchConnection::passRest(const QByteArray &unread)
{
    const QByteArray rest = (m_upstream->socket() ? m_upstream->socket()->readAll() : QByteArray()) + unread;
    m_opaqueDown += rest.size();
    m_client->write(rest);
}

void WatchConnection::endOpaque(const QString &error, std::optional<OutcomeKind> failure)
{
    if (m_exchange) {
        const QByteArray protocol =
            m_exchange->recorded().hop.response->headers.first("Upgrade").value_or("another protocol");
        m_exchange->job().notes.append(u"The connection went on with %1: %2, which were not read."_s.arg(
            QString::fromUtf8(protocol), countText(m_opaqueUp, m_opaqueDown)));
        endExchange({}, std::nullopt);
        return;
    }
    if (!m_clock.isValid())
        m_clock.start();
    WatchedExchange tunnel{.client = m_who, .failure = failure, .isOpaque = true};
    Hop &hop = tunnel.recorded.hop;
    hop.request = {.method = "CONNECT", .url = serializeOrigin(*m_tunnel) + '/'};
    hop.error = error;
    if (m_upstream) {
        RelayJob job;
        m_upstream->record(job);
        hop.connection = job.connection;
        hop.timing = job.timing;
    }
    if (error.isEmpty()) {
        hop.response = Response{.version = "HTTP/1.1", .status = 200, .reason = "Connection established"};
        hop.timing.receive =
            std::max<qint64>(1, m_clock.nsecsElapsed() / kMicrosecondsPerMs - hop.timing.dns - hop.timing.connect);
        hop.notes.append(u"A tunnel that was not opened: only its name, sizes and time are known. %1."_s.arg(
            countText(m_opaqueUp, m_opaqueDown)));
    }
    tunnel.recorded.start = m_opaqueStart;
    tunnel.recorded.duration = m_clock.nsecsElapsed() / kMicrosecondsPerMs;
    tunnel.recorded.page = m_number;
    if (m_exchangeNumber == 0)
        m_exchangeNumber = m_proxy.nextNumber();
    Q_EMIT m_proxy.ended(m_exchangeNumber, tunnel);
    m_exchangeNumber = 0;
}

} // namespace hopscope
