// SPDX-License-Identifier: MIT
#include "formats/secrets.h"

#include "http/headers.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr QByteArrayView kCredentialFields[] = {"Authorization", "Proxy-Authorization"};
constexpr QByteArrayView kUrlFields[] = {"Location", "Content-Location", "Referer", "Origin", "url"};

template <size_t N>
bool isOneOf(const QByteArrayView (&names)[N], QByteArrayView name)
{
    return std::any_of(std::begin(names), std::end(names),
                       [&](QByteArrayView n) { return equalsIgnoringCase(n, name); });
}

bool isMark(QByteArrayView value)
{
    constexpr QByteArrayView prefix = "[redacted ";
    if (!value.startsWith(prefix) || !value.endsWith(']') || value.size() == prefix.size() + 1)
        return false;
    const QByteArrayView number = value.sliced(prefix.size()).chopped(1);
    return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Where the authority of a URL reference begins as the most lenient parser sees it, -1 if it has none.
qsizetype authorityStart(QByteArrayView url)
{
    qsizetype at = 0;
    while (at < url.size() && static_cast<unsigned char>(url[at]) <= ' ')
        ++at;
    QByteArray scheme;
    qsizetype end = at;
    while (end < url.size() &&
           (isLetter(url[end]) || isSpace(url[end]) || QByteArrayView("0123456789+-.").contains(url[end]))) {
        if (!isSpace(url[end]))
            scheme += url[end];
        ++end;
    }
    const bool hasScheme = !scheme.isEmpty() && end < url.size() && url[end] == ':';
    if (hasScheme)
        at = end + 1;
    int slashes = 0;
    for (; at < url.size() && (url[at] == '/' || url[at] == '\\' || isSpace(url[at])); ++at)
        slashes += isSpace(url[at]) ? 0 : 1;
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

} // namespace

bool Secrets::isSecretField(QByteArrayView name)
{
    return isOneOf(kCredentialFields, name) || equalsIgnoringCase(name, "Cookie") ||
           equalsIgnoringCase(name, "Set-Cookie");
}

QByteArray Secrets::mark(const QByteArray &secret)
{
    if (secret.isEmpty() || isMark(secret))
        return secret;
    QByteArray &known = m_marks[secret];
    if (known.isEmpty()) {
        known = "[redacted " + QByteArray::number(m_marks.size()) + ']';
        if (secret.size() >= kMinEchoedSecret) {
            const auto longer = [&](const QByteArray &other) { return other.size() < secret.size(); };
            m_echoes.insert(std::find_if(m_echoes.cbegin(), m_echoes.cend(), longer), secret);
        }
    }
    return known;
}

QByteArray Secrets::credentials(const QByteArray &value)
{
    const qsizetype space = value.indexOf(' ');
    if (space < 0 || isMark(value) || !isToken(QByteArrayView(value).first(space)))
        return mark(value);
    return value.left(space) + ' ' + mark(value.mid(space + 1).trimmed());
}

QByteArray Secrets::cookiePair(const QByteArray &pair)
{
    const qsizetype equals = pair.indexOf('=');
    return equals < 0 ? mark(pair) : pair.left(equals) + '=' + mark(pair.mid(equals + 1).trimmed());
}

QByteArray Secrets::cookies(const QByteArray &value)
{
    QList<QByteArray> pairs;
    for (const QByteArray &pair : value.split(';'))
        pairs.append(cookiePair(pair.trimmed()));
    return pairs.join("; ");
}

QByteArray Secrets::setCookie(const QByteArray &value)
{
    const qsizetype semicolon = value.indexOf(';');
    return semicolon < 0 ? cookiePair(value) : cookiePair(value.left(semicolon).trimmed()) + value.mid(semicolon);
}

QByteArray Secrets::fieldValue(QByteArrayView name, const QByteArray &value)
{
    if (isOneOf(kCredentialFields, name))
        return credentials(value);
    if (equalsIgnoringCase(name, "Cookie"))
        return cookies(value);
    if (equalsIgnoringCase(name, "Set-Cookie"))
        return setCookie(value);
    return isOneOf(kUrlFields, name) ? url(value) : text(value);
}

QByteArray Secrets::url(const QByteArray &url)
{
    const qsizetype start = authorityStart(url);
    const qsizetype length = start < 0 ? -1 : userInfoLength(url, start, "/\\?#");
    if (length < 0)
        return text(url);
    return url.left(start) + mark(url.mid(start, length)) + text(url.mid(start + length));
}

QByteArray Secrets::withoutEchoes(const QByteArray &bytes) const
{
    QByteArray out;
    qsizetype done = 0;
    QList<qsizetype> next(m_echoes.size(), 0); // where each secret occurs next, -1: nowhere
    for (;;) {
        qsizetype best = -1;
        for (qsizetype i = 0; i < m_echoes.size(); ++i) {
            if (next[i] >= 0 && (next[i] < done || next[i] == 0))
                next[i] = bytes.indexOf(m_echoes[i], done);
            if (next[i] >= 0 && (best < 0 || next[i] < next[best]))
                best = i;
        }
        if (best < 0)
            return out + bytes.mid(done);
        out += bytes.mid(done, next[best] - done) + m_marks.value(m_echoes[best]);
        done = next[best] + m_echoes[best].size();
    }
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
        out += text.mid(done, start - done) + mark(text.mid(start, length));
        done = start + length;
    }
    return out + text.mid(done);
}

QByteArray Secrets::text(const QByteArray &bytes)
{
    return withoutUserInfo(withoutEchoes(bytes));
}

QString Secrets::text(const QString &text)
{
    return QString::fromUtf8(this->text(text.toUtf8()));
}

} // namespace hopscope
