// SPDX-License-Identifier: MIT
#include "formats/redaction/secretnames.h"

#include "http/ascii.h"

#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

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

constexpr qsizetype kMaxName = 100;     ///< bytes; a longer name is none of these
constexpr qsizetype kMaxErrorName = 60; ///< bytes
constexpr qsizetype kMaxWords = 20;     ///< bytes; what is longer may be drawn by chance
constexpr int kLeastLettersOfWord = 2;  ///< small ones behind a capital, on average

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

bool isErrorName(const QByteArray &value)
{
    static const QRegularExpression names(
        u"^(?:[a-z]+(?:[_. -][a-z]+)*|[A-Z]+(?:[_. -][A-Z]+)*|[a-z]*(?:[A-Z][a-z]+)+|[A-Z]{1,6}[_-]?[0-9]{1,5})$"_s);
    const auto large = std::count_if(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto small = std::count_if(value.begin(), value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool words = large == 0 || small == 0 || small >= kLeastLettersOfWord * large;
    return value.size() <= kMaxErrorName && words && names.match(QString::fromLatin1(value)).hasMatch();
}

bool isWords(QByteArrayView value)
{
    const auto isOfWord = [](char c) { return ascii::isAlpha(c) || QByteArrayView("/-_. ").contains(c); };
    return value.size() <= kMaxWords && std::all_of(value.begin(), value.end(), isOfWord);
}

} // namespace hopscope
