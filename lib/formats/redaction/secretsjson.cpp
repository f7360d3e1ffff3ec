// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/marks.h"
#include "formats/redaction/plainvalues.h"
#include "http/ascii.h"
#include "text/unescape.h"

#include <QRegularExpression>

#include <algorithm>

// What is secret in JSON. The bytes around the secrets stay as they are, also those that are no JSON.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// With a number it is a status, with a text the name of an error or an authorization code.
constexpr QByteArrayView kCodeName = "code";
constexpr qsizetype kStatusDigits = 3; ///< of an HTTP status, and most of other small numbers of errors

/// Offset behind the JSON string that starts with the quote at `at`; the end of the text if it is cut off.
qsizetype endOfString(const QByteArray &json, qsizetype at)
{
    const char quote = json[at];
    for (++at; at < json.size() && json[at] != quote; ++at)
        at += json[at] == '\\' ? 1 : 0;
    return std::min(at + 1, json.size());
}

qsizetype endOfNumber(const QByteArray &json, qsizetype at)
{
    const auto isOfNumber = [](char c) { return ascii::isDigit(c) || QByteArrayView("+-.eE").contains(c); };
    return std::find_if_not(json.begin() + at, json.end(), isOfNumber) - json.begin();
}

qsizetype skipSpace(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && ascii::isSpace(json[at]))
        ++at;
    return at;
}

QByteArray unquoted(const QByteArray &string)
{
    const qsizetype end = string.size() > 1 && string.endsWith(string[0]) ? string.size() - 1 : string.size();
    return string.mid(1, end - 1);
}

bool hasMember(const QByteArray &json, std::initializer_list<QByteArrayView> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&](QByteArrayView name) { return json.contains('"' + name.toByteArray() + '"'); });
}

/// Whether a `code` of the JSON is one of authorization, whatever it looks like (RFC 6749 4.1.2 and 4.1.3).
bool isOfAuthorization(const QByteArray &json)
{
    return hasMember(json, {"grant_type", "redirect_uri", "code_verifier", "client_id", "state", "expires_in"});
}

bool tellsOfError(const QByteArray &json)
{
    return hasMember(json, {"message", "msg", "error", "errors", "detail", "details", "title", "status", "description",
                            "error_description", "reason", "success", "ok"});
}

/// What the JSON says of its members called `code`.
struct CodeRule {
    bool secret = false;  ///< all of them
    bool ofError = false; ///< numbers are those of errors

    bool isHarmless(const QByteArray &name, const QByteArray &value, bool isNumber) const
    {
        if (secret || name.toLower() != kCodeName)
            return false;
        const bool digits = std::all_of(value.begin(), value.end(), ascii::isDigit);
        if (isNumber)
            return ofError || value.startsWith('-') || (digits && value.size() <= kStatusDigits);
        return isErrorName(value) || (digits && value.size() == kStatusDigits);
    }
};

CodeRule codeRuleOf(const QByteArray &json, MessageKind kind)
{
    return {.secret = kind == MessageKind::Request || isOfAuthorization(json), .ofError = tellsOfError(json)};
}

} // namespace

bool Secrets::isJsonText(const QByteArray &text)
{
    const qsizetype at = skipSpace(text, 0);
    const qsizetype next = skipSpace(text, at + 1);
    if (next >= text.size())
        return false;
    return (text[at] == '{' && QByteArrayView("\"}").contains(text[next])) ||
           (text[at] == '[' && QByteArrayView("\"{[]-0123456789").contains(text[next]));
}

QByteArray Secrets::jsonString(const QByteArray &raw)
{
    if (!raw.contains('=') && !raw.contains(':') && !raw.contains("\\u"))
        return raw;
    const QByteArray plain = jsonDecoded(raw);
    const QByteArray redactedPlain = inner(plain);
    return redactedPlain == plain ? raw : jsonEncoded(redactedPlain);
}

QByteArray Secrets::json(const QByteArray &text)
{
    const CodeRule codes = codeRuleOf(text, m_kind);
    QByteArray out;
    QList<QByteArray> open{{}};   // the secret name to which each open object or array belongs, or none
    QByteArray name;              // of the member whose value comes next, if it is secret
    QByteArray key;               // of that member
    QList<QByteArray> called{{}}; // the secret name that a member of each open object gives to its member "value"
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        const QByteArray secretName = name.isEmpty() ? open.last() : name;
        if (c == '"') {
            const qsizetype end = endOfString(text, at);
            const QByteArray string = text.mid(at, end - at);
            const qsizetype next = skipSpace(text, end);
            const bool isKey = next < text.size() && text[next] == ':';
            const QByteArray raw = unquoted(string);
            name = isKey && isSecret(jsonDecoded(raw)) ? jsonDecoded(raw)
                   : isKey && raw == "value"           ? called.last()
                                                       : QByteArray();
            if (isKey)
                key = raw;
            else if ((key == "name" || key == "key") && isSecret(jsonDecoded(raw)))
                called.last() = jsonDecoded(raw);
            if (isKey || raw.isEmpty() || codes.isHarmless(secretName, raw, false))
                out += string;
            else if (secretName.isEmpty())
                out += QByteArray(string).replace(1, raw.size(), jsonString(raw));
            else
                out += '"' + marked(raw, SecretPlace::ContentField, secretName, Form::Json) + '"';
            at = end;
        } else if (ascii::isDigit(c) || c == '-') {
            const qsizetype end = endOfNumber(text, at);
            const QByteArray number = text.mid(at, end - at);
            out += secretName.isEmpty() || codes.isHarmless(secretName, number, true)
                       ? number
                       : '"' + marked(number, SecretPlace::ContentField, secretName, Form::Plain) + '"';
            at = std::max(end, at + 1);
            name.clear();
        } else {
            if (c == '{' || c == '[') {
                open.append(secretName);
                called.append(QByteArray());
            } else if ((c == '}' || c == ']') && open.size() > 1) {
                open.removeLast();
                called.removeLast();
            }
            if (c == '{' || c == '[' || c == ',')
                name.clear();
            out += c;
            ++at;
        }
    }
    return out;
}

QByteArray Secrets::loosePairs(const QByteArray &text)
{
    const CodeRule codes = codeRuleOf(text, m_kind);
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', std::max(colon + 1, done))) {
        qsizetype before = colon;
        while (before > done && ascii::isSpace(text[before - 1]))
            --before;
        const char quote = before > done ? text[before - 1] : '\0';
        const qsizetype start = quote == '"' || quote == '\'' ? text.lastIndexOf(quote, before - 2) : -1;
        const qsizetype at = skipSpace(text, colon + 1);
        if (start < done || before < 2 || at >= text.size() ||
            !(text[at] == '"' || text[at] == '\'' || ascii::isDigit(text[at])))
            continue;
        const QByteArray name = jsonDecoded(text.mid(start + 1, before - start - 2));
        if (!isSecret(name))
            continue;
        const bool isNumber = ascii::isDigit(text[at]);
        const qsizetype end = isNumber ? endOfNumber(text, at) : endOfString(text, at);
        const QByteArray value = isNumber ? text.mid(at, end - at) : unquoted(text.mid(at, end - at));
        if (value.isEmpty() || codes.isHarmless(name, value, isNumber))
            continue;
        const QByteArray quotes = isNumber ? QByteArray("\"") : text.mid(at, 1);
        out += text.mid(done, at - done) + quotes + marked(value, SecretPlace::ContentField, name, Form::Json) + quotes;
        done = end;
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::assignments(const QByteArray &text, bool isCode)
{
    static const QString assigned = u"(?<![\\w\"'.-])([A-Za-z][\\w.-]{1,60})[ \\t]*[:=][ \\t]*"_s;
    // Without quotes a value ends with its line, in a file of settings; in a program it is an expression. It is looked
    // for at the start of a line only, so that no byte of a line is gone over once for each name in it.
    static const QRegularExpression inSettings(
        u"(^[ \\t-]*)?"_s + assigned + u"(?:\"([^\"\\n]+)\"|'([^'\\n]+)'|(?(1)([^\\s\"'][^\\n]*)|(*FAIL)))"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression inCode(u"()"_s + assigned + u"(?:\"([^\"\\n]+)\"|'([^'\\n]+)')"_s);
    const QRegularExpression &pair = isCode ? inCode : inSettings;
    const QString latin = QString::fromLatin1(text); // a character a byte
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype from = 0;;) {
        // Latin-1 is sound UTF-16; a check of all of it for each match takes the square of the time.
        const QRegularExpressionMatch found = pair.match(latin, from, QRegularExpression::NormalMatch,
                                                         QRegularExpression::DontCheckSubjectStringMatchOption);
        if (!found.hasMatch())
            break;
        const int group = found.capturedLength(3) > 0 ? 3 : found.capturedLength(4) > 0 ? 4 : 5;
        const QByteArray name = found.captured(2).toLatin1();
        const QByteArray value = found.captured(group).toLatin1().trimmed();
        const bool isValue = group == 5 || !isCode || !isWords(value);
        from = found.capturedEnd(2) + 1;
        if (!isValue || !isSecret(name) || isMark(value) || (isErrorName(value) && name.toLower() == kCodeName))
            continue;
        const qsizetype start = found.capturedStart(group);
        out += text.mid(done, start - done) + marked(value, SecretPlace::ContentField, name, Form::Plain);
        done = from = start + value.size();
    }
    return done == 0 ? text : out + text.mid(done);
}

} // namespace hopscope
