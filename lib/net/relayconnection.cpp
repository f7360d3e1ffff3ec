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
/// Content handed to QNetworkAccessManager at most before the exchange has read it.
constexpr qint64 kWindowBytes = 2 * 1024 * 1024;

/// RFC 8446 5.1: a record of type handshake, whose version begins with 3.
bool isTlsHandshake(const QByteArray &bytes)
{
    return bytes.startsWith(QByteArrayView("\x16\x03"));
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
    if (m_contentLeft > 0)
        pumpUp();
    else
        readRequestHead();
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
    // The server said that it closes (RFC 9112 9.6): only a request that gets lost could go this way.
    const bool keptOpen = m_reader && m_reader->framing().keepAlive;
    m_reader.reset();
    m_contentHash.reset();
    m_contentLeft = head->headers.first("Content-Length").value_or("0").toLongLong();
    m_headSent = false;
    m_replaced = false;
    const bool reusable = keptOpen && m_upstream && m_upstream->isReady() && m_upstream->target() == job->target;
    if (!reusable) {
        openUpstream();
        return;
    }
    job->connection = m_upstream->connection();
    job->connection.reused = true;
    sendHead();
}

void RelayConnection::tunnel()
{
    if (!m_isTunnel) {
        m_job = m_relay.claim(m_handshake.user());
        if (!m_job || !m_job->isTunnel) {
            refuse();
            return;
        }
        m_isTunnel = true;
        openUpstream();
    }
    pumpUp();
}

void RelayConnection::openUpstream()
{
    dropUpstream();
    RelayTarget target = m_job->target;
    target.secure = target.secure && !m_isTunnel;
    m_upstream = new Upstream(target, m_job->options, this);
    connect(m_upstream, &Upstream::ready, this, [this] {
        connect(m_upstream->socket(), &QTcpSocket::readyRead, this, &RelayConnection::pumpDown);
        connect(m_upstream->socket(), &QTcpSocket::bytesWritten, this, [this] {
            noteSent();
            pumpUp();
        });
        m_upstream->socket()->setReadBufferSize(kBufferBytes);
        if (!isBusy())
            return;
        m_job->connection = m_upstream->connection();
        takeConnectTimes();
        if (m_isTunnel)
            pumpUp();
        else
            sendHead();
    });
    connect(m_upstream, &Upstream::failed, this, [this](OutcomeKind kind, const QString &reason) {
        if (isBusy())
            takeConnectTimes();
        fail(kind, reason);
    });
    connect(m_upstream, &Upstream::closed, this, &RelayConnection::upstreamClosed);
    m_upstream->open();
}

void RelayConnection::takeConnectTimes()
{
    m_job->timing.dns = m_upstream->timing().dns;
    m_job->timing.connect = m_upstream->timing().connect;
    m_job->timing.tls = m_upstream->timing().tls;
}

void RelayConnection::sendHead()
{
    m_reader = std::make_unique<ResponseReader>(m_job->request.method);
    m_contentHash = std::make_unique<QCryptographicHash>(QCryptographicHash::Sha256);
    const QByteArray head = serializeRequestHead(m_job->request);
    m_sendStarted = m_job->now();
    m_headSent = true;
    record(m_job->wire.sent, head);
    m_upstream->socket()->write(head);
    // Now, and not after another turn of the event loop.
    m_upstream->socket()->flush();
    m_timer.start(m_job->options.wait.firstByteMs);
    pumpUp();
}

void RelayConnection::pumpUp()
{
    if (m_isTunnel) {
        while (m_upstream && m_upstream->isReady() && m_upstream->socket()->bytesToWrite() < kBufferBytes) {
            const QByteArray bytes = m_input.isEmpty() ? m_downstream->read(kReadBytes) : std::exchange(m_input, {});
            if (bytes.isEmpty())
                return;
            m_upstream->socket()->write(bytes);
        }
        return;
    }
    if (!isBusy() || !m_headSent)
        return;
    QTcpSocket *socket = m_upstream->socket();
    while (m_contentLeft > 0 && socket->bytesToWrite() < kBufferBytes) {
        if (m_input.isEmpty())
            m_input = m_downstream->read(kReadBytes);
        if (m_input.isEmpty())
            return;
        const QByteArray bytes = m_input.first(std::min<qint64>(m_input.size(), m_contentLeft));
        m_input.remove(0, bytes.size());
        m_contentLeft -= bytes.size();
        m_contentHash->addData(bytes);
        m_job->contentSent += bytes.size();
        record(m_job->wire.sent, bytes);
        socket->write(bytes);
        m_timer.start(m_job->options.wait.firstByteMs);
    }
    if (m_contentLeft == 0 && m_job->contentSent > 0 && m_job->contentSha256.isEmpty())
        m_job->contentSha256 = m_contentHash->result().toHex();
}

void RelayConnection::noteSent()
{
    if (isBusy() && m_headSent && m_contentLeft == 0 && m_job->timing.send == 0 &&
        m_upstream->socket()->bytesToWrite() == 0)
        m_job->timing.send = std::max<qint64>(1, m_job->now() - m_sendStarted);
}

void RelayConnection::pumpDown()
{
    while (m_upstream && m_upstream->isReady() && m_upstream->socket()->bytesAvailable() > 0 &&
           m_downstream->bytesToWrite() < kBufferBytes) {
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

bool RelayConnection::isWindowFull()
{
    const bool full = isBusy() && m_reader && m_reader->contentBytes() - m_job->consumedBytes() >= kWindowBytes;
    // The server does nothing wrong while it has to wait.
    if (full)
        m_timer.stop();
    return full;
}

void RelayConnection::receive(const QByteArray &bytes)
{
    m_timer.start(m_job->options.wait.idleMs);
    if (m_job->firstByteAt < 0) {
        m_job->firstByteAt = m_job->now();
        if (m_job->timing.send == 0)
            m_job->timing.send = m_job->firstByteAt - m_sendStarted;
        m_job->timing.wait = m_job->firstByteAt - m_sendStarted - m_job->timing.send;
    }
    record(m_job->wire.received, bytes);
    const bool hadExcess = m_reader->hasExcess();
    const ResponseReader::Step step = m_reader->feed(bytes);
    m_job->interim = m_reader->interim();
    if (!hadExcess && m_reader->hasExcess())
        m_job->notes.append(u"The server sent more bytes than the response has; they were not read."_s);
    if (step.gotHead) {
        m_job->head = m_reader->head();
        m_job->headBytes = m_reader->headBytes();
        m_job->notes += m_reader->notes();
        Q_EMIT m_job->headReceived();
    }
    if (step.failure) {
        fail(*step.failure, step.error);
        return;
    }
    if (!step.forward.isEmpty()) {
        m_downstream->write(step.forward);
        m_downstream->flush();
    }
    if (isBusy() && m_reader->hasExcess())
        dropUpstream();
}

void RelayConnection::upstreamClosed(const QString &reason)
{
    if (m_isTunnel) {
        m_downstream->write(m_upstream->socket()->readAll());
        refuse();
        return;
    }
    const bool busy = isBusy() && m_reader;
    while (busy && m_upstream && m_upstream->socket()->bytesAvailable() > 0)
        receive(m_upstream->socket()->read(kReadBytes));
    const bool stillBusy = isBusy() && m_reader;
    if (stillBusy && replaceDeadConnection())
        return;
    dropUpstream();
    if (!stillBusy)
        return;
    const ResponseReader::Step step = m_reader->end(reason);
    if (step.failure) {
        fail(*step.failure, step.error);
    } else if (m_reader->framing().kind == Framing::Kind::UntilClose ||
               m_reader->framing().kind == Framing::Kind::Chunked) {
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

void RelayConnection::record(QByteArray &wire, const QByteArray &bytes)
{
    const qint64 room = std::max<qint64>(0, m_job->wireLimit - wire.size());
    wire += bytes.first(std::min<qint64>(room, bytes.size()));
    m_job->wire.truncated = m_job->wire.truncated || bytes.size() > room;
}

void RelayConnection::fail(OutcomeKind kind, const QString &reason)
{
    m_timer.stop();
    if (isBusy()) {
        RelayJob *job = m_job;
        job->complete = true;
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
    if (m_upstream->socket()) {
        m_upstream->socket()->disconnect(this);
        m_upstream->socket()->disconnect(m_upstream);
        m_upstream->socket()->abort();
    }
    m_upstream->deleteLater();
    m_upstream = nullptr;
}

} // namespace hopscope
