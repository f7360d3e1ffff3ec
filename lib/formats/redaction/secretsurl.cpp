// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/marks.h"
#include "formats/redaction/secretshapes.h"
#include "http/ascii.h"
#include "http/headers.h"
#include "http/percent.h"

#include <algorithm>

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

bool isFormText(const QByteArray &bytes)
{
    const qsizetype equals = endOfName(bytes, 0);
    return equals > 0 && !bytes.startsWith('%');
}

} // namespace

QByteArray Secrets::url(const QByteArray &url)
{
    const qsizetype start = authorityStart(url);
    const qsizetype length = start < 0 ? -1 : userInfoLength(url, start, "/\\?#");
    const QByteArray user = length > 0 ? userInfo(url.mid(start, length)) : QByteArray();
    const QByteArray rest = length > 0 ? url.mid(start + length) : url;
    const qsizetype query = indexOfAny(rest, 0, "?#");
    return (length > 0 ? url.left(start) + user : QByteArray()) + text(rest.left(query)) +
           text(query < rest.size() ? rest[query] + parameters(rest.mid(query + 1)) : QByteArray());
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
    const QByteArray out = isJsonText(value)     ? json(value)
                           : isFormText(value)   ? parameters(value)
                           : value.contains('=') ? withoutParameters(value)
                           : value.contains('%') ? nested(value)
                           : value.contains('"') ? assignments(value, false)
                                                 : value;
    --m_depth;
    return withoutUserInfo(out);
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
    QByteArray out;
    for (qsizetype at = 0; at < query.size();) {
        qsizetype end = indexOfAny(query, at, ends + "=?"); // a URL in a parameter may have parameters of its own
        if (end > at && end + 1 < query.size() && query[end] == '=') {
            const qsizetype start = end + 1;
            const QByteArray name = parameterName(QByteArrayView(query).sliced(at, end - at));
            const bool secret = isSecret(name);
            end = indexOfAny(query, start, secret ? ends : ends + "?");
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
        if (equals < 0 || !isSecret(percentDecoded(QByteArrayView(text).sliced(at, equals - at))))
            continue;
        const QByteArray name = percentDecoded(QByteArrayView(text).sliced(at, equals - at));
        const qsizetype end = indexOfAny(text, equals + 1, " \t\r\n\"'<>/?#;,&)");
        at = equals + 1;
        if (end == at)
            continue;
        out += text.mid(done, at - done) + marked(text.mid(at, end - at), SecretPlace::Parameter, name, Form::Query);
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

QByteArray Secrets::withoutShapes(const QByteArray &text)
{
    QByteArray out;
    qsizetype done = 0;
    for (ShapedSecret found = nextShapedSecret(text, 0); found.start >= 0; found = nextShapedSecret(text, done)) {
        out += text.mid(done, found.start - done) +
               marked(text.mid(found.start, found.length), SecretPlace::Shape, found.name, Form::Plain);
        done = found.start + found.length;
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::text(const QByteArray &bytes)
{
    const QByteArray known = withoutShapes(m_echoes.replaced(bytes));
    return withoutSegmentParameters(withoutParameters(withoutUserInfo(known)));
}

QString Secrets::text(const QString &text)
{
    return QString::fromUtf8(this->text(text.toUtf8()));
}

} // namespace hopscope
