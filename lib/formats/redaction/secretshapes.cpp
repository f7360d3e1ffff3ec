// SPDX-License-Identifier: MIT
#include "formats/redaction/secretshapes.h"

#include "formats/redaction/keyprefixes.h"
#include "formats/redaction/plainvalues.h"
#include "http/ascii.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

struct WebToken {
    qsizetype least = 0; ///< bytes of the whole
    int dots = 0;
};

constexpr QByteArrayView kWebTokenStart = "eyJ";      ///< base64url of {"
constexpr WebToken kWebTokens[] = {{30, 2}, {50, 4}}; ///< signed, RFC 7515; encrypted, RFC 7516

struct Issuer {
    int first = 0; ///< the first four digits, from and to
    int last = 0;
    qsizetype lengths[3] = {16, 16, 16}; ///< digits of the whole
};

/// ISO/IEC 7812 with the ranges that the networks publish.
constexpr Issuer kIssuers[] = {
    {4000, 4999, {13, 16, 19}}, // Visa
    {5100, 5599},
    {2221, 2720}, // Mastercard
    {3400, 3499, {15, 15, 15}},
    {3700, 3799, {15, 15, 15}}, // American Express
    {6011, 6011, {16, 17, 19}},
    {6440, 6599, {16, 17, 19}}, // Discover
    {3000, 3059, {14, 16, 16}},
    {3600, 3699, {14, 16, 16}},
    {3800, 3999, {14, 16, 16}}, // Diners Club
    {3528, 3589, {16, 17, 19}}, // JCB
    {6200, 6299, {16, 17, 19}}, // UnionPay
    {5000, 5099, {16, 17, 19}},
    {5600, 5899, {16, 17, 19}},
    {6700, 6799, {16, 17, 19}}, // Maestro
};
constexpr qsizetype kLeastCardDigits = 13;
constexpr qsizetype kMostCardDigits = 19;
constexpr qsizetype kMostOfCard = 2 * kMostCardDigits;

constexpr QByteArrayView kKeyBegin = "-----BEGIN";
constexpr QByteArrayView kKeyEnd = "-----END";
constexpr qsizetype kMaxKeyHead = 60; ///< bytes of "-----BEGIN RSA PRIVATE KEY-----"

constexpr qsizetype kLeastBearer = 8;
constexpr qsizetype kLeastBasic = 6;
constexpr qsizetype kLeastBot = 34;
constexpr qsizetype kLeastBotDigits = 6;
constexpr qsizetype kMostBotDigits = 12;

bool isOfToken(char c)
{
    return ascii::isAlphanumeric(c) || c == '_' || c == '-' || c == '.';
}

qsizetype webTokenLength(QByteArrayView text)
{
    if (!text.startsWith(kWebTokenStart))
        return 0;
    auto end = std::find_if_not(text.begin(), text.end(), isOfToken);
    while (*(end - 1) == '.') // of the sentence
        --end;
    const QByteArrayView token(text.begin(), end);
    const qsizetype dots = token.count('.');
    const bool isToken = std::any_of(std::begin(kWebTokens), std::end(kWebTokens), [&](const WebToken &kind) {
        return token.size() >= kind.least && dots == kind.dots;
    });
    return isToken ? token.size() : 0;
}

/// Length of the card number that `text` begins with.
qsizetype cardLength(QByteArrayView text)
{
    qsizetype digits = 0;
    qsizetype end = 0;
    for (qsizetype at = 0; at < text.size() && at < kMostOfCard; ++at) {
        if (ascii::isDigit(text[at])) {
            ++digits;
            end = at + 1;
        } else if ((text[at] != ' ' && text[at] != '-' && text[at] != '+') || end != at) {
            break;
        }
    }
    const bool goesOn =
        end < text.size() && (ascii::isAlphanumeric(text[end]) || text[end] == '_' ||
                              (text[end] == '.' && end + 1 < text.size() && ascii::isDigit(text[end + 1])));
    return digits >= kLeastCardDigits && digits <= kMostCardDigits && !goesOn && isCardNumber(text.first(end)) ? end
                                                                                                               : 0;
}

/// Where the key stands between the lines "-----BEGIN ... PRIVATE KEY-----" and "-----END ...", the first of which
/// `text` has at `at`.
SecretSpan privateKeyAt(const QByteArray &text, qsizetype at)
{
    const qsizetype head = text.indexOf("-----", at + kKeyBegin.size());
    if (head < 0 || head - at > kMaxKeyHead || !text.mid(at, head - at).contains("PRIVATE"))
        return {};
    const qsizetype start = head + 5;
    qsizetype end = start;
    // Without an end it was cut off.
    while (end < text.size() && !QByteArrayView("\"'<&").contains(text[end]) &&
           !(text[end] == '-' && QByteArrayView(text).sliced(end).startsWith(kKeyEnd)))
        ++end;
    return {start, end - start, SecretPlace::Shape, "private key", SecretForm::Plain};
}

struct SchemeRule {
    QByteArrayView scheme;
    QByteArrayView rule;
    bool (*isSecret)(const QByteArray &value);
    QByteArrayView name;
};

bool isBasic(const QByteArray &value)
{
    if (value.size() < kLeastBasic)
        return false;
    const QByteArray user = QByteArray::fromBase64(value);
    return user.contains(':') && user.isValidUtf8() &&
           std::none_of(user.begin(), user.end(), [](char c) { return c >= 0 && c < ' '; });
}

bool isBearer(const QByteArray &value)
{
    return looksDrawn(value, kLeastBearer);
}

bool isNegotiated(const QByteArray &value)
{
    return looksRandom(value);
}

constexpr SchemeRule kSchemeRules[] = {
    {"Basic", "kind Basic", isBasic, kBasicName},
    {"Bearer", "kind Bearer", isBearer, "Bearer token"},
    {"Negotiate", "kind Negotiate", isNegotiated, "Negotiate token"},
    {"NTLM", "kind Negotiate", isNegotiated, "NTLM message"},
    {"Token", "kind Bearer", isNegotiated, "token"},
    {"ApiKey", "kind Bearer", isNegotiated, "API key"},
};

constexpr QByteArrayView kSchemeStarts = "AaBbNnTt"; ///< of the names above

/// What stands behind the name of a scheme and a space (or what stands for one) at `at`.
SecretSpan credentialsAt(const QByteArray &text, qsizetype at, const SecretRules &rules)
{
    const QByteArrayView rest = QByteArrayView(text).sliced(at);
    for (const SchemeRule &row : kSchemeRules) {
        const qsizetype name = row.scheme.size();
        if (rest.size() <= name + 1 || !equalsIgnoringCase(rest.first(name), row.scheme) || !rules.isOn(row.rule))
            continue;
        const QByteArrayView behind = rest.sliced(name);
        const qsizetype gap = behind.startsWith(", ")                            ? 2
                              : behind.startsWith("%20")                         ? 3
                              : behind.startsWith(' ') || behind.startsWith('+') ? 1
                                                                                 : 0;
        if (gap == 0)
            continue;
        const QByteArrayView value = behind.sliced(gap);
        const auto end = std::find_if_not(value.begin(), value.end(), [](char c) {
            return isOfToken(c) || c == '~' || c == '+' || c == '/' || c == '=';
        });
        if (row.isSecret(QByteArray(value.begin(), end - value.begin())))
            return {at + name + gap, end - value.begin(), SecretPlace::Shape, row.name.toByteArray(),
                    SecretForm::Plain};
    }
    return {};
}

/// A bot of Telegram: its number, a colon and 35 characters.
qsizetype botTokenLength(QByteArrayView text)
{
    const auto digits = std::find_if_not(text.begin(), text.end(), ascii::isDigit);
    const qsizetype count = digits - text.begin();
    if (count < kLeastBotDigits || count > kMostBotDigits || digits == text.end() || *digits != ':')
        return 0;
    const auto end = std::find_if_not(digits + 1, text.end(),
                                      [](char c) { return ascii::isAlphanumeric(c) || c == '_' || c == '-'; });
    return end - digits > kLeastBot ? end - text.begin() : 0;
}

/// Whether a value may begin at `at`: not in a word, but behind an escape of a URL or of JSON.
qsizetype escapeAt(QByteArrayView text, qsizetype at)
{
    if (text[at] == '%' && at + 2 < text.size() &&
        QByteArray::fromHex(text.sliced(at + 1, 2).toByteArray()).size() == 1)
        return 3;
    if (text[at] == '\\' && at + 1 < text.size())
        return text[at + 1] == 'u' ? 6 : 2;
    return 0;
}

SecretSpan shapeAt(const QByteArray &text, qsizetype at, const SecretRules &rules)
{
    const QByteArrayView rest = QByteArrayView(text).sliced(at);
    const char c = rest.front();
    if (c == '-')
        return rest.startsWith(kKeyBegin) && rules.isOn("kind private key") ? privateKeyAt(text, at) : SecretSpan();
    if (ascii::isDigit(c)) {
        if (const qsizetype length = rules.isOn("kind card") ? cardLength(rest) : 0; length > 0)
            return {at, length, SecretPlace::Shape, "card number", SecretForm::Plain};
        if (const qsizetype length = rules.isOn("kind bot token") ? botTokenLength(rest) : 0; length > 0)
            return {at, length, SecretPlace::Shape, "Telegram bot token", SecretForm::Plain};
    }
    if (const qsizetype length = rules.isOn("kind JSON Web Token") ? webTokenLength(rest) : 0; length > 0)
        return {at, length, SecretPlace::Shape, "JSON Web Token", SecretForm::Plain};
    if (const auto [length, row] = keyAt(rest, rules.off); length > 0)
        return {at, length, SecretPlace::Shape, row->name, SecretForm::Plain};
    return kSchemeStarts.contains(c) ? credentialsAt(text, at, rules) : SecretSpan();
}

} // namespace

bool isCardNumber(QByteArrayView text)
{
    QByteArray digits;
    for (const char c : text) {
        if (ascii::isDigit(c))
            digits += c;
    }
    if (digits.size() < kLeastCardDigits || digits.size() > kMostCardDigits)
        return false;
    const int start = digits.left(4).toInt();
    const bool isIssued = std::any_of(std::begin(kIssuers), std::end(kIssuers), [&](const Issuer &issuer) {
        return start >= issuer.first && start <= issuer.last &&
               std::find(std::begin(issuer.lengths), std::end(issuer.lengths), digits.size()) !=
                   std::end(issuer.lengths);
    });
    if (!isIssued || digits.count(digits.front()) == digits.size())
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int weighted = i % 2 == 1 ? 2 * digit : digit;
        sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
}

QList<SecretSpan> shapedSecrets(const QByteArray &text, const SecretRules &rules)
{
    QList<SecretSpan> found;
    bool isStart = true; // whether a value can begin here
    for (qsizetype at = 0; at < text.size();) {
        if (const qsizetype escape = escapeAt(text, at); escape > 0) {
            at += escape;
            isStart = true;
            continue;
        }
        const char c = text[at];
        const SecretSpan span = isStart ? shapeAt(text, at, rules) : SecretSpan();
        if (span.length > 0) {
            found.append(span);
            at = span.end();
            isStart = false;
            continue;
        }
        // "0.4111" is no card, "x-ghp_" may be a key.
        isStart = !ascii::isAlphanumeric(c) && !(c == '.' && at > 0 && ascii::isDigit(text[at - 1]));
        ++at;
    }
    return found;
}

} // namespace hopscope
