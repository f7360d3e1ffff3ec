// SPDX-License-Identifier: MIT
#include "formats/redaction/plainvalues.h"

#include "http/ascii.h"
#include "http/headers.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxErrorName = 60; ///< bytes
constexpr qsizetype kMaxWords = 20;     ///< bytes; what is longer may be drawn by chance
constexpr int kLeastLettersOfWord = 2;  ///< small ones behind a capital, on average
constexpr qsizetype kMaxSentence = 200; ///< bytes that are looked at
constexpr qsizetype kSmallDigits = 3;
constexpr qsizetype kLeastMixedPart = 4;   ///< bytes: "v2" and "1st" are words
constexpr qsizetype kLeastCaseMixture = 8; ///< bytes: "iOS" and "PhD" are words

constexpr QByteArrayView kTruthWords[] = {"true", "false", "null", "none",     "undefined", "nil",     "yes",
                                          "no",   "on",    "off",  "required", "optional",  "invalid", "missing"};

/// Names of methods and algorithms, with their numbers.
constexpr QByteArrayView kTechnicalWords[] = {
    "argon2", "base64", "ed25519", "es256", "hs256",  "http2",  "md5",    "oauth1", "oauth2", "pbkdf2", "pkcs12",
    "pkcs8",  "rs256",  "saml2",   "sha1",  "sha256", "sha384", "sha512", "utf-16", "x86_64", "x86-64", "oauth2.0"};

/// A passphrase is made of words that mean something.
constexpr QByteArrayView kSmallWords[] = {
    "a",    "an",  "and",  "are", "at",   "be",   "by", "can",  "enter", "for", "has", "have",   "here",
    "if",   "in",  "is",   "it",  "long", "must", "no", "not",  "of",    "or",  "our", "please", "should",
    "that", "the", "this", "to",  "too",  "was",  "we", "with", "wrong", "you", "your"};

/// What pages call their fields, in small letters (UTF-8).
constexpr QByteArrayView kLabelWords[] = {"password",
                                          "passwort",
                                          "kennwort",
                                          "mot de passe",
                                          "contrase\u00f1a",
                                          "clave",
                                          "senha",
                                          "palavra-passe",
                                          "wachtwoord",
                                          "l\u00f6senord",
                                          "adgangskode",
                                          "passord",
                                          "salasana",
                                          "has\u0142o",
                                          "heslo",
                                          "jelsz\u00f3",
                                          "parol",
                                          "\u015fifre",
                                          "\u043f\u0430\u0440\u043e\u043b\u044c",
                                          "\u5bc6\u7801",
                                          "\u5bc6\u78bc",
                                          "\u30d1\u30b9\u30ef\u30fc\u30c9",
                                          "\ube44\ubc00\ubc88\ud638",
                                          "m\u1eadt kh\u1ea9u",
                                          "c\u00f3digo",
                                          "passphrase",
                                          "passcode",
                                          "secret",
                                          "token",
                                          "api key",
                                          "pin code",
                                          "security code"};

struct Part {
    int letters = 0;
    int digits = 0;
    int large = 0;
    int small = 0;

    qsizetype size() const { return letters + digits; }
    bool isMixed() const { return letters > 0 && digits > 0 && size() >= kLeastMixedPart; }
    /// "iPhone" and "fooBarBaz" have small letters behind each capital.
    bool isCaseMixture() const
    {
        return large > 0 && small > 0 && small < kLeastLettersOfWord * large && size() >= kLeastCaseMixture;
    }
};

bool isDate(QByteArrayView value)
{
    constexpr QByteArrayView shape = "0000-00-00";
    return value.size() >= shape.size() && std::equal(shape.begin(), shape.end(), value.begin(), [](char s, char c) {
               return s == '0' ? ascii::isDigit(c) : c == s;
           });
}

/// Whether the parts between "-", "_", "." and the like have `test` at least once. What is no such text has no parts.
template <typename Test>
bool hasPart(QByteArrayView value, Test test)
{
    Part part;
    for (const char c : value) {
        if (ascii::isDigit(c)) {
            ++part.digits;
        } else if (ascii::isAlpha(c)) {
            ++part.letters;
            ++(c >= 'a' && c <= 'z' ? part.small : part.large);
        } else {
            if (test(part))
                return true;
            part = {};
        }
    }
    return test(part);
}

} // namespace

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

bool isTruthWord(QByteArrayView value)
{
    return isOneOf(kTruthWords, value);
}

bool isNumbered(QByteArrayView value)
{
    const auto isLarge = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto letters = std::find_if_not(value.begin(), value.end(), isLarge);
    auto digits = letters;
    if (digits != value.end() && QByteArrayView("-_#").contains(*digits))
        ++digits;
    return letters != value.begin() && digits != value.end() && value.end() - digits <= 10 &&
           std::all_of(digits, value.end(), ascii::isDigit);
}

bool isSmallNumber(QByteArrayView value)
{
    if (value.startsWith('-') || value.startsWith('+'))
        value = value.sliced(1);
    return value.size() <= kSmallDigits && std::all_of(value.begin(), value.end(), ascii::isDigit);
}

bool isSentence(QByteArrayView value)
{
    value = value.trimmed();
    if (value.size() > kMaxSentence || !value.contains(' '))
        return false;
    const bool ends = QByteArrayView(".!?:").contains(value.back()) || value.endsWith("\u2026");
    bool hasSmallWord = false;
    bool areWords = true;
    for (const QByteArray &word : value.toByteArray().split(' ')) {
        hasSmallWord = hasSmallWord || isOneOf(kSmallWords, word);
        areWords = areWords && (word.size() > 1 || isSmallNumber(word) || isOneOf(kSmallWords, word));
        if (looksDrawn(word) && !word.endsWith('!') && !word.endsWith('?'))
            return false;
    }
    return areWords && (ends || hasSmallWord);
}

bool isLabel(QByteArrayView name, const QByteArray &value)
{
    if (value.size() > kMaxSentence || looksDrawn(value))
        return false;
    const QByteArray small = QString::fromUtf8(value).toLower().toUtf8();
    const QByteArray spaced = QByteArray(name.toByteArray()).replace('_', ' ').replace('-', ' ').toLower();
    const bool isOfWords = std::none_of(value.begin(), value.end(), ascii::isDigit) || value.contains(' ');
    if (!isOfWords)
        return false;
    return small == spaced || isSentence(value) ||
           std::any_of(std::begin(kLabelWords), std::end(kLabelWords),
                       [&](QByteArrayView word) { return small.contains(word); });
}

bool looksDrawn(QByteArrayView value, qsizetype least)
{
    if (value.size() < least || value.startsWith("[redacted") || value.startsWith("%5Bredacted"))
        return false;
    const auto isOther = [](char c) {
        return !(c > ' ' && c < '\x7f') || QByteArrayView("<>\"'(){}\\,;`").contains(c);
    };
    if (std::any_of(value.begin(), value.end(), isOther) || value.contains("://") || isDate(value) ||
        isNumbered(value) || isOneOf(kTechnicalWords, value))
        return false;
    const auto isOfPassword = [](char c) { return QByteArrayView("!@#$^&*~|?+=%").contains(c); };
    const bool hasSign = std::any_of(value.begin() + 1, value.end(), isOfPassword) &&
                         std::any_of(value.begin(), value.end(), ascii::isAlpha);
    return hasSign || hasPart(value, [](const Part &part) { return part.isMixed() || part.isCaseMixture(); });
}

bool looksRandom(QByteArrayView value)
{
    constexpr int leastPart = 6;
    const auto isOther = [](char c) {
        return !ascii::isAlpha(c) && !ascii::isDigit(c) && !QByteArrayView("-_.~+/=%").contains(c);
    };
    return value.size() >= kLeastRandom && std::none_of(value.begin(), value.end(), isOther) && !isDate(value) &&
           !value.startsWith("%5Bredacted") && hasPart(value, [](const Part &part) {
               return part.size() >= leastPart && (part.isMixed() || part.isCaseMixture());
           });
}

} // namespace hopscope
