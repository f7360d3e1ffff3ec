// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of what the client made of cookies.

QList<Found> cookieRefused(const Trace &trace);
/// A cookie whose name speaks of a login, set by a redirect: refused, or withheld from the next request although that
/// goes to the same host, one above or one below it.
QList<Found> loginCookieLost(const Trace &trace);

/// Whether the name of a cookie speaks of a login or a session, as "PHPSESSID" or "auth_token".
bool isLoginName(QByteArrayView name);

} // namespace hopscope
