// SPDX-License-Identifier: MIT
#include "net/relay/socks.h"

#include <utility>

namespace hopscope
{

namespace
{

constexpr char kVersion = 5;
constexpr char kPasswordMethod = 2;
constexpr char kPasswordVersion = 1;
constexpr char kConnect = 1;

int byteAt(const QByteArray &bytes, qsizetype index)
{
    return static_cast<unsigned char>(bytes.at(index));
}

/// Length of the address part of a request that begins with its type, or -1 for an unknown type, 0 when more is needed.
int addressLength(const QByteArray &input)
{
    switch (byteAt(input, 3)) {
    case 1:
        return 4;
    case 3:
        return input.size() > 4 ? 1 + byteAt(input, 4) : 0;
    case 4:
        return 16;
    default:
        return -1;
    }
}

QByteArray reply(char code)
{
    return QByteArray("\x05", 1) + code + QByteArray("\x00\x01\x00\x00\x00\x00\x00\x00", 8);
}

} // namespace

SocksHandshake::SocksHandshake(QByteArray password) : m_password(std::move(password)) {}

QByteArray SocksHandshake::feed(QByteArray &input)
{
    QByteArray answer;
    for (qsizetype before = -1; before != input.size() && m_state != State::Done && m_state != State::Refused;) {
        before = input.size();
        if (m_state == State::Greeting)
            answer += greeting(input);
        else if (m_state == State::Credentials)
            answer += credentials(input);
        else
            answer += command(input);
    }
    return answer;
}

QByteArray SocksHandshake::greeting(QByteArray &input)
{
    if (!input.isEmpty() && input.at(0) != kVersion) {
        m_state = State::Refused;
        return {};
    }
    if (input.size() < 2 || input.size() < 2 + byteAt(input, 1))
        return {};
    const bool offered = input.mid(2, byteAt(input, 1)).contains(kPasswordMethod);
    input.remove(0, 2 + byteAt(input, 1));
    m_state = offered ? State::Credentials : State::Refused;
    return QByteArray("\x05", 1) + (offered ? kPasswordMethod : '\xff');
}

QByteArray SocksHandshake::credentials(QByteArray &input)
{
    if (input.size() < 2)
        return {};
    const qsizetype userLength = byteAt(input, 1);
    if (input.size() < 3 + userLength)
        return {};
    const qsizetype passwordLength = byteAt(input, 2 + userLength);
    const qsizetype length = 3 + userLength + passwordLength;
    if (input.size() < length)
        return {};
    const bool right = input.at(0) == kPasswordVersion && input.mid(3 + userLength, passwordLength) == m_password;
    m_user = input.mid(2, userLength);
    input.remove(0, length);
    m_state = right ? State::Command : State::Refused;
    return QByteArray(1, kPasswordVersion) + (right ? '\x00' : '\x01');
}

QByteArray SocksHandshake::command(QByteArray &input)
{
    if (input.size() < 4)
        return {};
    const int address = addressLength(input);
    if (address < 0 || input.at(0) != kVersion || input.at(1) != kConnect) {
        m_state = State::Refused;
        return reply(address < 0 ? '\x08' : '\x07');
    }
    if (address == 0 || input.size() < 4 + address + 2)
        return {};
    input.remove(0, 4 + address + 2);
    m_state = State::Done;
    return reply('\x00');
}

} // namespace hopscope
