// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>

namespace hopscope
{

/// One end of a TCP connection of this machine.
struct SocketEnd {
    QHostAddress address;
    quint16 port = 0;

    bool operator==(const SocketEnd &) const = default;
};

/// The process that holds the end `peer` of the connection to `here`, if it is `ancestor` or was started by it,
/// directly or not; -1 for every other process, and on systems without /proc.
qint64 processBehind(const SocketEnd &peer, const SocketEnd &here, qint64 ancestor);
/// Whether the process runs: one that has ended and that nobody has asked about does not.
bool isProcessAlive(qint64 process);
/// Whether a process runs that this one has started, directly or not; services that went their own way (setsid(2)) do
/// not count.
bool hasStartedProcesses(qint64 process);
/// "curl"; empty where it cannot be told.
QString processName(qint64 process);

} // namespace hopscope
