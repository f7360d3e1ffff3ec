// SPDX-License-Identifier: MIT
#include "net/relayconnection.h"

#include "http/methods.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Bytes held at most in one direction before the other side is left to wait.
constexpr qint64 kBufferBytes = 256 * 1024;
constexpr qint64 kReadBytes = 64 * 1024;
/// Bytes of an answer that are held at most while the request is still on its way out.
constexpr qint64 kHeldBytes = 64 * 1024 * 1024;

/// RFC 8446 5.1: a record of type handshake, whose version begins with 3.
bool isTlsHandshake(const QByteArray &bytes)
{
    return bytes.startsWith(QByteArrayView("\x16\x03"));
}

/// RFC 9110 11.7.2, with Basic (RFC 7617).
Headers proxyFields(const QNetworkProxy &proxy)
{
    Headers fields;
    if (!proxy.user().isEmpty())
        fields.append("Proxy-Authorization", "Basic " + (proxy.user() + u':' + proxy.password()).toUtf8().toBase64());
    return fields;
}

} // namespace

RelayConnection::RelayConnection(Relay &relay, QTcpSocket *downstream)
    : QObject(&relay), m_relay(relay), m_downstream(downstream), m_handshake(relay.password())
{
    m_downstream->setParent(this);
    m_downstream->setReadBufferSize(kBufferBytes);
    m_downstream->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(m_downstream, &QTcpSocket::readyRead, this, &RelayConnection::readDownstream);
    connect(m_downstream, &QTcpSocket::bytesWritten, this, &RelayConnection::pumpDown);
    connect(m_downstream, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_timer, &QTimer::timeout, this, &RelayConnection::timedOut);
    connect(&relay, &Relay::released, this, [this](quint64 trace) {
        if (m_upstream && m_upstream->target().trace == trace && !isBusy())
            dropUpstream();
    });
    readDownstream();
}

void RelayConnection::readDownstream()
{
    if (m_handshake.state() != SocksHandshake::State::Done)
        shakeHands();
    if (m_handshake.state() != SocksHandshake::State::Done)
        return;
    if (m_contentLeft == 0)
        readRequestHead();
    else if (m_isAnswered)
        discardContent();
    else
        pumpUp();
}

void RelayConnection::shakeHands()
{
    m_input += m_downstream->readAll();
    const QByteArray answer = m_handshake.feed(m_input);
    if (!answer.isEmpty())
        m_downstream->write(answer);
    if (m_handshake.state() == SocksHandshake::State::Refused)
        refuse();
}

void RelayConnection::readRequestHead()
{
    if (m_input.size() < kMaxHeadBytes)
        m_input += m_downstream->read(kMaxHeadBytes);
    if (m_isTunnel || isTlsHandshake(m_input)) {
        tunnel();
        return;
    }
    const qsizetype end = endOfHead(m_input);
    if (end < 0) {
        if (m_input.size() > kMaxHeadBytes)
            refuse();
        return;
    }
    const Result<RequestHead> head = parseRequestHead(QByteArrayView(m_input).first(end));
    const QByteArray id = head ? head->headers.first(kJobField).value_or(QByteArray()) : QByteArray();
    // QNetworkAccessManager repeats a request by itself when a connection breaks; an id passes only once.
    RelayJob *job = m_relay.claim(id);
    if (!job) {
        refuse();
        return;
    }
    m_input.remove(0, end);
    m_job = job;
    connect(job, &RelayJob::finishing, this, &RelayConnection::takeRecord);
    // The server said that it closes (RFC 9112 9.6): only a request that gets lost could go this way.
    const bool keptOpen = m_reader && m_reader->framing().keepAlive;
    m_reader.reset();
    m_contentLeft = head->headers.first("Content-Length").value_or("0").toLongLong();
    m_headSent = false;
    m_replaced = false;
    m_isAnswered = false;
    m_held.clear();
    const bool reusable = keptOpen && m_upstream && m_upstream->isReady() && m_upstream->target() == job->target;
    if (!reusable) {
        openUpstream();
        return;
    }
    job->connection = m_upstream->connection();
    job->connection.reused = true;
    job->connection.attempts.clear();
    sendHead();
}

void RelayConnection::tunnel()
{
    if (!m_isTunnel) {
        m_job = m_relay.claim(m_handshake.user());
        if (!m_job || !m_job->target.isTunnel) {
            refuse();
            return;
        }
        m_isTunnel = true;
        connect(m_job, &RelayJob::finishing, this, &RelayConnection::takeRecord);
        openUpstream();
    }
    pumpTunnel();
}

void RelayConnection::openUpstream()
{
    dropUpstream();
    m_upstream = new Upstream(m_job->target, m_job->options, m_job->clock, this);
    connect(m_upstream, &Upstream::ready, this, [this] {
        QTcpSocket *socket = m_upstream->socket();
        connect(socket, &QTcpSocket::readyRead, this, &RelayConnection::pumpDown);
        connect(socket, &QTcpSocket::bytesWritten, this, [this] {
            noteSent();
            if (m_isTunnel)
                pumpTunnel();
            else if (m_contentLeft > 0)
                pumpUp();
        });
        socket->setReadBufferSize(kBufferBytes);
        if (!isBusy())
            return;
        takeRecord();
        if (m_isTunnel)
            pumpTunnel();
        else
            sendHead();
    });
    connect(m_upstream, &Upstream::failed, this, &RelayConnection::fail);
    connect(m_upstream, &Upstream::closed, this, &RelayConnection::upstreamClosed);
    m_upstream->open();
}

void RelayConnection::sendHead()
{
    m_reader = std::make_unique<ResponseReader>(m_job->request.method);
    Request request = m_job->request;
    const QNetworkProxy proxy = m_upstream->absoluteFormProxy();
    const bool isAbsolute = proxy.type() != QNetworkProxy::NoProxy;
    if (isAbsolute) {
        m_job->proxyFields = proxyFields(proxy);
        m_job->notes.append(
            u"Sent to the proxy %1:%2, with the whole URL in the request line (RFC 9112 3.2.2)."_s.arg(proxy.hostName())
                .arg(proxy.port()));
    }
    request.headers.fields += m_job->proxyFields.fields;
    m_sendStarted = m_job->now();
    m_headSent = true;
    m_timer.start(m_job->options.wait.firstByteMs);
    m_upload.begin(*m_job, *m_upstream->socket(),
                   serializeRequestHead(request, isAbsolute ? TargetForm::Absolute : TargetForm::Origin));
    noteSent();
    pumpUp();
}

void RelayConnection::pumpUp()
{
    if (!isBusy() || !m_headSent || m_isAnswered)
        return;
    while (m_upstream && m_contentLeft > 0 && unsentBytes(*m_upstream->socket()) < kBufferBytes) {
        if (m_input.isEmpty())
            m_input = m_downstream->read(kReadBytes);
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

void RelayConnection::pumpTunnel()
{
    while (m_upstream && m_upstream->isReady() && m_upstream->socket()->bytesToWrite() < kBufferBytes) {
        const QByteArray bytes = m_input.isEmpty() ? m_downstream->read(kReadBytes) : std::exchange(m_input, {});
        if (bytes.isEmpty())
            return;
        m_upstream->socket()->write(bytes);
    }
}

/// QNetworkAccessManager reads the answer only after it has sent everything.
void RelayConnection::discardContent()
{
    while (m_contentLeft > 0) {
        if (m_input.isEmpty())
            m_input = m_downstream->read(kReadBytes);
        if (m_input.isEmpty())
            return;
        const qint64 count = std::min<qint64>(m_input.size(), m_contentLeft);
        m_input.remove(0, count);
        m_contentLeft -= count;
    }
}

void RelayConnection::noteSent()
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
void RelayConnection::forward(const QByteArray &bytes)
{
    m_held += bytes;
    if (!isUploading() || m_isAnswered)
        forwardHeld();
}

void RelayConnection::forwardHeld()
{
    if (m_held.isEmpty())
        return;
    m_downstream->write(std::exchange(m_held, {}));
    m_downstream->flush();
}

/// Brings the job's record up to now: how far the connection is, what has left, and the time of the phase under way.
void RelayConnection::takeRecord()
{
    if (!isBusy())
        return;
    Timing &timing = m_job->timing;
    if (!m_headSent && m_upstream) {
        const std::optional<Tls> tls = m_job->connection.tls;
        m_job->connection = m_upstream->connection();
        // In a tunnel it is not the relay that knows.
        if (m_isTunnel)
            m_job->connection.tls = tls;
        const Timing connecting = m_upstream->timing();
        timing.dns = connecting.dns;
        timing.connect = connecting.connect;
        timing.tls = connecting.tls;
        return;
    }
    if (!m_headSent)
        return;
    noteSent();
    if (isUploading()) {
        if (timing.send == 0)
            timing.send = m_job->now() - m_sendStarted;
        m_upload.end(*m_job);
    } else if (m_job->firstByteAt < 0) {
        timing.wait = m_job->now() - m_sendStarted - timing.send;
    }
}

void RelayConnection::pumpDown()
{
    while (m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0 &&
           m_downstream->bytesToWrite() < kBufferBytes && m_held.size() < kHeldBytes) {
        const QByteArray bytes = m_upstream->socket()->read(kReadBytes);
        if (m_isTunnel) {
            m_downstream->write(bytes);
        } else if (isBusy() && m_reader) {
            receive(bytes);
        } else {
            // Nobody asked for these bytes: what comes next on this connection could not be told apart.
            dropUpstream();
        }
    }
}

void RelayConnection::receive(const QByteArray &bytes)
{
    noteSent();
    m_timer.start(m_job->options.wait.idleMs);
    if (m_job->firstByteAt < 0) {
        m_job->firstByteAt = m_job->now();
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
        m_job->notes.append(u"The server sent more bytes than the response has; they were not read."_s);
    if (step.gotHead) {
        m_job->head = m_reader->head();
        m_job->headBytes = m_reader->headBytes();
        m_job->notes += m_reader->notes();
        // RFC 9112 9.5: a server that answers like this does not want the rest. curl stops at the same statuses.
        m_isAnswered = isUploading() && (m_job->head->status >= 300 || !m_reader->framing().keepAlive);
        if (m_isAnswered)
            m_upload.end(*m_job);
    }
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
    if (m_reader->isComplete())
        responseEnded();
}

/// 407 is the proxy's word to this program, and no answer to the request (RFC 9110 15.5.8).
bool RelayConnection::refusedByProxy()
{
    const QNetworkProxy proxy = m_upstream ? m_upstream->absoluteFormProxy() : QNetworkProxy(QNetworkProxy::NoProxy);
    const bool isRefused = isBusy() && m_job->head->status == 407 && proxy.type() != QNetworkProxy::NoProxy;
    if (isRefused)
        fail(OutcomeKind::NetworkError,
             u"the proxy %1:%2 asks for %3 (407 %4)"_s.arg(proxy.hostName())
                 .arg(proxy.port())
                 .arg(proxy.user().isEmpty() ? u"user and password"_s : u"another user or password"_s,
                      QString::fromLatin1(m_job->head->reason)));
    return isRefused;
}

void RelayConnection::responseEnded()
{
    if (m_isAnswered || m_reader->hasExcess())
        dropUpstream();
    else
        m_timer.stop();
    if (m_isAnswered)
        discardContent();
}

void RelayConnection::upstreamClosed(const QString &reason, const QByteArray &unread)
{
    if (m_isTunnel) {
        if (m_job)
            m_job->closed = reason;
        m_downstream->write(m_upstream->socket()->readAll() + unread);
        refuse();
        return;
    }
    const bool busy = isBusy() && m_reader;
    while (busy && m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0)
        receive(m_upstream->socket()->read(kReadBytes));
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
    const ResponseReader::Step step = m_reader->end(reason);
    if (step.failure) {
        fail(*step.failure, step.error);
        return;
    }
    if (!wasComplete)
        m_job->lastByteAt = m_job->now();
    forwardHeld();
    discardContent();
    if (m_reader->framing().kind == Framing::Kind::UntilClose || m_reader->framing().kind == Framing::Kind::Chunked) {
        m_downstream->disconnectFromHost();
    }
}

bool RelayConnection::replaceDeadConnection()
{
    const bool may = m_job->connection.reused && m_reader->isUntouched() && isSafeMethod(m_job->request.method) &&
                     m_job->contentSent == 0 && m_contentLeft == 0 && !m_replaced;
    if (!may)
        return false;
    m_replaced = true;
    m_headSent = false;
    m_reader.reset();
    m_job->wire = {};
    m_job->sentBytes = 0;
    m_job->timing = {.start = m_job->timing.start};
    m_job->notes.append(
        u"The server closed the reused connection before it answered; the request was sent again, once, on a new one."_s);
    openUpstream();
    return true;
}

void RelayConnection::timedOut()
{
    // The connection waits for the next job, or its server for room: neither is a fault.
    if (!isBusy())
        return;
    const WaitLimits &wait = m_job->options.wait;
    const bool begun = m_reader && !m_reader->isUntouched();
    fail(OutcomeKind::Timeout,
         begun ? u"the server sent nothing for %1 seconds in the middle of the response"_s.arg(wait.idleMs / 1000.0)
               : u"no answer within %1 seconds"_s.arg(wait.firstByteMs / 1000.0));
}

void RelayConnection::fail(OutcomeKind kind, const QString &reason)
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

void RelayConnection::refuse()
{
    dropUpstream();
    m_downstream->disconnectFromHost();
}

void RelayConnection::dropUpstream()
{
    m_timer.stop();
    if (!m_upstream)
        return;
    m_upstream->disconnect(this);
    if (m_upstream->socket())
        m_upstream->socket()->disconnect(this);
    m_upstream->abort();
    m_upstream->deleteLater();
    m_upstream = nullptr;
}

} // namespace hopscope
