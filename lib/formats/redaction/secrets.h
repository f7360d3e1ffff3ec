// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/echoes.h"
#include "formats/redaction/harmlesstexts.h"
#include "formats/redaction/loosepairs.h"
#include "formats/redaction/secretrules.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

#include <utility>

namespace hopscope
{

/// In a request an object's `code` is always secret, in a response it may be the name or number of an error.
enum class MessageKind { Request, Response };

/// Replaces secrets by marks, "[redacted 1]": the same secret gets the same mark for as long as the object lives,
/// however it is spelled (otherSpellings()).
class Secrets
{
public:
    /// Marks get numbers above `highestMark`, which is the highest that the texts have already.
    explicit Secrets(const RedactionOptions &options = {}, int highestMark = 0);
    /// Marks made from now on count as removed from `hop`; -1: they do not count.
    void countFor(int hop) { m_hop = hop; }
    /// Whether no secret was found until now.
    bool isEmpty() const { return m_marks.isEmpty(); }
    /// What was counted since the last call, in the order in which it was found first.
    QList<Removed> takeRemoved();

    /// The value of the field `name` with its secrets marked. Authorization and Proxy-Authorization keep the scheme,
    /// Cookie the names, Set-Cookie name and attributes; the fields that hold a URL lose its user and password; every
    /// other value is treated as text().
    QByteArray fieldValue(QByteArrayView name, const QByteArray &value);
    /// The value of a cookie that stands apart from its name, as in a HAR.
    QByteArray cookieValue(const QByteArray &name, const QByteArray &value);
    /// A URL or a URL reference without its user and password, also as lenient parsers read it ("http:\\u:p@h"), and
    /// with the secret parameters of path, query and fragment marked.
    QByteArray url(const QByteArray &url);
    /// Query, fragment or form: "a=b&token=[redacted 1]".
    QByteArray parameters(const QByteArray &query, SecretPlace place = SecretPlace::Parameter);
    /// The content of a message of that Content-Type: forms, multipart, JSON, HTML and XML by their fields, then all as
    /// text(). Compressed content is replaced as a whole by kHiddenContent.
    QByteArray content(const QByteArray &type, const QByteArray &bytes, MessageKind kind = MessageKind::Response);
    /// Any bytes: secrets that are known by now, and user:password and secret parameters in what looks like a URL.
    QByteArray text(const QByteArray &bytes);
    QString text(const QString &text);

    bool isSecretField(QByteArrayView name) const { return m_rules.isSecretField(name); }

private:
    /// What look() makes of `text`, which it need not be called for if such a text is known to have no secret.
    template <typename Look>
    QByteArray unlessHarmless(char how, QByteArrayView name, const QByteArray &text, Look look)
    {
        if (!m_harmless)
            return look();
        // Members called `code` are looked at by the kind of the message.
        const char way = m_kind == MessageKind::Request ? char(how | 0x80) : how;
        const QByteArray key = HarmlessTexts::keyOf(way, name, text);
        if (key.isEmpty())
            return look();
        // It may still have one in it that was found elsewhere in this trace.
        if (m_harmless->contains(key) && m_echoes.replaced(text) == text)
            return text;
        // What is looked at within it is no text of its own.
        HarmlessTexts *const harmless = std::exchange(m_harmless, nullptr);
        const QByteArray out = look();
        m_harmless = harmless;
        if (out == text)
            m_harmless->insert(key);
        return out;
    }
    void note(SecretPlace place, const QByteArray &name);
    /// The mark of `secret`, or of `plain`, which it stands for if it is not empty.
    QByteArray mark(const QByteArray &secret, const QByteArray &plain = {});
    /// mark(), counted, for what the field `name` holds.
    QByteArray marked(const QByteArray &secret, SecretPlace place, const QByteArray &name, SecretForm form);
    /// `text` with marks in the place of `spans`, which are sorted; of two that overlap the first counts.
    QByteArray replaced(const QByteArray &text, const QList<SecretSpan> &spans);
    /// `secret` is another way to write what has the mark `known`.
    void alias(const QByteArray &secret, const QByteArray &known);
    QByteArray credentials(const QByteArray &value);
    QByteArray cookiePair(const QByteArray &pair);
    QByteArray cookieMark(const QByteArray &name, const QByteArray &text);
    QByteArray userInfo(const QByteArray &user);
    QByteArray withoutUserInfo(const QByteArray &text);
    QByteArray withoutParameters(const QByteArray &text);
    /// Base64 in which there is a secret: of JSON, of a form, of a private key.
    QByteArray withoutEncoded(const QByteArray &text);
    /// Parameters behind a ";": of a segment of a path (RFC 3986 3.3), or of a query that has no "&".
    QByteArray withoutSegmentParameters(const QByteArray &text);
    /// What text() does but for what is known by now.
    QByteArray withoutShapes(const QByteArray &text);
    /// A parameter's value that may be a percent-encoded URL, form or JSON text.
    QByteArray nested(const QByteArray &value);
    /// What a string of JSON or a value of a form holds: a URL, a form or JSON text.
    QByteArray inner(const QByteArray &value);

    QByteArray json(const QByteArray &text);
    QByteArray jsonString(const QByteArray &raw);
    /// Pairs in text that is not JSON, a form or markup as a whole: scripts, server-sent events, settings, logs.
    QByteArray pairs(const QByteArray &text, BareValues bare, PairPlace place);
    QByteArray multipart(const QByteArray &type, const QByteArray &bytes);
    QByteArray part(const QByteArray &bytes);
    QByteArray markup(const QByteArray &text, bool isHtml);
    QByteArray tag(const QByteArray &tag, QByteArray &called);

    static constexpr int kMaxNesting = 4; ///< of URLs in parameters of URLs, parts in parts and the like

    SecretRules m_rules;
    int m_hop = -1;
    int m_depth = 0;
    MessageKind m_kind = MessageKind::Response;
    HarmlessTexts *m_harmless;
    QList<Removed> m_removed;
    RemovedPlaces m_removedAt; ///< by name without case
    int m_count = 0;           ///< of marks
    QHash<QByteArray, QByteArray> m_marks;
    Echoes m_echoes;
};

CodeRule codeRuleOf(const QByteArray &json, MessageKind kind);
/// Whether a text of no declared type begins as JSON does.
bool looksLikeJson(const QByteArray &text);

/// One direction of Wire with the secrets of all its heads marked, however their fields are written (folded, space
/// before the colon, bare LF or CR); the rest is treated as content(), or left out if `hidesContent`. Chunks are joined
/// if there is a secret in them: it may stand in two of them.
QByteArray redactedWire(Secrets &secrets, const QByteArray &bytes, MessageKind kind, bool hidesContent = false);

} // namespace hopscope
