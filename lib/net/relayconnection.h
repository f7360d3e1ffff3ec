// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay.h"
#include "net/responsereader.h"
#include "net/socks.h"
#include "net/upload.h"
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
    void sendHead();
    void pumpUp();
    void pumpTunnel();
    void discardContent();
    void pumpDown();
    void receive(const QByteArray &bytes);
    bool refusedByProxy();
    void responseEnded();
    void noteSent();
    void forward(const QByteArray &bytes);
    void forwardHeld();
    void takeRecord();
    void upstreamClosed(const QString &reason, const QByteArray &unread);
    bool replaceDeadConnection();
    void timedOut();
    void fail(OutcomeKind kind, const QString &reason);
    void refuse();
    void dropUpstream();
    bool isBusy() const { return m_job && !m_job->complete; }
    bool isUploading() const { return m_contentLeft > 0 || !m_upload.isEmpty(); }

    Relay &m_relay;
    QTcpSocket *m_downstream;
    Upstream *m_upstream = nullptr;
    SocksHandshake m_handshake;
    QByteArray m_input; ///< read from downstream and not used yet
    QByteArray m_held;  ///< of the answer, while the request is still on its way out
    QPointer<RelayJob> m_job;
    std::unique_ptr<ResponseReader> m_reader;
    Upload m_upload;
    QTimer m_timer;
    qint64 m_contentLeft = 0; ///< of the request, still to come from downstream
    qint64 m_sendStarted = -1;
    bool m_isTunnel = false; ///< TLS passes through unread
    bool m_headSent = false;
    bool m_replaced = false;
    bool m_isAnswered = false; ///< before the content was sent: what is left of it is not wanted
};

} // namespace hopscope
