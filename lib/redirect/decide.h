// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "http/result.h"
#include "redirect/earlier.h"
#include "redirect/profile.h"
#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// What a client knows when a response has arrived.
struct Chain {
    QByteArray firstUrl;     ///< where the chain began
    Request request;         ///< the request that was answered
    bool bodyOnce = false;   ///< its body comes from what can be read only once (chunked, RFC 9112 7.1)
    qint64 contentSent = -1; ///< bytes of its content that had left by then; -1: all
    Response response;
    int followed = 0;        ///< redirects followed before this response
    EarlierRequests earlier; ///< the requests sent before `request`
    /// Names of the fields of `request` that the client added to those of the user; nullopt: their values tell.
    std::optional<QList<QByteArray>> addedFields;
    /// Cookies after this response was stored; nullopt when the client keeps none.
    std::optional<CookieJar> jar;
    /// The Cookie that the user gave; nullopt: what the jar does not manage.
    std::optional<QByteArray> givenCookies;
    ReferrerPolicy referrers = ReferrerPolicy::Empty; ///< that a redirect before this response has set
    bool cookieByOption = false; ///< they are those of curl -b, which go to any host, behind the stored ones
    int maxHops = -1;            ///< the user's own limit; -1 leaves the client's
    QDateTime now;               ///< for the expiry of cookies
    PublicSuffix isPublicSuffix; ///< for Domain and SameSite; see CookieRequest
};

/// What the client does with a response, and the request that it sends next.
struct Decision {
    Redirect redirect;
    std::optional<Request> next;                      ///< for Follow only; Host and Content-Length are set
    QList<CookieVerdict> cookies;                     ///< of the jar, whether they go with `next`
    ReferrerPolicy referrers = ReferrerPolicy::Empty; ///< of `next`, if a redirect has set one

    bool operator==(const Decision &) const = default;
};

/// What `profile`'s client does next. No I/O. The ledger has a row for every part and field of either request.
Decision decide(const ClientProfile &profile, const Chain &chain);

/// The target URL of `location` as this client reads it, with the inherited fragment if it inherits one.
/// The error says why there is no target.
Result<QByteArray> resolveTarget(const ClientProfile &profile, QByteArrayView baseUrl, QByteArrayView location);

} // namespace hopscope
