// SPDX-License-Identifier: MIT
#include "net/network.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

void silence(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Large answers are legitimate here, and nothing that was decompressed is kept beyond the limit.
    request.setDecompressedSafetyCheckThreshold(-1);
}

Network::Network(QObject *parent) : QObject(parent)
{
    m_manager.setProxy(m_relay.proxy());
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setStrictTransportSecurityEnabled(false);
}

QUrl Network::laneFor(const RelayTarget &target)
{
    auto lane = m_lanes.find(target);
    if (lane == m_lanes.end()) {
        lane = m_lanes.insert(target, m_freeLanes.isEmpty() ? ++m_laneCount : m_freeLanes.dequeue());
        m_targets.insert(target.trace, target);
    }
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"lane%1.invalid"_s.arg(*lane));
    url.setPath(u"/"_s);
    return url;
}

void Network::release(quint64 trace)
{
    m_relay.release(trace);
    const QList<RelayTarget> targets = m_targets.values(trace);
    for (const RelayTarget &target : targets)
        m_freeLanes.enqueue(m_lanes.take(target));
    m_targets.remove(trace);
}

} // namespace hopscope
