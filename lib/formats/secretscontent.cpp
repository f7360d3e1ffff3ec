// SPDX-License-Identifier: MIT
#include "formats/secrets.h"

#include "formats/formdata.h"
#include "http/headers.h"
#include "http/percent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

// What is secret in queries and in the content of messages. The bytes around the secrets stay as they are.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxErrorName = 60; ///< bytes
constexpr int kLeastLettersOfWord = 2;  ///< small ones behind a capital, on average
constexpr int kMaxNesting = 4;          ///< of URLs in parameters of URLs
/// With a number it is a status, with a text the name of an error or an authorization code.
constexpr QByteArrayView kStatusName = "code";

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Offset behind the JSON string that starts with the quote at `at`; the end of the text if it is cut off.
qsizetype endOfString(const QByteArray &json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at)
        at += json[at] == '\\' ? 1 : 0;
    return std::min(at + 1, json.size());
}

QByteArray unquoted(const QByteArray &string)
{
    const qsizetype end = string.size() > 1 && string.endsWith('"') ? string.size() - 1 : string.size();
    return string.mid(1, end - 1);
}

/// The string that a JSON string stands for; the text itself if it is none.
QByteArray decoded(const QByteArray &inner)
{
    if (!inner.contains('\\'))
        return inner;
    const QJsonArray array = QJsonDocument::fromJson("[\"" + inner + "\"]").array();
    return array.isEmpty() ? inner : array.first().toString().toUtf8();
}

/// "NOT_FOUND", "invalid_grant", "NoSuchKey", "P2002": words and numbers of errors. Codes that are drawn by chance have
/// letters of both cases and digits in no such order.
bool isErrorName(const QByteArray &value)
{
    static const QRegularExpression names(
        u"^(?:[a-z]+(?:[_. -][a-z]+)*|[A-Z]+(?:[_. -][A-Z]+)*|[a-z]*(?:[A-Z][a-z]+)+|[A-Z]{1,6}[_-]?[0-9]{1,5})$"_s);
    const auto large = std::count_if(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto small = std::count_if(value.begin(), value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool words = large == 0 || small == 0 || small >= kLeastLettersOfWord * large;
    return value.size() <= kMaxErrorName && words && names.match(QString::fromLatin1(value)).hasMatch();
}

/// Whether the JSON is a request for a token (RFC 6749, 4.1.3), whose `code` is secret whatever it looks like.
bool asksForToken(const QByteArray &json)
{
    return json.contains("\"grant_type\"") || json.contains("\"redirect_uri\"") || json.contains("\"code_verifier\"");
}

bool isFormText(const QByteArray &bytes)
{
    const qsizetype equals = bytes.indexOf('=');
    return equals > 0 && std::all_of(bytes.begin(), bytes.begin() + equals,
                                     [](char c) { return isToken(QByteArrayView(&c, 1)) || c == '[' || c == ']'; });
}

char firstVisible(const QByteArray &bytes)
{
    const auto found = std::find_if_not(bytes.begin(), bytes.end(), isSpace);
    return found == bytes.end() ? '\0' : *found;
}

/// Whether each open object or array belongs to a secret name.
struct JsonPlace {
    QByteArray name; ///< the secret name, empty: not secret
};

} // namespace

QByteArray Secrets::nested(const QByteArray &value)
{
    if (m_depth >= kMaxNesting || !value.toUpper().contains("%3D"))
        return value;
    ++m_depth;
    const QByteArray inner = percentDecoded(value);
    const QByteArray redactedInner = parameters(inner);
    --m_depth;
    return redactedInner == inner ? value : percentEncoded(redactedInner, EncodeSet::Userinfo);
}

QByteArray Secrets::parameters(const QByteArray &query, SecretPlace place)
{
    const QByteArrayView ends = place == SecretPlace::Parameter ? "&#" : "&";
    const auto find = [&](qsizetype from, QByteArrayView wanted, QByteArrayView more) {
        const auto isWanted = [&](char c) { return wanted.contains(c) || more.contains(c); };
        return qsizetype(std::find_if(query.begin() + from, query.end(), isWanted) - query.begin());
    };
    QByteArray out;
    for (qsizetype at = 0; at < query.size();) {
        qsizetype end = find(at, ends, "=?"); // a URL in a parameter may have parameters of its own, behind a "?"
        if (end > at && end + 1 < query.size() && query[end] == '=') {
            const qsizetype start = end + 1;
            const QByteArray name = percentDecoded(query.mid(at, end - at)).trimmed();
            const bool secret = isSecret(name);
            end = find(start, ends, secret ? "" : "?");
            const QByteArray value = query.mid(start, end - start);
            out += query.mid(at, start - at);
            out += secret && !value.isEmpty() ? marked(value, place, name, Form::Query) : nested(value);
        } else {
            out += query.mid(at, end - at);
        }
        if (end < query.size())
            out += query[end];
        at = end + 1;
    }
    return out;
}

QByteArray Secrets::json(const QByteArray &text)
{
    const bool tokenRequest = asksForToken(text);
    QByteArray out;
    QList<JsonPlace> open{{}};
    QByteArray name; // of the member whose value comes next, if it is secret
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        const QByteArray secretName = name.isEmpty() ? open.last().name : name;
        if (c == '"') {
            const qsizetype end = endOfString(text, at);
            const QByteArray string = text.mid(at, end - at);
            qsizetype next = end;
            while (next < text.size() && isSpace(text[next]))
                ++next;
            const bool isKey = next < text.size() && text[next] == ':';
            const QByteArray inner = unquoted(string);
            if (isKey)
                name = isSecret(decoded(inner)) ? decoded(inner) : QByteArray();
            const bool harmless = secretName.toLower() == kStatusName && isErrorName(inner) && !tokenRequest;
            out += isKey || secretName.isEmpty() || inner.isEmpty() || harmless
                       ? string
                       : '"' + marked(inner, SecretPlace::ContentField, secretName, Form::Json) + '"';
            at = end;
            if (!isKey)
                name.clear();
        } else if (((c >= '0' && c <= '9') || c == '-') && !secretName.isEmpty() &&
                   secretName.toLower() != kStatusName) {
            const auto isNumber = [](char d) { return QByteArrayView("0123456789+-.eE").contains(d); };
            const qsizetype end = std::find_if_not(text.begin() + at, text.end(), isNumber) - text.begin();
            out += '"' + marked(text.mid(at, end - at), SecretPlace::ContentField, secretName, Form::Plain) + '"';
            at = end;
            name.clear();
        } else {
            if (c == '{' || c == '[') {
                open.append({secretName});
                name.clear();
            } else if ((c == '}' || c == ']') && open.size() > 1) {
                open.removeLast();
            } else if (c == ',') {
                name.clear();
            }
            out += c;
            ++at;
        }
    }
    return out;
}

QByteArray Secrets::multipart(const QByteArray &bytes)
{
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype at = bytes.indexOf(" name=\""); at >= 0; at = bytes.indexOf(" name=\"", std::max(at + 1, done))) {
        const qsizetype from = at + qsizetype(sizeof(" name=\"")) - 1;
        const qsizetype quote = bytes.indexOf('"', from);
        const qsizetype head = bytes.indexOf("\r\n\r\n", from);
        if (quote < 0 || head < 0)
            break;
        const QByteArray name = bytes.mid(from, quote - from);
        if (!isSecret(name))
            continue;
        const qsizetype start = head + 4;
        const qsizetype end = bytes.indexOf("\r\n--", start);
        const QByteArray value = bytes.mid(start, end < 0 ? -1 : end - start);
        out += bytes.mid(done, start - done) + marked(value, SecretPlace::ContentField, name, Form::Plain);
        done = start + value.size();
    }
    return out + bytes.mid(done);
}

QByteArray Secrets::content(const QByteArray &type, const QByteArray &bytes)
{
    const QByteArray media = type.left(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower();
    const char first = firstVisible(bytes);
    QByteArray out = bytes;
    if (media.startsWith("multipart/"))
        out = multipart(bytes);
    else if (media.endsWith("json") || first == '{' || first == '[')
        out = json(bytes);
    else if (media == "application/x-www-form-urlencoded" || (!media.startsWith("text/html") && isFormText(bytes)))
        out = parameters(bytes, SecretPlace::ContentField);
    return text(out);
}

QByteArray Secrets::marked(const QByteArray &secret, SecretPlace place, const QByteArray &name, Form form)
{
    // A text that was cut at a space shows the beginning of a mark.
    if (isMark(secret) || secret == "[redacted")
        return secret;
    note(place, name);
    if (equalsIgnoringCase(name, "Authorization"))
        return credentials(secret);
    const QByteArray known = mark(secret);
    if (form == Form::Query)
        alias(percentDecoded(QByteArray(secret).replace('+', ' ')), known);
    if (form == Form::Json)
        alias(decoded(secret), known);
    return known;
}

} // namespace hopscope
