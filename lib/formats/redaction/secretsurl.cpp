// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/marks.h"
#include "formats/redaction/secretpaths.h"
#include "formats/redaction/secretshapes.h"
#include "http/ascii.h"
#include "http/headers.h"
#include "http/percent.h"

#include <algorithm>
#include <iterator>

// What is secret in URLs, queries and forms, and in any text that holds them. The bytes around stay as they are.
namespace hopscope
{

namespace
{

constexpr qsizetype kMaxParameterName = 100; ///< bytes
constexpr QByteArrayView kEndsOfUrl = " \t\r\n\"'<>";

/// Where the authority of a URL reference begins as the most lenient parser sees it, -1 if it has none.
qsizetype authorityStart(QByteArrayView url)
{
    qsizetype at = 0;
    while (at < url.size() && static_cast<unsigned char>(url[at]) <= ' ')
        ++at;
    QByteArray scheme;
    qsizetype end = at;
    while (end < url.size() && (ascii::isAlpha(url[end]) || ascii::isSpace(url[end]) ||
                                QByteArrayView("0123456789+-.").contains(url[end]))) {
        if (!ascii::isSpace(url[end]))
            scheme += url[end];
        ++end;
    }
    const bool hasScheme = !scheme.isEmpty() && end < url.size() && url[end] == ':';
    if (hasScheme)
        at = end + 1;
    int slashes = 0;
    for (; at < url.size() && (url[at] == '/' || url[at] == '\\' || ascii::isSpace(url[at])); ++at)
        slashes += ascii::isSpace(url[at]) ? 0 : 1;
    const bool special = hasScheme && (equalsIgnoringCase(scheme, "http") || equalsIgnoringCase(scheme, "https"));
    return special || slashes >= 2 ? at : -1;
}

/// Length of the user information (without '@') of the authority that starts at `start`, -1 if it has none.
qsizetype userInfoLength(QByteArrayView text, qsizetype start, QByteArrayView ends)
{
    qsizetype end = start;
    while (end < text.size() && !ends.contains(text[end]))
        ++end;
    return text.sliced(start, end - start).lastIndexOf('@');
}

qsizetype indexOfAny(QByteArrayView text, qsizetype from, QByteArrayView wanted)
{
    const auto isWanted = [&](char c) { return wanted.contains(c); };
    return std::find_if(text.begin() + from, text.end(), isWanted) - text.begin();
}

/// Offset of the "=" behind the parameter's name that starts at `at`, -1 if no name and "=" stand there.
qsizetype endOfName(QByteArrayView text, qsizetype at)
{
    const auto isOfName = [](char c) {
        return ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("_-.~%[]+$").contains(c);
    };
    qsizetype end = at;
    while (end < text.size() && end - at <= kMaxParameterName && isOfName(text[end]))
        ++end;
    return end > at && end < text.size() && text[end] == '=' ? end : -1;
}

/// "token" of "amp;token": a query in HTML has "&amp;" between its parameters.
QByteArray parameterName(QByteArrayView name)
{
    const QByteArray plain = percentDecoded(name.startsWith("amp;") ? name.sliced(4) : name);
    return plain.trimmed();
}

struct Base64Run {
    qsizetype start = -1; ///< -1: there is none
    qsizetype length = 0;

    qsizetype end() const { return start + length; }
};

constexpr qsizetype kLeastBase64 = 16; ///< bytes of base64 that may hold a name and a value
constexpr qsizetype kBase64Start = 16; ///< bytes of base64 that are decoded before all are

/// The next that may be base64 or base64url behind `from`.
Base64Run nextBase64(const QByteArray &text, qsizetype from)
{
    const auto isOfBase64 = [](char c) {
        return ascii::isAlpha(c) || ascii::isDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    };
    for (auto at = text.begin() + from; at != text.end();) {
        const auto start = std::find_if(at, text.end(), isOfBase64);
        auto end = std::find_if_not(start, text.end(), isOfBase64);
        const bool isLong = end - start >= kLeastBase64;
        while (isLong && end != text.end() && *end == '=')
            ++end;
        if (isLong)
            return {start - text.begin(), end - start};
        at = end;
    }
    return {};
}

bool isPlainText(const QByteArray &bytes)
{
    return bytes.isValidUtf8() && std::none_of(bytes.begin(), bytes.end(), [](char c) {
               return (c >= 0 && c < ' ' && !ascii::isSpace(c)) || c == '\x7f';
           });
}

/// What base64 or base64url stands for if it is text with names and values, or with lines; else empty.
QByteArray textOfBase64(const QByteArray &raw)
{
    const auto decoded = [](QByteArray text) {
        return QByteArray::fromBase64(text.replace('-', '+').replace('_', '/'));
    };
    // The first bytes may end within a character of UTF-8.
    const QByteArray start = decoded(raw.left(kBase64Start));
    const bool begins =
        std::none_of(start.begin(), start.end(), [](char c) { return c >= 0 && c < ' ' && !ascii::isSpace(c); });
    const QByteArray text = begins ? decoded(raw) : QByteArray();
    return isPlainText(text) &&
                   (text.contains('=') || text.contains(':') || text.contains('"') || text.contains("-----"))
               ? text
               : QByteArray();
}

/// Whether the parameters are those of a request for authorization or its answer (RFC 6749 4.1.1, 4.1.2).
bool isOfAuthorization(const QByteArray &query)
{
    constexpr QByteArrayView names[] = {"client_id=", "redirect_uri=", "response_type=", "code=",
                                        "id_token=",  "access_token=", "error=",         "session_state="};
    return std::any_of(std::begin(names), std::end(names), [&](QByteArrayView name) {
        const qsizetype at = query.indexOf(name);
        return at == 0 || (at > 0 && QByteArrayView("&?#;").contains(query[at - 1]));
    });
}

bool isFormText(const QByteArray &bytes)
{
    const qsizetype equals = endOfName(bytes, 0);
    return equals > 0 && !bytes.startsWith('%');
}

} // namespace

QByteArray Secrets::url(const QByteArray &url)
{
    const auto look = [&]() -> QByteArray {
        const qsizetype start = authorityStart(url);
        const qsizetype length = start < 0 ? -1 : userInfoLength(url, start, "/\\?#");
        const QByteArray user = length > 0 ? userInfo(url.mid(start, length)) : QByteArray();
        const QByteArray rest = length > 0 ? url.mid(start + length) : url;
        const qsizetype query = indexOfAny(rest, 0, "?#");
        return (length > 0 ? url.left(start) + user : QByteArray()) + text(rest.left(query)) +
               text(query < rest.size() ? rest[query] + parameters(rest.mid(query + 1)) : QByteArray());
    };
    return unlessHarmless('u', {}, url, look);
}

QByteArray Secrets::userInfo(const QByteArray &user)
{
    if (isMark(user))
        return user;
    note(SecretPlace::UserInfo, {});
    const QByteArray known = mark(user, percentDecoded(user));
    if (const qsizetype colon = user.indexOf(':'); colon >= 0)
        alias(percentDecoded(user.mid(colon + 1)), known);
    return known;
}

QByteArray Secrets::inner(const QByteArray &value)
{
    if (m_depth >= kMaxNesting || value.isEmpty())
        return value;
    ++m_depth;
    const bool isJson = looksLikeJson(value);
    QByteArray out = isJson                ? json(value)
                     : isFormText(value)   ? parameters(value)
                     : value.contains('=') ? withoutParameters(value)
                     : value.contains('%') ? nested(value)
                                           : value;
    if (!isJson && (value.contains('=') || value.contains(':')))
        out = pairs(out, BareValues::Anywhere, PairPlace::Settings);
    out = withoutShapes(out);
    --m_depth;
    return out;
}

QByteArray Secrets::nested(const QByteArray &value)
{
    if (value.startsWith('{') || value.startsWith('['))
        return inner(value);
    if (!value.contains('%'))
        return withoutSegmentParameters(value);
    const QByteArray plain = percentDecoded(value);
    const QByteArray redactedPlain = inner(plain);
    return redactedPlain == plain ? withoutSegmentParameters(value)
                                  : percentEncoded(QByteArray(redactedPlain).replace('%', "%25"), EncodeSet::Userinfo);
}

QByteArray Secrets::parameters(const QByteArray &query, SecretPlace place)
{
    const QByteArray ends = place == SecretPlace::Parameter ? "&#" : "&";
    const PairContext context{.ofRequest = true, .ofAuthorization = isOfAuthorization(query)};
    QByteArray out;
    for (qsizetype at = 0; at < query.size();) {
        qsizetype end = indexOfAny(query, at, ends + "=?"); // a URL in a parameter may have parameters of its own
        if (end > at && end + 1 < query.size() && query[end] == '=') {
            const qsizetype start = end + 1;
            const QByteArray name = parameterName(QByteArrayView(query).sliced(at, end - at));
            end = indexOfAny(query, start, m_rules.mayBeSecret(name) ? ends : ends + "?");
            const QByteArray value = query.mid(start, end - start);
            out += query.mid(at, start - at);
            out += m_rules.isSecret(name, value, PairPlace::Parameter, context)
                       ? marked(value, place, name, SecretForm::Query)
                       : nested(value);
        } else {
            out += query.mid(at, end - at);
        }
        if (end < query.size())
            out += query[end];
        at = end + 1;
    }
    return out;
}

QByteArray Secrets::withoutUserInfo(const QByteArray &text)
{
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
        const qsizetype start = at + 3;
        const qsizetype length = start < done ? -1 : userInfoLength(text, start, " \t\r\n/\\?#\"'<>,");
        if (length < 0)
            continue;
        out += text.mid(done, start - done) + userInfo(text.mid(start, length));
        done = start + length;
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::withoutSegmentParameters(const QByteArray &text)
{
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at)) {
        const qsizetype equals = endOfName(text, ++at);
        if (equals < 0 || !m_rules.mayBeSecret(percentDecoded(QByteArrayView(text).sliced(at, equals - at))))
            continue;
        const QByteArray name = percentDecoded(QByteArrayView(text).sliced(at, equals - at));
        const qsizetype end = indexOfAny(text, equals + 1, " \t\r\n\"'<>/?#;,&)");
        at = equals + 1;
        const QByteArray value = text.mid(at, end - at);
        if (!m_rules.isSecret(name, value, PairPlace::Parameter))
            continue;
        out += text.mid(done, at - done) + marked(value, SecretPlace::Parameter, name, SecretForm::Query);
        at = done = end;
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::withoutParameters(const QByteArray &text)
{
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype at = indexOfAny(text, 0, "?#&"); at < text.size(); at = indexOfAny(text, at, "?#&")) {
        if (endOfName(text, ++at) < 0)
            continue;
        const qsizetype end = indexOfAny(text, at, kEndsOfUrl);
        out += text.mid(done, at - done) + parameters(text.mid(at, end - at));
        at = done = end;
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::withoutEncoded(const QByteArray &text)
{
    if (!m_rules.isOn("kind base64") || m_depth >= kMaxNesting)
        return text;
    QByteArray out;
    qsizetype done = 0;
    const auto look = [&](const Base64Run &run) {
        const QByteArray raw = text.mid(run.start, run.length);
        const QByteArray plain = textOfBase64(raw);
        // What is not seen in the text itself counts for nothing.
        if (plain.isEmpty() || inner(plain) == plain)
            return false;
        out += text.mid(done, run.start - done) + marked(raw, SecretPlace::Shape, "base64", SecretForm::Plain);
        done = run.end();
        return true;
    };
    for (Base64Run run = nextBase64(text, 0); run.start >= 0; run = nextBase64(text, run.end())) {
        if (look(run))
            continue;
        // A "/" may be of base64 or of a path.
        for (qsizetype at = run.start; at < run.end();) {
            const qsizetype slash = text.indexOf('/', at);
            const qsizetype end = slash < 0 || slash > run.end() ? run.end() : slash;
            if (end - at >= kLeastBase64 && end - at < run.length)
                look({at, end - at});
            at = end + 1;
        }
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::withoutShapes(const QByteArray &text)
{
    const QByteArray shaped = replaced(text, shapedSecrets(text, m_rules));
    const QByteArray plain = withoutSegmentParameters(withoutParameters(withoutUserInfo(withoutEncoded(shaped))));
    return replaced(plain, pathSecrets(plain, m_rules));
}

QByteArray Secrets::text(const QByteArray &bytes)
{
    // A short secret that is known may stand in a long one, which nobody would recognise behind its mark.
    return unlessHarmless('t', {}, bytes, [&] { return m_echoes.replaced(withoutShapes(bytes)); });
}

QString Secrets::text(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray out = this->text(bytes);
    return out == bytes ? text : QString::fromUtf8(out);
}

} // namespace hopscope
