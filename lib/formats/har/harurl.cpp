// SPDX-License-Identifier: MIT
#include "formats/har/harurl.h"

#include "formats/record/recordedchains.h"
#include "http/url.h"

namespace hopscope
{

bool isRelativeUrl(const QByteArray &url)
{
    return url.startsWith('/') || url.startsWith('?') || splitUri(url).scheme.isEmpty();
}

void RelativeUrls::learn(const Recorded &recorded)
{
    const QByteArray &url = recorded.hop.request.url;
    if (const std::optional<Origin> origin = originOf(url))
        m_schemes.insert(hostField(url).toLower(), origin->scheme);
    for (const QByteArray &target : recordedTargets(recorded)) {
        if (const std::optional<Origin> origin = originOf(target)) {
            m_targets.insert(requestTarget(target), target);
            if (!m_schemes.contains(hostField(target).toLower()))
                m_schemes.insert(hostField(target).toLower(), origin->scheme);
        }
    }
}

QByteArray RelativeUrls::absolute(const Recorded &recorded) const
{
    const Request &request = recorded.hop.request;
    if (request.url.startsWith("//")) {
        const QByteArray host = request.url.sliced(2).split('/').constFirst().toLower();
        return m_schemes.contains(host) ? m_schemes.value(host) + ':' + request.url : QByteArray();
    }
    if (!request.url.startsWith('/'))
        return {};
    const QByteArray host = request.headers.first("Host")
                                .value_or(request.headers.first(":authority").value_or(QByteArray()))
                                .trimmed()
                                .toLower();
    const QByteArray target = m_targets.value(requestTarget("http://a.invalid" + request.url));
    if (!target.isEmpty() && (host.isEmpty() || hostField(target).toLower() == host))
        return target;
    return !host.isEmpty() && m_schemes.contains(host) ? m_schemes.value(host) + "://" + host + request.url
                                                       : QByteArray();
}

} // namespace hopscope
