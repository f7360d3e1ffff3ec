// SPDX-License-Identifier: MIT
#include "net/watch/watchconnection.h"

#include "http/reasonphrase.h"
#include "net/relay/proxychoice.h"
#include "net/relay/relay.h"
#include "net/watch/watchproxy.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kPieceBytes = 64 * 1024;
constexpr qint64 kMaxWaitingBytes = 256 * 1024; ///< of one direction that the other side has not taken yet
constexpr qsizetype kMaxSocksBytes = 1024;
constexpr int kBadRequest = 400;
constexpr int kProxyAuthentication = 407;
constexpr int kHeadTooLarge = 431;
constexpr int kBadGateway = 502;
constexpr int kGatewayTimeout = 504;

QByteArray withBrackets(const QString &host)
{
    return host.contains(u':') ? '[' + host.toLatin1() + ']' : host.toLatin1();
}

} // namespace

QString withoutBrackets(const QByteArray &host)
{
    const QString text = QString::fromLatin1(host);
    return text.startsWith(u'[') ? text.sliced(1, text.size() - 2) : text;
}

WatchConnection::WatchConnection(WatchProxy &proxy, QSslSocket *client)
    : QObject(&proxy),
      m_proxy(proxy),
      m_client(client),
      m_socks(proxy.password()),
      m_number(QByteArray::number(proxy.nextNumber()))
{
    m_client->setParent(this);
    m_client->setReadBufferSize(kMaxHeadBytes + kPieceBytes);
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_who = proxy.clientAt({m_client->peerAddress(), m_client->peerPort()});
    m_isLetIn = m_who.process >= 0 && proxy.options().letsOwnPrograms;
    m_socks = SocksHandshake(proxy.password(), m_isLetIn);
    connect(m_client, &QTcpSocket::readyRead, this, &WatchConnection::read);
    connect(m_client, &QTcpSocket::bytesWritten, this, &WatchConnection::pumpDown);
    connect(m_client, &QSslSocket::encryptedBytesWritten, this, &WatchConnection::pumpDown);
    connect(m_client, &QSslSocket::encrypted, this, [this] {
        m_state = State::Head;
        read();
    });
    connect(m_client, &QTcpSocket::errorOccurred, this, [this] {
        if (m_state == State::Handshake)
            handshakeFailed();
    });
    connect(m_client, &QTcpSocket::disconnected, this, &WatchConnection::clientClosed);
    read();
}

WatchConnection::~WatchConnection()
{
    m_client->disconnect(this);
    dropUpstream();
}

void WatchConnection::read()
{
    if (m_state == State::First)
        readFirst();
    if (m_state == State::Socks)
        readSocks();
    if (m_state == State::Tunnel)
        readTunnel();
    if (m_state == State::Head)
        readHead();
    else if (m_state == State::Exchange || m_state == State::Opaque)
        pumpUp();
}

void WatchConnection::readFirst()
{
    const QByteArray first = m_client->peek(1);
    if (!first.isEmpty())
        m_state = first.at(0) == '\x05' ? State::Socks : State::Head;
}

void WatchConnection::readSocks()
{
    QByteArray input = m_client->peek(kMaxSocksBytes);
    const qsizetype before = input.size();
    const QByteArray reply = m_socks.feed(input);
    m_client->read(before - input.size());
    m_client->write(reply);
    if (m_socks.state() == SocksHandshake::State::Refused) {
        closeClient();
    } else if (m_socks.state() == SocksHandshake::State::Done) {
        m_isLetIn = true;
        m_tunnel = Origin{"https", withBrackets(m_socks.host()), m_socks.port()};
        m_state = State::Tunnel;
    }
}

void WatchConnection::readHead()
{
    const QByteArray bytes = m_client->peek(kMaxHeadBytes + 1);
    const qsizetype end = endOfHead(bytes);
    if (end < 0 || end > kMaxHeadBytes) {
        if (bytes.size() > kMaxHeadBytes)
            answer(kHeadTooLarge, u"the head of the request is larger than %1 KiB"_s.arg(kMaxHeadBytes / 1024));
        return;
    }
    m_client->read(end);
    const Result<ProxyRequest> request = readProxyRequest(QByteArrayView(bytes).first(end), m_tunnel);
    if (!request)
        answer(kBadRequest, request.error);
    else if (!isLetIn(*request))
        answer(kProxyAuthentication, u"this proxy needs the user name and password that it was started with"_s,
               "Proxy-Authenticate: Basic realm=\"Hopscope Watch\"\r\n");
    else if (m_proxy.isHere(withoutBrackets(request->origin.host), quint16(request->origin.port)))
        answer(kBadGateway, u"%1 is this proxy itself"_s.arg(QString::fromLatin1(serializeOrigin(request->origin))));
    else if (request->isConnect)
        openTunnel(request->origin);
    else
        begin(*request);
}

bool WatchConnection::isLetIn(const ProxyRequest &request)
{
    m_isLetIn = m_isLetIn || m_proxy.isRightPassword(request.credentials);
    return m_isLetIn;
}

RelayTarget WatchConnection::targetOf(const Origin &origin) const
{
    return {.secure = origin.scheme == "https", .host = withoutBrackets(origin.host), .port = quint16(origin.port)};
}

void WatchConnection::begin(const ProxyRequest &request)
{
    m_exchange = std::make_unique<ExchangeRecorder>(request, m_proxy.options().bodyLimit);
    m_exchange->job().notes += std::exchange(m_notes, {});
    m_exchangeNumber = m_proxy.nextNumber();
    m_state = State::Exchange;
    Q_EMIT m_proxy.began(m_exchangeNumber, m_who, request.url);
    const RelayTarget target = targetOf(request.origin);
    if (!m_upstream || !m_upstream->isReady() || !m_isUpstreamOpen || m_upstream->target() != target) {
        openUpstream(target, m_exchange->job().clock);
        return;
    }
    m_exchange->job().connection = m_upstream->connection();
    m_exchange->job().connection.reused = true;
    m_exchange->job().connection.attempts.clear();
    sendRequest();
}

void WatchConnection::openUpstream(const RelayTarget &target, const QElapsedTimer &clock)
{
    dropUpstream();
    ConnectionOptions options = m_proxy.connectionOptions(target.needsTls());
    if (m_tunnelAddress)
        options.overrides.append({target.host, target.port, *m_tunnelAddress});
    m_upstream = new Upstream(target, options, clock, this);
    connect(m_upstream, &Upstream::ready, this, &WatchConnection::upstreamReady);
    connect(m_upstream, &Upstream::failed, this, &WatchConnection::upstreamFailed);
    connect(m_upstream, &Upstream::closed, this, &WatchConnection::upstreamClosed);
    m_upstream->open();
}

void WatchConnection::upstreamReady()
{
    QTcpSocket *server = m_upstream->socket();
    server->setReadBufferSize(kMaxWaitingBytes);
    connect(server, &QTcpSocket::readyRead, this, &WatchConnection::pumpDown);
    connect(server, &QTcpSocket::bytesWritten, this, &WatchConnection::pumpUp);
    if (auto *tls = qobject_cast<QSslSocket *>(server))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &WatchConnection::pumpUp);
    if (m_exchange) {
        m_upstream->record(m_exchange->job());
        sendRequest();
    } else {
        pumpUp();
        pumpDown();
    }
}

void WatchConnection::upstreamFailed(OutcomeKind kind, const QString &reason)
{
    if (m_state == State::Opaque) {
        endOpaque(reason, kind);
        closeClient();
        return;
    }
    if (!m_exchange)
        return;
    m_upstream->record(m_exchange->job());
    endExchange(reason, kind);
    answer(kind == OutcomeKind::Timeout ? kGatewayTimeout : kBadGateway, reason);
}

void WatchConnection::sendRequest()
{
    const QNetworkProxy proxy = m_upstream->absoluteFormProxy();
    const bool isAbsolute = proxy.type() != QNetworkProxy::NoProxy;
    if (isAbsolute)
        m_exchange->job().proxyFields = proxyFields(proxy);
    m_isUpstreamOpen = false;
    m_exchange->sendHead(*m_upstream->socket(), isAbsolute ? absoluteHead(m_exchange->request(), proxyFields(proxy))
                                                           : m_exchange->request().bytes);
    pumpUp();
    pumpDown();
}

/// From the client to the server.
void WatchConnection::pumpUp()
{
    QTcpSocket *server = m_upstream && m_upstream->isReady() ? m_upstream->socket() : nullptr;
    if (!server || m_isPassingOn || (m_state != State::Exchange && m_state != State::Opaque))
        return;
    if (m_state == State::Opaque) {
        passOpaque();
        return;
    }
    m_exchange->noteSent(*server);
    // What is sent tells of it at once, and may find out that the server has closed.
    m_isPassingOn = true;
    while (m_exchange && !m_exchange->isRequestWhole() && m_exchange->requestFault().isEmpty() &&
           unsentBytes(*server) < kMaxWaitingBytes) {
        const QByteArray piece = m_client->peek(kPieceBytes);
        if (piece.isEmpty())
            break;
        m_client->read(m_exchange->sendContent(*server, piece));
    }
    m_isPassingOn = false;
    if (m_exchange && !m_exchange->requestFault().isEmpty()) {
        const QString fault = u"the chunks of the request are broken: "_s + m_exchange->requestFault();
        endExchange(fault, OutcomeKind::NetworkError);
        answer(kBadRequest, fault);
        return;
    }
    endIfWhole();
}

/// From the server to the client.
void WatchConnection::pumpDown()
{
    if (m_state == State::Opaque)
        passOpaque();
    while (m_state == State::Exchange && m_upstream && m_upstream->socket() &&
           m_upstream->socket()->bytesAvailable() > 0 && unsentBytes(*m_client) < kMaxWaitingBytes)
        receive(m_upstream->socket()->read(kPieceBytes));
}

void WatchConnection::receive(const QByteArray &bytes)
{
    m_exchange->noteSent(*m_upstream->socket());
    const ResponseReader::Step step = m_exchange->receive(bytes);
    m_client->write(bytes);
    if (step.failure) {
        endExchange(step.error, step.failure);
        closeClient();
        return;
    }
    if (step.gotHead)
        Q_EMIT m_proxy.answered(m_exchangeNumber, m_exchange->recorded());
    if (m_exchange->isSwitched()) {
        m_opaqueDown = bytes.size() - m_exchange->job().headBytes;
        m_state = State::Opaque;
        passOpaque();
        return;
    }
    endIfWhole();
}

void WatchConnection::endIfWhole()
{
    if (m_state != State::Exchange || !m_exchange || !m_exchange->isResponseWhole() || !m_exchange->isRequestWhole())
        return;
    m_isUpstreamOpen = m_exchange->canGoOn();
    endExchange({}, std::nullopt);
    if (!m_isUpstreamOpen) {
        closeClient();
        return;
    }
    m_state = State::Head;
    // What the client has sent already is read when the event loop has turned: chains of requests do not nest.
    QMetaObject::invokeMethod(this, &WatchConnection::read, Qt::QueuedConnection);
}

void WatchConnection::endExchange(const QString &error, std::optional<OutcomeKind> failure)
{
    if (!m_exchange)
        return;
    m_exchange->finish(error, failure);
    Q_EMIT m_proxy.ended(m_exchangeNumber, m_exchange->exchange(m_who, m_number));
    // It may be sending just now.
    m_ended = std::move(m_exchange);
}

void WatchConnection::upstreamClosed(const QString &reason, const QByteArray &unread)
{
    const CloseKind kind = m_upstream->closeKind();
    while (m_state == State::Exchange && m_upstream && m_upstream->socket() &&
           m_upstream->socket()->bytesAvailable() > 0)
        receive(m_upstream->socket()->read(kPieceBytes));
    if (m_state == State::Exchange && !unread.isEmpty())
        receive(unread);
    if (m_state == State::Exchange) {
        const ResponseReader::Step step = m_exchange->end(reason, kind);
        endExchange(step.error, step.failure);
    } else if (m_state == State::Opaque) {
        passRest(unread);
        endOpaque({}, std::nullopt);
    }
    // The client sees what the server did.
    closeClient();
}

void WatchConnection::clientClosed()
{
    if (m_state == State::Opaque) {
        endOpaque({}, std::nullopt);
    } else if (m_exchange) {
        const bool isAnswered = m_exchange->hasResponse();
        m_exchange->job().notes.append(m_isGivenUp
                                           ? u"Watching ended before the exchange was complete."_s
                                           : u"The client closed the connection before the exchange was complete."_s);
        endExchange(isAnswered    ? QString()
                    : m_isGivenUp ? u"watching ended before there was a response"_s
                                  : u"the client closed the connection before there was a response"_s,
                    isAnswered ? std::nullopt : std::optional(OutcomeKind::Canceled));
    }
    m_state = State::Closing;
    dropUpstream();
    deleteLater();
}

void WatchConnection::giveUp()
{
    m_isGivenUp = true;
    m_client->abort();
}

/// The proxy's own answer, and the end of the connection.
void WatchConnection::answer(int status, const QString &sentence, const QByteArray &field)
{
    const QByteArray body = (u"Hopscope Watch: "_s + sentence + u".\n"_s).toUtf8();
    m_client->write("HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n" + field +
                    "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
                    "\r\nConnection: close\r\n\r\n" + body);
    closeClient();
}

void WatchConnection::closeClient()
{
    m_state = State::Closing;
    dropUpstream();
    m_client->disconnectFromHost();
}

void WatchConnection::dropUpstream()
{
    if (m_upstream)
        dropConnection(*std::exchange(m_upstream, nullptr), this);
}

} // namespace hopscope
