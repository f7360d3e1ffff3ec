// SPDX-License-Identifier: MIT
#include "net/browser/chromiumpipe.h"

#include <QSocketNotifier>

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kChromiumReads = 3;  // of --remote-debugging-pipe
constexpr int kChromiumWrites = 4; // likewise
constexpr int kFirstFreeDescriptor = 10;
constexpr qsizetype kReadSize = 64 * 1024;
constexpr qsizetype kMaxMessageBytes = 256 * 1024 * 1024;

void closeEnd(int &descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

} // namespace

ChromiumPipe::ChromiumPipe(QObject *parent) : QObject(parent)
{
    const auto tell = [this] { Q_EMIT ended(m_process.lastOutput()); };
    connect(&m_process, &QProcess::finished, this, tell);
    connect(&m_process, &QProcess::errorOccurred, this, [tell](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            tell();
    });
}

ChromiumPipe::~ChromiumPipe()
{
    m_process.disconnect(this);
    m_process.endGroup();
    delete m_reader;
    delete m_writer;
    closeEnd(m_in);
    closeEnd(m_out);
}

QString ChromiumPipe::start(const QString &program, const QStringList &arguments)
{
    int toBrowser[2] = {-1, -1};
    int fromBrowser[2] = {-1, -1};
    // A socket: what is written to a browser that is gone raises no signal.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, toBrowser) != 0)
        return u"no pipe to the browser could be opened"_s;
    if (::pipe2(fromBrowser, O_CLOEXEC) != 0) {
        closeEnd(toBrowser[0]);
        closeEnd(toBrowser[1]);
        return u"no pipe to the browser could be opened"_s;
    }
    m_out = toBrowser[1];
    m_in = fromBrowser[0];
    ::fcntl(m_out, F_SETFL, O_NONBLOCK);
    ::fcntl(m_in, F_SETFL, O_NONBLOCK);
    m_process.begin(program, arguments, [reads = toBrowser[0], writes = fromBrowser[1]] {
        // First out of the way: either may be 3 or 4 itself.
        const int in = ::fcntl(reads, F_DUPFD_CLOEXEC, kFirstFreeDescriptor);
        const int out = ::fcntl(writes, F_DUPFD_CLOEXEC, kFirstFreeDescriptor);
        ::dup2(in, kChromiumReads);
        ::dup2(out, kChromiumWrites);
    });
    closeEnd(toBrowser[0]);
    closeEnd(fromBrowser[1]);
    m_reader = new QSocketNotifier(m_in, QSocketNotifier::Read, this);
    connect(m_reader, &QSocketNotifier::activated, this, &ChromiumPipe::read);
    m_writer = new QSocketNotifier(m_out, QSocketNotifier::Write, this);
    m_writer->setEnabled(false);
    connect(m_writer, &QSocketNotifier::activated, this, &ChromiumPipe::write);
    return {};
}

void ChromiumPipe::send(const QByteArray &message)
{
    m_waiting += message + '\0';
    write();
}

void ChromiumPipe::write()
{
    if (m_waiting.isEmpty() || m_out < 0) {
        m_writer->setEnabled(false);
        return;
    }
    const ssize_t written = ::send(m_out, m_waiting.constData(), size_t(m_waiting.size()), MSG_NOSIGNAL);
    if (written > 0)
        m_waiting.remove(0, written);
    m_writer->setEnabled(!m_waiting.isEmpty() && (written > 0 || errno == EAGAIN || errno == EINTR));
}

void ChromiumPipe::read()
{
    QByteArray piece(kReadSize, Qt::Uninitialized);
    const ssize_t got = ::read(m_in, piece.data(), size_t(piece.size()));
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            m_reader->setEnabled(false);
        return;
    }
    const qsizetype before = m_received.size();
    m_received += piece.first(got);
    qsizetype from = 0;
    QList<QByteArray> messages;
    for (qsizetype end = m_received.indexOf('\0', before); end >= 0; end = m_received.indexOf('\0', from)) {
        messages.append(m_received.sliced(from, end - from));
        from = end + 1;
    }
    m_received.remove(0, from);
    if (m_received.size() > kMaxMessageBytes)
        m_received.clear();
    for (const QByteArray &message : std::as_const(messages))
        Q_EMIT received(message);
}

} // namespace hopscope
