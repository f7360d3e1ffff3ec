// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relayjob.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace hopscope
{

/// HTTP/2 on request: QNetworkAccessManager does TLS and framing itself, the relay passes the bytes on unread.

/// Whether QNetworkAccessManager can name the host to the relay: behind a SOCKS5 proxy it finds no IPv6 literal, and it
/// never ends with a name that is too long for the DNS (Qt 6.4.2, measured).
bool canTunnelTo(const QString &host);
/// The job's request with its fields as QNetworkAccessManager takes them: repeated fields joined, Host and
/// Content-Length left to it.
QNetworkRequest tunnelRequest(const RelayJob &job);
/// What QNetworkAccessManager tells of the response's head. Set-Cookie lines are taken apart again.
ResponseHead tunnelHead(const QNetworkReply &reply);
/// Whether the reply's error is that its content could not be decoded. `status` is the one that
/// QNetworkAccessManager saw.
bool isDecodingError(const QNetworkReply &reply, int status);
/// The reply's error when it is one of the connection and not just a status that QNetworkAccessManager calls an error.
bool isConnectionError(const QNetworkReply &reply);

} // namespace hopscope
