// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QHostAddress>

namespace hopscope
{

/// How often each address may do something: `burst` times at once, and then `perSecond` more. Knows kMaxRatedAddresses
/// at most; while so many are busy, a new one has to wait.
class RateLimit
{
public:
    static constexpr qsizetype kMaxRatedAddresses = 4096;

    RateLimit(double perSecond, int burst) : m_perSecond(perSecond), m_burst(burst) {}

    /// Whether it may once more; `now` in milliseconds of a clock that never goes back.
    bool take(const QHostAddress &address, qint64 now);

private:
    struct Bucket {
        double left = 0;
        qint64 at = 0;
    };

    double leftIn(const Bucket &bucket, qint64 now) const;

    double m_perSecond;
    int m_burst;
    QHash<QHostAddress, Bucket> m_buckets;
};

} // namespace hopscope
