// SPDX-License-Identifier: MIT
#include "formats/secretnames.h"

#include <QByteArray>

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
    {"authorization"},
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

bool isSecretName(QByteArrayView name)
{
    if (name.size() > kMaxName)
        return false;
    QByteArray plain;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.' && c != ' ')
            plain += c;
    }
    plain = plain.toLower();
    return std::any_of(std::begin(kSecretNames), std::end(kSecretNames), [&](const SecretName &row) {
        return plain == row.name || (row.ending && plain.endsWith(row.name));
    });
}

} // namespace hopscope
