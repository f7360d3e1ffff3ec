// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay.h"
#include "net/responsereader.h"
#include "net/socks.h"
#include "net/upstream.h"

#include <QPointer>
#include <QTimer>

#include <memory>

namespace hopscope
{

/// One connection of QNetworkAccessManager to the relay, and the real connection behind it. Carries one job after
/// another.
class RelayConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes over `downstream`; deletes itself when that ends.
    RelayConnection(Relay &relay, QTcpSocket *downstream);

private:
    void readDownstream();
    void shakeHands();
    void readRequestHead();
    void tunnel();
    void openUpstream();
    void takeConnectTimes();
    void sendHead();
    void pumpUp();
    void pumpDown();
    bool isWindowFull();
    void receive(const QByteArray &bytes);
    void noteSent();
    void upstreamClosed(const QString &reason);
    bool replaceDeadConnection();
    void timedOut();
    void record(QByteArray &wire, const QByteArray &bytes);
    void fail(OutcomeKind kind, const QString &reason);
    void refuse();
    void dropUpstream();
    bool isBusy() const { return m_job && !m_job->complete; }

    Relay &m_relay;
    QTcpSocket *m_downstream;
    Upstream *m_upstream = nullptr;
    SocksHandshake m_handshake;
    QByteArray m_input; ///< read from downstream and not used yet
    QPointer<RelayJob> m_job;
    std::unique_ptr<ResponseReader> m_reader;
    std::unique_ptr<QCryptographicHash> m_contentHash;
    QTimer m_timer;
    qint64 m_contentLeft = 0;
    qint64 m_sendStarted = -1;
    bool m_isTunnel = false; ///< TLS passes through unread
    bool m_headSent = false;
    bool m_replaced = false;
};

} // namespace hopscope
