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
};

/// Browsers keep redirects and secure hosts and obey Refresh; the other clients do none of it.
bool isBrowser(const ClientProfile &profile);

/// Whether a cache keeps this answer and gives it the next time without asking (RFC 9110 15.1, 9.3.3; RFC 9111).
Verdict isStored(QByteArrayView method, const Response &response, const QDateTime &now);

/// Takes in what the answer of `hop` leaves behind: cookies, secure hosts, stored redirects.
void remember(ClientMemory &memory, const ClientProfile &profile, const Hop &hop, const QDateTime &now);

/// The hop that no server sees, if memory answers `request`: the upgrade to https (RFC 6797 8.3), or else a stored
/// redirect. Its redirect says where the client goes on.
std::optional<Hop> answerFromMemory(const ClientMemory &memory, const ClientProfile &profile, const Request &request,
                                    const QDateTime &now);

} // namespace hopscope
