// SPDX-License-Identifier: MIT
#include "net/upstream.h"

#include "net/tlswords.h"

#include <QNetworkProxyFactory>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isLocalName(const QString &host)
{
    // RFC 6761 6.3: "localhost" and every name below it are loopback, and no server is asked.
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 ||
           host.endsWith(".localhost"_L1, Qt::CaseInsensitive);
}

std::optional<QHostAddress> overriddenAddress(const QList<HostOverride> &overrides, const RelayTarget &target)
{
    for (const HostOverride &row : overrides) {
        if (row.host.compare(target.host, Qt::CaseInsensitive) == 0 && (row.port == 0 || row.port == target.port))
            return row.address;
    }
    return std::nullopt;
}

bool isProxied(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy;
}

QNetworkProxy proxyFor(const ConnectionOptions &options, const RelayTarget &target)
{
    if (!options.systemProxy)
        return options.proxy;
    const QHostAddress literal(target.host);
    if (isLocalName(target.host) || literal.isLoopback())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    QUrl url;
    url.setScheme(target.secure ? u"https"_s : u"http"_s);
    url.setHost(target.host);
    url.setPort(target.port);
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    return proxies.isEmpty() || !isProxied(proxies.first()) ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

bool isProxyError(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::ProxyAuthenticationRequiredError ||
           error == QAbstractSocket::ProxyConnectionRefusedError ||
           error == QAbstractSocket::ProxyConnectionClosedError ||
           error == QAbstractSocket::ProxyConnectionTimeoutError || error == QAbstractSocket::ProxyNotFoundError ||
           error == QAbstractSocket::ProxyProtocolError;
}

} // namespace

Upstream::Upstream(const RelayTarget &target, const ConnectionOptions &options, QObject *parent)
    : QObject(parent), m_target(target), m_options(options)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        const QString what =
            m_handshaking ? u"no TLS with %1"_s.arg(m_target.host) : u"no connection to %1"_s.arg(peerText());
        fail(OutcomeKind::Timeout,
             u"%1 within %2 seconds"_s.arg(what, QString::number(m_options.wait.connectMs / 1000.0)));
    });
}

Upstream::~Upstream()
{
    if (m_lookup != -1)
        QHostInfo::abortHostLookup(m_lookup);
}

void Upstream::open()
{
    if (m_target.secure) {
        auto *tls = new QSslSocket(this);
        tls->setSslConfiguration(m_options.tls);
        tls->setPeerVerifyName(m_target.host);
        connect(tls, &QSslSocket::encrypted, this, &Upstream::encrypted);
        connect(tls, &QSslSocket::sslErrors, this, [this, tls](const QList<QSslError> &errors) {
            m_lastError = certificateErrors(errors, m_target.host);
            if (m_options.insecure)
                tls->ignoreSslErrors();
        });
        m_socket = tls;
    } else {
        m_socket = new QTcpSocket(this);
    }
    m_options.proxy = proxyFor(m_options, m_target);
    m_socket->setProxy(m_options.proxy);
    connect(m_socket, &QTcpSocket::connected, this, &Upstream::connected);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Upstream::socketError);
    m_timeout.start(m_options.wait.connectMs);
    m_phase.start();
    lookUp();
}

void Upstream::lookUp()
{
    const std::optional<QHostAddress> overridden = overriddenAddress(m_options.overrides, m_target);
    if (!overridden && isProxied(m_options.proxy)) {
        m_socket->connectToHost(m_target.host, m_target.port);
        return;
    }
    if (overridden)
        m_addresses = {*overridden};
    else if (const QHostAddress literal(m_target.host); !literal.isNull())
        m_addresses = {literal};
    else if (isLocalName(m_target.host))
        m_addresses = {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    if (m_addresses.isEmpty())
        m_lookup = QHostInfo::lookupHost(m_target.host, this, &Upstream::lookedUp);
    else
        tryNextAddress();
}

void Upstream::lookedUp(const QHostInfo &info)
{
    m_lookup = -1;
    m_timing.dns = m_phase.nsecsElapsed() / 1000;
    m_addresses = info.addresses();
    if (info.error() != QHostInfo::NoError || m_addresses.isEmpty()) {
        fail(OutcomeKind::NetworkError, u"could not resolve %1"_s.arg(m_target.host));
        return;
    }
    m_phase.start();
    tryNextAddress();
}

void Upstream::tryNextAddress()
{
    m_current = m_addresses.takeFirst();
    m_socket->connectToHost(m_current, m_target.port);
}

void Upstream::connected()
{
    m_timing.connect = m_phase.nsecsElapsed() / 1000;
    m_connection.address =
        m_socket->peerAddress().isNull() ? m_options.proxy.hostName() : m_socket->peerAddress().toString();
    m_connection.port = m_socket->peerPort();
    // Each hop waits for an answer to a small write; Nagle's delay would be counted as the server's.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (!m_target.secure) {
        becomeReady();
        return;
    }
    m_handshaking = true;
    m_lastError.clear();
    m_phase.start();
    static_cast<QSslSocket *>(m_socket)->startClientEncryption();
}

void Upstream::encrypted()
{
    m_timing.tls = m_phase.nsecsElapsed() / 1000;
    m_connection.tls = describeTls(static_cast<QSslSocket *>(m_socket)->sslConfiguration());
    if (!m_lastError.isEmpty())
        m_connection.tls->errors = {m_lastError};
    becomeReady();
}

void Upstream::becomeReady()
{
    m_timeout.stop();
    m_ready = true;
    Q_EMIT ready();
}

void Upstream::socketError(QAbstractSocket::SocketError error)
{
    if (m_ready) {
        const QString peer = peerText();
        Q_EMIT closed(error == QAbstractSocket::RemoteHostClosedError
                          ? u"%1 closed the connection"_s.arg(peer)
                          : u"the connection to %1 broke: %2"_s.arg(peer, m_socket->errorString()));
        return;
    }
    if (m_handshaking) {
        fail(OutcomeKind::TlsError,
             m_lastError.isEmpty() ? u"TLS handshake with %1 failed: %2"_s.arg(m_target.host, m_socket->errorString())
                                   : m_lastError);
        return;
    }
    if (isProxyError(error)) {
        fail(OutcomeKind::NetworkError,
             u"the proxy %1:%2 did not connect to %3:%4: %5"_s.arg(m_options.proxy.hostName())
                 .arg(m_options.proxy.port())
                 .arg(m_target.host)
                 .arg(m_target.port)
                 .arg(m_socket->errorString()));
        return;
    }
    // The first address is the preferred one; its error says more than the last one's.
    if (m_lastError.isEmpty())
        m_lastError = error == QAbstractSocket::ConnectionRefusedError
                          ? u"connection refused by %1"_s.arg(peerText())
                          : u"could not connect to %1: %2"_s.arg(peerText(), m_socket->errorString());
    if (m_addresses.isEmpty()) {
        fail(OutcomeKind::NetworkError, m_lastError);
        return;
    }
    // The socket is inside its own error signal; it can be used again once that has returned.
    QMetaObject::invokeMethod(this, &Upstream::tryNextAddress, Qt::QueuedConnection);
}

void Upstream::fail(OutcomeKind kind, const QString &reason)
{
    if (m_failed || m_ready)
        return;
    m_failed = true;
    m_timeout.stop();
    Q_EMIT failed(kind, reason);
}

QString Upstream::peerText() const
{
    const QString host = m_target.host.contains(u':') ? u"[%1]"_s.arg(m_target.host) : m_target.host;
    const QString named = u"%1:%2"_s.arg(host).arg(m_target.port);
    if (m_current.isNull() || m_current == QHostAddress(m_target.host))
        return named;
    return u"%1 (%2)"_s.arg(named, m_current.toString());
}

} // namespace hopscope
