// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

namespace hopscope
{

/// An address of this machine that a class can listen on.
struct ClassAddress {
    QHostAddress address;
    QString network;   ///< "192.168.1.0/24"; empty: not known
    QString interface; ///< "wlan0"

    bool operator==(const ClassAddress &) const = default;
};

/// Those that other devices can reach first, then the machine's own; none that needs a zone (fe80::1%eth0), which no
/// browser takes in an address.
QList<ClassAddress> classAddresses();
/// One of them as it is typed. The error says what is wrong and which ones there are.
Result<ClassAddress> classAddressOf(const QString &typed);
/// What to do when no device reaches the ports, a line each: the commands of the usual firewalls.
QStringList firewallHint(const ClassAddress &address, const QList<quint16> &ports);

} // namespace hopscope
