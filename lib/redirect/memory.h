// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"
#include "http/hsts.h"
#include "http/storedresponse.h"
#include "redirect/authentication.h"
#include "redirect/earlier.h"
#include "redirect/preflightcache.h"
#include "redirect/profile.h"
#include "trace/trace.h"

#include <QDateTime>
#include <QMap>

#include <optional>

namespace hopscope
{

/// By URL without fragment.
using StoredRedirects = QMap<QByteArray, StoredResponse>;

/// What a client knows when the user makes the next request.
struct ClientMemory {
    CookieJar jar;
    HstsStore hsts;
    StoredRedirects redirects;
    AuthMemory auth; ///< of a client that keeps it beyond one chain
    PreflightCache preflights;

    bool operator==(const ClientMemory &) const = default;
};

/// A request of a chain, as far as memory depends on what came before it.
struct ChainPlace {
    const EarlierRequests &earlier;
    QDateTime now;
    PublicSuffix isPublicSuffix = {};
    bool hstsAsked = false; ///< the user gave the option that HstsUse::ByOption asks for
};

/// Whether the client keeps hosts that want https, during a chain at least; `isAsked`: by the option for that.
bool keepsHsts(const ClientProfile &profile, bool isAsked);

/// Takes in what the answer of `hop` leaves behind besides cookies: hosts that want https, stored redirects. What
/// became of Strict-Transport-Security is told; nullopt when the response has no such field that counts.
std::optional<HstsVerdict> remember(ClientMemory &memory, const ClientProfile &profile, const Hop &hop,
                                    const ChainPlace &place);

/// A stored redirect that answers a request.
struct StoredAnswer {
    Response response;
    Reuse why;
};

/// What memory has for the URL of `request`: `why.yes` tells whether it answers, and if not, why the server is asked
/// again. nullopt when nothing is stored.
std::optional<StoredAnswer> storedAnswer(const ClientMemory &memory, const ClientProfile &profile,
                                         const Request &request, const ChainPlace &place);

} // namespace hopscope
