// SPDX-License-Identifier: MIT
#include "net/relay/tcpwatch.h"

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace hopscope
{

#ifdef Q_OS_LINUX

void TcpWatch::watch(qintptr descriptor)
{
    release();
    m_descriptor = fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
}

bool TcpWatch::wasReset() const
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (m_descriptor < 0 || getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return false;
    // A peer that closes leaves CLOSE_WAIT; only a reset or a time-out ends a connection that this side has not closed.
    return info.tcpi_state == TCP_CLOSE;
}

QByteArray TcpWatch::unread(qsizetype limit) const
{
    QByteArray bytes(limit, Qt::Uninitialized);
    const ssize_t got = m_descriptor < 0 ? 0 : recv(m_descriptor, bytes.data(), size_t(limit), MSG_DONTWAIT);
    bytes.truncate(std::max<qsizetype>(0, got));
    return bytes;
}

void TcpWatch::release()
{
    if (m_descriptor >= 0)
        close(std::exchange(m_descriptor, -1));
}

#else

// Elsewhere a reset is told as a close.
void TcpWatch::watch(qintptr) {}
bool TcpWatch::wasReset() const
{
    return false;
}
QByteArray TcpWatch::unread(qsizetype) const
{
    return {};
}
void TcpWatch::release() {}

#endif

} // namespace hopscope
