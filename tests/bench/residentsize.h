// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>

namespace hopscope
{

/// What /proc/self/status says behind `name`, in units of 1,000,000 bytes: VmRSS, what is in memory now, or VmHWM, the
/// most that was. 0 where the system does not tell.
inline double memoryMegabytes(const QByteArray &name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf(name + ':') + name.size() + 1;
    return text.mid(at, text.indexOf("kB", at) - at).trimmed().toDouble() * 1024 / 1e6;
}

} // namespace hopscope
