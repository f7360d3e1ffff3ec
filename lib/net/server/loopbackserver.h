// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTcpServer>

#include <memory>
#include <vector>

namespace hopscope
{

/// HTTP server on 127.0.0.1 for demo, comparison, lessons and tests: two ports, so two origins. Every route is one row
/// of loopbackRoutes(). Speaks plain HTTP/1.1 and, where a route says so, bytes that HTTP forbids.
class LoopbackServer : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackServer(QObject *parent = nullptr);
    ~LoopbackServer() override;

    /// Listens on `firstPort` and on the next free port after it; 0 picks free ports. False: see errorString().
    bool listen(quint16 firstPort = 0);
    void close();
    QString errorString() const;
    /// The ports in use, first origin first.
    QList<quint16> ports() const;

private:
    struct State;
    std::unique_ptr<State> d;
};

} // namespace hopscope
