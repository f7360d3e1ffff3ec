// SPDX-License-Identifier: MIT
#pragma once

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

/// Replaces secrets by marks, "[redacted 1]": the same secret gets the same mark for as long as the object lives.
class Secrets
{
public:
    /// The value of the field `name` with its secrets marked. Authorization and Proxy-Authorization keep the scheme,
    /// Cookie the names, Set-Cookie name and attributes; the fields that hold a URL lose its user and password; every
    /// other value is treated as text().
    QByteArray fieldValue(QByteArrayView name, const QByteArray &value);
    /// A URL or a URL reference without its user and password, also as lenient parsers read it ("http:\\u:p@h").
    QByteArray url(const QByteArray &url);
    /// Any bytes: secrets that are known by now, and user:password in what looks like a URL.
    QByteArray text(const QByteArray &bytes);
    QString text(const QString &text);

    static bool isSecretField(QByteArrayView name);

private:
    QByteArray mark(const QByteArray &secret);
    QByteArray credentials(const QByteArray &value);
    QByteArray cookiePair(const QByteArray &pair);
    QByteArray cookies(const QByteArray &value);
    QByteArray setCookie(const QByteArray &value);
    QByteArray withoutEchoes(const QByteArray &bytes) const;
    QByteArray withoutUserInfo(const QByteArray &text);

    QHash<QByteArray, QByteArray> m_marks;
    QList<QByteArray> m_echoes; ///< the secrets that text() looks for, longest first
};

/// One direction of Wire with the secrets of all its heads marked, however their fields are written (folded, space
/// before the colon, bare LF or CR); the rest is treated as text().
QByteArray redactedWire(Secrets &secrets, const QByteArray &bytes);

} // namespace hopscope
