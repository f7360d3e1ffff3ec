// SPDX-License-Identifier: MIT
#include "formats/redaction/listsecrets.h"

#include "formats/redaction/plainvalues.h"
#include "http/ascii.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr qsizetype kMaxColumns = 1000;
constexpr qsizetype kMaxColumnName = 60;       ///< bytes
constexpr QByteArrayView kColumnSign = "sep="; ///< a first line for spreadsheets
constexpr qsizetype kCodesReach = 2000;        ///< bytes behind the word in which codes are looked for
constexpr qsizetype kLeastRecoveryCode = 8;    ///< bytes
constexpr qsizetype kMostRecoveryCode = 40;    ///< bytes
constexpr qsizetype kLeastGroup = 3;           ///< digits of a code in groups
constexpr qsizetype kMostGroup = 5;
constexpr QByteArrayView kCodeWords[] = {"backup", "emergency", "recovery", "scratch"};

/// RFC 7616 (nonce, opaque), 7804 (data, sid), 7486 (challenge), UMA (ticket), L402 (macaroon, invoice).
constexpr QByteArrayView kChallengeParameters[] = {"challenge", "data",   "invoice", "macaroon",
                                                   "nonce",     "opaque", "sid",     "ticket"};

/// Names of baggage that say where a request belongs, and nothing of a person.
constexpr QByteArrayView kTracingNames[] = {"sentry-", "trace", "span", "environment", "release", "service", "version"};

constexpr QByteArrayView kNamesOfProse[] = {"password", "passwd", "passcode", "passphrase", "PIN", "requirepass"};
constexpr QByteArrayView kCodesOfProse[] = {"access", "confirmation", "login", "one-time", "security", "verification"};
/// Options of curl and others with user and password.
constexpr QByteArrayView kUserOptions[] = {"-u", "--user", "--proxy-user"};

bool isPinNumber(QByteArrayView word)
{
    return word.size() >= 4 && word.size() <= 8 && std::all_of(word.begin(), word.end(), ascii::isDigit);
}

struct Cell {
    qsizetype start = 0; ///< without quotes
    qsizetype length = 0;
    qsizetype next = 0; ///< behind the delimiter or line end
    bool endsLine = false;
};

/// Behind a byte order mark and the line that names the delimiter.
qsizetype startOfColumns(const QByteArray &text)
{
    const qsizetype start = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    const bool hasSign = QByteArrayView(text).sliced(start).startsWith(kColumnSign);
    const qsizetype newline = hasSign ? text.indexOf('\n', start) : -1;
    return newline < 0 ? start : newline + 1;
}

/// An apostrophe quotes only a cell that ends with another one: words begin with one, too.
bool isQuote(const QByteArray &text, qsizetype at, char delimiter)
{
    if (text[at] != '\'')
        return text[at] == '"';
    for (qsizetype end = at + 1; end < text.size() && text[end] != '\n'; ++end) {
        if (text[end] == '\'')
            return end + 1 == text.size() || text[end + 1] == delimiter ||
                   QByteArrayView("\r\n").contains(text[end + 1]);
    }
    return false;
}

Cell cellAt(const QByteArray &text, qsizetype at, char delimiter)
{
    Cell cell;
    const bool isQuoted = isQuote(text, at, delimiter);
    qsizetype end = isQuoted ? at + 1 : at;
    cell.start = end;
    if (isQuoted) {
        while (end < text.size() && (text[end] != text[at] || (end + 1 < text.size() && text[end + 1] == text[at])))
            end += text[end] == text[at] ? 2 : 1;
        cell.length = std::min(end, text.size()) - cell.start;
    }
    while (end < text.size() && text[end] != delimiter && text[end] != '\n')
        ++end;
    end = std::min(end, text.size());
    if (!isQuoted) {
        while (cell.start < end && ascii::isBlank(text[cell.start]))
            ++cell.start;
        cell.length = QByteArrayView(text).sliced(cell.start, end - cell.start).trimmed().size();
    }
    cell.endsLine = end >= text.size() || text[end] == '\n';
    cell.next = std::min(end + 1, text.size());
    return cell;
}

bool isColumnName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= kMaxColumnName && std::all_of(name.begin(), name.end(), [](char c) {
        return ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("_-. /#()").contains(c);
    });
}

/// Offset behind the next "recovery code", "backup-code" or the like, -1 if there is none.
qsizetype endOfCodeWord(const QByteArray &small, qsizetype from, const SecretRules &rules)
{
    constexpr QByteArrayView code = "code";
    for (qsizetype at = small.indexOf(code, from); at >= 0; at = small.indexOf(code, at + code.size())) {
        const bool isSplit = at > 0 && QByteArrayView("-_ ").contains(small[at - 1]);
        const QByteArrayView before = QByteArrayView(small).first(isSplit ? at - 1 : at);
        const bool isCode = std::any_of(std::begin(kCodeWords), std::end(kCodeWords), [&](QByteArrayView word) {
            return before.endsWith(word) && rules.isOn("codes " + word.toByteArray());
        });
        if (isCode)
            return at + code.size();
    }
    return -1;
}

/// "1a2b3-4c5d6", "12345678": digits, and letters or "-".
bool isRecoveryCode(QByteArrayView code)
{
    const auto digits = std::count_if(code.begin(), code.end(), ascii::isDigit);
    return code.size() >= kLeastRecoveryCode && code.size() <= kMostRecoveryCode && digits >= 2 &&
           code.count('-') <= 8 && !code.startsWith('-') && !code.endsWith('-') &&
           (looksDrawn(code) || code.count('-') + code.count(' ') + digits == code.size());
}

} // namespace

std::span<const QByteArrayView> recoveryWords()
{
    return kCodeWords;
}

std::span<const QByteArrayView> challengeParameters()
{
    return kChallengeParameters;
}

char delimiterOfColumns(const QByteArray &text)
{
    const qsizetype start = startOfColumns(text);
    const qsizetype newline = text.indexOf('\n', start);
    if (newline <= start || newline + 1 >= text.size() || newline - start > kMaxColumns * kMaxColumnName)
        return '\0';
    const QByteArray first = text.mid(start, newline - start).trimmed();
    const qsizetype nextLine = text.indexOf('\n', newline + 1);
    const QByteArray second = text.mid(newline + 1, nextLine < 0 ? -1 : nextLine - newline - 1).trimmed();
    for (const char delimiter : {'\t', ',', ';', '|'}) {
        const qsizetype count = first.count(delimiter);
        if (count == 0 || second.count(delimiter) < count)
            continue;
        const QList<QByteArray> names = first.split(delimiter);
        const bool areNames = std::all_of(names.begin(), names.end(), [](const QByteArray &name) {
            return isColumnName(QByteArray(name).replace('"', "").trimmed());
        });
        if (areNames)
            return delimiter;
    }
    return '\0';
}

QList<SecretSpan> columnSecrets(const QByteArray &text, char delimiter, const SecretRules &rules,
                                const PairContext &context)
{
    QList<SecretSpan> found;
    if (!rules.isOn("kind column"))
        return found;
    QList<QByteArray> names; // of the columns
    bool isHead = true;
    qsizetype column = 0;
    for (qsizetype at = startOfColumns(text); at < text.size(); ++column) {
        const Cell cell = cellAt(text, at, delimiter);
        const QByteArray value = text.mid(cell.start, cell.length);
        if (isHead && column < kMaxColumns)
            names.append(rules.mayBeSecret(value.trimmed()) ? value.trimmed() : QByteArray());
        else if (!isHead && column < names.size() && !names.at(column).isEmpty() &&
                 rules.isSecret(names.at(column), value, PairPlace::Json, context))
            found.append({cell.start, cell.length, SecretPlace::ContentField, names.at(column), SecretForm::Plain});
        if (cell.endsLine) {
            isHead = false;
            column = -1;
        }
        at = std::max(cell.next, at + 1);
    }
    return found;
}

QList<SecretSpan> recoveryCodes(const QByteArray &text, const SecretRules &rules)
{
    QList<SecretSpan> found;
    if (!rules.isOn("kind recovery codes"))
        return found;
    const QByteArray small = text.toLower();
    for (qsizetype at = endOfCodeWord(small, 0, rules); at >= 0; at = endOfCodeWord(small, at, rules)) {
        const qsizetype reach = std::min(text.size(), at + kCodesReach);
        const auto isOfCode = [](char c) { return ascii::isAlpha(c) || ascii::isDigit(c) || c == '-'; };
        while (at < reach) {
            const qsizetype start = std::find_if(text.begin() + at, text.begin() + reach, isOfCode) - text.begin();
            qsizetype end = std::find_if_not(text.begin() + start, text.end(), isOfCode) - text.begin();
            // "4821 9933"
            const auto isGroup = [&](qsizetype first, qsizetype last) {
                return last - first >= kLeastGroup && last - first <= kMostGroup &&
                       std::all_of(text.begin() + first, text.begin() + last, ascii::isDigit);
            };
            if (isGroup(start, end) && end < text.size() && text[end] == ' ') {
                const qsizetype next = std::find_if_not(text.begin() + end + 1, text.end(), isOfCode) - text.begin();
                end = isGroup(end + 1, next) ? next : end;
            }
            // "\n1a2b-3c4d" of JSON
            const qsizetype from = start > 0 && text[start - 1] == '\\' ? start + 1 : start;
            if (from < end && isRecoveryCode(QByteArrayView(text).sliced(from, end - from)))
                found.append({from, end - from, SecretPlace::ContentField, "recovery code", SecretForm::Plain});
            at = std::max(end, at + 1);
        }
        at = std::min(at, text.size());
    }
    return found;
}

QList<SecretSpan> proseSecrets(const QByteArray &text, const SecretRules &rules, bool isPlain)
{
    QList<SecretSpan> found;
    if (!rules.isOn("kind prose"))
        return found;
    const auto isOfWord = [](char c) { return !ascii::isSpace(c) && !QByteArrayView("<>\"',;()").contains(c); };
    QByteArray name;     // the last word that names a secret
    QByteArray before;   // the word in front of this one
    bool isTold = false; // "is" came behind it
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype start = std::find_if(text.begin() + at, text.end(), isOfWord) - text.begin();
        qsizetype end = std::find_if_not(text.begin() + start, text.end(), isOfWord) - text.begin();
        at = std::max(end, at + 1);
        while (end > start && QByteArrayView(".:!").contains(text[end - 1]))
            --end;
        const QByteArray word = text.mid(start, end - start);
        const qsizetype colon = word.indexOf(':');
        if (isPlain && isOneOf(kUserOptions, before) && colon > 0 && colon + 1 < word.size())
            found.append(
                {start + colon + 1, word.size() - colon - 1, SecretPlace::ContentField, "password", SecretForm::Plain});
        else if (!name.isEmpty() && ((isPlain || isTold) && (looksDrawn(word) || (isTold && isPinNumber(word)))))
            found.append({start, word.size(), SecretPlace::ContentField, name, SecretForm::Plain});
        isTold = !name.isEmpty() && (word == "is" || word == "was");
        const bool isCode = equalsIgnoringCase(word, "code") && isOneOf(kCodesOfProse, before);
        if (isOneOf(kNamesOfProse, word) || isCode)
            name = word;
        else if (!isTold)
            name.clear();
        before = word;
    }
    return found;
}

QList<SecretSpan> challengeSecrets(const QByteArray &value, const SecretRules &rules)
{
    QList<SecretSpan> found;
    if (!rules.isOn("kind challenge"))
        return found;
    const auto skip = [&](qsizetype from, const auto &isSkipped) {
        return qsizetype(std::find_if_not(value.begin() + from, value.end(), isSkipped) - value.begin());
    };
    const auto isSpaceOrComma = [](char c) { return ascii::isSpace(c) || c == ','; };
    for (qsizetype at = skip(0, isSpaceOrComma); at < value.size(); at = skip(at, isSpaceOrComma)) {
        const qsizetype nameEnd = skip(at, [](char c) { return isToken(QByteArrayView(&c, 1)); });
        const QByteArray name = value.mid(at, nameEnd - at);
        qsizetype next = skip(nameEnd, ascii::isSpace);
        if (name.isEmpty()) {
            at = std::max(next, at + 1);
            continue;
        }
        const bool isParameter = next < value.size() && value[next] == '=';
        qsizetype start = isParameter ? skip(next + 1, ascii::isSpace) : next;
        qsizetype end = 0;
        const bool isQuoted = isParameter && start < value.size() && value[start] == '"';
        if (isQuoted) {
            ++start;
            for (end = start; end < value.size() && value[end] != '"'; ++end)
                end += value[end] == '\\' ? 1 : 0;
            end = std::min(end, value.size());
            next = std::min(end + 1, value.size());
        } else if (isParameter) {
            next = end = skip(start, [](char c) { return !ascii::isSpace(c) && c != ','; });
        } else {
            // Behind a scheme: a token68, or the first parameter, for which this comes back.
            const qsizetype tokenEnd = skip(start, [](char c) {
                return ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("-._~+/").contains(c);
            });
            const qsizetype padded = skip(tokenEnd, [](char c) { return c == '='; });
            const qsizetype behind = skip(padded, ascii::isSpace);
            const bool isToken68 =
                tokenEnd > start && (behind >= value.size() || value[behind] == ',') && start > nameEnd;
            end = isToken68 ? padded : start;
            next = isToken68 ? padded : std::max(start, nameEnd);
        }
        const bool isSecret = isParameter
                                  ? isOneOf(kChallengeParameters, name) && rules.isOn("challenge " + name.toLower())
                                  : end > start;
        const QByteArrayView secret = QByteArrayView(value).sliced(start, end - start);
        if (isSecret && end > start && !secret.startsWith("[redacted"))
            found.append(
                {start, end - start, SecretPlace::Field, isParameter ? name : name + " challenge", SecretForm::Plain});
        at = std::max(next, at + 1);
    }
    return found;
}

QList<SecretSpan> baggageSecrets(const QByteArray &value, const SecretRules &rules)
{
    QList<SecretSpan> found;
    if (!rules.isOn("kind baggage"))
        return found;
    for (qsizetype at = 0; at < value.size();) {
        const auto isEnd = [](char c) { return c == ',' || c == ';'; };
        const qsizetype end = std::find_if(value.begin() + at, value.end(), isEnd) - value.begin();
        const qsizetype equals = value.indexOf('=', at);
        if (equals >= at && equals < end) {
            const QByteArray name = value.mid(at, equals - at).trimmed();
            const QByteArrayView raw = QByteArrayView(value).sliced(equals + 1, end - equals - 1);
            const QByteArray secret = raw.trimmed().toByteArray();
            const qsizetype start = equals + 1 + raw.indexOf(secret);
            const bool isTracing = std::any_of(std::begin(kTracingNames), std::end(kTracingNames),
                                               [&](QByteArrayView word) { return name.toLower().startsWith(word); });
            if (!secret.isEmpty() && !isTracing && !secret.startsWith("[redacted") && !isWords(secret) &&
                !isSmallNumber(secret))
                found.append({start, secret.size(), SecretPlace::Field, name, SecretForm::Query});
        }
        at = end + 1;
    }
    return found;
}

} // namespace hopscope
