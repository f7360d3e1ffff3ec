// SPDX-License-Identifier: MIT
#include "text/formdata.h"

#include "http/ascii.h"
#include "http/headers.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kBoundaryDigits = 24;
constexpr qsizetype kMaxBoundary = 70; ///< RFC 2046 5.1.1

QByteArray hex(uchar byte)
{
    return '%' + QByteArray::number(uint(byte), 16).rightJustified(2, '0').toUpper();
}

QByteArray decoded(QByteArrayView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        if (escape && ascii::hexValue(text[i + 1]) >= 0 && ascii::hexValue(text[i + 2]) >= 0) {
            bytes += char(ascii::hexValue(text[i + 1]) * 16 + ascii::hexValue(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i] == '+' ? ' ' : text[i];
        }
    }
    return bytes;
}

/// The "multipart/form-data encoding algorithm" of the HTML standard escapes these three in names.
QByteArray quoted(QByteArray name)
{
    return '"' + name.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22") + '"';
}

QByteArray unquoted(QByteArray name)
{
    return name.replace("%0A", "\n").replace("%0D", "\r").replace("%22", "\"");
}

/// What curl takes from the end of a file's name.
QByteArray typeOfFile(const QByteArray &name)
{
    constexpr std::pair<QByteArrayView, QByteArrayView> kTypes[] = {
        {".gif", "image/gif"},       {".jpg", "image/jpeg"},      {".jpeg", "image/jpeg"}, {".png", "image/png"},
        {".svg", "image/svg+xml"},   {".txt", "text/plain"},      {".htm", "text/html"},   {".html", "text/html"},
        {".pdf", "application/pdf"}, {".xml", "application/xml"},
    };
    for (const auto &[end, type] : kTypes) {
        if (name.toLower().endsWith(end))
            return type.toByteArray();
    }
    return "application/octet-stream";
}

QByteArray parameterOf(QByteArrayView line, QByteArrayView name)
{
    const QByteArray key = ' ' + name.toByteArray() + "=\"";
    const qsizetype at = line.indexOf(key);
    if (at < 0)
        return {};
    const QByteArrayView rest = line.sliced(at + key.size());
    const qsizetype end = rest.indexOf('"');
    return end < 0 ? QByteArray() : unquoted(rest.first(end).toByteArray());
}

std::optional<FormPart> readPart(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    FormPart part;
    part.value = bytes.sliced(end + 4).toByteArray();
    bool named = false;
    for (const QByteArray &line : bytes.first(end).toByteArray().split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(0, colon)).trimmed();
        if (equalsIgnoringCase(name, "Content-Disposition")) {
            named = line.contains(" name=\"");
            part.name = parameterOf(line, "name");
            part.fileName = parameterOf(line, "filename");
        } else if (equalsIgnoringCase(name, "Content-Type")) {
            part.type = line.sliced(colon + 1).trimmed();
        } else if (!name.isEmpty()) {
            return {};
        }
    }
    return named ? std::optional(part) : std::nullopt;
}

} // namespace

QByteArray encodeForm(QByteArrayView bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        if (ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("-._~").contains(c))
            text += c;
        else
            text += c == ' ' ? QByteArray("+") : hex(uchar(c));
    }
    return text;
}

QByteArray withoutLineBreaks(QByteArray bytes)
{
    return bytes.replace('\r', "").replace('\n', "").replace('\0', "");
}

QByteArray writeFormFields(const QList<FormField> &fields)
{
    const auto encoded = [](QByteArrayView bytes) {
        QByteArray text;
        for (const char c : bytes) {
            if (ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("*-._").contains(c))
                text += c;
            else
                text += c == ' ' ? QByteArray("+") : hex(uchar(c));
        }
        return text;
    };
    QList<QByteArray> pairs;
    for (const FormField &field : fields)
        pairs.append(encoded(field.name) + '=' + encoded(field.value));
    return pairs.join('&');
}

QList<FormField> readFormFields(QByteArrayView body)
{
    QList<FormField> fields;
    for (const QByteArray &pair : body.toByteArray().split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        fields.append({decoded(equals < 0 ? pair : pair.first(equals)),
                       equals < 0 ? QByteArray() : decoded(QByteArrayView(pair).sliced(equals + 1))});
    }
    return fields;
}

QByteArray boundaryFor(const QList<FormPart> &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto isInside = [&](const QByteArray &boundary) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const FormPart &part) { return part.value.contains(boundary); });
    };
    QByteArray boundary;
    do {
        for (const FormPart &part : parts) {
            hash.addData(part.name + '\n');
            hash.addData(part.value + '\n');
        }
        boundary = "----hopscope" + hash.result().toHex().first(kBoundaryDigits);
    } while (isInside(boundary));
    return boundary;
}

QByteArray writeMultipart(const QList<FormPart> &parts, const QByteArray &boundary)
{
    QByteArray body;
    for (const FormPart &part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        const QByteArray own = part.file.isEmpty() ? QByteArray() : QFileInfo(part.file).fileName().toUtf8();
        const QByteArray fileName = part.fileName.isEmpty() ? own : part.fileName;
        if (!fileName.isEmpty())
            body += "; filename=" + quoted(fileName);
        const QByteArray type =
            part.type.isEmpty() && !fileName.isEmpty() ? typeOfFile(own.isEmpty() ? fileName : own) : part.type;
        if (!type.isEmpty())
            body += "\r\nContent-Type: " + type;
        body += "\r\n\r\n" + part.value + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

std::optional<QList<FormPart>> readMultipart(QByteArrayView body, QByteArrayView boundary)
{
    const QByteArray delimiter = "\r\n--" + boundary.toByteArray();
    const QByteArray all = "\r\n" + body.toByteArray();
    QList<FormPart> parts;
    qsizetype at = all.indexOf(delimiter);
    if (boundary.isEmpty() || at != 0)
        return {};
    for (;;) {
        at += delimiter.size();
        if (all.sliced(at).startsWith("--"))
            return parts;
        const qsizetype next = all.indexOf(delimiter, at);
        if (next < 0 || all.sliced(at, 2) != "\r\n")
            return {};
        const std::optional<FormPart> part = readPart(QByteArrayView(all).sliced(at + 2, next - at - 2));
        if (!part)
            return {};
        parts.append(*part);
        at = next;
    }
}

QByteArray boundaryOf(QByteArrayView contentType)
{
    const QByteArray type = contentType.toByteArray();
    if (!type.toLower().startsWith("multipart/form-data"))
        return {};
    const qsizetype at = type.toLower().indexOf("boundary=");
    if (at < 0)
        return {};
    QByteArray boundary = type.sliced(at + qsizetype(qstrlen("boundary=")));
    boundary = boundary.startsWith('"') ? boundary.sliced(1).split('"').constFirst()
                                        : boundary.split(';').constFirst().trimmed();
    return boundary.first(std::min(boundary.size(), kMaxBoundary));
}

bool isFormType(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return isOneOf(kFormTypes, (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed());
}

} // namespace hopscope
