// SPDX-License-Identifier: MIT
#include "http/message.h"

#include <QCryptographicHash>

namespace hopscope
{

Body bodyOf(const QByteArray &bytes, qint64 limit)
{
    Body body;
    body.size = bytes.size();
    if (bytes.isEmpty())
        return body;
    body.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    body.truncated = limit >= 0 && bytes.size() > limit;
    body.bytes = body.truncated ? bytes.first(static_cast<qsizetype>(limit)) : bytes;
    return body;
}

} // namespace hopscope
