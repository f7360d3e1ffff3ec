// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relayjob.h"

#include <QHash>
#include <QNetworkProxy>
#include <QPointer>
#include <QTcpServer>

namespace hopscope
{

/// 128 random bits in lower-case hex, which nobody can guess.
QByteArray randomName();

/// Field by which a request tells the relay which job it belongs to. It never leaves the process.
inline constexpr char kJobField[] = "X-Hopscope-Exchange";

/// SOCKS5 server inside the process, on 127.0.0.1 with credentials made at random, through which QNetworkAccessManager
/// talks. It opens the real connections, sends each job's own head in place of the one it was given, and records the
/// bytes.
class Relay : public QObject
{
    Q_OBJECT

public:
    explicit Relay(QObject *parent = nullptr);
    ~Relay() override;

    /// The proxy that QNetworkAccessManager has to use. Type NoProxy when no port could be opened; see errorString().
    QNetworkProxy proxy() const;
    QString errorString() const;

    /// Lets one request with the returned id pass, once. The job belongs to the caller and may be deleted at any time.
    QByteArray expect(RelayJob *job);
    /// The job of an id that has not been claimed before; nullptr for any other id.
    RelayJob *claim(const QByteArray &id);
    /// Closes the connections that were kept for the hops of a trace.
    void release(quint64 trace);

    const QByteArray &password() const { return m_password; }

Q_SIGNALS:
    void released(quint64 trace);

private:
    void accept();

    QTcpServer m_server;
    QByteArray m_password;
    QHash<QByteArray, QPointer<RelayJob>> m_expected;
};

} // namespace hopscope
