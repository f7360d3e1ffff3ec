// SPDX-License-Identifier: MIT
#include "net/watch/clienthello.h"

namespace hopscope
{

namespace
{

constexpr QByteArrayView kHandshakeRecord = "\x16\x03";
constexpr qsizetype kRecordHeader = 5;
constexpr qsizetype kHandshakeHeader = 4;
constexpr qsizetype kVersionAndRandom = 34;
constexpr int kServerName = 0;
constexpr int kProtocols = 16;

/// Takes numbers and counted bytes from the front; beyond the end there is nothing.
class HelloBytes
{
public:
    explicit HelloBytes(QByteArrayView bytes) : m_left(bytes) {}

    bool isEmpty() const { return m_left.isEmpty(); }
    QByteArrayView take(qsizetype count)
    {
        const QByteArrayView taken = m_left.first(std::min(count, m_left.size()));
        m_left = m_left.sliced(taken.size());
        return taken;
    }
    qsizetype number(qsizetype bytes)
    {
        qsizetype value = 0;
        for (const char byte : take(bytes))
            value = value * 256 + static_cast<unsigned char>(byte);
        return value;
    }
    /// What follows a length of so many bytes.
    QByteArrayView counted(qsizetype bytes) { return take(number(bytes)); }

private:
    QByteArrayView m_left;
};

QByteArray serverNameIn(QByteArrayView extension)
{
    HelloBytes names(HelloBytes(extension).counted(2));
    const bool isHostName = names.number(1) == 0;
    return isHostName ? names.counted(2).toByteArray() : QByteArray();
}

QList<QByteArray> protocolsIn(QByteArrayView extension)
{
    QList<QByteArray> protocols;
    for (HelloBytes list(HelloBytes(extension).counted(2)); !list.isEmpty();)
        protocols.append(list.counted(1).toByteArray());
    return protocols;
}

} // namespace

std::optional<bool> beginsTls(QByteArrayView bytes)
{
    if (bytes.size() < kHandshakeRecord.size() && kHandshakeRecord.startsWith(bytes))
        return std::nullopt;
    return bytes.startsWith(kHandshakeRecord);
}

std::optional<ClientHello> readClientHello(QByteArrayView bytes)
{
    if (bytes.size() < kRecordHeader)
        return std::nullopt;
    HelloBytes record(bytes.sliced(kRecordHeader - 2));
    const qsizetype size = record.number(2);
    if (bytes.size() < std::min(kRecordHeader + size, kMaxClientHelloBytes))
        return std::nullopt;
    HelloBytes hello(record.take(size));
    hello.take(kHandshakeHeader + kVersionAndRandom);
    hello.counted(1); // session id
    hello.counted(2); // ciphers
    hello.counted(1); // compressions
    ClientHello read;
    for (HelloBytes extensions(hello.counted(2)); !extensions.isEmpty();) {
        const qsizetype type = extensions.number(2);
        const QByteArrayView extension = extensions.counted(2);
        if (type == kServerName)
            read.serverName = serverNameIn(extension);
        else if (type == kProtocols)
            read.protocols = protocolsIn(extension);
    }
    return read;
}

} // namespace hopscope
