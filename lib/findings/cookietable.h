// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "redirect/profile.h"
#include "trace/trace.h"

namespace hopscope
{

/// What happened to a cookie in one message.
enum class CookieEvent {
    Set,     ///< stored, and was not there before
    Changed, ///< stored with another value
    Renewed, ///< stored once more with the same value
    Refused,
    Deleted,
    Sent,
    NotSent,
    Expired, ///< not sent because its time is over
};

/// One event of a cookie, as the client's verdict has it.
struct CookieStep {
    int hop = 0;             ///< counts from 0
    bool isResponse = false; ///< else it is of the request
    CookieEvent event = CookieEvent::Sent;
    QString reason;
    QString source;
    QByteArray value; ///< that the response set; empty for the others

    bool operator==(const CookieStep &) const = default;
};

/// A cookie, which its name, domain and path tell from others, over all requests of a chain.
struct CookieLine {
    QByteArray name;
    QByteArray domain; ///< empty: the client had it before the chain began, and the trace does not say whose it is
    QByteArray path;
    bool hostOnly = true;
    QList<CookieStep> steps; ///< in the order of the chain, of a hop the request's first

    bool operator==(const CookieLine &) const = default;
};

/// Every cookie of a chain in the order in which it first occurs. `profile` is the trace's client: how it reads a
/// Set-Cookie decides whose the cookie is. Of cookies with one name the verdict of a request goes to the one that fits
/// it, as verdicts name no more. A cookie of the trace's own Cookie fields, which no client keeps, is none.
QList<CookieLine> cookieTable(const Trace &trace, const ClientProfile &profile,
                              const PublicSuffix &isPublicSuffix = {});

/// "set", "changed", "set again", "refused", "deleted", "sent", "not sent" or "expired".
const char *eventWord(CookieEvent event);

} // namespace hopscope
