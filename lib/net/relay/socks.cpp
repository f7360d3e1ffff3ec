// SPDX-License-Identifier: MIT
#include "net/relay/socks.h"

#include <QHostAddress>
#include <QtEndian>

#include <utility>

namespace hopscope
{

namespace
{

constexpr char kVersion = 5;
constexpr char kOpenMethod = 0;
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

/// The address part of a whole request, as text.
QString hostIn(const QByteArray &request, int length)
{
    const QByteArray bytes = request.sliced(4, length);
    if (byteAt(request, 3) == 3)
        return QString::fromLatin1(bytes.sliced(1));
    if (length == 4)
        return QHostAddress(qFromBigEndian<quint32>(bytes.constData())).toString();
    return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData())).toString();
}

QByteArray reply(char code)
{
    return QByteArray("\x05", 1) + code + QByteArray("\x00\x01\x00\x00\x00\x00\x00\x00", 8);
}

} // namespace

SocksHandshake::SocksHandshake(QByteArray password, bool isOpen) : m_password(std::move(password)), m_isOpen(isOpen) {}

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
    const QByteArray methods = input.mid(2, byteAt(input, 1));
    const bool offered = methods.contains(kPasswordMethod);
    input.remove(0, 2 + byteAt(input, 1));
    if (!offered && m_isOpen && methods.contains(kOpenMethod)) {
        m_state = State::Command;
        return QByteArray("\x05", 1) + kOpenMethod;
    }
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
    m_host = hostIn(input, address);
    m_port = qFromBigEndian<quint16>(input.constData() + 4 + address);
    input.remove(0, 4 + address + 2);
    m_state = State::Done;
    return reply('\x00');
}

} // namespace hopscope
