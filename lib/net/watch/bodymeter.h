// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QCryptographicHash>

namespace hopscope
{

/// Content as it passes: all of it counted and hashed, the first `limit` bytes kept.
class BodyMeter
{
public:
    explicit BodyMeter(qint64 limit) : m_limit(limit) {}

    void add(QByteArrayView bytes);
    /// More would have come.
    void cut() { m_body.truncated = true; }
    Body body() const;

private:
    qint64 m_limit;
    Body m_body;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace hopscope
