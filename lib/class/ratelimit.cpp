// SPDX-License-Identifier: MIT
#include "class/ratelimit.h"

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr double kMsOfRateSecond = 1000;

} // namespace

double RateLimit::leftIn(const Bucket &bucket, qint64 now) const
{
    return std::min<double>(m_burst, bucket.left + double(now - bucket.at) * m_perSecond / kMsOfRateSecond);
}

bool RateLimit::take(const QHostAddress &address, qint64 now)
{
    auto found = m_buckets.find(address);
    if (found == m_buckets.end()) {
        // Who could do everything again is as good as unknown.
        if (m_buckets.size() >= kMaxRatedAddresses)
            m_buckets.removeIf([&](const auto &each) { return leftIn(each.value(), now) >= m_burst; });
        if (m_buckets.size() >= kMaxRatedAddresses)
            return false;
        found = m_buckets.insert(address, {double(m_burst), now});
    }
    Bucket &bucket = found.value();
    bucket = {leftIn(bucket, now), now};
    if (bucket.left < 1)
        return false;
    bucket.left -= 1;
    return true;
}

} // namespace hopscope
