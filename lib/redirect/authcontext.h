// SPDX-License-Identifier: MIT
#pragma once

#include "http/parsedtarget.h"
#include "redirect/authentication.h"

namespace hopscope
{

/// What the rules of authentication look at: a request of one client, and what its user wants.
struct AuthContext {
    AuthContext(const ClientProfile &client, const AuthWish &wanted, const AuthRequest &request);

    const ClientProfile &profile;
    const AuthPolicy &policy;
    const AuthWish &wish;
    const AuthRequest &asked;
    ParsedTarget target;
    ParsedTarget first; ///< where the chain began

    /// The client's name, for texts.
    QString title() const;
    /// The request's Authorization; empty when it has none.
    QByteArray sent() const;
};

/// The option that the user has chosen; nullptr when it is none, or the client has no such option.
const char *optionOf(const AuthContext &context);

/// Whether the client sends no credentials of the user before a 401, because of that option.
bool waitsFor401(const AuthContext &context);

/// What the client answers with that option.
AuthSchemes schemesOf(const AuthContext &context);

/// Whether what belongs to `from` goes to `to`.
bool reaches(AuthReach reach, const std::optional<Origin> &from, const std::optional<Origin> &to);

/// User name and password of a URL, percent-decoded.
std::optional<Credentials> userOf(const ParsedTarget &url);

/// The folder of the target's path: "/a/" for "/a/b" and "/a/" (RFC 7617 2.2).
QByteArray folderOf(const ParsedTarget &url);

/// The value of Authorization for Basic (RFC 7617 2).
QByteArray basicField(const Credentials &credentials);

/// The value of Authorization that answers the entry's challenge. The error says why there is none.
Result<QByteArray> fieldOf(const AuthEntry &entry, const AuthContext &context);

struct FoundCredentials {
    std::optional<Credentials> credentials;
    const char *beyond = nullptr; ///< source of the rule that keeps others from the target
};

/// Which credentials may answer a 401 of the target for `realm`.
FoundCredentials findCredentials(const AuthContext &context, const AuthMemory &memory, const QByteArray &realm);

} // namespace hopscope
