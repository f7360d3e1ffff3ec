// SPDX-License-Identifier: MIT
#include "net/server/loopbackserver.h"

#include "net/server/loopbackconnection.h"
#include "net/server/loopbackroutes.h"

#include <QTcpSocket>

#include <algorithm>
#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kOrigins = 2;
constexpr int kMaxConnections = 512;
/// Ports after the first one that are tried for the second origin.
constexpr int kPortTries = 100;
constexpr int kMaxCountedPaths = 10'000;

} // namespace

struct LoopbackServer::State {
    std::vector<std::unique_ptr<QTcpServer>> servers;
    QList<quint16> ports;
    QHash<QByteArray, int> visits;
    QString error;
    int connections = 0;

    bool open(quint16 port);
    bool openAfter(quint16 port);
    ServerAnswer handle(ServerRequest &request, int origin);
};

bool LoopbackServer::State::open(quint16 port)
{
    auto server = std::make_unique<QTcpServer>();
    server->setListenBacklogSize(kMaxConnections);
    server->setMaxPendingConnections(kMaxConnections);
    if (!server->listen(QHostAddress::LocalHost, port)) {
        error = server->serverError() == QAbstractSocket::AddressInUseError
                    ? u"Port %1 of 127.0.0.1 is in use: choose another port, or 0 for any free one."_s.arg(port)
                    : u"Port %1 of 127.0.0.1 cannot be opened (%2): choose another port, or 0 for any free one."_s.arg(
                          QString::number(port), server->errorString());
        return false;
    }
    ports.append(server->serverPort());
    servers.push_back(std::move(server));
    return true;
}

bool LoopbackServer::State::openAfter(quint16 port)
{
    const int last = std::min<int>(port + kPortTries, std::numeric_limits<quint16>::max());
    for (int candidate = port + 1; candidate <= last; ++candidate) {
        if (open(static_cast<quint16>(candidate))) {
            error.clear();
            return true;
        }
    }
    error = u"No port after %1 is free for the second origin: choose another port, or 0 for any free one."_s.arg(port);
    return false;
}

ServerAnswer LoopbackServer::State::handle(ServerRequest &request, int origin)
{
    request.origin = origin;
    request.ports = ports;
    splitTarget(request);
    if (visits.size() < kMaxCountedPaths || visits.contains(request.path))
        request.visit = ++visits[request.path];
    const LoopbackRoute *const route = findLoopbackRoute(request.path);
    return route ? route->answer(request) : answerText(request, 404, "No such route: / lists them all.");
}

LoopbackServer::LoopbackServer(QObject *parent) : QObject(parent), d(std::make_unique<State>()) {}

LoopbackServer::~LoopbackServer()
{
    close();
}

bool LoopbackServer::listen(quint16 firstPort)
{
    close();
    d->error.clear();
    bool ok = d->open(firstPort);
    while (ok && d->ports.size() < kOrigins)
        ok = firstPort == 0 ? d->open(0) : d->openAfter(d->ports.constLast());
    if (!ok) {
        close();
        return false;
    }
    for (int origin = 0; origin < kOrigins; ++origin) {
        QTcpServer *const server = d->servers.at(static_cast<size_t>(origin)).get();
        connect(server, &QTcpServer::newConnection, this, [this, server, origin] {
            while (QTcpSocket *const socket = server->nextPendingConnection()) {
                if (d->connections >= kMaxConnections) {
                    socket->write("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                    socket->disconnectFromHost();
                    continue;
                }
                auto *const connection = new LoopbackConnection(
                    socket, [this, origin](ServerRequest &request) { return d->handle(request, origin); }, this);
                ++d->connections;
                connect(connection, &QObject::destroyed, this, [this] { --d->connections; });
            }
        });
    }
    return true;
}

void LoopbackServer::close()
{
    const QList<LoopbackConnection *> connections = findChildren<LoopbackConnection *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(connections);
    d->servers.clear();
    d->ports.clear();
    d->visits.clear();
}

QString LoopbackServer::errorString() const
{
    return d->error;
}

QList<quint16> LoopbackServer::ports() const
{
    return d->ports;
}

} // namespace hopscope
