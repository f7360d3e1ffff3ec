// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// The server's half of a SOCKS5 handshake (RFC 1928) with user name and password (RFC 1929), CONNECT only.
class SocksHandshake
{
public:
    enum class State { Greeting, Credentials, Command, Done, Refused };

    /// Any user name is let in with the right password.
    explicit SocksHandshake(QByteArray password);

    /// Takes what it can from the front of `input` and returns the bytes to answer. A Refused connection is to be
    /// closed after the answer.
    QByteArray feed(QByteArray &input);
    State state() const { return m_state; }
    /// Valid once the state is beyond Credentials.
    const QByteArray &user() const { return m_user; }

private:
    QByteArray greeting(QByteArray &input);
    QByteArray credentials(QByteArray &input);
    QByteArray command(QByteArray &input);

    QByteArray m_user;
    QByteArray m_password;
    State m_state = State::Greeting;
};

} // namespace hopscope
