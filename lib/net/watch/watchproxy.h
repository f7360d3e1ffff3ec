// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/authority.h"
#include "net/watch/peerprocess.h"
#include "net/watch/proxyrequest.h"
#include "net/watch/watchedexchange.h"

#include "net/relay/relayjob.h"

#include <QTcpServer>

#include <functional>
#include <memory>

namespace hopscope
{

/// How programs are watched.
struct WatchOptions {
    quint16 port = 0;                           ///< 0: a free one
    std::shared_ptr<const Authority> authority; ///< null: https is not opened
    /// Lets programs in without credentials that this process has started, directly or not.
    bool letsOwnPrograms = true;
    ConnectionOptions connection;           ///< to the servers; `tls` comes from `tls`
    std::function<QSslConfiguration()> tls; ///< asked once, when it is first needed: loading takes time
    qint64 bodyLimit = kDefaultBodyLimit;   ///< bytes kept of each body
};

/// A proxy on 127.0.0.1 that records what passes: HTTP in absolute form, CONNECT and SOCKS5 on one port. It lets in who
/// has its credentials, and no one else but programs of this process.
class WatchProxy : public QObject
{
    Q_OBJECT

public:
    explicit WatchProxy(const WatchOptions &options, QObject *parent = nullptr);
    ~WatchProxy() override;

    /// Empty, or why the port cannot be used.
    QString listen();
    /// Closes the port, and gives up what is under way.
    void close();
    quint16 port() const { return m_server->serverPort(); }
    QByteArray user() const;
    const QByteArray &password() const { return m_password; }

    const WatchOptions &options() const { return m_options; }
    /// With the TLS part, if it is needed.
    ConnectionOptions connectionOptions(bool needsTls);
    /// Who is at the other end; `process` is -1 for a program that is none of this process.
    WatchedClient clientAt(const SocketEnd &peer) const;
    bool isRightPassword(const QByteArray &credentials) const;
    /// Whether this is where the proxy itself listens.
    bool isHere(const QString &host, quint16 port) const;
    /// What a server for `host` shows to the client.
    QSslConfiguration serverConfiguration(const QString &host);
    quint64 nextNumber() { return ++m_numbers; }

Q_SIGNALS:
    /// A request is on its way; `exchange` is its number until it ends.
    void began(quint64 exchange, const hopscope::WatchedClient &client, const QByteArray &url);
    /// The head of the response is there; the record is what is known so far.
    void answered(quint64 exchange, const hopscope::Recorded &record);
    void ended(quint64 exchange, const hopscope::WatchedExchange &record);

private:
    void accept(qintptr descriptor);

    WatchOptions m_options;
    std::unique_ptr<QTcpServer> m_server;
    QByteArray m_password;
    std::optional<QSslConfiguration> m_tls;
    QHash<QString, QSslConfiguration> m_configurations; ///< by host
    quint64 m_numbers = 0;
    int m_connections = 0;
};

} // namespace hopscope
