// SPDX-License-Identifier: MIT
#include "ui/look/links.h"

#include <QDesktopServices>

namespace hopscope
{

using namespace Qt::StringLiterals;

bool isWebLink(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty();
}

bool openLink(const QUrl &url)
{
    return isWebLink(url) && QDesktopServices::openUrl(url);
}

QString linkHtml(const QUrl &url, const QString &text)
{
    if (!isWebLink(url))
        return text.toHtmlEscaped();
    return u"<a href=\"%1\">%2</a>"_s.arg(QString::fromLatin1(url.toEncoded()).toHtmlEscaped(), text.toHtmlEscaped());
}

} // namespace hopscope
