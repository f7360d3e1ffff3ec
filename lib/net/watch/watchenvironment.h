// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/trustfiles.h"

namespace hopscope
{

/// How a program reaches the proxy.
struct WatchAddress {
    quint16 port = 0;
    QByteArray user;
    QByteArray password;

    /// "http://user:password@127.0.0.1:port", or with another scheme.
    QString url(QLatin1StringView scheme = QLatin1StringView("http")) const;
    bool operator==(const WatchAddress &) const = default;
};

/// A variable that is set for a watched program.
struct WatchVariable {
    QString name;
    QString value;

    bool operator==(const WatchVariable &) const = default;
};

/// What tells programs to use the proxy, for loopback hosts too, and to trust the authority; `trust` is null where
/// https is not opened. `base` is the environment that the program would have.
QList<WatchVariable> watchVariables(const WatchAddress &address, const TrustFiles *trust,
                                    const QProcessEnvironment &base);
/// `base` with these variables.
QProcessEnvironment watchEnvironment(const QList<WatchVariable> &variables, const QProcessEnvironment &base);
/// Lines for a shell that set these variables, behind comments that say how a program is pointed at the proxy
/// otherwise.
QString watchLines(const WatchAddress &address, const QList<WatchVariable> &variables, bool opensTls);

} // namespace hopscope
