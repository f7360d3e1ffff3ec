// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

namespace hopscope
{

/// Secrets that occur elsewhere (an echoed header in a body, a message) are found there when they have this many bytes;
/// shorter ones would garble ordinary text.
inline constexpr qsizetype kMinEchoedSecret = 6;

/// Replaces secrets by marks, "[redacted 1]": the same secret gets the same mark for as long as the object lives, also
/// where it is percent-encoded or in base64.
class Secrets
{
public:
    explicit Secrets(const RedactionOptions &options = {});
    /// Marks made from now on count as removed from `hop`; -1: they do not count.
    void countFor(int hop) { m_hop = hop; }
    /// What was counted since the last call, in the order in which it was found first.
    QList<Removed> takeRemoved();

    /// The value of the field `name` with its secrets marked. Authorization and Proxy-Authorization keep the scheme,
    /// Cookie the names, Set-Cookie name and attributes; the fields that hold a URL lose its user and password; every
    /// other value is treated as text().
    QByteArray fieldValue(QByteArrayView name, const QByteArray &value);
    /// A URL or a URL reference without its user and password, also as lenient parsers read it ("http:\\u:p@h"), and
    /// with the secret parameters of query and fragment marked.
    QByteArray url(const QByteArray &url);
    /// Query, fragment or form: "a=b&token=[redacted 1]".
    QByteArray parameters(const QByteArray &query, SecretPlace place = SecretPlace::Parameter);
    /// The content of a message of that Content-Type: forms, multipart and JSON by their fields, then all as text().
    QByteArray content(const QByteArray &type, const QByteArray &bytes);
    /// Any bytes: secrets that are known by now, and user:password and secret parameters in what looks like a URL.
    QByteArray text(const QByteArray &bytes);
    QString text(const QString &text);

    bool isSecretField(QByteArrayView name) const;

private:
    /// How a secret is written where it is found.
    enum class Form { Plain, Query, Json };

    static bool isMark(QByteArrayView value);
    bool isSecret(QByteArrayView name) const;
    void note(SecretPlace place, const QByteArray &name);
    QByteArray mark(const QByteArray &secret);
    /// mark(), counted, and for what the secret stands for as well.
    QByteArray marked(const QByteArray &secret, SecretPlace place, const QByteArray &name, Form form);
    /// `secret` is another way to write what has the mark `known`.
    void alias(const QByteArray &secret, const QByteArray &known);
    void addEcho(const QByteArray &secret, const QByteArray &known);
    /// A parameter's value that is a percent-encoded URL.
    QByteArray nested(const QByteArray &value);
    QByteArray json(const QByteArray &text);
    QByteArray multipart(const QByteArray &bytes);
    QByteArray credentials(const QByteArray &value);
    QByteArray cookiePair(const QByteArray &pair);
    QByteArray cookies(const QByteArray &value);
    QByteArray setCookie(const QByteArray &value);
    QByteArray userInfo(const QByteArray &user);
    QByteArray withoutEchoes(const QByteArray &bytes) const;
    QByteArray withoutUserInfo(const QByteArray &text);
    QByteArray withoutParameters(const QByteArray &text);

    QList<QByteArray> m_names; ///< that the user added
    int m_hop = -1;
    int m_depth = 0;
    QList<Removed> m_removed;
    int m_count = 0; ///< of marks
    QHash<QByteArray, QByteArray> m_marks;
    QHash<QByteArray, QByteArray> m_encoded; ///< other ways to write them
    QList<QByteArray> m_echoes;              ///< what text() looks for, longest first
};

/// One direction of Wire with the secrets of all its heads marked, however their fields are written (folded, space
/// before the colon, bare LF or CR); the rest is treated as content(), or left out if `hidesContent`.
QByteArray redactedWire(Secrets &secrets, const QByteArray &bytes, bool hidesContent = false);

} // namespace hopscope
