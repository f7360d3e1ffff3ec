// SPDX-License-Identifier: MIT
#include "formats/redaction/secretrules.h"

#include "formats/redaction/keyprefixes.h"
#include "formats/redaction/listsecrets.h"
#include "formats/redaction/marks.h"
#include "formats/redaction/plainvalues.h"
#include "formats/redaction/secretpaths.h"
#include "http/ascii.h"
#include "text/secretnames.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr QByteArrayView kNameRule = "name ";
/// With a number it is a status, with a text the name of an error or an authorization code.
constexpr QByteArrayView kCodeName = "code";
constexpr qsizetype kStatusDigits = 3; ///< of an HTTP status, and most of other small numbers of errors
constexpr qsizetype kLeastPin = 4;
constexpr qsizetype kMostPin = 8;

/// Values that tie a request for authorization to its answer (RFC 6749 10.12).
constexpr QByteArrayView kTyingNames[] = {"state"};

/// Fields of signatures, of which each sender has its own: X-Hub-Signature-256, Stripe-Signature,
/// X-Shopify-Hmac-Sha256.
constexpr QByteArrayView kSignatureWords[] = {"signature", "hmac", "-sig"};
/// RFC 9421 and others: what was signed, and how.
constexpr QByteArrayView kSignatureTerms[] = {"Signature-Input", "Signature-Agent", "Accept-Signature"};

constexpr QByteArrayView kOwnFields[] = {"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"};
constexpr QByteArrayView kChallengeFields[] = {"WWW-Authenticate", "Proxy-Authenticate"};

/// Rules that are no row of a table.
constexpr QByteArrayView kKinds[] = {
    "kind array pair",     "kind baggage",        "kind base64",         "kind Basic",
    "kind Bearer",         "kind bot token",      "kind call",           "kind card",
    "kind challenge",      "kind column",         "kind comment",        "kind cookieless session",
    "kind element pair",   "kind escaped quotes", "kind field list",     "kind flat pair",
    "kind JSON Web Key",   "kind JSON Web Token", "kind name in a path", "kind named element",
    "kind named value",    "kind Negotiate",      "kind private key",    "kind prose",
    "kind recovery codes", "kind setter",         "kind settings",       "kind signature field",
    "kind single quotes",  "kind state",          "kind YAML block",
};

/// "Api-Key" of "X-Api-Key".
QByteArrayView withoutX(QByteArrayView name)
{
    return name.size() > 2 && equalsIgnoringCase(name.first(2), "X-") ? name.sliced(2) : name;
}

bool isPin(QByteArrayView value)
{
    return value.size() >= kLeastPin && value.size() <= kMostPin &&
           std::all_of(value.begin(), value.end(), ascii::isDigit);
}

bool isCookie(QByteArrayView name)
{
    const QByteArray small = name.toByteArray().toLower();
    return small.endsWith("cookie") || small.endsWith("cookies");
}

bool holds(SecretHolds which, QByteArrayView name, const QByteArray &value, PairPlace place, const PairContext &context)
{
    const bool isWritten = place != PairPlace::Parameter && !context.ofRequest;
    switch (which) {
    case SecretHolds::Nothing:
        return false;
    case SecretHolds::Random:
        return looksRandom(value);
    case SecretHolds::Pin:
        if (isPin(value))
            return !context.ofAddress;
        [[fallthrough]];
    case SecretHolds::Drawn:
        if (place == PairPlace::Parameter || (context.ofPerson && !context.ofLabels && !isLabel(name, value)))
            return !isSmallNumber(value) && (context.ofPerson || !isWords(value)) && !isSentence(value) &&
                   !isNumbered(value);
        return looksDrawn(value) || (value.contains('=') && isCookie(name));
    case SecretHolds::Every:
        // "?pass=3" is one of three.
        if (equalsIgnoringCase(name, "pass") && isSmallNumber(value))
            return false;
        break;
    }
    return !isWritten || !(context.ofLabels || isLabel(name, value));
}

} // namespace

bool CodeRule::isHarmless(const QByteArray &value, bool isNumber) const
{
    if (secret)
        return false;
    const bool digits = std::all_of(value.begin(), value.end(), ascii::isDigit);
    if (isNumber)
        return ofError || value.startsWith('-') || (digits && value.size() <= kStatusDigits);
    // "en-US" is one of languages.
    const bool isLocale = value.size() == 5 && (value[2] == '-' || value[2] == '_') && isWords(value);
    return isErrorName(value) || isLocale || (digits && value.size() == kStatusDigits);
}

bool SecretRules::isUsers(QByteArrayView name) const
{
    return isOneOf(names, name);
}

QByteArrayView SecretRules::offName() const
{
    const QByteArrayView id(off);
    return id.startsWith(kNameRule) ? id.sliced(kNameRule.size()) : QByteArrayView();
}

const SecretName *SecretRules::rowOf(QByteArrayView name) const
{
    const SecretName *row = findSecretName(name, offName());
    return row ? row : findSecretName(withoutX(name), offName());
}

bool SecretRules::isSecretName(QByteArrayView name) const
{
    return isUsers(name) || rowOf(name) != nullptr;
}

bool SecretRules::mayBeSecret(QByteArrayView name) const
{
    return isOneOf(kTyingNames, name) || isSecretName(name);
}

bool SecretRules::isSignatureField(QByteArrayView name)
{
    const QByteArray small = name.toByteArray().toLower();
    return !isOneOf(kSignatureTerms, name) &&
           std::any_of(std::begin(kSignatureWords), std::end(kSignatureWords), [&](QByteArrayView word) {
               return word.startsWith('-') ? small.endsWith(word) : small.contains(word);
           });
}

bool SecretRules::holdsEvery(QByteArrayView name) const
{
    const SecretName *row = rowOf(name);
    return row && row->content == SecretHolds::Every && !equalsIgnoringCase(name, kCodeName);
}

bool isChallengeField(QByteArrayView name)
{
    return isOneOf(kChallengeFields, name);
}

bool SecretRules::isSecretField(QByteArrayView name) const
{
    return isOneOf(kOwnFields, name) || (isOn("kind challenge") && isChallengeField(name)) ||
           (isOn("kind signature field") && isSignatureField(name)) || isSecretName(name);
}

bool SecretRules::isSecretFieldValue(QByteArrayView name, const QByteArray &value) const
{
    return (isOn("kind signature field") && isSignatureField(name)) || isSecret(name, value, PairPlace::Parameter);
}

bool SecretRules::isSecret(QByteArrayView name, const QByteArray &value, PairPlace place,
                           const PairContext &context) const
{
    const QByteArray shown = value.trimmed();
    if (shown.isEmpty() || isMark(shown) || shown.startsWith("[redacted"))
        return false;
    if (isUsers(name))
        return true;
    if (isTruthWord(shown))
        return false;
    if (isOneOf(kTyingNames, name))
        return isOn("kind state") && (context.ofAuthorization || looksRandom(shown));
    if (place != PairPlace::Parameter && equalsIgnoringCase(name, kCodeName) &&
        context.codes.isHarmless(shown, context.isNumber))
        return false;
    const SecretName *row = rowOf(name);
    return row && holds(place == PairPlace::Parameter ? row->parameter : row->content, name, shown, place, context);
}

QList<RedactionRule> redactionRules()
{
    QList<RedactionRule> rules;
    const auto add = [&](const QByteArray &id, const char *of = nullptr) { rules.append({id, QString::fromUtf8(of)}); };
    for (const SecretName &row : secretNames())
        add(kNameRule.toByteArray() + row.name.toByteArray(), row.of);
    for (const QByteArrayView name : publicNames())
        add(kNameRule.toByteArray() + name.toByteArray());
    for (const KeyPrefix &row : keyPrefixes())
        add(idOf(row), row.source);
    for (const PathRule &row : pathRules())
        add(idOf(row), row.of);
    for (const QByteArrayView name : challengeParameters())
        add("challenge " + name.toByteArray());
    for (const QByteArrayView word : recoveryWords())
        add("codes " + word.toByteArray());
    for (const QByteArrayView kind : kKinds)
        add(kind.toByteArray());
    return rules;
}

} // namespace hopscope
