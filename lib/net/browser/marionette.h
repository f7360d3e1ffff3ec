// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/protocolvalue.h"

#include <QHash>
#include <QJsonObject>
#include <QTcpSocket>

#include <functional>

namespace hopscope
{

/// Firefox's Marionette protocol on a port of 127.0.0.1: "LENGTH:[type, id, ...]".
class Marionette : public QObject
{
    Q_OBJECT

public:
    /// `result` is nothing when there is an `error`, one sentence of Firefox.
    using Answer = std::function<void(const ProtocolValue &result, const QString &error)>;

    explicit Marionette(QObject *parent = nullptr);

    void connectTo(quint16 port);
    void call(const QString &command, const QJsonObject &parameters, const Answer &answer);

Q_SIGNALS:
    /// Firefox has greeted: commands can be sent.
    void ready();
    void failed(const QString &why);

private:
    void read();
    void take(const QByteArray &message);

    QTcpSocket m_socket;
    QByteArray m_received;
    QHash<int, Answer> m_answers;
    int m_lastId = 0;
    bool m_isReady = false;
};

} // namespace hopscope
