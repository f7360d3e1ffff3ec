// SPDX-License-Identifier: MIT
#include "ui/request/signin.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kBearer = "Bearer "_L1;
constexpr auto kBasic = "Basic "_L1;

SignIn signInOfUser(const QByteArray &userPassword, AuthChoice auth)
{
    const qsizetype colon = userPassword.indexOf(':');
    return {.kind = SignIn::User,
            .auth = auth,
            .user = QString::fromUtf8(colon < 0 ? userPassword : userPassword.first(colon)),
            .password = colon < 0 ? QString() : QString::fromUtf8(userPassword.sliced(colon + 1))};
}

} // namespace

SignIn signInOf(const QByteArray &userPassword, AuthChoice auth, const std::optional<QString> &authorization)
{
    if (!userPassword.isEmpty())
        return signInOfUser(userPassword, auth);
    if (authorization) {
        const QString value = authorization->trimmed();
        if (value.startsWith(kBearer, Qt::CaseInsensitive))
            return {.kind = SignIn::Bearer, .token = value.sliced(kBearer.size()).trimmed()};
        if (value.startsWith(kBasic, Qt::CaseInsensitive)) {
            const QByteArray coded = value.sliced(kBasic.size()).trimmed().toLatin1();
            const auto plain = QByteArray::fromBase64Encoding(coded, QByteArray::AbortOnBase64DecodingErrors);
            if (plain && plain.decoded.contains(':'))
                return signInOfUser(plain.decoded, AuthChoice::Basic);
        }
        return {.kind = SignIn::Field, .field = value};
    }
    if (auth != AuthChoice::ClientDefault)
        return {.kind = SignIn::User, .auth = auth};
    return {};
}

QByteArray userPasswordOf(const SignIn &signIn)
{
    if (signIn.kind != SignIn::User || (signIn.user.isEmpty() && signIn.password.isEmpty()))
        return {};
    return (signIn.user + u':' + signIn.password).toUtf8();
}

std::optional<QString> authorizationOf(const SignIn &signIn)
{
    if (signIn.kind == SignIn::Field)
        return signIn.field;
    if (signIn.kind == SignIn::Bearer && !signIn.token.isEmpty())
        return kBearer + signIn.token;
    return std::nullopt;
}

} // namespace hopscope
