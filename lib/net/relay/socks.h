// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// The server's half of a SOCKS5 handshake (RFC 1928) with user name and password (RFC 1929), CONNECT only.
class SocksHandshake
{
public:
    enum class State { Greeting, Credentials, Command, Done, Refused };

    /// Any user name is let in with the right password; nobody without one, unless `isOpen`.
    explicit SocksHandshake(QByteArray password, bool isOpen = false);

    /// Takes what it can from the front of `input` and returns the bytes to answer. A Refused connection is to be
    /// closed after the answer.
    QByteArray feed(QByteArray &input);
    State state() const { return m_state; }
    /// Valid once the state is beyond Credentials.
    const QByteArray &user() const { return m_user; }
    /// Where the client wants to go, valid once it is Done: a name or an address, without brackets.
    const QString &host() const { return m_host; }
    quint16 port() const { return m_port; }

private:
    QByteArray greeting(QByteArray &input);
    QByteArray credentials(QByteArray &input);
    QByteArray command(QByteArray &input);

    QByteArray m_user;
    QByteArray m_password;
    bool m_isOpen;
    QString m_host;
    quint16 m_port = 0;
    State m_state = State::Greeting;
};

} // namespace hopscope
