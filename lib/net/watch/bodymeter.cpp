// SPDX-License-Identifier: MIT
#include "net/watch/bodymeter.h"

#include <algorithm>

namespace hopscope
{

void BodyMeter::add(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    m_body.size += bytes.size();
    const qint64 room = std::max<qint64>(0, m_limit - m_body.bytes.size());
    m_body.bytes += bytes.first(std::min<qint64>(room, bytes.size()));
    m_body.truncated = m_body.truncated || bytes.size() > room;
}

Body BodyMeter::body() const
{
    Body body = m_body;
    if (body.size > 0)
        body.sha256 = m_hash.result().toHex();
    return body;
}

} // namespace hopscope
