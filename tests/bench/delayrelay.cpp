// SPDX-License-Identifier: MIT
#include <QCoreApplication>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <cstdio>

// usage: delayrelay PORT SERVER-PORT MILLISECONDS
// Passes connections to 127.0.0.1:PORT on to 127.0.0.1:SERVER-PORT, and holds all that goes either way for half of the
// time: a round trip takes it all.

namespace
{

void pass(QTcpSocket *from, QTcpSocket *to, int delay)
{
    QObject::connect(from, &QTcpSocket::readyRead, to, [from, to, delay] {
        const QByteArray bytes = from->readAll();
        QTimer::singleShot(delay, Qt::PreciseTimer, to, [to, bytes] { to->write(bytes); });
    });
    QObject::connect(from, &QTcpSocket::disconnected, to, [from, to, delay] {
        from->deleteLater();
        QTimer::singleShot(delay, Qt::PreciseTimer, to, [to] { to->disconnectFromHost(); });
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    const quint16 serverPort = arguments.at(2).toUShort();
    const int delay = arguments.at(3).toInt() / 2;
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    QTcpServer server;
    server.setListenBacklogSize(1024);
    server.setMaxPendingConnections(1024);
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        while (QTcpSocket *near = server.nextPendingConnection()) {
            auto *far = new QTcpSocket(&server);
            near->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(far, &QTcpSocket::connected, far,
                             [far] { far->setSocketOption(QAbstractSocket::LowDelayOption, 1); });
            pass(near, far, delay);
            pass(far, near, delay);
            far->connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort);
        }
    });
    if (!server.listen(QHostAddress::LocalHost, arguments.at(1).toUShort())) {
        fprintf(stderr, "%s\n", qPrintable(server.errorString()));
        return 1;
    }
    return QCoreApplication::exec();
}
