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

/// Equal for equal requests and for no others: none of the parts has a line feed.
QByteArray keyOf(const Request &request)
{
    const qsizetype fragment = request.url.indexOf('#');
    QByteArray key = request.method + '\n' + (fragment < 0 ? request.url : request.url.first(fragment)) + '\n' +
                     QByteArray::number(request.body.size) + '\n' + request.body.sha256;
    for (const QByteArray &cookies : request.headers.all("Cookie"))
        key += '\n' + cookies;
    return key;
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
    if (m_count == 0)
        m_first = request;
    m_latest.insert(keyOf(request), m_count++);
    m_origins.append(originOf(request.url));
}

qsizetype EarlierRequests::latestEqual(const Request &request) const
{
    return m_latest.value(keyOf(request), -1);
}

bool isSameRequest(const Request &a, const Request &b)
{
    return keyOf(a) == keyOf(b);
}

} // namespace hopscope
