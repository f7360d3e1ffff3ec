// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/authentication.h"

#include <QString>

#include <optional>

namespace hopscope
{

/// How a request signs in, as one choice.
struct SignIn {
    enum Kind {
        None,
        User,    ///< user name and password, sent as `auth` says
        Bearer,  ///< a token in an Authorization field
        Session, ///< what the session of the trace brings along, and nothing else
        Field    ///< an Authorization field of another scheme
    };

    Kind kind = None;
    AuthChoice auth = AuthChoice::ClientDefault;
    QString user;
    QString password;
    QString token;
    QString field; ///< the value of that Authorization field

    bool operator==(const SignIn &) const = default;
};

/// What user name and password ("user:password" or empty), how they are sent, and the Authorization field of a request,
/// if it has one, amount to. User name and password come first when there are both.
SignIn signInOf(const QByteArray &userPassword, AuthChoice auth, const std::optional<QString> &authorization);
/// "user:password"; empty when that is not how it signs in.
QByteArray userPasswordOf(const SignIn &signIn);
/// The value of its Authorization field; nullopt when it has none.
std::optional<QString> authorizationOf(const SignIn &signIn);

} // namespace hopscope
