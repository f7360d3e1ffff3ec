// SPDX-License-Identifier: MIT
#include "text/secretnames.h"

#include <QList>

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

struct SecretName {
    QByteArrayView name; ///< lower case, letters and digits only
    bool ending = false; ///< longer names that end so are secret as well
};

constexpr SecretName kSecretNames[] = {
    {"accesskey", true},
    {"accountkey", true},
    {"apikey", true},
    {"assertion", true},
    {"auth"},
    {"authcode"},
    {"authentication"},
    {"authenticationinfo"},
    {"authkey"},
    {"authorization", true},
    {"authorizationcode"},
    {"awsaccesskeyid"},
    {"bearer"},
    {"cardnumber"},
    {"clientkey"},
    {"code"},
    {"codeverifier"},
    {"connectsid"},
    {"cookie"},
    {"cookies"},
    {"credential", true},
    {"credentials"},
    {"csrf", true},
    {"cvc"},
    {"cvv"},
    {"devicecode"},
    {"functionskey", true},
    {"hmac"},
    {"jwt"},
    {"mfacode"},
    {"onetimecode"},
    {"otp", true},
    {"otpcode"},
    {"pass"},
    {"passcode"},
    {"passphrase", true},
    {"passwd", true},
    {"password", true},
    {"phpsessid"},
    {"pin"},
    {"privatekey", true},
    {"proxyauthenticationinfo"},
    {"pswd"},
    {"pw"},
    {"pwd", true},
    {"resetcode"},
    {"samlart"},
    {"samlrequest"},
    {"samlresponse"},
    {"secret", true},
    {"secretkey", true},
    {"sessid", true},
    {"session"},
    {"sessionid", true},
    {"sessionkey"},
    {"setcookie"},
    {"sid"},
    {"sig"},
    {"signature"},
    {"smscode"},
    {"subscriptionkey", true},
    {"ticket"},
    {"token", true},
    {"usercode"},
    {"userpass"},
    {"verificationcode"},
    {"xamzsignature"},
    {"xgoogsignature"},
    {"xsrf", true},
};

constexpr qsizetype kMaxName = 100; ///< bytes; a longer name is none of these

/// "New-Password_1", "password_confirmation" are "newpassword", "password".
QByteArray plainName(QByteArrayView name)
{
    QByteArray plain;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.' && c != ' ')
            plain += c;
    }
    plain = plain.toLower();
    while (!plain.isEmpty() && plain.back() >= '0' && plain.back() <= '9')
        plain.chop(1);
    for (const QByteArrayView end : {QByteArrayView("confirmation"), QByteArrayView("confirm")}) {
        if (plain.endsWith(end))
            plain.chop(end.size());
    }
    return plain;
}

bool isListed(const QByteArray &plain)
{
    return std::any_of(std::begin(kSecretNames), std::end(kSecretNames), [&](const SecretName &row) {
        return plain == row.name || (row.ending && plain.endsWith(row.name));
    });
}

} // namespace

bool isSecretName(QByteArrayView name)
{
    if (name.size() > kMaxName)
        return false;
    // user[password] is a password of a user.
    const QList<QByteArray> parts = name.toByteArray().replace(']', '[').split('[');
    return std::any_of(parts.begin(), parts.end(), [](const QByteArray &part) { return isListed(plainName(part)); });
}

} // namespace hopscope
