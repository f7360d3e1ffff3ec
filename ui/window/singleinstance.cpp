// SPDX-License-Identifier: MIT
#include "ui/window/singleinstance.h"

#include "ui/window/tabstore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxStartBytes = 1024 * 1024;
/// A program that does not answer by then hangs, and the new one goes its own way.
constexpr int kAnswerMs = 2000;
constexpr auto kTaken = "taken\n";

QString socketName()
{
    return tabsFolder() + u"/start"_s;
}

} // namespace

QByteArray startToLine(const StartRequest &start)
{
    QJsonArray what;
    for (const QString &each : start.what)
        what.append(QFileInfo::exists(each) ? QFileInfo(each).absoluteFilePath() : each);
    const QString lesson = QFileInfo::exists(start.lesson) ? QFileInfo(start.lesson).absoluteFilePath() : start.lesson;
    const QJsonObject object{{u"what"_s, what}, {u"lesson"_s, lesson}, {u"newWindow"_s, start.newWindow}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<StartRequest> startFromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (!object["what"_L1].isArray() || !object["lesson"_L1].isString() || !object["newWindow"_L1].isBool())
        return std::nullopt;
    StartRequest start{
        .what = {}, .lesson = object["lesson"_L1].toString(), .newWindow = object["newWindow"_L1].toBool()};
    const QJsonArray what = object["what"_L1].toArray();
    for (const auto &each : what) {
        if (!each.isString())
            return std::nullopt;
        start.what.append(each.toString());
    }
    return start;
}

bool handOver(const StartRequest &start)
{
    QLocalSocket socket;
    socket.connectToServer(socketName());
    if (!socket.waitForConnected(kAnswerMs))
        return false;
    socket.write(startToLine(start));
    while (!socket.canReadLine() && socket.waitForReadyRead(kAnswerMs)) {
    }
    return socket.readLine() == kTaken;
}

StartServer::StartServer(QObject *parent) : QObject(parent), m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { take(socket); });
        }
    });
    QDir().mkpath(tabsFolder());
    if (m_server->listen(socketName()))
        return;
    // Another one that was started at the same time answers; what one that was killed has left does not.
    QLocalSocket other;
    other.connectToServer(socketName());
    if (!other.waitForConnected(kAnswerMs)) {
        QLocalServer::removeServer(socketName());
        m_server->listen(socketName());
    }
}

StartServer::~StartServer() = default;

void StartServer::take(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kMaxStartBytes)
            socket->abort();
        return;
    }
    const std::optional<StartRequest> start = startFromLine(socket->readLine(kMaxStartBytes));
    if (start)
        socket->write(kTaken);
    socket->disconnectFromServer();
    if (start)
        Q_EMIT started(*start);
}

} // namespace hopscope
