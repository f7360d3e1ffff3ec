// SPDX-License-Identifier: MIT
#pragma once

#include "http/uriparts.h"

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

/// RFC 6265 5.1.3; both in lower case.
bool domainMatches(QByteArrayView host, QByteArrayView domain);
/// RFC 6265 5.1.4.
bool pathMatches(QByteArrayView requestPath, QByteArrayView cookiePath);
QByteArray defaultCookiePath(QByteArrayView url);
/// The path of a URL, "/" if it has none.
QByteArray cookiePathOf(const UriParts &parts);

} // namespace hopscope
