// SPDX-License-Identifier: MIT
#include "ui/request/urlhistory.h"

#include "http/url.h"

#include <QSettings>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kKey = "recentUrls"_L1;

QString withoutUser(const QString &url)
{
    Url parts = splitUri(url.toUtf8());
    parts.username.clear();
    parts.password.clear();
    return QString::fromUtf8(joinUri(parts));
}

} // namespace

QStringList recentUrls()
{
    return QSettings().value(kKey).toStringList();
}

QStringList rememberUrl(const QString &url)
{
    QStringList urls = recentUrls();
    const QString shown = withoutUser(url.trimmed());
    if (shown.isEmpty() || shown.size() > kMaxRecentUrlLength || (!urls.isEmpty() && urls.constFirst() == shown))
        return urls;
    urls.removeAll(shown);
    urls.prepend(shown);
    urls = urls.first(std::min(urls.size(), kMaxRecentUrls));
    QSettings().setValue(kKey, urls);
    return urls;
}

void forgetUrls()
{
    QSettings().remove(kKey);
}

} // namespace hopscope
