// SPDX-License-Identifier: MIT
#include "net/relay/jobconnection.h"

#include "http/methods.h"
#include "net/h2/http2connection.h"
#include "net/relay/relayconnection.h"

#include <utility>

// How a JobConnection gets its real connection, and loses it.

namespace hopscope
{

using namespace Qt::StringLiterals;

void JobConnection::openUpstream()
{
    dropUpstream();
    m_upstream = new Upstream(m_job->target, m_job->options, m_job->clock, this);
    connect(m_upstream, &Upstream::ready, this, &JobConnection::upstreamReady);
    connect(m_upstream, &Upstream::entered, m_job, &RelayJob::enter);
    connect(m_upstream, &Upstream::failed, this, &JobConnection::fail);
    connect(m_upstream, &Upstream::closed, this, &JobConnection::upstreamClosed);
    m_upstream->open();
}

void JobConnection::upstreamReady()
{
    QTcpSocket *socket = m_upstream->socket();
    socket->setReadBufferSize(kRelayBufferBytes);
    if (choseHttp2(*m_upstream)) {
        handToHttp2();
        return;
    }
    connect(socket, &QTcpSocket::readyRead, this, &JobConnection::pumpDown);
    connect(socket, &QTcpSocket::bytesWritten, this, &JobConnection::sentMore);
    // An encrypted socket says with bytesWritten only that it has encrypted.
    if (auto *tls = qobject_cast<QSslSocket *>(socket))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &JobConnection::sentMore);
    if (!isBusy())
        return;
    takeRecord();
    sendHead();
}

void JobConnection::handToHttp2()
{
    if (!isBusy()) {
        dropUpstream();
        return;
    }
    takeRecord();
    m_job->disconnect(this);
    m_upstream->disconnect(this);
    m_downstream->disconnect(this);
    new Http2Connection(m_relay, m_downstream, std::exchange(m_upstream, nullptr), {m_job, m_contentLeft}, m_input);
    m_job = nullptr;
    deleteLater();
}

bool JobConnection::replaceDeadConnection()
{
    const bool may = m_job->connection.reused && m_reader->isUntouched() && isSafeMethod(m_job->request.method) &&
                     m_job->request.body.size == 0 && !m_replaced;
    if (!may)
        return false;
    m_replaced = true;
    m_headSent = false;
    m_reader.reset();
    m_upload.end(*m_job);
    m_job->restart(
        u"The server closed the reused connection before it responded; the request was sent once more on a new one."_s);
    openUpstream();
    return true;
}

void JobConnection::dropUpstream()
{
    m_timer.stop();
    if (m_upstream)
        dropConnection(*std::exchange(m_upstream, nullptr), this);
}

} // namespace hopscope
