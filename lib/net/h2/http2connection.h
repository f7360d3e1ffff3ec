// SPDX-License-Identifier: MIT
#pragma once

#include "net/h2/http2record.h"
#include "net/h2/http2session.h"
#include "net/relay/claimedjob.h"
#include "net/relay/upstream.h"

#include <QPointer>
#include <QTimer>

namespace hopscope
{

/// What JobConnection is for HTTP/1.1: one connection of QNetworkAccessManager, and behind it a server that has chosen
/// HTTP/2. Carries one job after another; when it can carry no more, the next one goes back to a JobConnection.
class Http2Connection : public QObject
{
    Q_OBJECT

public:
    /// Takes over `downstream`, what has been read of it, and `upstream`, which is ready; deletes itself when the first
    /// ends.
    Http2Connection(Relay &relay, QTcpSocket *downstream, Upstream *upstream, const ClaimedJob &claimed,
                    const QByteArray &input);

private:
    void readDownstream();
    void readRequestHead();
    void begin(const ClaimedJob &claimed);
    void handBack(const ClaimedJob &claimed);
    void pumpUp();
    void discardContent();
    void pumpDown();
    void receive(const QByteArray &bytes);
    void flush();
    void take(const Http2Session::Step &step);
    void takeHead(bool isEmpty);
    void takeEnd(const Http2Session::Step &step);
    bool replace(const QString &note);
    void sentMore();
    void noteSent();
    void forward(const QByteArray &bytes);
    void endUpload();
    void takeRecord();
    void upstreamClosed(const QString &reason);
    void timedOut();
    void fail(OutcomeKind kind, const QString &reason);
    void dropUpstream();
    bool isBusy() const { return m_job && !m_job->complete; }
    bool isUploading() const { return !m_isSent && !m_isAnswered; }

    Relay &m_relay;
    QTcpSocket *m_downstream;
    Upstream *m_upstream;
    Http2Session m_session;
    Http2Record m_record;
    QByteArray m_input;   ///< read from downstream and not used yet
    QByteArray m_held;    ///< of the answer, while the request is still on its way out
    QByteArray m_leaving; ///< written and not known to have left
    QPointer<RelayJob> m_job;
    QTimer m_timer;
    qint64 m_contentLeft = 0; ///< of the request, still to come from downstream
    qint64 m_sendStarted = 0;
    bool m_isSent = false;     ///< all of the request has left
    bool m_isChunked = false;  ///< the answer goes downstream in chunks, as its end is not known before
    bool m_isTouched = false;  ///< something of the response is there
    bool m_hasEnded = false;   ///< the response is complete
    bool m_isAnswered = false; ///< before the content was sent: what is left of it is not wanted
};

} // namespace hopscope
