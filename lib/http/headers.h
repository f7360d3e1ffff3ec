// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <span>

namespace hopscope
{

/// One field line (RFC 9110 5.1), bytes as on the wire; the value without surrounding white space.
struct Header {
    QByteArray name;
    QByteArray value;

    bool operator==(const Header &) const = default;
};

/// The field lines of a message in the order, case and number in which they were sent. Names are looked up without
/// case.
struct Headers {
    QList<Header> fields;

    bool operator==(const Headers &) const = default;

    bool contains(QByteArrayView name) const;
    /// The value of the first line called `name`.
    std::optional<QByteArray> first(QByteArrayView name) const;
    /// The values of all lines called `name`, in order.
    QList<QByteArray> all(QByteArrayView name) const;
    /// All values joined with ", " (RFC 9110 5.3); not for Set-Cookie.
    QByteArray combined(QByteArrayView name) const;
    /// The elements of a list whose elements have no comma in them (RFC 9110 5.6.1): without space and empty ones.
    QList<QByteArray> listed(QByteArrayView name) const;

    void append(const QByteArray &name, const QByteArray &value);
    /// Replaces the first line called `name` where it stands and removes the others; appends if there is none.
    void set(const QByteArray &name, const QByteArray &value);
    void remove(QByteArrayView name);
};

/// Field names and schemes are compared without case (RFC 9110 5.1).
bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b);
bool isOneOf(std::span<const QByteArrayView> names, QByteArrayView name);
bool isOneOf(const QList<QByteArray> &names, QByteArrayView name);
/// Likewise, but case counts.
bool isExactlyOneOf(std::span<const QByteArrayView> names, QByteArrayView name);
/// The pairs of a Cookie field, trimmed, without empty ones (RFC 6265 4.2.1).
QList<QByteArray> cookiePairs(QByteArrayView line);
/// RFC 9110 5.6.2: one or more tchar.
bool isToken(QByteArrayView text);
/// RFC 9110 5.5: no control bytes but HTAB, no line breaks.
bool isFieldValue(QByteArrayView text);

} // namespace hopscope
