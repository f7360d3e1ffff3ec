// SPDX-License-Identifier: MIT
#include "net/server/loopbackconnection.h"

#include "http/reasonphrase.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kReadBuffer = 256 * 1024;
/// Bytes that may wait in the socket before more of an answer is written.
constexpr qint64 kWriteAhead = 256 * 1024;
constexpr int kIdleMs = 60'000;
/// How long a refused client gets to read why.
constexpr int kClosingMs = 2'000;

bool keepsAlive(const RequestHead &head)
{
    const QByteArray options = head.headers.combined("Connection").toLower();
    return head.version != "HTTP/1.0" && !options.contains("close");
}

} // namespace

LoopbackConnection::LoopbackConnection(QTcpSocket *socket, Handler handler, QObject *parent,
                                       const ConnectionLimits &limits)
    : QObject(parent), m_socket(socket), m_handler(std::move(handler)), m_limits(limits)
{
    socket->setParent(this);
    socket->setReadBufferSize(kReadBuffer);
    m_pause.setSingleShot(true);
    m_idle.setSingleShot(true);
    m_idle.start(patienceMs());
    connect(socket, &QTcpSocket::readyRead, this, &LoopbackConnection::readMore);
    connect(socket, &QTcpSocket::bytesWritten, this, &LoopbackConnection::writeMore);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_pause, &QTimer::timeout, this, &LoopbackConnection::writeMore);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_socket->abort();
        deleteLater();
    });
}

int LoopbackConnection::patienceMs() const
{
    return m_limits.requestMs > 0 ? m_limits.requestMs : kIdleMs;
}

void LoopbackConnection::readMore()
{
    if (m_state == State::Closing)
        m_socket->skip(m_socket->bytesAvailable());
    // An answer that is written at once leads back here: the loop goes on instead.
    if (m_reading)
        return;
    m_reading = true;
    bool more = true;
    while (more) {
        if (m_state == State::Head)
            more = readHead();
        else if (m_state == State::Content)
            more = readContent();
        else
            more = false;
    }
    m_reading = false;
}

bool LoopbackConnection::readHead()
{
    m_buffer += m_socket->readAll();
    // RFC 9112 2.2: empty lines before a request are ignored.
    while (m_searched == 0 && (m_buffer.startsWith("\r\n") || m_buffer.startsWith('\n')))
        m_buffer.remove(0, m_buffer.startsWith('\n') ? 1 : 2);
    const qsizetype size = endOfHead(m_buffer, m_searched);
    if ((size < 0 ? m_buffer.size() : size) > m_limits.head) {
        refuse(431, u"The head of the request is larger than %1 bytes."_s.arg(m_limits.head));
        return false;
    }
    if (size < 0) {
        m_searched = std::max<qsizetype>(0, m_buffer.size() - 3);
        return false;
    }
    const Result<RequestHead> head = parseRequestHead(QByteArrayView(m_buffer).first(size));
    m_buffer.remove(0, size);
    m_searched = 0;
    if (!head) {
        refuse(400, head.error);
        return false;
    }
    m_head = *head;
    m_content.emplace(m_head);
    m_state = State::Content;
    if (m_limits.requestMs == 0)
        m_idle.start(kIdleMs);
    const bool waits = equalsIgnoringCase(m_head.headers.combined("Expect"), "100-continue");
    if (waits && m_content->state() == ServerBodyReader::State::More)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

bool LoopbackConnection::readContent()
{
    m_buffer += m_socket->readAll();
    const ServerBodyReader::State state = m_content->read(m_buffer);
    if (state == ServerBodyReader::State::Bad) {
        refuse(400, m_content->error());
        return false;
    }
    if (m_limits.body >= 0 && m_content->size() > m_limits.body) {
        refuse(413, u"The content of the request is larger than %1 bytes."_s.arg(m_limits.body));
        return false;
    }
    if (state == ServerBodyReader::State::More) {
        if (m_limits.requestMs == 0)
            m_idle.start(kIdleMs);
        return m_socket->bytesAvailable() > 0;
    }
    ServerRequest request{.head = m_head, .body = m_content->body()};
    start(m_handler(request));
    return true;
}

void LoopbackConnection::refuse(int status, const QString &why)
{
    const QByteArray text = why.toUtf8() + '\n';
    m_socket->write("HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) +
                    "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: " +
                    QByteArray::number(text.size()) + "\r\n\r\n" + text);
    // Closing with unread bytes would reset the connection before the client has read the answer.
    m_state = State::Closing;
    m_socket->skip(m_socket->bytesAvailable());
    m_idle.start(kClosingMs);
}

void LoopbackConnection::start(const ServerAnswer &answer)
{
    m_answer = answer;
    m_nextChunk = 0;
    m_paused = false;
    if (m_answer.after == AfterAnswer::KeepAlive && !keepsAlive(m_head))
        m_answer.after = AfterAnswer::Close;
    m_state = State::Answering;
    writeMore();
}

void LoopbackConnection::writeMore()
{
    if (m_state != State::Answering)
        return;
    m_idle.start(patienceMs());
    while (m_socket->bytesToWrite() < kWriteAhead) {
        if (m_nextChunk < m_answer.chunks.size()) {
            if (!writeChunk())
                return;
        } else if (m_answer.blockBytes != 0 && !m_answer.block.isEmpty()) {
            const bool endless = m_answer.blockBytes == ServerAnswer::kEndless;
            const qint64 size = m_answer.block.size();
            const qint64 written =
                m_socket->write(m_answer.block.constData(), endless ? size : std::min(size, m_answer.blockBytes));
            if (written <= 0)
                return;
            if (!endless)
                m_answer.blockBytes -= written;
        } else {
            finishAnswer();
            return;
        }
    }
}

/// False while the pause before the chunk lasts.
bool LoopbackConnection::writeChunk()
{
    const ServerChunk &chunk = m_answer.chunks.at(m_nextChunk);
    if (chunk.delayMs > 0 && !m_paused) {
        m_paused = true;
        m_pause.start(chunk.delayMs);
    }
    if (m_pause.isActive())
        return false;
    m_paused = false;
    ++m_nextChunk;
    m_socket->write(chunk.bytes);
    return true;
}

void LoopbackConnection::finishAnswer()
{
    const AfterAnswer after = m_answer.after;
    m_answer = {};
    m_state = after == AfterAnswer::KeepAlive ? State::Head : State::Silent;
    if (after == AfterAnswer::KeepAlive)
        readMore();
    else if (after == AfterAnswer::Close)
        m_socket->disconnectFromHost();
    else if (after == AfterAnswer::Reset)
        reset();
}

void LoopbackConnection::reset()
{
#ifdef Q_OS_UNIX
    // With a linger time of zero, closing sends RST (POSIX, setsockopt, SO_LINGER).
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
    m_socket->abort();
    deleteLater();
}

} // namespace hopscope
