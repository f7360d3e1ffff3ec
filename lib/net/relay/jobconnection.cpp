// SPDX-License-Identifier: MIT
#include "net/relay/jobconnection.h"

#include "http/methods.h"
#include "net/relay/proxychoice.h"
#include "net/relay/relayconnection.h"

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

JobConnection::JobConnection(Relay &relay, QTcpSocket *downstream, const QByteArray &input)
    : JobConnection(relay, downstream, input, ClaimedJob())
{
    readDownstream();
}

JobConnection::JobConnection(Relay &relay, QTcpSocket *downstream, const QByteArray &input, const ClaimedJob &claimed)
    : QObject(&relay), m_relay(relay), m_downstream(downstream), m_input(input)
{
    m_downstream->setParent(this);
    m_timer.setSingleShot(true);
    connect(m_downstream, &QTcpSocket::readyRead, this, &JobConnection::readDownstream);
    connect(m_downstream, &QTcpSocket::bytesWritten, this, &JobConnection::pumpDown);
    connect(m_downstream, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_timer, &QTimer::timeout, this, &JobConnection::timedOut);
    connect(&relay, &Relay::released, this, [this](quint64 trace) {
        if (m_upstream && m_upstream->target().trace == trace && !isBusy())
            dropUpstream();
    });
    if (claimed.job)
        begin(claimed);
}

void JobConnection::readDownstream()
{
    if (m_contentLeft > 0 && !m_isAnswered) {
        pumpUp();
        return;
    }
    discardContent();
    // What was not wanted, and the next request, may have come together.
    if (m_contentLeft == 0)
        readRequestHead();
}

void JobConnection::readRequestHead()
{
    if (m_input.size() < kMaxHeadBytes)
        m_input += m_downstream->read(kMaxHeadBytes);
    ClaimedJob claimed;
    const ClaimState state = claimJob(m_relay, m_input, claimed);
    if (state == ClaimState::Refused)
        refuse();
    else if (state == ClaimState::Claimed)
        begin(claimed);
}

void JobConnection::begin(const ClaimedJob &claimed)
{
    m_job = claimed.job;
    m_contentLeft = claimed.content;
    connect(m_job, &RelayJob::finishing, this, &JobConnection::takeRecord);
    // The server said that it closes (RFC 9112 9.6): only a request that gets lost could go this way.
    const bool keptOpen = m_reader && m_reader->framing().keepAlive;
    m_reader.reset();
    m_headSent = false;
    m_replaced = false;
    m_isAnswered = false;
    m_held.clear();
    const bool reusable = keptOpen && m_upstream && m_upstream->isReady() && m_upstream->target() == m_job->target;
    if (!reusable) {
        openUpstream();
        return;
    }
    m_job->connection = m_upstream->connection();
    m_job->connection.reused = true;
    m_job->connection.attempts.clear();
    sendHead();
}

void JobConnection::sentMore()
{
    noteSent();
    if (isBusy() && m_headSent && isUploading())
        m_timer.start(m_job->options.wait.firstByteMs);
    if (m_contentLeft > 0)
        pumpUp();
}

void JobConnection::sendHead()
{
    if (m_job->target.offersHttp2)
        m_job->notes.append(u"HTTP/2 was offered, and the server chose HTTP/1.1 (ALPN)."_s);
    m_reader = std::make_unique<ResponseReader>(m_job->request.method);
    m_sendStarted = m_job->now();
    m_headSent = true;
    m_timer.start(m_job->options.wait.firstByteMs);
    m_upload.begin(*m_job, *m_upstream->socket(), headFor(*m_job, m_upstream->absoluteFormProxy()));
    noteSent();
    pumpUp();
}

void JobConnection::pumpUp()
{
    if (!isBusy() || !m_headSent || m_isAnswered)
        return;
    while (m_upstream && m_contentLeft > 0 && unsentBytes(*m_upstream->socket()) < kRelayBufferBytes) {
        if (m_input.isEmpty())
            m_input = m_downstream->read(kRelayReadBytes);
        if (m_input.isEmpty())
            return;
        const QByteArray bytes = m_input.first(std::min<qint64>(m_input.size(), m_contentLeft));
        m_input.remove(0, bytes.size());
        m_contentLeft -= bytes.size();
        m_timer.start(m_job->options.wait.firstByteMs);
        // May end the connection, and with it the upload.
        m_upload.write(*m_job, *m_upstream->socket(), bytes);
    }
    noteSent();
}

/// QNetworkAccessManager reads the answer only after it has sent everything.
void JobConnection::discardContent()
{
    while (m_contentLeft > 0) {
        if (m_input.isEmpty())
            m_input = m_downstream->read(kRelayReadBytes);
        if (m_input.isEmpty())
            return;
        const qint64 count = std::min<qint64>(m_input.size(), m_contentLeft);
        m_input.remove(0, count);
        m_contentLeft -= count;
    }
    if (std::exchange(m_endsAfterContent, false))
        m_downstream->disconnectFromHost();
}

void JobConnection::noteSent()
{
    if (!isBusy() || !m_headSent || !m_upstream || !m_upstream->socket())
        return;
    m_upload.noteLeft(*m_job, *m_upstream->socket());
    if (isUploading())
        return;
    if (m_job->timing.send == 0)
        m_job->timing.send = std::max<qint64>(1, m_job->now() - m_sendStarted);
    m_upload.end(*m_job);
    forwardHeld();
}

/// QNetworkAccessManager would take an answer for the end of the exchange although the request has not left yet.
void JobConnection::forward(const QByteArray &bytes)
{
    m_held += bytes;
    if (!isUploading() || m_isAnswered)
        forwardHeld();
}

void JobConnection::forwardHeld()
{
    if (m_held.isEmpty())
        return;
    m_downstream->write(std::exchange(m_held, {}));
    m_downstream->flush();
}

/// Brings the job's record up to now: how far the connection is, what has left, and the time of the phase under way.
void JobConnection::takeRecord()
{
    if (!isBusy())
        return;
    Timing &timing = m_job->timing;
    if (!m_headSent) {
        if (m_upstream)
            m_upstream->record(*m_job);
        return;
    }
    noteSent();
    if (isUploading()) {
        if (timing.send == 0)
            timing.send = m_job->now() - m_sendStarted;
        m_upload.end(*m_job);
    } else if (m_job->firstByteAt < 0) {
        timing.wait = m_job->now() - m_sendStarted - timing.send;
    }
}

void JobConnection::pumpDown()
{
    while (m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0 &&
           m_downstream->bytesToWrite() < kRelayBufferBytes && m_held.size() < kHeldBytes) {
        const QByteArray bytes = m_upstream->socket()->read(kRelayReadBytes);
        if (isBusy() && m_reader) {
            receive(bytes);
        } else {
            // Nobody asked for these bytes: what comes next on this connection could not be told apart.
            dropUpstream();
        }
    }
}

void JobConnection::receive(const QByteArray &bytes)
{
    noteSent();
    m_timer.start(m_job->options.wait.idleMs);
    if (m_job->firstByteAt < 0) {
        m_job->beginResponse();
        if (m_job->timing.send == 0)
            m_job->timing.send = m_job->firstByteAt - m_sendStarted;
        m_job->timing.wait = m_job->firstByteAt - m_sendStarted - m_job->timing.send;
    }
    Wire &wire = m_job->wire;
    const qint64 room = std::max<qint64>(0, m_job->wireLimit - wire.received.size());
    wire.received += bytes.first(std::min<qint64>(room, bytes.size()));
    wire.truncated = wire.truncated || bytes.size() > room;
    const bool hadExcess = m_reader->hasExcess();
    const ResponseReader::Step step = m_reader->feed(bytes);
    m_job->interim = m_reader->interim();
    if (!hadExcess && m_reader->hasExcess())
        m_job->notes.append(u"The server sent more bytes after the end of the response; they were not read."_s);
    if (step.gotHead) {
        m_job->head = m_reader->head();
        m_job->headBytes = m_reader->headBytes();
        m_job->notes += m_reader->notes();
        // RFC 9112 9.5: a server that answers like this does not want the rest. curl stops at the same statuses.
        m_isAnswered = isUploading() && m_job->head->status >= 300;
        if (m_isAnswered)
            m_upload.end(*m_job);
    }
    m_job->notes += step.notes;
    if (m_reader->isComplete() && m_job->lastByteAt < 0)
        m_job->lastByteAt = m_job->now();
    if (step.gotHead)
        Q_EMIT m_job->headReceived();
    if (step.failure) {
        fail(*step.failure, step.error);
        return;
    }
    if (step.gotHead && refusedByProxy())
        return;
    forward(step.forward);
    if (m_isAnswered)
        discardContent();
    if (m_reader->isComplete())
        responseEnded();
}

/// 407 is the proxy's word to this program, and no answer to the request (RFC 9110 15.5.8).
bool JobConnection::refusedByProxy()
{
    const QNetworkProxy proxy = m_upstream ? m_upstream->absoluteFormProxy() : QNetworkProxy(QNetworkProxy::NoProxy);
    const bool isRefused = isBusy() && m_job->head->status == 407 && proxy.type() != QNetworkProxy::NoProxy;
    if (isRefused)
        fail(OutcomeKind::NetworkError, proxyRefusal(proxy, m_job->head->reason));
    return isRefused;
}

void JobConnection::responseEnded()
{
    if (m_isAnswered || m_reader->hasExcess())
        dropUpstream();
    else if (!isUploading())
        m_timer.stop();
}

void JobConnection::upstreamClosed(const QString &reason, const QByteArray &unread)
{
    const bool busy = isBusy() && m_reader;
    const CloseKind closeKind = m_upstream ? m_upstream->closeKind() : CloseKind::Clean;
    while (busy && m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0)
        receive(m_upstream->socket()->read(kRelayReadBytes));
    if (busy && m_upstream && !unread.isEmpty() && isBusy())
        receive(unread);
    const bool stillBusy = isBusy() && m_reader;
    if (stillBusy && replaceDeadConnection())
        return;
    if (stillBusy) {
        takeRecord();
        m_isAnswered = m_isAnswered || m_reader->head();
    }
    dropUpstream();
    if (!stillBusy)
        return;
    const bool wasComplete = m_reader->isComplete();
    const ResponseReader::Step step = m_reader->end(reason, closeKind);
    m_job->notes += step.notes;
    m_job->isContentCut = step.isCut;
    if (step.failure) {
        fail(*step.failure, step.error);
        return;
    }
    if (!wasComplete)
        m_job->lastByteAt = m_job->now();
    forwardHeld();
    m_endsAfterContent =
        m_reader->framing().kind == Framing::Kind::UntilClose || m_reader->framing().kind == Framing::Kind::Chunked;
    discardContent();
}

void JobConnection::timedOut()
{
    if (!isBusy())
        return;
    // The answer is there, and the server takes no more of the request.
    if (m_reader && m_reader->isComplete()) {
        m_isAnswered = true;
        m_upload.end(*m_job);
        dropUpstream();
        forwardHeld();
        discardContent();
        return;
    }
    fail(OutcomeKind::Timeout, silenceText(m_job->options.wait, m_reader && !m_reader->isUntouched()));
}

void JobConnection::fail(OutcomeKind kind, const QString &reason)
{
    m_timer.stop();
    if (isBusy()) {
        RelayJob *job = m_job;
        job->finish();
        job->failure = kind;
        job->error = reason;
        if (m_reader && !job->head)
            job->notes += m_reader->notes();
        Q_EMIT job->failed();
    }
    refuse();
}

void JobConnection::refuse()
{
    dropUpstream();
    m_downstream->disconnectFromHost();
}

} // namespace hopscope
