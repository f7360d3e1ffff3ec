// SPDX-License-Identifier: MIT
#include "net/h2/http2connection.h"

#include "http/methods.h"
#include "net/h2/http2fields.h"
#include "net/relay/jobconnection.h"
#include "net/relay/relayconnection.h"
#include "net/relay/responsereader.h"
#include "net/relay/upload.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

Http2Connection::Http2Connection(Relay &relay, QTcpSocket *downstream, Upstream *upstream, const ClaimedJob &claimed,
                                 const QByteArray &input)
    : QObject(&relay), m_relay(relay), m_downstream(downstream), m_upstream(upstream), m_input(input)
{
    m_downstream->setParent(this);
    m_upstream->setParent(this);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Http2Connection::timedOut);
    connect(m_downstream, &QTcpSocket::readyRead, this, &Http2Connection::readDownstream);
    connect(m_downstream, &QTcpSocket::bytesWritten, this, &Http2Connection::pumpDown);
    connect(m_downstream, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    QTcpSocket *socket = m_upstream->socket();
    connect(socket, &QTcpSocket::readyRead, this, &Http2Connection::pumpDown);
    connect(socket, &QTcpSocket::bytesWritten, this, &Http2Connection::sentMore);
    connect(static_cast<QSslSocket *>(socket), &QSslSocket::encryptedBytesWritten, this, &Http2Connection::sentMore);
    connect(m_upstream, &Upstream::closed, this, &Http2Connection::upstreamClosed);
    connect(&relay, &Relay::released, this, [this](quint64 trace) {
        if (m_upstream && m_upstream->target().trace == trace && !isBusy())
            dropUpstream();
    });
    begin(claimed);
}

void Http2Connection::readDownstream()
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

void Http2Connection::readRequestHead()
{
    if (m_input.size() < kMaxHeadBytes)
        m_input += m_downstream->read(kMaxHeadBytes);
    ClaimedJob claimed;
    const ClaimState state = claimJob(m_relay, m_input, claimed);
    if (state == ClaimState::Incomplete)
        return;
    if (state == ClaimState::Refused) {
        dropUpstream();
        m_downstream->disconnectFromHost();
        return;
    }
    const bool isReusable =
        m_upstream && m_upstream->isReady() && m_upstream->target() == claimed.job->target && m_session.isUsable();
    if (!isReusable) {
        handBack(claimed);
        return;
    }
    claimed.job->connection = m_upstream->connection();
    claimed.job->connection.reused = true;
    claimed.job->connection.attempts.clear();
    begin(claimed);
}

void Http2Connection::begin(const ClaimedJob &claimed)
{
    m_job = claimed.job;
    m_contentLeft = claimed.content;
    m_held.clear();
    m_isSent = m_isTouched = m_hasEnded = m_isAnswered = false;
    connect(m_job, &RelayJob::finishing, this, &Http2Connection::takeRecord);
    m_record.begin(*m_job);
    const Http2Fields made = http2Fields(m_job->request);
    if (!made.leftOut.isEmpty())
        m_job->notes.append(u"HTTP/2 has no place for %1: left out (RFC 9113 8.2.2)."_s.arg(
            QString::fromUtf8(made.leftOut.join(", "))));
    m_sendStarted = m_job->now();
    m_job->enter(HopPhase::Send);
    m_timer.start(m_job->options.wait.firstByteMs);
    const qint32 stream = m_session.request(made.fields, m_contentLeft);
    m_record.setStream(std::max(stream, 0));
    if (stream < 0)
        fail(OutcomeKind::NetworkError, u"the connection carries no more requests"_s);
    pumpUp();
}

/// The job goes to a new connection, which may find that the server speaks HTTP/1.1 now.
void Http2Connection::handBack(const ClaimedJob &claimed)
{
    if (m_job)
        m_job->disconnect(this);
    m_job = nullptr;
    dropUpstream();
    m_downstream->disconnect(this);
    new JobConnection(m_relay, m_downstream, m_input, claimed);
    deleteLater();
}

void Http2Connection::sentMore()
{
    noteSent();
    if (isBusy() && isUploading() && !m_isTouched)
        m_timer.start(m_job->options.wait.firstByteMs);
    pumpUp();
}

void Http2Connection::pumpUp()
{
    if (!isBusy() || !m_upstream)
        return;
    while (m_contentLeft > 0 && !m_isAnswered && m_session.contentWaiting() < kRelayBufferBytes) {
        if (m_input.isEmpty())
            m_input = m_downstream->read(kRelayReadBytes);
        if (m_input.isEmpty())
            break;
        const QByteArray bytes = m_input.first(std::min<qint64>(m_input.size(), m_contentLeft));
        m_input.remove(0, bytes.size());
        m_contentLeft -= bytes.size();
        m_session.addContent(bytes);
    }
    flush();
}

/// QNetworkAccessManager reads the answer only after it has sent everything.
void Http2Connection::discardContent()
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
}

/// Sends what the session has to send, as far as the socket is not full already.
void Http2Connection::flush()
{
    if (!m_upstream || !m_upstream->isReady() || unsentBytes(*m_upstream->socket()) >= kRelayBufferBytes)
        return;
    Http2Session::Step step;
    const QByteArray output = m_session.takeOutput(step);
    if (output.isEmpty() && !step.failure)
        return;
    m_leaving += output;
    m_upstream->socket()->write(output);
    // Now, and not after another turn of the event loop.
    m_upstream->socket()->flush();
    noteSent();
    take(step);
}

void Http2Connection::noteSent()
{
    if (!m_upstream || !m_upstream->socket())
        return;
    const auto count = qsizetype(std::max<qint64>(0, m_leaving.size() - unsentBytes(*m_upstream->socket())));
    if (count > 0) {
        const QByteArray left = m_leaving.first(count);
        m_leaving.remove(0, count);
        m_record.sent(left);
    }
    m_isSent = m_isSent || (m_contentLeft == 0 && m_session.contentWaiting() == 0 && m_leaving.isEmpty());
    if (!isBusy() || isUploading())
        return;
    if (m_job->timing.send == 0)
        m_job->timing.send = std::max<qint64>(1, m_job->now() - m_sendStarted);
    endUpload();
}

/// Nothing more of the request leaves.
void Http2Connection::endUpload()
{
    m_record.endContent();
    if (m_job && m_job->phase == HopPhase::Send)
        m_job->enter(HopPhase::Wait);
    if (!m_held.isEmpty()) {
        m_downstream->write(std::exchange(m_held, {}));
        m_downstream->flush();
    }
}

/// QNetworkAccessManager would take an answer for the end of the exchange although the request has not left yet.
void Http2Connection::forward(const QByteArray &bytes)
{
    m_held += bytes;
    if (!isUploading())
        endUpload();
}

void Http2Connection::pumpDown()
{
    while (m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0 &&
           m_downstream->bytesToWrite() < kRelayBufferBytes && m_held.size() < kHeldBytes)
        receive(m_upstream->socket()->read(kRelayReadBytes));
}

void Http2Connection::receive(const QByteArray &bytes)
{
    noteSent();
    m_record.received(bytes);
    // First what has come: while something is sent more may come.
    take(m_session.feed(bytes));
    flush();
}

void Http2Connection::take(const Http2Session::Step &step)
{
    if (!isBusy()) {
        if (!m_session.isUsable())
            dropUpstream();
        return;
    }
    if (step.isTouched) {
        m_timer.start(m_job->options.wait.idleMs);
        if (m_job->firstByteAt < 0) {
            m_job->beginResponse();
            if (m_job->timing.send == 0)
                m_job->timing.send = m_job->firstByteAt - m_sendStarted;
            m_job->timing.wait = m_job->firstByteAt - m_sendStarted - m_job->timing.send;
        }
        m_isTouched = true;
    }
    m_job->interim = m_session.interim();
    m_job->notes += step.notes;
    m_job->contentReceived += step.content.size();
    if (step.gotHead)
        takeHead(step.hasEnded && step.content.isEmpty());
    if (step.hasEnded) {
        m_hasEnded = true;
        m_job->lastByteAt = m_job->now();
    }
    if (step.gotHead)
        Q_EMIT m_job->headReceived();
    if (isBusy())
        takeEnd(step);
}

/// Hands the content on, and ends what is over.
void Http2Connection::takeEnd(const Http2Session::Step &step)
{
    if (step.failure) {
        const QString note = u"The server had not taken the request on the reused connection (%1); it was sent once "
                             "more on a new one."_s.arg(step.error);
        if (!step.isUntaken || !replace(note))
            fail(*step.failure, step.error);
        return;
    }
    QByteArray bytes;
    if (!step.content.isEmpty())
        bytes += chunkOf(step.content);
    if (step.hasEnded && m_isChunked)
        bytes += chunkOf({});
    if (step.isUploadEnded)
        m_isAnswered = m_isAnswered || isUploading();
    forward(bytes);
    if (m_isAnswered) {
        m_session.giveUpContent();
        flush();
        discardContent();
    }
    if (m_hasEnded && !isUploading())
        m_timer.stop();
}

void Http2Connection::takeHead(bool isEmpty)
{
    m_job->head = m_session.head();
    m_isChunked = !isEmpty;
    m_held += framingHead({.kind = isEmpty ? Framing::Kind::None : Framing::Kind::Chunked});
    // A server that answers like this does not want the rest. curl stops at the same statuses.
    m_isAnswered = isUploading() && m_job->head->status >= 300;
}

/// Brings the job's record up to now, and closes it.
void Http2Connection::takeRecord()
{
    if (!isBusy())
        return;
    noteSent();
    Timing &timing = m_job->timing;
    if (timing.send == 0)
        timing.send = m_job->now() - m_sendStarted;
    else if (m_job->firstByteAt < 0)
        timing.wait = m_job->now() - m_sendStarted - timing.send;
    m_record.end();
}

void Http2Connection::upstreamClosed(const QString &reason)
{
    while (m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0)
        receive(m_upstream->socket()->read(kRelayReadBytes));
    if (isBusy() && !m_hasEnded) {
        if (!m_isTouched && isSafeMethod(m_job->request.method) &&
            replace(u"The server closed the reused connection before it responded; the request was sent once more on a "
                    "new one."_s))
            return;
        const QString where = m_job->head ? u" in the middle of the body, after %1 bytes"_s.arg(m_job->contentReceived)
                                          : u" without a response"_s;
        fail(OutcomeKind::NetworkError, reason + m_session.farewell() + where);
        return;
    }
    m_isAnswered = m_contentLeft > 0;
    m_leaving.clear();
    dropUpstream();
    if (isBusy()) {
        endUpload();
        discardContent();
    }
}

/// Whether the request goes out once more, on a new connection.
bool Http2Connection::replace(const QString &note)
{
    if (!m_job->connection.reused || m_job->request.body.size > 0)
        return false;
    m_record.end();
    m_job->restart(note);
    handBack({m_job, 0});
    return true;
}

void Http2Connection::timedOut()
{
    if (!isBusy())
        return;
    // The answer is there, and the server takes no more of the request.
    if (m_hasEnded) {
        m_isAnswered = true;
        m_leaving.clear();
        dropUpstream();
        endUpload();
        discardContent();
        return;
    }
    const WaitLimits &wait = m_job->options.wait;
    const QString holdUp = m_session.holdUp();
    const QString silence = silenceText(wait, m_isTouched);
    fail(OutcomeKind::Timeout, holdUp.isEmpty() ? silence : silence + u": "_s + holdUp);
}

void Http2Connection::fail(OutcomeKind kind, const QString &reason)
{
    m_timer.stop();
    if (isBusy()) {
        RelayJob *job = m_job;
        job->finish();
        job->failure = kind;
        job->error = reason;
        Q_EMIT job->failed();
    }
    dropUpstream();
    m_downstream->disconnectFromHost();
}

void Http2Connection::dropUpstream()
{
    m_timer.stop();
    if (m_upstream)
        dropConnection(*std::exchange(m_upstream, nullptr), this);
}

} // namespace hopscope
