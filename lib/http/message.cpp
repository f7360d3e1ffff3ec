// SPDX-License-Identifier: MIT
#include "http/message.h"

#include <QCryptographicHash>

namespace hopscope
{

QByteArray sha256Of(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

Body bodyOf(const QByteArray &bytes, qint64 limit)
{
    Body body;
    body.size = bytes.size();
    if (bytes.isEmpty())
        return body;
    body.sha256 = sha256Of(bytes);
    body.truncated = limit >= 0 && bytes.size() > limit;
    body.bytes = body.truncated ? bytes.first(static_cast<qsizetype>(limit)) : bytes;
    return body;
}

} // namespace hopscope
