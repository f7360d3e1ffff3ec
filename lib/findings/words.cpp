// SPDX-License-Identifier: MIT
#include "findings/words.h"

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
    return reachesServer(hop.kind) && hop.kind != HopKind::Preflight && hop.response &&
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

} // namespace hopscope
