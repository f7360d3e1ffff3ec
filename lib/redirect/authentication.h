// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "http/url.h"
#include "redirect/authoffer.h"
#include "redirect/profile.h"

namespace hopscope
{

/// User name and password, without percent-encoding.
struct Credentials {
    QByteArray user;
    QByteArray password;
    bool fromUrl = false; ///< of the URL of a request, not given by option

    bool operator==(const Credentials &) const = default;
};

/// How the user asks the client to authenticate; a client that has no such option does what it does without one.
enum class AuthChoice {
    ClientDefault,
    Basic,  ///< curl --basic
    Digest, ///< curl --digest, HTTPDigestAuth of requests
    Any     ///< curl --anyauth
};

/// What the user gave for a chain.
struct AuthWish {
    AuthChoice choice = AuthChoice::ClientDefault;
    std::optional<Credentials> credentials; ///< by option; those in URLs are found there
};

/// Credentials that were sent after a 401.
struct AuthEntry {
    Origin origin;
    QByteArray folder; ///< of the path that was asked for, with the slash at its end
    AuthOffer offer;
    Credentials credentials;
    QByteArray cnonce;      ///< as last sent; for Digest only, as the next
    quint32 nonceCount = 0; ///< requests that were sent with the nonce

    bool operator==(const AuthEntry &) const = default;
};

/// Entries at most; the oldest goes.
inline constexpr qsizetype kMostAuthEntries = 100;
/// Answers to the 401s of one request at most: curl would go on for ever when every nonce is called stale.
inline constexpr int kMostAuthAnswers = 20;

/// Which 401s a client has answered, a value, the last one last. A browser keeps it until it ends, other clients for
/// one chain.
struct AuthMemory {
    QList<AuthEntry> entries;

    bool operator==(const AuthMemory &) const = default;
};

/// A request as far as its Authorization depends on it.
struct AuthRequest {
    Request request;     ///< as it goes out, or went out
    QByteArray firstUrl; ///< where the chain began
    int followed = 0;    ///< redirects before it
    int answered = 0;    ///< how often this request was already sent again by answerChallenge()
    QByteArray cnonce;   ///< hexadecimal digits, drawn anew by the caller for each call
};

/// What becomes of Authorization, and why.
struct AuthStep {
    bool repeats = false;   ///< only of answerChallenge(): the request is sent again
    bool fails = false;     ///< likewise: the client ends with an error instead of the response
    bool likeGiven = false; ///< redirects treat the field like one that the user gave; otherwise it is this request's
    QByteArray field;       ///< the value of Authorization; empty: the request goes without
    QString reason;
    QString source;

    bool operator==(const AuthStep &) const = default;
};

/// The Authorization that this client puts into a request before a 401 asks for it (RFC 7617 2.2, RFC 7616 3.4):
/// what the user or the URL has, with the first request, or what an earlier 401 was answered with. For a later request
/// it gets what decide() made of it, from requests without the fields of steps that are not `likeGiven`. nullopt:
/// Authorization stays as it is in `request`. Counts the nonce in `memory`.
std::optional<AuthStep> credentialsAtOnce(const ClientProfile &profile, const AuthWish &wish, AuthMemory &memory,
                                          const AuthRequest &request);

/// What this client does when `response` came for `request` (RFC 9110 11.6.1): whether it sends it again, with which
/// Authorization, or why not. A 401 is not the only case: a request whose body was held back is sent again with it
/// after a 2xx. Takes down in `memory` what was answered, and forgets what was refused.
AuthStep answerChallenge(const ClientProfile &profile, const AuthWish &wish, AuthMemory &memory,
                         const AuthRequest &request, const Response &response);

/// Whether `request`, with the Authorization that it gets at once, goes out with Content-Length 0 instead of its body,
/// because a 401 is expected.
bool bodyIsHeldBack(const ClientProfile &profile, const AuthWish &wish, const AuthRequest &request);

} // namespace hopscope
