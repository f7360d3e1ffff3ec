// SPDX-License-Identifier: MIT
#include "formats/secretnames.h"

#include <QByteArray>
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
    {"apikey", true},
    {"assertion", true},
    {"auth"},
    {"authcode"},
    {"authkey"},
    {"authorization", true},
    {"authorizationcode"},
    {"code"},
    {"codeverifier"},
    {"credential", true},
    {"credentials"},
    {"devicecode"},
    {"hmac"},
    {"jsessionid"},
    {"jwt"},
    {"otp"},
    {"pass"},
    {"passcode"},
    {"passphrase"},
    {"passwd", true},
    {"password", true},
    {"phpsessid"},
    {"pin"},
    {"privatekey", true},
    {"pwd"},
    {"samlrequest"},
    {"samlresponse"},
    {"secret", true},
    {"secretkey", true},
    {"session"},
    {"sessionid"},
    {"sessionkey"},
    {"sid"},
    {"sig"},
    {"signature"},
    {"ticket"},
    {"token", true},
    {"usercode"},
    {"xamzsignature"},
    {"xgoogsignature"},
};

constexpr qsizetype kMaxName = 100; ///< bytes; a longer name is none of these

} // namespace

namespace
{

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
