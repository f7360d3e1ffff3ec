// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/listsecrets.h"
#include "formats/redaction/marks.h"
#include "formats/redaction/plainvalues.h"
#include "formats/redaction/secretshapes.h"
#include "formats/redaction/secretspellings.h"
#include "http/headers.h"
#include "http/percent.h"
#include "text/unescape.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kCredentialFields[] = {"Authorization", "Proxy-Authorization"};
constexpr QByteArrayView kUrlFields[] = {"Location", "Content-Location", "Referer", "Origin", "url", ":path"};

/// The pairs of a Cookie field, each as `made` makes it.
QByteArray joinedPairs(const QByteArray &value, const std::function<QByteArray(const QByteArray &)> &made)
{
    QByteArrayList pairs;
    for (const QByteArray &pair : value.split(';'))
        pairs.append(made(pair.trimmed()));
    return pairs.join("; ");
}

} // namespace

Secrets::Secrets(const RedactionOptions &options, int highestMark) : m_harmless(options.harmless), m_count(highestMark)
{
    for (const QString &name : options.names)
        m_rules.names.append(name.toUtf8());
    m_rules.off = options.without;
    for (const QByteArray &value : options.values) {
        const QByteArray known = mark(value);
        if (value.size() < kMinEchoedSecret) {
            m_echoes.insert(value, known);
            for (const QByteArray &spelling : otherSpellings(value))
                m_echoes.insert(spelling, known);
        }
    }
}

void Secrets::note(SecretPlace place, const QByteArray &name)
{
    if (m_hop < 0)
        return;
    const auto [at, isNew] = placeOf(m_removedAt, place, name.toLower(), m_removed.size());
    if (isNew)
        m_removed.append({place, name, 0, {}});
    Removed *found = &m_removed[at];
    ++found->count;
    if (found->hops.isEmpty() || found->hops.last() != m_hop)
        found->hops.append(m_hop);
}

QList<Removed> Secrets::takeRemoved()
{
    m_removedAt.clear();
    return std::exchange(m_removed, {});
}

void Secrets::alias(const QByteArray &secret, const QByteArray &known)
{
    if (secret.isEmpty() || isMark(secret))
        return;
    if (!m_marks.contains(secret))
        m_marks.insert(secret, known);
    if (m_echoes.contains(secret) || secret.size() < kMinEchoedSecret)
        return;
    m_echoes.insert(secret, known);
    for (const QByteArray &spelling : otherSpellings(secret))
        m_echoes.insert(spelling, known);
}

QByteArray Secrets::mark(const QByteArray &secret, const QByteArray &plain)
{
    if (secret.isEmpty() || isMark(secret))
        return secret;
    for (const QByteArray &form : {secret, plain}) {
        if (const auto found = m_marks.constFind(form); found != m_marks.constEnd()) {
            // alias() moves what `found` points to. NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
            const QByteArray known = *found;
            alias(secret, known);
            alias(plain, known);
            return known;
        }
    }
    const QByteArray known = markOf(++m_count);
    alias(secret, known);
    alias(plain, known);
    return known;
}

QByteArray Secrets::marked(const QByteArray &secret, SecretPlace place, const QByteArray &name, SecretForm form)
{
    // A text that was cut at a space shows the beginning of a mark.
    if (isMark(secret) || secret.endsWith("[redacted"))
        return secret;
    QByteArray out;
    if (equalsIgnoringCase(name, "Authorization") || equalsIgnoringCase(name, "Proxy-Authorization"))
        out = credentials(secret);
    else if (equalsIgnoringCase(name, "Cookie") || name.endsWith(".cookie"))
        out = joinedPairs(secret, [this](const QByteArray &pair) { return cookiePair(pair); });
    else if (const qsizetype end = secret.indexOf(';'); equalsIgnoringCase(name, "Set-Cookie"))
        out = end < 0 ? cookiePair(secret) : cookiePair(secret.left(end).trimmed()) + secret.mid(end);
    else if (name == kBasicName)
        out = credentials("Basic " + secret).sliced(6);
    else
        out = mark(secret, form == SecretForm::Query    ? percentDecoded(QByteArray(secret).replace('+', ' '))
                           : form == SecretForm::Json   ? jsonDecoded(secret)
                           : form == SecretForm::Markup ? htmlDecoded(secret)
                                                        : secret);
    if (out != secret)
        note(place, name);
    return out;
}

QByteArray Secrets::replaced(const QByteArray &text, const QList<SecretSpan> &spans)
{
    QByteArray out;
    qsizetype done = 0;
    for (const SecretSpan &span : spans) {
        if (span.start < done)
            continue;
        const QByteArray secret = text.mid(span.start, span.length);
        const QByteArray quote = span.isNumber ? QByteArray("\"") : QByteArray();
        out += text.mid(done, span.start - done) + quote + marked(secret, span.place, span.name, span.form) + quote;
        done = span.end();
    }
    return done == 0 ? text : out + text.mid(done);
}

QByteArray Secrets::credentials(const QByteArray &value)
{
    const qsizetype space = value.indexOf(' ');
    if (space < 0 || isMark(value) || !isToken(QByteArrayView(value).first(space)))
        return mark(value);
    const QByteArray secret = value.mid(space + 1).trimmed();
    if (!equalsIgnoringCase(value.left(space), "Basic") || isMark(secret)) {
        const QByteArray known = mark(secret);
        // RFC 7616 3.4: what the password was hashed to; the other parameters are names and URLs.
        static const QRegularExpression response(u"(?:response|signature)=\"([^\"]+)\""_s,
                                                 QRegularExpression::CaseInsensitiveOption);
        if (const auto found = response.match(QString::fromLatin1(secret)); found.hasMatch())
            alias(found.captured(1).toLatin1(), known);
        return value.left(space) + ' ' + known;
    }
    const QByteArray user = QByteArray::fromBase64(secret);
    const QByteArray known = mark(secret, user);
    alias(user.mid(user.indexOf(':') + 1), known);
    return value.left(space) + ' ' + known;
}

QByteArray Secrets::cookiePair(const QByteArray &pair)
{
    const qsizetype equals = pair.indexOf('=');
    const QByteArray value = pair.mid(equals + 1);
    const QByteArray known = cookieMark(pair.left(std::max<qsizetype>(equals, 0)), value);
    return known == value ? pair : pair.left(equals + 1) + known;
}

QByteArray Secrets::cookieMark(const QByteArray &name, const QByteArray &text)
{
    const QByteArray value = text.trimmed();
    if (value.isEmpty() || isMark(value))
        return text;
    if (!isWords(value) || m_rules.mayBeSecret(name))
        return mark(value, percentDecoded(value));
    // The name of a theme stands in many places where it is no secret.
    if (!m_marks.contains(value))
        m_marks.insert(value, markOf(++m_count));
    return m_marks.value(value);
}

QByteArray Secrets::cookieValue(const QByteArray &name, const QByteArray &value)
{
    const QByteArray known = value.endsWith("[redacted") ? value : cookieMark(name, value);
    if (known != value)
        note(SecretPlace::Field, "Set-Cookie");
    return known;
}

QByteArray Secrets::fieldValue(QByteArrayView name, const QByteArray &value)
{
    const auto look = [&]() -> QByteArray {
        if (isChallengeField(name))
            return text(replaced(value, challengeSecrets(value, m_rules)));
        if (equalsIgnoringCase(name, "Baggage"))
            return text(replaced(value, baggageSecrets(value, m_rules)));
        const bool isOwn = isOneOf(kCredentialFields, name) || equalsIgnoringCase(name, "Cookie") ||
                           equalsIgnoringCase(name, "Set-Cookie");
        if (!isOwn && !m_rules.isSecretFieldValue(name, value)) {
            const QByteArray known = equalsIgnoringCase(name, "fragment") ? parameters(value)
                                     : isOneOf(kUrlFields, name)          ? url(value)
                                                                          : text(value);
            return m_rules.isOn("kind field list") ? pairs(known, BareValues::Anywhere, PairPlace::Parameter) : known;
        }
        return isMark(value) || value.isEmpty()
                   ? value
                   : marked(value, SecretPlace::Field, name.toByteArray(), SecretForm::Plain);
    };
    return unlessHarmless('f', name, value, look);
}

QByteArray Secrets::pairs(const QByteArray &text, BareValues bare, PairPlace place)
{
    const PairContext context{.ofRequest = m_kind == MessageKind::Request, .codes = codeRuleOf(text, m_kind)};
    return replaced(text, loosePairs(text, m_rules, bare, place, context));
}

} // namespace hopscope
