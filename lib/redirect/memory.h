// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "redirect/profile.h"
#include "trace/trace.h"

#include <QDateTime>
#include <QHash>

#include <optional>

namespace hopscope
{

/// A sentence and its source.
struct Verdict {
    bool yes = false;
    QString reason;
    QString source;

    bool operator==(const Verdict &) const = default;
};

/// A host that wants https only (RFC 6797 8.1).
struct SecureHost {
    QByteArray host;
    bool withSubdomains = false;
    QDateTime expires;

    bool operator==(const SecureHost &) const = default;
};

/// What a client knows when the user makes the next request.
struct ClientMemory {
    CookieJar jar;
    QList<SecureHost> secureHosts;
    QHash<QByteArray, Response> redirects; ///< stored redirects, by URL without fragment

    bool operator==(const ClientMemory &) const = default;
};

/// An upgrade to https that memory asks for.
struct Upgrade {
    QByteArray target;
    Verdict why;
    bool isRedirect = false; ///< the client makes a redirect of it, which its rules see
};

/// A response that memory gives in the place of the server's.
struct StoredAnswer {
    Response response;
    Verdict why;
};

/// Browsers keep redirects and secure hosts; the other clients do not.
bool isBrowser(const ClientProfile &profile);

/// Whether a cache keeps this answer and gives it the next time without asking (RFC 9110 15.1, 9.3.3; RFC 9111).
Verdict isStored(QByteArrayView method, const Response &response, const QDateTime &now);

/// Takes in what the answer of `hop` leaves behind besides cookies: secure hosts, stored redirects.
void remember(ClientMemory &memory, const ClientProfile &profile, const Hop &hop, const QDateTime &now);

/// The upgrade of `url` to https that this client makes before anything is sent (RFC 6797 8.3).
std::optional<Upgrade> upgradeOf(const ClientMemory &memory, const ClientProfile &profile, QByteArrayView url,
                                 const QDateTime &now);

/// The stored redirect that answers `request`.
std::optional<StoredAnswer> storedAnswer(const ClientMemory &memory, const ClientProfile &profile,
                                         const Request &request, const QDateTime &now);

} // namespace hopscope
