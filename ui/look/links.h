// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace hopscope
{

/// Whether it is http or https, with a host.
bool isWebLink(const QUrl &url);
/// Opens a link in the user's browser if it is http or https; anything else is ignored. True if it was handed over.
bool openLink(const QUrl &url);

/// "<a href=...>text</a>" with both parts escaped, or the escaped text alone when `url` is empty or not http(s).
QString linkHtml(const QUrl &url, const QString &text);

} // namespace hopscope
