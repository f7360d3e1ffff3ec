// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace hopscope
{

/// A second hold on a TCP connection's socket, for what QTcpSocket does not tell: it reports a reset as a close, and
/// drops what had arrived when a write fails. The connection stays open until this lets go too.
class TcpWatch
{
public:
    TcpWatch() = default;
    ~TcpWatch() { release(); }
    Q_DISABLE_COPY_MOVE(TcpWatch)

    void watch(qintptr descriptor);
    /// The peer reset the connection (RFC 9293 3.5.3), or the kernel gave it up.
    bool wasReset() const;
    /// What the peer sent and nobody has read.
    QByteArray unread(qsizetype limit) const;
    void release();

private:
    int m_descriptor = -1;
};

} // namespace hopscope
