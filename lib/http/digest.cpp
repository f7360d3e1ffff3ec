// SPDX-License-Identifier: MIT
#include "http/digest.h"

#include "http/ascii.h"

#include <QCryptographicHash>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct NamedAlgorithm {
    DigestAlgorithm algorithm;
    const char *name;
};

constexpr NamedAlgorithm kAlgorithms[] = {
    {DigestAlgorithm::Md5, "MD5"},
    {DigestAlgorithm::Md5Sess, "MD5-sess"},
    {DigestAlgorithm::Sha256, "SHA-256"},
    {DigestAlgorithm::Sha256Sess, "SHA-256-sess"},
    {DigestAlgorithm::Sha512_256, "SHA-512-256"},
    {DigestAlgorithm::Sha512_256Sess, "SHA-512-256-sess"},
};

bool isTrue(const Challenge &challenge, QByteArrayView name)
{
    return equalsIgnoringCase(challenge.parameter(name).value_or(QByteArray()), "true");
}

std::optional<QCryptographicHash::Algorithm> hashOf(DigestAlgorithm algorithm, const DigestStyle &style)
{
    switch (algorithm) {
    case DigestAlgorithm::Md5:
    case DigestAlgorithm::Md5Sess:
        return QCryptographicHash::Md5;
    case DigestAlgorithm::Sha256:
    case DigestAlgorithm::Sha256Sess:
        return QCryptographicHash::Sha256;
    case DigestAlgorithm::Sha512_256:
    case DigestAlgorithm::Sha512_256Sess:
        if (style.sha512AsSha256)
            return QCryptographicHash::Sha256;
        break;
    }
    return std::nullopt;
}

QByteArray qopText(DigestQop qop)
{
    switch (qop) {
    case DigestQop::None:
        break;
    case DigestQop::Auth:
        return "auth";
    case DigestQop::AuthInt:
        return "auth-int";
    }
    return {};
}

/// RFC 7616 3.4: eight hexadecimal digits.
QByteArray nonceCountText(quint32 count)
{
    return QByteArray::number(count, 16).rightJustified(8, '0');
}

/// The field in the making.
struct DigestField {
    const DigestChallenge &challenge;
    DigestAlgorithm algorithm;
    DigestQop qop;
    const DigestRequest &request;
    const DigestStyle &style;
    QCryptographicHash::Algorithm hash;

    QByteArray realm() const { return challenge.realm.value_or(QByteArray()); }
    bool hashesUser() const { return challenge.userhash && style.hashesUser; }
    QByteArray hashed(const QByteArray &text) const { return QCryptographicHash::hash(text, hash).toHex(); }
};

/// RFC 7616 3.4.1 to 3.4.3; without qop as in RFC 2069 2.1.2.
QByteArray responseOf(const DigestField &field)
{
    const DigestRequest &request = field.request;
    QByteArray secret = field.hashed(request.user + ':' + field.realm() + ':' + request.password);
    if (isSession(field.algorithm))
        secret = field.hashed(secret + ':' + field.challenge.nonce + ':' + request.cnonce);
    QByteArray covered = request.method + ':' + request.uri;
    if (field.qop == DigestQop::AuthInt)
        covered += ':' + field.hashed(field.style.hashesContent ? request.content : QByteArray());
    QByteArray text = secret + ':' + field.challenge.nonce + ':';
    if (field.qop != DigestQop::None)
        text += nonceCountText(request.nonceCount) + ':' + request.cnonce + ':' + qopText(field.qop) + ':';
    return field.hashed(text + field.hashed(covered));
}

QByteArray quoted(const QByteArray &value, const DigestStyle &style)
{
    QByteArray text = value;
    if (style.escapes)
        text.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + text + '"';
}

bool isExtended(const DigestField &field)
{
    const QByteArray &user = field.request.user;
    return field.style.extendsUser && field.challenge.utf8 && !field.hashesUser() &&
           std::any_of(user.begin(), user.end(), [](char c) { return ascii::isHighByte(c) || ascii::isControl(c); });
}

/// RFC 7616 3.4 and 3.4.4, RFC 8187 3.2.
QByteArray usernameOf(const DigestField &field)
{
    if (isExtended(field))
        return "username*=UTF-8''" + field.request.user.toPercentEncoding();
    const QByteArray user =
        field.hashesUser() ? field.hashed(field.request.user + ':' + field.realm()) : field.request.user;
    return "username=" + quoted(user, field.style);
}

QByteArray algorithmOf(const DigestField &field)
{
    if (field.challenge.algorithm.isEmpty() || digestAlgorithm(field.challenge) != field.algorithm)
        return {};
    QByteArray name = field.challenge.algorithm;
    if (field.style.canonicalAlgorithm)
        name = std::find_if(std::begin(kAlgorithms), std::end(kAlgorithms), [&](const NamedAlgorithm &each) {
                   return each.algorithm == field.algorithm;
               })->name;
    return "algorithm=" + (field.style.quotesAlgorithm ? '"' + name + '"' : name);
}

/// Empty when the part is not written.
QByteArray partOf(DigestPart part, const DigestField &field)
{
    const bool counts = field.qop != DigestQop::None;
    switch (part) {
    case DigestPart::Username:
        return usernameOf(field);
    case DigestPart::Realm:
        return "realm=" + quoted(field.realm(), field.style);
    case DigestPart::Nonce:
        return "nonce=" + quoted(field.challenge.nonce, field.style);
    case DigestPart::Uri:
        return "uri=\"" + field.request.uri + '"';
    case DigestPart::Algorithm:
        return algorithmOf(field);
    case DigestPart::Qop: {
        const QByteArray name = qopText(field.qop);
        return counts ? "qop=" + (field.style.quotesQop ? '"' + name + '"' : name) : QByteArray();
    }
    case DigestPart::Nc:
        return counts ? "nc=" + nonceCountText(field.request.nonceCount) : QByteArray();
    case DigestPart::Cnonce:
        return counts ? "cnonce=" + quoted(field.request.cnonce, field.style) : QByteArray();
    case DigestPart::Response:
        return "response=\"" + responseOf(field) + '"';
    case DigestPart::Opaque:
        return field.challenge.opaque ? "opaque=" + quoted(*field.challenge.opaque, field.style) : QByteArray();
    case DigestPart::Userhash:
        return field.hashesUser() ? QByteArray("userhash=true") : QByteArray();
    }
    return {};
}

} // namespace

std::optional<DigestChallenge> digestChallenge(const Challenge &challenge)
{
    const QByteArray nonce = challenge.parameter("nonce").value_or(QByteArray());
    if (!equalsIgnoringCase(challenge.scheme, "Digest") || nonce.isEmpty())
        return std::nullopt;
    return DigestChallenge{.realm = challenge.parameter("realm"),
                           .nonce = nonce,
                           .opaque = challenge.parameter("opaque"),
                           .algorithm = challenge.parameter("algorithm").value_or(QByteArray()),
                           .qop = challenge.parameter("qop").value_or(QByteArray()),
                           .stale = isTrue(challenge, "stale"),
                           .userhash = isTrue(challenge, "userhash"),
                           .utf8 = equalsIgnoringCase(challenge.parameter("charset").value_or(QByteArray()), "UTF-8")};
}

std::optional<DigestAlgorithm> digestAlgorithm(const DigestChallenge &challenge)
{
    if (challenge.algorithm.isEmpty())
        return DigestAlgorithm::Md5;
    for (const NamedAlgorithm &each : kAlgorithms) {
        if (equalsIgnoringCase(each.name, challenge.algorithm))
            return each.algorithm;
    }
    return std::nullopt;
}

bool isSession(DigestAlgorithm algorithm)
{
    return algorithm == DigestAlgorithm::Md5Sess || algorithm == DigestAlgorithm::Sha256Sess ||
           algorithm == DigestAlgorithm::Sha512_256Sess;
}

Result<QByteArray> digestCredentials(const DigestChallenge &challenge, DigestAlgorithm algorithm, DigestQop qop,
                                     const DigestRequest &request, const DigestStyle &style)
{
    const auto hash = hashOf(algorithm, style);
    if (!hash)
        return Result<QByteArray>::failure(u"Hopscope cannot compute SHA-512-256, which the server asks for."_s);
    const DigestField field{challenge, algorithm, qop, request, style, *hash};
    QByteArrayList parts;
    for (const DigestPart part : style.order) {
        const QByteArray text = partOf(part, field);
        if (!text.isEmpty())
            parts.append(text);
    }
    const QByteArray value = "Digest " + parts.join(", ");
    if (!isFieldValue(value))
        return Result<QByteArray>::failure(
            u"The user name has a control character, which Digest cannot send: use another user name."_s);
    return value;
}

} // namespace hopscope
