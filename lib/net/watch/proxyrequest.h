// SPDX-License-Identifier: MIT
#pragma once

#include "http/framing.h"
#include "http/head.h"
#include "http/url.h"

#include <optional>

namespace hopscope
{

/// What a client asks of a proxy with one head (RFC 9112 3.2).
struct ProxyRequest {
    bool isConnect = false; ///< the rest is of the tunnel (RFC 9110 9.3.6)
    Origin origin;          ///< where it goes; the host of an IPv6 address has brackets
    QByteArray url;         ///< absolute, as the client named it; of CONNECT that of the origin
    RequestHead head;       ///< as the server gets it
    QByteArray bytes;       ///< likewise: the client's own bytes, but for what is the proxy's
    Framing framing;
    QByteArray credentials;          ///< value of Proxy-Authorization, empty if there was none
    bool wantsOtherProtocol = false; ///< has Upgrade (RFC 9110 7.8)
};

/// Reads a whole head. What goes on to the server is what the client sent, byte for byte, without the origin in the
/// request line and without the fields Proxy-Authorization and Proxy-Connection. `tunnel` is the origin that CONNECT
/// named before, if it did. The error says what the proxy cannot take.
Result<ProxyRequest> readProxyRequest(QByteArrayView head, const std::optional<Origin> &tunnel);

/// The head as another proxy gets it: with the whole URL in the request line, and `more` fields.
QByteArray absoluteHead(const ProxyRequest &request, const Headers &more);

/// The value of Proxy-Authorization for this user and password (RFC 7617).
QByteArray basicCredentials(const QByteArray &user, const QByteArray &password);

} // namespace hopscope
