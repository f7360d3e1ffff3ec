// SPDX-License-Identifier: MIT
#include "net/relay/upstream.h"

#include "net/relay/connector.h"
#include "net/relay/hostname.h"
#include "net/relay/proxychoice.h"
#include "net/relay/tlswords.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxUnread = 1 << 20; ///< bytes that are rescued from a connection that broke

std::optional<QHostAddress> overriddenAddress(const QList<HostOverride> &overrides, const RelayTarget &target)
{
    for (const HostOverride &row : overrides) {
        if (row.host.compare(target.host, Qt::CaseInsensitive) == 0 && (row.port == 0 || row.port == target.port))
            return row.address;
    }
    return std::nullopt;
}

bool isProxyError(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::ProxyAuthenticationRequiredError ||
           error == QAbstractSocket::ProxyConnectionRefusedError ||
           error == QAbstractSocket::ProxyConnectionClosedError ||
           error == QAbstractSocket::ProxyConnectionTimeoutError || error == QAbstractSocket::ProxyNotFoundError ||
           error == QAbstractSocket::ProxyProtocolError;
}

QString bracketed(const QString &host)
{
    return host.contains(u':') ? u"[%1]"_s.arg(host) : host;
}

} // namespace

Upstream::Upstream(const RelayTarget &target, const ConnectionOptions &options, const QElapsedTimer &clock,
                   QObject *parent)
    : QObject(parent), m_target(target), m_options(options), m_clock(clock)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &Upstream::timedOut);
}

Upstream::~Upstream()
{
    if (m_lookup != -1)
        QHostInfo::abortHostLookup(m_lookup);
}

void Upstream::abort()
{
    m_ready = false;
    m_failed = true;
    m_timeout.stop();
    m_watch.release();
    if (m_connector)
        m_connector->disconnect(this);
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

QTcpSocket *Upstream::makeSocket(QObject *parent) const
{
    QTcpSocket *socket = m_target.needsTls() ? new QSslSocket(parent) : new QTcpSocket(parent);
    socket->setProxy(QNetworkProxy::NoProxy);
    return socket;
}

void Upstream::open()
{
    m_timeout.start(m_options.wait.connectMs);
    if (m_options.systemProxy) {
        const Result<QNetworkProxy> proxy = systemProxyFor(m_target.secure, m_target.host, m_target.port);
        if (!proxy) {
            fail(OutcomeKind::NetworkError, proxy.error);
            return;
        }
        m_options.proxy = *proxy;
    }
    const std::optional<QHostAddress> overridden = overriddenAddress(m_options.overrides, m_target);
    // The user says which address it is to be, and only CONNECT can ask the proxy for one.
    m_isAbsolute = !m_target.secure && !overridden && m_options.proxy.type() == QNetworkProxy::HttpProxy;
    if (absoluteFormProxy().type() != QNetworkProxy::NoProxy) {
        lookUp(m_options.proxy.hostName(), m_options.proxy.port());
        return;
    }
    m_host = overridden ? overridden->toString() : m_target.host;
    m_port = m_target.port;
    if (m_options.proxy.type() != QNetworkProxy::NoProxy)
        connectThroughProxy();
    else
        lookUp(m_host, m_port);
}

QNetworkProxy Upstream::absoluteFormProxy() const
{
    return m_isAbsolute ? m_options.proxy : QNetworkProxy(QNetworkProxy::NoProxy);
}

void Upstream::lookUp(const QString &host, quint16 port)
{
    m_host = host;
    m_port = port;
    if (const QHostAddress literal(host); !literal.isNull()) {
        connectTo({literal});
    } else if (isLocalName(host)) {
        // RFC 6761 6.3: no server is asked.
        connectTo({QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)});
    } else if (const QString error = nameError(host); !error.isEmpty()) {
        fail(OutcomeKind::NetworkError, error);
    } else {
        enter(Phase::Dns);
        m_lookup = QHostInfo::lookupHost(host, this, &Upstream::lookedUp);
    }
}

void Upstream::lookedUp(const QHostInfo &info)
{
    m_lookup = -1;
    if (m_failed)
        return;
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        fail(OutcomeKind::NetworkError, u"could not resolve %1"_s.arg(m_host));
        return;
    }
    connectTo(info.addresses());
}

void Upstream::connectTo(const QList<QHostAddress> &addresses)
{
    enter(Phase::Connect);
    m_connector = new Connector(
        addresses, m_port, [this](QObject *parent) { return makeSocket(parent); }, m_clock, this);
    connect(m_connector, &Connector::connected, this, [this](QTcpSocket *socket) {
        takeSocket(socket);
        connected();
    });
    connect(m_connector, &Connector::failed, this, [this](const ConnectAttempt &first) {
        m_connection.address = first.address;
        m_connection.port = first.port;
        fail(OutcomeKind::NetworkError, first.error == "connection refused"_L1
                                            ? u"connection refused by %1"_s.arg(peerText())
                                            : u"could not connect to %1: %2"_s.arg(peerText(), first.error));
    });
    m_connector->start();
}

/// CONNECT or SOCKS5: the proxy looks the name up, and Qt speaks with the proxy.
void Upstream::connectThroughProxy()
{
    enter(Phase::Connect);
    takeSocket(makeSocket(this));
    m_socket->setProxy(m_options.proxy);
    connect(m_socket, &QTcpSocket::connected, this, &Upstream::connected);
    m_socket->connectToHost(m_host, m_port);
}

void Upstream::takeSocket(QTcpSocket *socket)
{
    socket->setParent(this);
    m_socket = socket;
    connect(socket, &QTcpSocket::errorOccurred, this, &Upstream::socketError);
    auto *tls = qobject_cast<QSslSocket *>(socket);
    if (!tls)
        return;
    QSslConfiguration configuration = m_options.tls;
    if (m_target.offersHttp2)
        configuration.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2, "http/1.1"});
    tls->setSslConfiguration(configuration);
    tls->setPeerVerifyName(m_target.host);
    connect(tls, &QSslSocket::encrypted, this, &Upstream::encrypted);
    connect(tls, &QSslSocket::alertReceived, this, [this](QSsl::AlertLevel, QSsl::AlertType type) {
        m_hasCloseNotify = m_hasCloseNotify || type == QSsl::AlertType::CloseNotify;
    });
    connect(tls, &QSslSocket::sslErrors, this, [this, tls](const QList<QSslError> &errors) {
        m_certificateError = certificateErrors(errors, m_target.host);
        m_connection.tls = describeTls(tls->sslConfiguration());
        m_connection.tls->errors = {m_certificateError};
        if (m_options.insecure)
            tls->ignoreSslErrors();
    });
}

void Upstream::connected()
{
    const QHostAddress peer = m_socket->peerAddress();
    m_connection.address = peer.isNull() ? m_options.proxy.hostName() : peer.toString();
    m_connection.port = m_socket->peerPort();
    // Each hop waits for an answer to a small write; Nagle's delay would be counted as the server's.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (!m_target.needsTls()) {
        becomeReady();
        return;
    }
    enter(Phase::Tls);
    static_cast<QSslSocket *>(m_socket.data())->startClientEncryption();
}

void Upstream::encrypted()
{
    m_connection.tls = describeTls(static_cast<QSslSocket *>(m_socket.data())->sslConfiguration());
    if (!m_certificateError.isEmpty())
        m_connection.tls->errors = {m_certificateError};
    becomeReady();
}

void Upstream::becomeReady()
{
    enter(Phase::Idle);
    m_timeout.stop();
    m_watch.watch(m_socket->socketDescriptor());
    m_ready = true;
    Q_EMIT ready();
}

void Upstream::socketError(QAbstractSocket::SocketError error)
{
    if (m_ready) {
        connectedError(error);
    } else if (m_phase == Phase::Tls) {
        const bool isCertificate = !m_certificateError.isEmpty() && !m_options.insecure;
        fail(OutcomeKind::TlsError,
             isCertificate ? m_certificateError
                           : u"TLS handshake with %1 failed: %2"_s.arg(m_target.host, m_socket->errorString()));
    } else if (isProxyError(error)) {
        fail(OutcomeKind::NetworkError,
             u"the proxy %1 did not connect to %2:%3: %4"_s.arg(
                 proxyText(), bracketed(m_target.host), QString::number(m_target.port), m_socket->errorString()));
    } else {
        fail(OutcomeKind::NetworkError,
             error == QAbstractSocket::ConnectionRefusedError
                 ? u"connection refused by %1"_s.arg(peerText())
                 : u"could not connect to %1: %2"_s.arg(peerText(), m_socket->errorString()));
    }
}

void Upstream::connectedError(QAbstractSocket::SocketError error)
{
    const QString peer = peerText();
    QString reason = u"the connection to %1 broke: %2"_s.arg(peer, m_socket->errorString());
    if (m_watch.wasReset())
        reason = u"%1 reset the connection"_s.arg(peer);
    else if (error == QAbstractSocket::RemoteHostClosedError)
        reason = u"%1 closed the connection"_s.arg(peer);
    if (m_watch.wasReset() || error != QAbstractSocket::RemoteHostClosedError)
        m_closeKind = CloseKind::Broken;
    else if (m_target.needsTls() && !m_hasCloseNotify)
        m_closeKind = CloseKind::NoCloseNotify;
    const QByteArray unread = m_target.needsTls() ? QByteArray() : m_watch.unread(kMaxUnread);
    m_watch.release();
    m_ready = false;
    Q_EMIT closed(reason, unread);
}

void Upstream::timedOut()
{
    const QString seconds = QString::number(m_options.wait.connectMs / 1000.0);
    if (m_phase == Phase::Dns) {
        fail(OutcomeKind::Timeout, u"no answer to the lookup of %1 within %2 seconds"_s.arg(m_host, seconds));
    } else if (m_phase == Phase::Tls) {
        fail(OutcomeKind::Timeout, u"no TLS with %1 within %2 seconds"_s.arg(m_target.host, seconds));
    } else {
        if (m_connector && !m_connector->attempts().isEmpty()) {
            m_connection.address = m_connector->attempts().first().address;
            m_connection.port = m_port;
        }
        fail(OutcomeKind::Timeout, u"no connection to %1 within %2 seconds"_s.arg(peerText(), seconds));
    }
}

void Upstream::enter(Phase phase)
{
    m_timing = timing();
    m_phase = phase;
    m_phaseStart = m_clock.nsecsElapsed() / 1000;
    if (phase != Phase::Idle)
        Q_EMIT entered(phase == Phase::Dns       ? HopPhase::Dns
                       : phase == Phase::Connect ? HopPhase::Connect
                                                 : HopPhase::Tls);
}

Timing Upstream::timing() const
{
    Timing timing = m_timing;
    const qint64 passed = std::max<qint64>(1, m_clock.nsecsElapsed() / 1000 - m_phaseStart);
    if (m_phase == Phase::Dns)
        timing.dns = passed;
    else if (m_phase == Phase::Connect)
        timing.connect = passed;
    else if (m_phase == Phase::Tls)
        timing.tls = passed;
    return timing;
}

Connection Upstream::connection() const
{
    Connection connection = m_connection;
    if (m_connector)
        connection.attempts = m_connector->attempts();
    return connection;
}

void Upstream::record(RelayJob &job) const
{
    job.connection = connection();
    const Timing passed = timing();
    job.timing.dns = passed.dns;
    job.timing.connect = passed.connect;
    job.timing.tls = passed.tls;
}

void Upstream::fail(OutcomeKind kind, const QString &reason)
{
    if (m_failed || m_ready)
        return;
    enter(Phase::Idle);
    m_failed = true;
    m_timeout.stop();
    Q_EMIT failed(kind, reason);
}

QString Upstream::peerText() const
{
    if (absoluteFormProxy().type() != QNetworkProxy::NoProxy)
        return u"the proxy %1"_s.arg(proxyText());
    const QString named = u"%1:%2"_s.arg(bracketed(m_target.host)).arg(m_target.port);
    const bool isDirect = m_options.proxy.type() == QNetworkProxy::NoProxy;
    if (!isDirect || m_connection.address.isEmpty() ||
        QHostAddress(m_connection.address) == QHostAddress(m_target.host))
        return named;
    return u"%1 (%2)"_s.arg(named, m_connection.address);
}

QString Upstream::proxyText() const
{
    return u"%1:%2"_s.arg(bracketed(m_options.proxy.hostName())).arg(m_options.proxy.port());
}

bool choseHttp2(const Upstream &upstream)
{
    const auto *tls = qobject_cast<const QSslSocket *>(upstream.socket());
    return tls && tls->sslConfiguration().nextNegotiatedProtocol() == QSslConfiguration::ALPNProtocolHTTP2;
}

void dropConnection(Upstream &upstream, QObject *listener)
{
    upstream.disconnect(listener);
    if (upstream.socket())
        upstream.socket()->disconnect(listener);
    upstream.abort();
    upstream.deleteLater();
}

} // namespace hopscope
