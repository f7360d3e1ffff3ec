// SPDX-License-Identifier: MIT
#include "net/watch/watchproxy.h"

#include "net/relay/hostname.h"
#include "net/relay/relay.h"
#include "net/watch/watchconnection.h"

#include <QCoreApplication>
#include <QSslSocket>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWatchBacklog = 1024;
constexpr int kMaxConnections = 2000;   ///< at once; what comes then is closed
constexpr qsizetype kMaxHosts = 10'000; ///< whose certificates are kept
const QByteArray kWatchUser = "hopscope"_ba;

/// Hands descriptors on: a connection may have to become one with TLS.
class DescriptorServer : public QTcpServer
{
public:
    std::function<void(qintptr)> accept;

protected:
    void incomingConnection(qintptr descriptor) override { accept(descriptor); }
};

} // namespace

WatchProxy::WatchProxy(const WatchOptions &options, QObject *parent)
    : QObject(parent), m_options(options), m_password(randomName())
{
    auto server = std::make_unique<DescriptorServer>();
    server->accept = [this](qintptr descriptor) { accept(descriptor); };
    m_server = std::move(server);
    m_server->setProxy(QNetworkProxy::NoProxy);
    m_server->setListenBacklogSize(kWatchBacklog);
}

WatchProxy::~WatchProxy() = default;

QString WatchProxy::listen()
{
    return m_server->listen(QHostAddress::LocalHost, m_options.port) ? QString() : m_server->errorString();
}

void WatchProxy::close()
{
    m_server->close();
    const QList<WatchConnection *> connections = findChildren<WatchConnection *>(Qt::FindDirectChildrenOnly);
    for (WatchConnection *connection : connections)
        connection->giveUp();
}

QByteArray WatchProxy::user() const
{
    return kWatchUser;
}

ConnectionOptions WatchProxy::connectionOptions(bool needsTls)
{
    ConnectionOptions options = m_options.connection;
    if (!needsTls)
        return options;
    if (!m_tls)
        m_tls = m_options.tls ? m_options.tls() : QSslConfiguration::defaultConfiguration();
    options.tls = *m_tls;
    return options;
}

WatchedClient WatchProxy::clientAt(const SocketEnd &peer) const
{
    WatchedClient client;
    client.process =
        processBehind(peer, {QHostAddress(QHostAddress::LocalHost), port()}, QCoreApplication::applicationPid());
    if (client.process >= 0)
        client.name = processName(client.process);
    return client;
}

bool WatchProxy::isRightPassword(const QByteArray &credentials) const
{
    return credentials == basicCredentials(user(), m_password);
}

bool WatchProxy::isHere(const QString &host, quint16 port) const
{
    return port == m_server->serverPort() && (isLocalName(host) || QHostAddress(host).isLoopback());
}

QSslConfiguration WatchProxy::serverConfiguration(const QString &host)
{
    const auto known = m_configurations.constFind(host);
    if (known != m_configurations.constEnd())
        return *known;
    if (m_configurations.size() >= kMaxHosts)
        m_configurations.clear();
    return *m_configurations.insert(host, m_options.authority->serverConfiguration(host));
}

void WatchProxy::accept(qintptr descriptor)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    if (!socket->setSocketDescriptor(descriptor) || m_connections >= kMaxConnections)
        return;
    ++m_connections;
    auto *connection = new WatchConnection(*this, socket.release());
    connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
}

} // namespace hopscope
