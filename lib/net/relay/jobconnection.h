// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/claimedjob.h"
#include "net/relay/responsereader.h"
#include "net/relay/upload.h"
#include "net/relay/upstream.h"

#include <QPointer>
#include <QTimer>

#include <memory>

namespace hopscope
{

/// Bytes of an answer that are held at most while the request is still on its way out.
inline constexpr qint64 kHeldBytes = 64 * 1024 * 1024;

/// One connection of QNetworkAccessManager to the relay after its handshake, and the real connection behind it. Carries
/// one job after another.
class JobConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes over `downstream`, and what has been read of it; deletes itself when that ends.
    JobConnection(Relay &relay, QTcpSocket *downstream, const QByteArray &input);
    /// The same with a job that is to be done on a new connection.
    JobConnection(Relay &relay, QTcpSocket *downstream, const QByteArray &input, const ClaimedJob &claimed);

private:
    void readDownstream();
    void readRequestHead();
    void begin(const ClaimedJob &claimed);
    void openUpstream();
    void upstreamReady();
    void handToHttp2();
    void sentMore();
    void sendHead();
    void pumpUp();
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
    QByteArray m_input; ///< read from downstream and not used yet
    QByteArray m_held;  ///< of the answer, while the request is still on its way out
    QPointer<RelayJob> m_job;
    std::unique_ptr<ResponseReader> m_reader;
    Upload m_upload;
    QTimer m_timer;
    qint64 m_contentLeft = 0; ///< of the request, still to come from downstream
    qint64 m_sendStarted = -1;
    bool m_headSent = false;
    bool m_replaced = false;
    bool m_endsAfterContent = false; ///< the end of the answer is a close, which is to come after what is discarded
    bool m_isAnswered = false;       ///< before the content was sent: what is left of it is not wanted
};

} // namespace hopscope
