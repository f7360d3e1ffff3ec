// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "http/result.h"

#include <QNetworkProxy>
#include <QProcessEnvironment>
#include <QUrl>

namespace hopscope
{

/// The way to a server that is neither named by the user as "none" nor asked for with --proxy: the environment's
/// variables as curl reads them, else the system's settings. Loopback hosts are reached directly. The error is one
/// sentence on a variable that names no usable proxy.
Result<QNetworkProxy> systemProxyFor(bool secure, const QString &host, quint16 port);

/// What curl makes of http_proxy, https_proxy, all_proxy and no_proxy (manual page of curl, "ENVIRONMENT"): nullopt
/// where none of them speaks of this target; type NoProxy where one says that it is reached directly. Lower case comes
/// first; HTTP_PROXY does not count, since a CGI program would have it from a request's Proxy field.
Result<std::optional<QNetworkProxy>> environmentProxyFor(const QProcessEnvironment &environment, bool secure,
                                                         const QString &host);

/// The proxy that a URL such as http://user:password@host:port or socks5://host:port names.
QNetworkProxy proxyOf(const QUrl &url);

/// What a proxy gets beside the request's own fields (RFC 9110 11.7.2), with Basic (RFC 7617).
Headers proxyFields(const QNetworkProxy &proxy);
/// Says that the proxy answered 407; `reason` is the reason phrase.
QString proxyRefusal(const QNetworkProxy &proxy, const QByteArray &reason);

} // namespace hopscope
