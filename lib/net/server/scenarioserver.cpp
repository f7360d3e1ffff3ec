// SPDX-License-Identifier: MIT
#include "net/server/scenarioserver.h"

#include "lessons/launchpage.h"
#include "net/server/loopbackconnection.h"
#include "net/server/loopbackroutes.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

// A static library's resources are linked in by this call only; it has to be outside of any namespace.
static void initCertificate()
{
    Q_INIT_RESOURCE(lessons);
}

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Ports after a busy one that are tried.
constexpr int kPortsAfterWish = 200;
constexpr qsizetype kMaxSeen = 10'000;
/// The same of one visitor that a guard tells apart.
constexpr qsizetype kMaxSeenOfVisitor = 50;
/// Requests that a launch page lists.
constexpr qsizetype kMostArrived = 50;

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslConfiguration serverConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(fileBytes(scenarioCertificateFile())));
    configuration.setPrivateKey(QSslKey(fileBytes(u":/lessons/tls/localhost.key"_s), QSsl::Rsa));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

/// "0.0.0.0", "::", and their like in each other's clothes.
bool isEveryAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return address.isNull() || address == QHostAddress(QHostAddress::Any) ||
           address == QHostAddress(QHostAddress::AnyIPv6) || (isIpv4 && ipv4 == 0);
}

/// Hands out plain sockets, or ones that have begun to speak TLS.
class PortServer : public QTcpServer
{
public:
    explicit PortServer(bool secure) : m_secure(secure) {}

    std::function<void(QTcpSocket *)> taken; ///< called for each connection

protected:
    void incomingConnection(qintptr descriptor) override
    {
        if (!m_secure) {
            auto *socket = new QTcpSocket(this);
            socket->setSocketDescriptor(descriptor);
            taken(socket);
            return;
        }
        auto *socket = new QSslSocket(this);
        socket->setSslConfiguration(serverConfiguration());
        socket->setSocketDescriptor(descriptor);
        socket->startServerEncryption();
        taken(socket);
    }

private:
    bool m_secure;
};

} // namespace

QString scenarioCertificateFile()
{
    initCertificate();
    return u":/lessons/tls/localhost.pem"_s;
}

struct ScenarioServer::State {
    explicit State(ScenarioServer &server) : q(server) {}

    ScenarioServer &q;
    /// What one visitor did.
    struct Visitor {
        ScenarioState visits;
        QList<SeenRequest> seen;
    };

    Scenario scenario;
    ScenarioDoor door;
    QHash<QByteArray, Visitor> visitors;
    QStringList notes;
    QString error;
    std::vector<std::unique_ptr<PortServer>> servers;
    int connections = 0;
    QHash<QHostAddress, int> connectionsOf;

    bool openPort(PortServer &server, quint16 wanted) const;
    bool openOrigin(ScenarioOrigin &origin);
    void take(QTcpSocket *socket, quint16 port);
    ServerAnswer answer(ServerRequest &request, quint16 port, const QHostAddress &peer);
    ScenarioAnswer launchAnswer(qsizetype origin, const QList<SeenRequest> &seen) const;
};

bool ScenarioServer::State::openPort(PortServer &server, quint16 wanted) const
{
    const int last = std::min<int>(wanted + kPortsAfterWish, std::numeric_limits<quint16>::max());
    for (int port = wanted; port <= last; ++port) {
        const bool isWish =
            port != wanted && std::any_of(scenario.origins.begin(), scenario.origins.end(),
                                          [&](const ScenarioOrigin &each) { return each.port == port; });
        if (!isWish && server.listen(door.address, quint16(port)))
            return true;
    }
    return server.listen(door.address, 0);
}

bool ScenarioServer::State::openOrigin(ScenarioOrigin &origin)
{
    auto server = std::make_unique<PortServer>(origin.scheme == "https");
    if (!openPort(*server, origin.port)) {
        error = u"No port of %1 could be opened for \"%2\" (%3): close other programs that are listening, then try "
                "again."_s.arg(door.address.toString(), origin.name, server->errorString());
        return false;
    }
    const quint16 port = server->serverPort();
    if (origin.port != 0 && port != origin.port)
        notes.append(u"Port %1 is in use; \"%2\" answers on port %3 instead."_s.arg(
            QString::number(origin.port), origin.name, QString::number(port)));
    server->taken = [this, port](QTcpSocket *socket) { take(socket, port); };
    origin.port = port;
    servers.push_back(std::move(server));
    return true;
}

void ScenarioServer::State::take(QTcpSocket *socket, quint16 port)
{
    const QHostAddress peer = socket->peerAddress();
    if (connections >= door.connections || connectionsOf.value(peer) >= door.connectionsPerAddress) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    auto *connection = new LoopbackConnection(
        socket, [this, port, peer](ServerRequest &request) { return answer(request, port, peer); }, &q, door.limits);
    ++connections;
    ++connectionsOf[peer];
    connect(connection, &QObject::destroyed, &q, [this, peer] {
        --connections;
        if (--connectionsOf[peer] == 0)
            connectionsOf.remove(peer);
    });
}

ServerAnswer ScenarioServer::State::answer(ServerRequest &request, quint16 port, const QHostAddress &peer)
{
    splitTarget(request);
    const Headers &headers = request.head.headers;
    const qsizetype origin = originFor(scenario, port, headers.first("Host").value_or(QByteArray()));
    const bool hasQuery = request.head.target.contains('?');
    const QByteArray target = hasQuery ? request.path + '?' + request.query : request.path;
    const ScenarioOrigin place = scenario.origins.value(origin);
    const SeenRequest arrived{
        place.name,
        {.method = request.head.method, .url = baseUrl(place) + target, .headers = headers, .body = request.body}};
    const GuardVerdict verdict = door.guard ? door.guard({peer, origin, arrived}) : GuardVerdict();
    if (verdict.answer)
        return {.chunks = {{.bytes = bytesOf(*verdict.answer, request.head.method)}}};
    Visitor &visitor = visitors[verdict.visitor];
    const ScenarioRequest asked{origin, request.head.method, target, headers};
    const ScenarioAnswer answer = isForLaunchPage(scenario, asked) ? launchAnswer(origin, visitor.seen)
                                                                   : answerTo(scenario, visitor.visits, asked);
    if (verdict.visitor.isEmpty() && visitor.seen.size() < kMaxSeen)
        visitor.seen.append(arrived);
    else if (!verdict.visitor.isEmpty() && visitor.seen.size() < kMaxSeenOfVisitor)
        visitor.seen.append({arrived.origin, {.method = arrived.request.method, .url = arrived.request.url}});
    if (door.answered)
        door.answered(verdict.visitor, arrived, answer);
    Q_EMIT q.answered(arrived, answer.status);
    return {.chunks = {{.bytes = bytesOf(answer, request.head.method), .delayMs = answer.delayMs}}};
}

ScenarioAnswer ScenarioServer::State::launchAnswer(qsizetype origin, const QList<SeenRequest> &seen) const
{
    QByteArrayList pages;
    for (qsizetype i = 0; i < scenario.origins.size(); ++i)
        pages.append(launchUrl(scenario, i));
    QStringList arrived;
    for (const SeenRequest &each : seen) {
        if (!pages.contains(each.request.url))
            arrived.append(QString::fromUtf8(each.request.method + ' ' + each.request.url));
    }
    return {.headers = {{{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}}},
            .body = launchPage(scenario, origin, arrived.last(std::min(arrived.size(), kMostArrived)), door.backPath)};
}

ScenarioServer::ScenarioServer(QObject *parent) : QObject(parent), d(std::make_unique<State>(*this)) {}

ScenarioServer::~ScenarioServer()
{
    close();
}

bool ScenarioServer::listen(const Scenario &scenario, const ScenarioDoor &door)
{
    close();
    d->error.clear();
    d->scenario = scenario;
    d->door = door;
    if (isEveryAddress(door.address)) {
        d->error = u"A scenario is never served on all addresses of this machine: choose one of them."_s;
        return false;
    }
    const QList<ScenarioOrigin> wishes = scenario.origins;
    for (qsizetype i = 0; i < wishes.size(); ++i) {
        const auto samePort = [&](const ScenarioOrigin &each) { return each.port == wishes.at(i).port; };
        const auto earlier = std::find_if(wishes.begin(), wishes.begin() + i, samePort);
        if (earlier != wishes.begin() + i && wishes.at(i).port != 0) {
            d->scenario.origins[i].port = d->scenario.origins.at(std::distance(wishes.begin(), earlier)).port;
        } else if (!d->openOrigin(d->scenario.origins[i])) {
            close();
            return false;
        }
    }
    return true;
}

void ScenarioServer::close()
{
    const QList<LoopbackConnection *> connections = findChildren<LoopbackConnection *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(connections);
    d->servers.clear();
    d->notes.clear();
    reset();
}

QString ScenarioServer::errorString() const
{
    return d->error;
}

const Scenario &ScenarioServer::scenario() const
{
    return d->scenario;
}

QStringList ScenarioServer::notes() const
{
    return d->notes;
}

void ScenarioServer::reset()
{
    d->visitors.clear();
}

void ScenarioServer::forget(const QByteArray &visitor)
{
    d->visitors.remove(visitor);
}

QList<SeenRequest> ScenarioServer::seen() const
{
    return d->visitors.value({}).seen;
}

} // namespace hopscope
