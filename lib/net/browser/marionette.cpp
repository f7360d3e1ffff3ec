// SPDX-License-Identifier: MIT
#include "net/browser/marionette.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxLengthDigits = 12;
constexpr qsizetype kMaxAnswerBytes = 256 * 1024 * 1024;

} // namespace

Marionette::Marionette(QObject *parent) : QObject(parent)
{
    m_socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    connect(&m_socket, &QTcpSocket::readyRead, this, &Marionette::read);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { Q_EMIT failed(m_socket.errorString()); });
}

void Marionette::connectTo(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void Marionette::call(const QString &command, const QJsonObject &parameters, const Answer &answer)
{
    const QByteArray message =
        QJsonDocument(QJsonArray{0, ++m_lastId, command, parameters}).toJson(QJsonDocument::Compact);
    m_answers.insert(m_lastId, answer);
    m_socket.write(QByteArray::number(message.size()) + ':' + message);
}

void Marionette::read()
{
    m_received += m_socket.readAll();
    while (true) {
        const qsizetype colon = m_received.indexOf(':');
        if (colon < 0 && m_received.size() <= kMaxLengthDigits)
            return;
        bool isNumber = false;
        const qlonglong length = colon < 0 ? 0 : m_received.first(colon).toLongLong(&isNumber);
        if (!isNumber || length < 0 || length > kMaxAnswerBytes) {
            m_socket.abort();
            Q_EMIT failed(u"its answer has no length"_s);
            return;
        }
        if (m_received.size() < colon + 1 + length)
            return;
        const QByteArray message = m_received.sliced(colon + 1, length);
        m_received.remove(0, colon + 1 + length);
        take(message);
    }
}

/// The greeting, or [1, id, error, result].
void Marionette::take(const QByteArray &text)
{
    const ProtocolMessage message(text);
    if (!std::exchange(m_isReady, true)) {
        Q_EMIT ready();
        return;
    }
    const QList<ProtocolValue> parts = message.root().items();
    if (parts.size() != 4)
        return;
    if (const Answer answer = m_answers.take(parts[1].integer()))
        answer(parts[3], parts[2]["message"].text());
}

} // namespace hopscope
