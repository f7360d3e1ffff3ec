// SPDX-License-Identifier: MIT
#pragma once

#include "http/challenge.h"
#include "http/result.h"

#include <QFlags>

#include <span>

namespace hopscope
{

/// RFC 7616 3.3 and 6.1; the stronger ones are greater.
enum class DigestAlgorithm {
    Md5 = 0x01,
    Md5Sess = 0x02,
    Sha256 = 0x04,
    Sha256Sess = 0x08,
    Sha512_256 = 0x10,
    Sha512_256Sess = 0x20,
};
Q_DECLARE_FLAGS(DigestAlgorithms, DigestAlgorithm)
Q_DECLARE_OPERATORS_FOR_FLAGS(DigestAlgorithms)

/// What the response covers: as RFC 2069 has it, or with nonce count and cnonce, or the content, too (RFC 7616 3.4.1).
enum class DigestQop { None, Auth, AuthInt };

/// RFC 7616 3.3.
struct DigestChallenge {
    std::optional<QByteArray> realm; ///< has to be there; some clients go on without
    QByteArray nonce;
    std::optional<QByteArray> opaque;
    QByteArray algorithm; ///< as sent; empty: MD5 without saying so
    QByteArray qop;       ///< as sent; empty: as RFC 2069 has it
    bool stale = false;
    bool userhash = false;
    bool utf8 = false; ///< charset=UTF-8

    bool operator==(const DigestChallenge &) const = default;
};

/// nullopt when it is another scheme, or has no nonce.
std::optional<DigestChallenge> digestChallenge(const Challenge &challenge);

/// Without case; nullopt for an algorithm that is not registered.
std::optional<DigestAlgorithm> digestAlgorithm(const DigestChallenge &challenge);

/// Whether the password is hashed with nonce and cnonce (RFC 7616 3.4.2).
bool isSession(DigestAlgorithm algorithm);

enum class DigestPart { Username, Realm, Nonce, Uri, Algorithm, Qop, Nc, Cnonce, Response, Opaque, Userhash };

/// How a client writes the field, and what it computes otherwise than RFC 7616 3.4 says.
struct DigestStyle {
    std::span<const DigestPart> order;
    bool quotesAlgorithm = false;
    bool quotesQop = false;
    bool escapes = true;             ///< a backslash in front of a quote or a backslash
    bool canonicalAlgorithm = false; ///< writes "MD5" however the challenge writes it
    bool hashesUser = false;         ///< obeys userhash
    bool extendsUser = false;        ///< a user name beyond ASCII is sent as username*, if the server wants UTF-8
    bool hashesContent = false;      ///< auth-int covers the content; otherwise it counts as empty
    bool sha512AsSha256 = false;     ///< computes SHA-256 where it says SHA-512-256
};

/// What is asked for, and by whom.
struct DigestRequest {
    QByteArray method;
    QByteArray uri; ///< as in the request line
    QByteArray user;
    QByteArray password;
    QByteArray content; ///< all of it; counts for auth-int only
    QByteArray cnonce;  ///< drawn by the caller
    quint32 nonceCount = 1;
};

/// The value of Authorization (RFC 7616 3.4): algorithm and qop are what the client has chosen. The error says
/// that Hopscope cannot compute the algorithm (SHA-512-256), or that the user name cannot be in a field.
Result<QByteArray> digestCredentials(const DigestChallenge &challenge, DigestAlgorithm algorithm, DigestQop qop,
                                     const DigestRequest &request, const DigestStyle &style);

} // namespace hopscope
