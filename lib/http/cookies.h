// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"
#include "http/cookieverdict.h"
#include "http/headers.h"
#include "http/parsedtarget.h"
#include "http/result.h"
#include "http/site.h"

#include <QDateTime>
#include <QList>
#include <QSet>

#include <optional>

namespace hopscope
{

enum class SameSite { Unset, None, Lax, Strict };

/// A stored cookie (rfc6265bis 5.7).
struct Cookie {
    QByteArray name;
    QByteArray value;
    QByteArray domain; ///< lower case, without leading dot
    bool hostOnly = true;
    QByteArray path = "/";
    bool secure = false;
    bool httpOnly = false;
    bool partitioned = false;
    bool bare = false; ///< sent without "=": it has no name, or no value of its own
    SameSite sameSite = SameSite::Unset;
    int port = 0;           ///< 0: any
    bool valueKnown = true; ///< false: it was left out of a file, so the cookie cannot be sent
    QByteArray partition;   ///< the site of the page under which it was set, where such cookies are kept apart
    std::optional<QDateTime> expires; ///< none: a session cookie
    QDateTime created;

    bool operator==(const Cookie &) const = default;
};

/// By its own time.
bool isExpired(const Cookie &cookie, const QDateTime &now);
/// Whether the cookie is one of `host`'s (rfc6265bis 5.8.3); in lower case.
bool fitsHost(const Cookie &cookie, QByteArrayView host);

/// The cookies of one trace, a value, in the order in which they were stored.
struct CookieJar {
    QList<Cookie> cookies;

    bool operator==(const CookieJar &) const = default;
};

/// A request as far as its cookies depend on it.
struct CookieRequest {
    ParsedTarget target;
    QDateTime now;
    QByteArray method = "GET";
    /// URL or origin of the page that asks, for SameSite; none when nobody but the user does, as with a typed address.
    std::optional<QByteArray> initiator;
    bool topLevel = true;        ///< the whole tab goes there; fetch() does not
    QSet<QByteArray> redirected; ///< the origins that the chain came through, as serializeOrigin() writes them
    PublicSuffix isPublicSuffix; ///< empty: every name without a dot, and no other, is one
};

/// What a Set-Cookie says. `refused` has reason and source when this client does not take it, whatever it has stored.
struct ParsedCookie {
    Cookie cookie;
    std::optional<CookieVerdict> refused;
};

/// Parses one Set-Cookie value of a response to `request` (rfc6265bis 5.6, 5.7 as far as no other cookie counts).
ParsedCookie parseSetCookie(QByteArrayView value, const CookieRequest &request, const CookiePolicy &policy);

/// Stores every Set-Cookie of `headers`; returns a verdict for each, in their order, then one for each cookie that
/// Clear-Site-Data has deleted.
QList<CookieVerdict> storeCookies(CookieJar &jar, const Headers &headers, const CookieRequest &request,
                                  const CookiePolicy &policy);

/// What a request carries.
struct CookieSelection {
    QByteArray field;              ///< the value of Cookie, empty when none is sent
    QList<CookieVerdict> verdicts; ///< sent ones in their order, then the others
};

/// Verdicts about cookies of other hosts, at most, so that a large cookie file does not fill each hop.
inline constexpr qsizetype kMostOtherHosts = 50;

/// Which cookies of `jar` go with `request` (rfc6265bis 5.8.3).
CookieSelection selectCookies(const CookieJar &jar, const CookieRequest &request, const CookiePolicy &policy);

/// Reads a cookie file in Netscape format (as curl -b takes it). The error names the line.
Result<CookieJar> parseCookieFile(QByteArrayView text);

} // namespace hopscope
