// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "net/network.h"
#include "net/tracer.h"

#include <QHash>
#include <QSignalSpy>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

/// A server for tests: keeps the raw bytes of every request and answers with whatever the test says.
class RawServer : public QObject
{
public:
    using Answer = std::function<void(QTcpSocket &socket, const QByteArray &request)>;

    explicit RawServer(const QSslConfiguration *tls = nullptr)
    {
        if (tls) {
            auto server = std::make_unique<QSslServer>();
            server->setSslConfiguration(*tls);
            m_server = std::move(server);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        m_server->setProxy(QNetworkProxy::NoProxy);
        m_server->listen(QHostAddress::LocalHost);
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] { accept(); });
    }

    quint16 port() const { return m_server->serverPort(); }
    QString url(const QString &path = QStringLiteral("/")) const
    {
        const bool secure = qobject_cast<QSslServer *>(m_server.get()) != nullptr;
        return QStringLiteral("%1://127.0.0.1:%2%3")
            .arg(secure ? QStringLiteral("https") : QStringLiteral("http"))
            .arg(port())
            .arg(path);
    }
    void stop() { m_server->close(); }

    /// Answers by path; the empty path answers what has no other.
    void on(const QByteArray &path, const Answer &answer) { m_answers.insert(path, answer); }
    void on(const QByteArray &path, const QByteArray &bytes)
    {
        on(path, [bytes](QTcpSocket &socket, const QByteArray &) { socket.write(bytes); });
    }

    QList<QByteArray> requests; ///< head and content, as they arrived
    int connections = 0;

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++connections;
            auto buffer = std::make_shared<QByteArray>();
            const auto read = [this, socket, buffer] {
                *buffer += socket->readAll();
                while (takeRequest(*socket, *buffer)) {
                }
            };
            connect(socket, &QTcpSocket::readyRead, this, read);
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            read();
        }
    }

    bool takeRequest(QTcpSocket &socket, QByteArray &buffer)
    {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const auto head = hopscope::parseRequestHead(QByteArrayView(buffer).first(end + 4));
        const qint64 length = head ? head->headers.first("Content-Length").value_or("0").toLongLong() : 0;
        if (buffer.size() < end + 4 + length)
            return false;
        const QByteArray request = buffer.first(end + 4 + length);
        buffer.remove(0, request.size());
        requests.append(request);
        const QByteArray path = head ? head->target.split('?').first() : QByteArray();
        const Answer answer = m_answers.value(path, m_answers.value(QByteArray()));
        if (answer)
            answer(socket, request);
        return true;
    }

    std::unique_ptr<QTcpServer> m_server;
    QHash<QByteArray, Answer> m_answers;
};

/// "HTTP/1.1 STATUS X", the fields, Content-Length and the content.
inline QByteArray answer(int status, const QByteArrayList &fields = {}, const QByteArray &content = {})
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " X\r\n";
    for (const QByteArray &field : fields)
        bytes += field + "\r\n";
    return bytes + "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content;
}

/// Runs a trace to its end.
inline hopscope::Trace runTrace(hopscope::Network &network, const hopscope::TraceRequest &request)
{
    const hopscope::Result<hopscope::ReadyRequest> ready = hopscope::prepare(request);
    if (!ready)
        return hopscope::refusedTrace(request, ready.error);
    hopscope::Tracer tracer(network, *ready);
    QSignalSpy finished(&tracer, &hopscope::Tracer::finished);
    tracer.start();
    constexpr int kLongest = 60'000;
    if (finished.isEmpty() && !finished.wait(kLongest))
        return {};
    return finished.first().first().value<hopscope::Trace>();
}
