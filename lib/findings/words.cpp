// SPDX-License-Identifier: MIT
#include "findings/words.h"

#include "http/cookiematch.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxUrl = 200; ///< characters of a URL in a detail

} // namespace

bool isAnswered(const Hop &hop, std::initializer_list<int> statuses)
{
    return isServersRequest(hop.kind) && hop.response &&
           std::find(statuses.begin(), statuses.end(), hop.response->status) != statuses.end();
}

QString originText(QByteArrayView url)
{
    const auto origin = originOf(url);
    return origin ? QString::fromUtf8(serializeOrigin(*origin)) : u"an unknown origin"_s;
}

QString urlText(QByteArrayView url)
{
    Url parts = splitUri(url);
    parts.username.clear();
    parts.password.clear();
    const QString text = QString::fromUtf8(joinUri(parts, false));
    return text.size() <= kMaxUrl ? text : text.left(kMaxUrl) + u"..."_s;
}

bool isRelated(QByteArrayView url, QByteArrayView other)
{
    const std::optional<Origin> from = originOf(url);
    const std::optional<Origin> to = originOf(other);
    return from && to && (domainMatches(from->host, to->host) || domainMatches(to->host, from->host));
}

QString cookieText(const QByteArray &name)
{
    return name.isEmpty() ? u"a cookie without a name"_s : QString::fromUtf8(name);
}

} // namespace hopscope
