// SPDX-License-Identifier: MIT
#include "text/secretnames.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr SecretHolds kNothing = SecretHolds::Nothing;
constexpr SecretHolds kRandom = SecretHolds::Random;
constexpr SecretHolds kDrawn = SecretHolds::Drawn;
constexpr SecretHolds kEvery = SecretHolds::Every;

constexpr SecretName kSecretNames[] = {
    {"accesscode"},
    {"accesskey", true},
    {"accountkey", true, kEvery, kEvery, "Azure Storage"},
    {"activation", false, kRandom, kNothing},
    {"activationcode"},
    {"apikey", true},
    {"applicationkey", true, kEvery, kEvery, "Datadog"},
    {"assertion", true, kEvery, kDrawn, "RFC 7521"},
    {"auth", false, kDrawn, kDrawn, "Firebase Realtime Database, npm"},
    {"authcode"},
    {"authentication", false, kDrawn, kDrawn},
    {"authenticationinfo", false, kEvery, kEvery, "RFC 9110"},
    {"authkey"},
    {"authorization", true},
    {"authorizationcode"},
    {"accesskeyid", true, kEvery, kEvery, "AWS, Alibaba Cloud"},
    {"backupcode", false, kEvery, kEvery},
    {"backupcodes", false, kEvery, kEvery},
    {"bearer", false, kEvery, kDrawn},
    {"cardcode"},
    {"cardnumber", true},
    {"ccnumber"},
    {"clientkey"},
    {"challenge", true, kDrawn, kRandom, "Ory Hydra, WebAuthn"},
    {"ciphervalue", false, kEvery, kEvery, "XML Encryption"},
    {"code"},
    {"connectionstring", true, kEvery, kDrawn},
    {"contrasena"},
    {"cookie", false, kDrawn, kDrawn},
    {"cookies", false, kDrawn, kDrawn},
    {"credential", true, kDrawn, kDrawn},
    {"credentials", true, kDrawn, kDrawn},
    {"csrf", true, kEvery, kDrawn},
    {"cvc"},
    {"cvv"},
    {"devicecode", false, kEvery, kEvery, "RFC 8628"},
    {"encryptionkey", true},
    {"firebaseappcheck", false, kEvery, kEvery, "Firebase"},
    {"functionskey", true, kEvery, kEvery, "Azure Functions"},
    {"grecaptcharesponse", false, kEvery, kEvery, "reCAPTCHA"},
    {"hcaptcharesponse", false, kEvery, kEvery, "hCaptcha"},
    {"hdnea", false, kEvery, kEvery, "Akamai"},
    {"hdnts", false, kEvery, kEvery, "Akamai"},
    {"hmac", true, kDrawn, kDrawn},
    {"idtokenhint", false, kEvery, kEvery, "OpenID Connect"},
    {"invitation", false, kRandom, kNothing},
    {"invite", false, kRandom, kNothing},
    {"invitecode"},
    {"jwt", true},
    {"kennwort"},
    {"key", false, kRandom, kNothing, "Google, WeCom"},
    {"keypairid", false, kEvery, kEvery, "CloudFront"},
    {"logincode"},
    {"magic", false, kRandom, kNothing},
    {"magiclink", false, kDrawn, kDrawn},
    {"masterkey", true},
    {"mdp"},
    {"mfacode"},
    {"mnemonic", true},
    {"motdepasse"},
    {"nonce", true, kDrawn, kDrawn, "OpenID Connect, WordPress"},
    {"onetimecode"},
    {"oobcode", false, kEvery, kEvery, "Firebase Authentication"},
    {"otp", true, kEvery, SecretHolds::Pin},
    {"otpcode"},
    {"pass", false, kEvery, kDrawn},
    {"passcode"},
    {"passkey"},
    {"passphrase", true},
    {"passwd", true},
    {"passwordhash"},
    {"password", true},
    {"passwort"},
    {"pgtid", false, kEvery, kEvery, "CAS"},
    {"pgtiou", false, kEvery, kEvery, "CAS"},
    {"pin", false, SecretHolds::Pin, SecretHolds::Pin},
    {"policy", false, kRandom, kNothing, "CloudFront"},
    {"privatekey", true},
    {"proxyauthenticationinfo", false, kEvery, kEvery, "RFC 9110"},
    {"pswd"},
    {"pw"},
    {"pwd", true, kEvery, kDrawn},
    {"recoverycode", false, kEvery, kEvery},
    {"recoverycodes", false, kEvery, kEvery},
    {"recoverykey", true},
    {"relaystate", false, kEvery, kEvery, "SAML"},
    {"resetcode"},
    {"sas", false, kDrawn, kDrawn, "Azure Storage"},
    {"samlart", false, kEvery, kEvery, "SAML"},
    {"samlrequest", false, kEvery, kEvery, "SAML"},
    {"samlresponse", false, kEvery, kEvery, "SAML"},
    {"scratchcodes", false, kEvery, kEvery},
    {"secret", true},
    {"secretanswer"},
    {"secretkey", true},
    {"secretkeybase", false, kEvery, kEvery, "Ruby on Rails"},
    {"securitycode"},
    {"seedphrase", true},
    {"senha"},
    {"serverkey", true, kEvery, kEvery, "Firebase Cloud Messaging"},
    {"sess", false, kDrawn, kDrawn},
    {"sessid", true},
    {"session", true, kDrawn, kDrawn},
    {"sessionid", true, kEvery, kDrawn},
    {"sessionindex", false, kDrawn, kDrawn, "SAML"},
    {"sessionkey"},
    {"sessionstate", false, kDrawn, kDrawn, "OpenID Connect"},
    {"setcookie"},
    {"sid"},
    {"sig", false, kEvery, kDrawn, "Azure Storage"},
    {"signature", true, kDrawn, kRandom, "CloudFront, Cloud Storage, AWS"},
    {"signaturevalue", false, kEvery, kEvery, "XML Signature"},
    {"signingkey", true},
    {"smscode"},
    {"sso", false, kRandom, kNothing, "Discourse"},
    {"subscriptionkey", true, kEvery, kEvery, "Azure API Management"},
    {"ticket", true, kDrawn, kDrawn, "CAS"},
    {"token", true},
    {"turnstileresponse", true, kEvery, kEvery, "Cloudflare"},
    {"usercode", false, kEvery, kDrawn, "RFC 8628"},
    {"userpass"},
    {"verification", false, kRandom, kNothing},
    {"verificationcode"},
    {"verifier", true, kEvery, kDrawn, "RFC 7636, OAuth 1.0"},
    {"verify", false, kRandom, kNothing},
    {"wachtwoord"},
    {"wctx", false, kEvery, kEvery, "WS-Federation"},
    {"webhookurl", true, kDrawn, kNothing},
    {"wresult", false, kEvery, kEvery, "WS-Federation"},
    {"xsrf", true, kEvery, kDrawn},
};

constexpr QByteArrayView kPublicNames[] = {"bostoken",  "clstoken",  "continuationtoken", "eostoken",
                                           "masktoken", "nexttoken", "padtoken",          "pagetoken",
                                           "septoken",  "synctoken", "unktoken"};

constexpr qsizetype kMaxName = 100; ///< bytes; a longer name is none of these

/// "New-Password_1", "password_confirmation" are "newpassword", "password".
QByteArray plainName(QByteArrayView name)
{
    QByteArray plain;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.' && c != ' ')
            plain += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    }
    while (!plain.isEmpty() && plain.back() >= '0' && plain.back() <= '9')
        plain.chop(1);
    for (const QByteArrayView end : {QByteArrayView("confirmation"), QByteArrayView("confirm")}) {
        if (plain.endsWith(end))
            plain.chop(end.size());
    }
    return plain;
}

size_t endOf(QByteArrayView name)
{
    return static_cast<unsigned char>(name[name.size() - 2]) * size_t(256) +
           static_cast<unsigned char>(name[name.size() - 1]);
}

/// All names by their last two letters: most names that are asked for end in none of them.
const QHash<size_t, QList<const SecretName *>> &namesByEnd()
{
    static const QHash<size_t, QList<const SecretName *>> names = [] {
        QHash<size_t, QList<const SecretName *>> found;
        for (const SecretName &row : kSecretNames)
            found[endOf(row.name)].append(&row);
        return found;
    }();
    return names;
}

const SecretName *findPlain(const QByteArray &plain, QByteArrayView off)
{
    if (plain.size() < 2)
        return nullptr;
    const auto candidates = namesByEnd().constFind(endOf(plain));
    if (candidates == namesByEnd().constEnd())
        return nullptr;
    const SecretName *found = nullptr;
    for (const SecretName *row : *candidates) {
        if (row->name == off || !(row->ending ? plain.endsWith(row->name) : plain == row->name))
            continue;
        if (!found || row->name.size() > found->name.size())
            found = row;
    }
    const bool isPublic =
        found && std::any_of(std::begin(kPublicNames), std::end(kPublicNames),
                             [&](QByteArrayView name) { return plain.endsWith(name) && name != off; });
    return isPublic ? nullptr : found;
}

} // namespace

std::span<const SecretName> secretNames()
{
    return kSecretNames;
}

std::span<const QByteArrayView> publicNames()
{
    return kPublicNames;
}

const SecretName *findSecretName(QByteArrayView name, QByteArrayView off)
{
    if (name.isEmpty() || name.size() > kMaxName)
        return nullptr;
    if (const SecretName *whole = findPlain(plainName(name), off))
        return whole;
    // user[password] is a password of a user, wsse:Password one of a namespace, spring.session one of a group.
    qsizetype start = 0;
    for (qsizetype at = 0; at <= name.size(); ++at) {
        const char c = at < name.size() ? name[at] : ']';
        if (!QByteArrayView("[]:/.$@").contains(c))
            continue;
        if (c == '[' || c == ']') {
            if (const SecretName *part = findPlain(plainName(name.sliced(start, at - start)), off))
                return part;
        }
        start = at + 1;
    }
    return nullptr;
}

bool isSecretName(QByteArrayView name)
{
    return findSecretName(name) != nullptr;
}

} // namespace hopscope
