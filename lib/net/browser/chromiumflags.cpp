// SPDX-License-Identifier: MIT
#include "net/browser/chromiumflags.h"

#include "net/browser/browserpage.h"

#include <QCryptographicHash>

#include <unistd.h>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Without a window, and driven by us.
constexpr QLatin1StringView kDriven[] = {
    "--headless"_L1,
    "--remote-debugging-pipe"_L1,
    "--disable-gpu"_L1,
};

/// Without requests of its own, and with start pages that may reach any address.
constexpr QLatin1StringView kAlways[] = {
    "--no-first-run"_L1,
    "--no-default-browser-check"_L1,
    "--disable-background-networking"_L1,
    "--disable-component-update"_L1,
    "--disable-default-apps"_L1,
    "--disable-sync"_L1,
    "--disable-extensions"_L1,
    "--disable-breakpad"_L1,
    "--metrics-recording-only"_L1,
    "--password-store=basic"_L1,
    "--disable-features=LocalNetworkAccessChecks,OptimizationHints,MediaRouter,NetworkErrorAutoReload,"
    "NetworkTimeServiceQuerying"_L1,
    // Where it would ask for accounts and updates all the same, nothing listens.
    "--gaia-url=http://127.0.0.1:9/"_L1,
    "--component-updater=url-source=http://127.0.0.1:9/"_L1,
};

/// "MAP host:port address" for each; the port of the URL stays.
QString resolverRules(const QList<HostOverride> &overrides)
{
    QStringList rules;
    for (const HostOverride &each : overrides) {
        QString address = each.address.toString();
        if (each.address.protocol() == QAbstractSocket::IPv6Protocol)
            address = u'[' + address + u']';
        const QString from = each.port == 0 ? each.host : u"%1:%2"_s.arg(each.host).arg(each.port);
        rules.append(u"MAP %1 %2"_s.arg(from, address));
    }
    return rules.join(u", "_s);
}

QString keyHashes(const QList<QSslCertificate> &certificates)
{
    QStringList hashes;
    for (const QSslCertificate &each : certificates)
        hashes.append(QString::fromLatin1(
            QCryptographicHash::hash(each.publicKey().toDer(), QCryptographicHash::Sha256).toBase64()));
    return hashes.join(u',');
}

} // namespace

QStringList chromiumFlags(const ReadyRequest &ready, const QString &folder)
{
    QStringList flags;
    for (const QLatin1StringView flag : kDriven)
        flags.append(QString(flag));
    // Without an address it loads the home page that the system has set.
    return flags + chromiumWindowFlags(ready, folder) + QStringList(u"about:blank"_s);
}

QStringList chromiumWindowFlags(const ReadyRequest &ready, const QString &folder)
{
    const TraceRequest &request = ready.request;
    QStringList flags;
    for (const QLatin1StringView flag : kAlways)
        flags.append(QString(flag));
    flags.append(u"--user-data-dir="_s + folder);
    if (::geteuid() == 0)
        flags.append(u"--no-sandbox"_s);
    if (!request.overrides.isEmpty())
        flags.append(u"--host-resolver-rules="_s + resolverRules(request.overrides));
    if (request.insecure)
        flags.append(u"--ignore-certificate-errors"_s);
    else if (!ready.authorities.isEmpty())
        flags.append(u"--ignore-certificate-errors-spki-list="_s + keyHashes(ready.authorities));
    if (request.proxy.scheme() == "none"_L1)
        flags.append(u"--no-proxy-server"_s);
    else if (!request.proxy.isEmpty())
        flags.append({u"--proxy-server="_s + request.proxy.toString(QUrl::RemoveUserInfo),
                      u"--proxy-bypass-list=<-loopback>"_s});
    return flags;
}

QStringList chromiumNotes()
{
    QStringList notes{u"Chromium tells the fields of a request sorted by name; the order on the wire is not known."_s};
    if (::geteuid() == 0)
        notes.append(u"Chromium ran with --no-sandbox, because it refuses to run as root otherwise."_s);
    return notes;
}

} // namespace hopscope
