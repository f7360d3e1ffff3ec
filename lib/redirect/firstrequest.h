// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "http/message.h"
#include "redirect/profile.h"

#include <QDateTime>

#include <optional>

namespace hopscope
{

/// What the user asks for, before the client adds its own fields.
struct FirstRequest {
    QByteArray method;
    QByteArray url;
    Headers headers;
    QList<QByteArray> withoutFields; ///< fields of these names the client does not add
    QList<QByteArray> addedFields;   ///< names in `headers` that the client adds by itself (curl -F): not the user's
    Body body;
    bool bodyOnce = false;        ///< the body has no known length: it goes out in chunks
    QByteArray userPassword;      ///< "user:password" for Basic authentication (RFC 7617); empty: none
    bool authenticates = true;    ///< Authorization is made of it, and of the URL; false: see credentialsAtOnce()
    bool cookieByOption = false;  ///< the Cookie field of `headers` is one of curl -b: see Chain::cookieByOption
    std::optional<CookieJar> jar; ///< nullopt when no cookies are kept
    QDateTime now;                ///< for the expiry of cookies
    PublicSuffix isPublicSuffix;  ///< for Domain and SameSite; see CookieRequest
};

/// The first request as this client sends it: Host, the client's default fields, the user's fields in their order and
/// case, Content-Type and Content-Length for a body, Cookie from the jar. `cookies` gets what becomes of each cookie of
/// `wish.jar`, whether it goes along or not.
Request firstRequest(const ClientProfile &profile, const FirstRequest &wish, QList<CookieVerdict> *cookies = nullptr);

} // namespace hopscope
