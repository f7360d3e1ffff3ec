// SPDX-License-Identifier: MIT
#include "net/relay/relay.h"

#include "net/relay/relayconnection.h"

#include <QRandomGenerator>
#include <QTcpSocket>

#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kBacklog = 1024;

} // namespace

QByteArray randomName()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

Relay::Relay(QObject *parent) : QObject(parent), m_password(randomName())
{
    // The relay's own port must not be reached through the user's proxy.
    m_server.setProxy(QNetworkProxy::NoProxy);
    m_server.setListenBacklogSize(kBacklog);
    m_server.setMaxPendingConnections(kBacklog);
    connect(&m_server, &QTcpServer::newConnection, this, &Relay::accept);
    m_server.listen(QHostAddress::LocalHost);
}

Relay::~Relay() = default;

QNetworkProxy Relay::proxy() const
{
    if (!m_server.isListening())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return {QNetworkProxy::Socks5Proxy, m_server.serverAddress().toString(), m_server.serverPort(), u"hopscope"_s,
            QString::fromLatin1(m_password)};
}

QString Relay::errorString() const
{
    return m_server.errorString();
}

QByteArray Relay::expect(RelayJob *job)
{
    const QByteArray id = randomName();
    m_expected.insert(id, job);
    connect(job, &QObject::destroyed, this, [this, id] { m_expected.remove(id); });
    return id;
}

RelayJob *Relay::claim(const QByteArray &id)
{
    return m_expected.take(id);
}

void Relay::release(quint64 trace)
{
    Q_EMIT released(trace);
}

void Relay::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection())
        new RelayConnection(*this, socket);
}

} // namespace hopscope
