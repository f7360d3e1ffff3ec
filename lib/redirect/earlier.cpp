// SPDX-License-Identifier: MIT
#include "redirect/earlier.h"

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr qsizetype kTelling = 2;

void addTelling(QList<std::optional<Origin>> &origins, const std::optional<Origin> &origin)
{
    if (origins.size() < kTelling && !origins.contains(origin))
        origins.append(origin);
}

bool hasOther(const QList<std::optional<Origin>> &origins, const std::optional<Origin> &own)
{
    return std::ranges::any_of(origins, [&](const std::optional<Origin> &each) { return each != own; });
}

} // namespace

void OriginTrail::append(const std::optional<Origin> &origin)
{
    if (!m_visited.isEmpty() && m_last != origin)
        addTelling(m_left, m_last);
    addTelling(m_visited, origin);
    m_last = origin;
}

bool OriginTrail::leaves(const std::optional<Origin> &own) const
{
    return hasOther(m_visited, own);
}

bool OriginTrail::isTainted(const std::optional<Origin> &own) const
{
    return hasOther(m_left, own);
}

EarlierRequests::EarlierRequests(std::initializer_list<Request> requests)
{
    for (const Request &request : requests)
        append(request);
}

void EarlierRequests::append(const Request &request)
{
    if (m_keys.isEmpty())
        m_first = request;
    m_last = request;
    const QByteArray key = requestKey(request);
    m_cycle = cycleWithKey(key);
    m_latest.insert(key, m_keys.size());
    m_keys.append(key);
    const std::optional<Origin> origin = originOf(request.url);
    m_origins.append(origin);
    if (origin)
        m_passed.insert(serializeOrigin(*origin));
}

qsizetype EarlierRequests::latestEqual(const Request &request) const
{
    return m_latest.value(requestKey(request), -1);
}

/// As cycleOf() has it, without going through the chain again for each request of a loop.
Cycle EarlierRequests::cycleWithKey(const QByteArray &key) const
{
    qsizetype start = m_latest.value(key, -1);
    if (start < 0)
        return {};
    const qsizetype length = m_keys.size() - start;
    if (m_cycle && m_cycle.length == length)
        return m_cycle;
    while (start > 0 && m_keys[start - 1] == m_keys[start - 1 + length])
        --start;
    return {.start = int(start), .length = int(length)};
}

Cycle EarlierRequests::cycleWith(const Request &last) const
{
    return cycleWithKey(requestKey(last));
}

QByteArray requestKey(const Request &request)
{
    // None of the parts has a line feed.
    const qsizetype fragment = request.url.indexOf('#');
    QByteArray key = request.method + '\n' + (fragment < 0 ? request.url : request.url.first(fragment)) + '\n' +
                     QByteArray::number(request.body.size) + '\n' + request.body.sha256;
    for (const QByteArray &cookies : request.headers.all("Cookie"))
        key += '\n' + cookies;
    return key;
}

} // namespace hopscope
