// SPDX-License-Identifier: MIT
#include "net/watch/watch.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

Watch::Watch(const WatchOptions &options, const WatchJudge &judge, QObject *parent)
    : QObject(parent), m_proxy(options), m_joiner(judge)
{
    connect(&m_proxy, &WatchProxy::began, &m_joiner, &WatchJoiner::begin);
    connect(&m_proxy, &WatchProxy::answered, &m_joiner, &WatchJoiner::answer);
    connect(&m_proxy, &WatchProxy::ended, &m_joiner, &WatchJoiner::end);
    connect(&m_joiner, &WatchJoiner::chainEnded, this, &Watch::chainEnded);
    connect(&m_joiner, &WatchJoiner::becameIdle, this, &Watch::becameIdle);
}

QString Watch::start()
{
    const QString error = m_proxy.listen();
    return error.isEmpty()
               ? QString()
               : u"port %1 cannot be used (%2); choose another one"_s.arg(m_proxy.options().port).arg(error);
}

void Watch::stop()
{
    m_proxy.close();
    m_joiner.flush();
}

WatchAddress Watch::address() const
{
    return {m_proxy.port(), m_proxy.user(), m_proxy.password()};
}

} // namespace hopscope
