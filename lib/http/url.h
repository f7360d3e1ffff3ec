// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "http/uriparts.h"

#include <QByteArray>

#include <optional>

namespace hopscope
{

inline constexpr int kMaxPort = 65535;

/// A URL in parts. All bytes are ASCII; what is not was percent-encoded (path, query, ...) or Punycode-encoded (host).
struct Url {
    QByteArray scheme; ///< lower case, without ':'
    QByteArray username;
    QByteArray password;
    std::optional<QByteArray> host; ///< serialized: "a.example", "127.0.0.1", "[::1]"
    int port = -1;                  ///< -1: none, or the default of the scheme
    QByteArray path;
    std::optional<QByteArray> query;    ///< without '?'
    std::optional<QByteArray> fragment; ///< without '#'

    bool operator==(const Url &) const = default;
};

/// Scheme, host and port (RFC 6454; URL standard "origin"). The port is never the default's absence: 80 or 443 is
/// filled in.
struct Origin {
    QByteArray scheme;
    QByteArray host;
    int port = -1;

    bool operator==(const Origin &) const = default;
};

/// The basic URL parser of the WHATWG URL standard on bytes. Bytes over 0x7F count as they are and come out as %XX (as
/// Chromium and Firefox treat a Location); in a host they are read as UTF-8 and mapped by UTS 46. `base` may be null.
Result<Url> parseUrl(QByteArrayView input, const Url *base = nullptr);
/// The URL serializer of the WHATWG URL standard.
QByteArray serializeUrl(const Url &url, bool withFragment = true);

/// RFC 3986 appendix B split into parts, nothing checked or changed (host and scheme keep their case). Never fails.
Url splitUri(QByteArrayView uri);
Url splitUri(const UriParts &parts);
/// RFC 3986 5.3, the reverse of splitUri.
QByteArray joinUri(const Url &parts, bool withFragment = true);

/// 80, 443, or -1 for another scheme.
int defaultPort(QByteArrayView scheme);
bool isHttpScheme(QByteArrayView scheme);
/// The origin of an absolute http or https URL in either notation; scheme and host in lower case.
std::optional<Origin> originOf(QByteArrayView url);
std::optional<Origin> originOf(const UriParts &parts);
/// "http://a.example:8080", as in the Origin field (RFC 6454 6.2); the default port is left out.
QByteArray serializeOrigin(const Origin &origin);
/// Value of the Host field: host, and the port if it is not the default (RFC 9110 7.2).
QByteArray hostField(QByteArrayView url);
QByteArray hostField(const UriParts &parts);
/// Path and query of an absolute URL, "/" for an empty path: the origin form of the request-target (RFC 9112 3.2.1).
QByteArray requestTarget(QByteArrayView url);

/// Reads what a user typed as the URL to request: surrounding space is ignored, http and https only, a host is needed.
/// The error says what is wrong and what to write instead.
Result<QByteArray> parseRequestUrl(const QString &typed);

} // namespace hopscope
