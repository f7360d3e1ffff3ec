// SPDX-License-Identifier: MIT
#include "formats/secrets.h"

#include "formats/secretnames.h"
#include "http/headers.h"
#include "http/percent.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

Secrets::Secrets(const RedactionOptions &options)
{
    for (const QString &name : options.names)
        m_names.append(name.toUtf8());
}

bool Secrets::isMark(QByteArrayView value)
{
    constexpr QByteArrayView prefix = "[redacted ";
    if (!value.startsWith(prefix) || !value.endsWith(']') || value.size() == prefix.size() + 1)
        return false;
    const QByteArrayView number = value.sliced(prefix.size()).chopped(1);
    return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool Secrets::isSecret(QByteArrayView name) const
{
    return isSecretName(name) || std::any_of(m_names.begin(), m_names.end(),
                                             [&](const QByteArray &each) { return equalsIgnoringCase(each, name); });
}

bool Secrets::isSecretField(QByteArrayView name) const
{
    const bool own = name.size() > 2 && equalsIgnoringCase(name.first(2), "X-");
    return isOneOf(kCredentialFields, name) || equalsIgnoringCase(name, "Cookie") ||
           equalsIgnoringCase(name, "Set-Cookie") || isSecret(name) || (own && isSecret(name.sliced(2)));
}

void Secrets::note(SecretPlace place, const QByteArray &name)
{
    if (m_hop < 0)
        return;
    const auto same = [&](const Removed &each) { return each.place == place && equalsIgnoringCase(each.name, name); };
    auto found = std::find_if(m_removed.begin(), m_removed.end(), same);
    if (found == m_removed.end())
        found = m_removed.insert(found, {place, name, 0, {}});
    ++found->count;
    if (!found->hops.contains(m_hop))
        found->hops.append(m_hop);
}

QList<Removed> Secrets::takeRemoved()
{
    return std::exchange(m_removed, {});
}

void Secrets::addEcho(const QByteArray &secret, const QByteArray &known)
{
    if (secret.size() < kMinEchoedSecret || m_encoded.contains(secret))
        return;
    m_encoded.insert(secret, known);
    const auto longer = [&](const QByteArray &other) { return other.size() < secret.size(); };
    m_echoes.insert(std::find_if(m_echoes.cbegin(), m_echoes.cend(), longer), secret);
}

void Secrets::alias(const QByteArray &secret, const QByteArray &known)
{
    if (!m_marks.contains(secret))
        m_marks.insert(secret, known);
    addEcho(secret, known);
    if (secret.size() < kMinEchoedSecret)
        return;
    addEcho(percentEncoded(secret, EncodeSet::Userinfo), known);
    // Whole groups only: what follows the secret changes the last one.
    addEcho(secret.left(secret.size() / 3 * 3).toBase64(), known);
}

QByteArray Secrets::mark(const QByteArray &secret)
{
    if (secret.isEmpty() || isMark(secret))
        return secret;
    if (const auto found = m_marks.constFind(secret); found != m_marks.constEnd())
        return *found;
    const QByteArray known = "[redacted " + QByteArray::number(++m_count) + ']';
    alias(secret, known);
    return known;
}

QByteArray Secrets::credentials(const QByteArray &value)
{
    const qsizetype space = value.indexOf(' ');
    if (space < 0 || isMark(value) || !isToken(QByteArrayView(value).first(space)))
        return mark(value);
    const QByteArray secret = value.mid(space + 1).trimmed();
    const QByteArray known = mark(secret);
    if (equalsIgnoringCase(value.left(space), "Basic") && !isMark(secret)) {
        const QByteArray user = QByteArray::fromBase64(secret);
        alias(user, known);
        alias(user.mid(user.indexOf(':') + 1), known);
    }
    return value.left(space) + ' ' + known;
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
    if (!isSecretField(name))
        return equalsIgnoringCase(name, "fragment") ? parameters(value)
               : isOneOf(kUrlFields, name)          ? url(value)
                                                    : text(value);
    if (!value.isEmpty() && !isMark(value))
        note(SecretPlace::Field, name.toByteArray());
    if (isOneOf(kCredentialFields, name))
        return credentials(value);
    if (equalsIgnoringCase(name, "Cookie"))
        return cookies(value);
    return equalsIgnoringCase(name, "Set-Cookie") ? setCookie(value) : mark(value);
}

QByteArray Secrets::url(const QByteArray &url)
{
    const qsizetype start = authorityStart(url);
    const qsizetype length = start < 0 ? -1 : userInfoLength(url, start, "/\\?#");
    const QByteArray user = length > 0 ? userInfo(url.mid(start, length)) : QByteArray();
    const QByteArray rest = length > 0 ? url.mid(start + length) : url;
    const qsizetype query = std::min(rest.indexOf('?') < 0 ? rest.size() : rest.indexOf('?'),
                                     rest.indexOf('#') < 0 ? rest.size() : rest.indexOf('#'));
    return (length > 0 ? url.left(start) + user : QByteArray()) + text(rest.left(query)) +
           text(query < rest.size() ? rest[query] + parameters(rest.mid(query + 1)) : QByteArray());
}

QByteArray Secrets::userInfo(const QByteArray &user)
{
    if (isMark(user))
        return user;
    note(SecretPlace::UserInfo, {});
    const QByteArray known = mark(user);
    if (const qsizetype colon = user.indexOf(':'); colon >= 0)
        alias(percentDecoded(user.mid(colon + 1)), known);
    return known;
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
        out += bytes.mid(done, next[best] - done) + m_encoded.value(m_echoes[best]);
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
        out += text.mid(done, start - done) + userInfo(text.mid(start, length));
        done = start + length;
    }
    return out + text.mid(done);
}

QByteArray Secrets::withoutParameters(const QByteArray &text)
{
    const auto isEnd = [](char c) { return QByteArrayView(" \t\r\n\"'<>").contains(c); };
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf("://"); at >= 0; at = text.indexOf("://", done)) {
        const qsizetype end = std::find_if(text.begin() + at, text.end(), isEnd) - text.begin();
        const auto isQuery = [](char c) { return c == '?' || c == '#'; };
        const qsizetype query = std::find_if(text.begin() + at, text.begin() + end, isQuery) - text.begin();
        const qsizetype from = std::min(query + 1, end);
        out += text.mid(done, from - done) + parameters(text.mid(from, end - from));
        done = end;
    }
    return out + text.mid(done);
}

QByteArray Secrets::text(const QByteArray &bytes)
{
    return withoutParameters(withoutUserInfo(withoutEchoes(bytes)));
}

QString Secrets::text(const QString &text)
{
    return QString::fromUtf8(this->text(text.toUtf8()));
}

} // namespace hopscope
