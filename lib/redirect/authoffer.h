// SPDX-License-Identifier: MIT
#pragma once

#include "http/authpolicy.h"

namespace hopscope
{

/// The challenge that a client answers, and how.
struct AuthOffer {
    AuthScheme scheme = AuthScheme::Basic;
    QByteArray realm;
    DigestChallenge digest; ///< meaningless for Basic, as are the next two
    DigestAlgorithm algorithm = DigestAlgorithm::Md5;
    DigestQop qop = DigestQop::None;

    bool operator==(const AuthOffer &) const = default;
};

/// What a client makes of the challenges of one response.
struct PickedOffer {
    std::optional<AuthOffer> offer;
    bool fails = false;           ///< a challenge that the client cannot answer ends in an error
    const char *source = nullptr; ///< of the rule that decided
};

/// Which of `challenges` is answered when the client may answer `schemes` (RFC 9110 11.4, RFC 7616 3.7).
PickedOffer pickOffer(const AuthPolicy &policy, AuthSchemes schemes, const QList<Challenge> &challenges);

} // namespace hopscope
