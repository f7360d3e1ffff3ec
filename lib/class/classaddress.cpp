// SPDX-License-Identifier: MIT
#include "class/classaddress.h"

#include "class/classtext.h"

#include <QNetworkInterface>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString networkOf(const QNetworkAddressEntry &entry)
{
    const int bits = entry.prefixLength();
    if (bits < 0)
        return {};
    const auto subnet = QHostAddress::parseSubnet(u"%1/%2"_s.arg(entry.ip().toString()).arg(bits));
    if (entry.ip().protocol() != QAbstractSocket::IPv4Protocol)
        return u"%1/%2"_s.arg(subnet.first.toString()).arg(bits);
    const quint32 mask = bits == 0 ? 0 : ~quint32(0) << (32 - bits);
    return u"%1/%2"_s.arg(QHostAddress(entry.ip().toIPv4Address() & mask).toString()).arg(bits);
}

} // namespace

QList<ClassAddress> classAddresses()
{
    QList<ClassAddress> addresses;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        if (!interface.flags().testFlag(QNetworkInterface::IsUp))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (!entry.ip().isLinkLocal())
                addresses.append({entry.ip(), networkOf(entry), interface.name()});
        }
    }
    std::stable_partition(addresses.begin(), addresses.end(),
                          [](const ClassAddress &each) { return !each.address.isLoopback(); });
    return addresses;
}

Result<ClassAddress> classAddressOf(const QString &typed)
{
    const QList<ClassAddress> known = classAddresses();
    QStringList names;
    for (const ClassAddress &each : known)
        names.append(each.address.toString());
    QHostAddress wanted;
    if (!wanted.setAddress(typed))
        return Result<ClassAddress>::failure(classText(ClassText::NoAddress).arg(typed, names.join(u", "_s)));
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const ClassAddress &each) { return each.address == wanted; });
    if (found == known.end())
        return Result<ClassAddress>::failure(classText(ClassText::OtherAddress).arg(typed, names.join(u", "_s)));
    return *found;
}

QStringList firewallHint(const ClassAddress &address, const QList<quint16> &ports)
{
    QStringList numbers;
    QStringList added;
    for (const quint16 port : ports) {
        numbers.append(QString::number(port));
        added.append(u"--add-port=%1/tcp"_s.arg(port));
    }
    const QString from = address.network.isEmpty() ? u"any"_s : address.network;
    return {
        classText(ClassText::Firewall).arg(numbers.join(u", "_s)),
        u"  sudo ufw allow from %1 to %2 port %3 proto tcp"_s.arg(from, address.address.toString(), numbers.join(u',')),
        u"  sudo firewall-cmd %1"_s.arg(added.join(u' '))};
}

} // namespace hopscope
