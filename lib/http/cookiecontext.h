// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"

namespace hopscope
{

// What storing and sending have in common.

/// Whether a cookie marked Secure may pass: https, or http of a host that the client trusts.
bool isSecureAt(const Origin &origin, SecureHosts hosts);

/// What the client takes the cookie's SameSite for: None where it does not know the attribute.
SameSite sameSiteOf(const Cookie &cookie, const CookiePolicy &policy);

/// The site of the page that makes a third-party request: of another site, and without going there. Empty for any
/// other.
QByteArray thirdPartySite(const CookieRequest &request, const CookiePolicy &policy);

/// Why the request is from another site (rfc6265bis 5.2), without a full stop; empty when it is not.
QString crossSiteReason(const CookieRequest &request, const CookiePolicy &policy);

} // namespace hopscope
