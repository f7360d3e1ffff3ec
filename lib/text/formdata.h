// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

/// A part of multipart/form-data (RFC 7578).
struct FormPart {
    QByteArray name;
    QByteArray value;    ///< the content, unless it is a file
    QString file;        ///< path of the file to send; used when not empty
    QByteArray type;     ///< Content-Type of the part; empty: what the name of the file suggests, or none
    QByteArray fileName; ///< sent in place of the file's own name when not empty

    bool operator==(const FormPart &) const = default;
};

/// A field of application/x-www-form-urlencoded, decoded.
struct FormField {
    QByteArray name;
    QByteArray value;

    bool operator==(const FormField &) const = default;
};

/// The types that an HTML form can send (HTML, attributes for form submission: enctype).
inline constexpr QByteArrayView kFormTypes[] = {"application/x-www-form-urlencoded", "multipart/form-data",
                                                "text/plain"};
/// Whether a Content-Type is one of them, whatever its parameters.
bool isFormType(QByteArrayView contentType);

/// The application/x-www-form-urlencoded serializer and parser of the URL standard.
QByteArray writeFormFields(const QList<FormField> &fields);
QList<FormField> readFormFields(QByteArrayView body);
/// Percent-encodes all bytes but letters, digits, "-", ".", "_" and "~", and writes a space as "+", as curl's
/// --data-urlencode does.
QByteArray encodeForm(QByteArrayView bytes);
/// Without CR, LF and zero bytes, as curl's -d has the bytes of a file or of standard input.
QByteArray withoutLineBreaks(QByteArray bytes);

/// A boundary that occurs in none of the parts; the same for the same parts. `value` holds what a file contains.
QByteArray boundaryFor(const QList<FormPart> &parts);
/// The body (RFC 7578 4, RFC 2046 5.1). `value` holds what a file contains; a file's own name is used if no other is
/// given.
QByteArray writeMultipart(const QList<FormPart> &parts, const QByteArray &boundary);
/// The parts of such a body, or nothing when it is not one. A part with a file name has the content in `value`.
std::optional<QList<FormPart>> readMultipart(QByteArrayView body, QByteArrayView boundary);
/// The boundary in a Content-Type; empty if it is no multipart/form-data.
QByteArray boundaryOf(QByteArrayView contentType);

} // namespace hopscope
