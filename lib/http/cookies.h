// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "http/parsedtarget.h"
#include "http/result.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace hopscope
{

/// A stored cookie (RFC 6265 5.3).
struct Cookie {
    QByteArray name;
    QByteArray value;
    QByteArray domain; ///< lower case, without leading dot
    bool hostOnly = true;
    QByteArray path = "/";
    bool secure = false;
    bool httpOnly = false;
    std::optional<QDateTime> expires; ///< none: a session cookie
    QDateTime created;

    bool operator==(const Cookie &) const = default;
};

/// The cookies of one trace, a value.
struct CookieJar {
    QList<Cookie> cookies;

    bool operator==(const CookieJar &) const = default;
};

/// Parses one Set-Cookie value received from `url` (RFC 6265 5.2, 5.3). The error says why the cookie is ignored.
Result<Cookie> parseSetCookie(QByteArrayView value, QByteArrayView url, const QDateTime &now);

/// Stores every Set-Cookie of `headers`; returns one sentence for each that was ignored.
QStringList storeCookies(CookieJar &jar, const Headers &headers, QByteArrayView url, const QDateTime &now);

/// The value of the Cookie field for a request to `url` (RFC 6265 5.4), empty when no cookie matches.
QByteArray cookieField(const CookieJar &jar, QByteArrayView url, const QDateTime &now);
QByteArray cookieField(const CookieJar &jar, const ParsedTarget &target, const QDateTime &now);

/// Reads a cookie file in Netscape format (as curl -b takes it). The error names the line.
Result<CookieJar> parseCookieFile(QByteArrayView text);

} // namespace hopscope
