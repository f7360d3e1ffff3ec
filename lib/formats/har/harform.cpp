// SPDX-License-Identifier: MIT
#include "formats/har/harform.h"

#include "text/jsonwrite.h"

#include <QJsonObject>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isUrlEncoded(const QByteArray &contentType)
{
    return contentType.toLower().startsWith("application/x-www-form-urlencoded");
}

QJsonObject parameter(const FormPart &part)
{
    QJsonObject object{{u"name"_s, textOrLatin1(part.name)}};
    if (const std::optional<QString> value = exactText(part.value))
        object.insert("value"_L1, *value);
    if (!part.fileName.isEmpty())
        object.insert("fileName"_L1, textOrLatin1(part.fileName));
    if (!part.type.isEmpty())
        object.insert("contentType"_L1, textOrLatin1(part.type));
    return object;
}

QByteArray joined(const QList<FormPart> &params)
{
    QList<QByteArray> pairs;
    for (const FormPart &part : params)
        pairs.append(part.name + '=' + part.value);
    return pairs.join('&');
}

/// Whether a name or value cannot have been taken from an urlencoded body as it stands.
bool isDecoded(const QList<FormPart> &params)
{
    return std::ranges::any_of(params, [](const FormPart &part) {
        return std::ranges::any_of(part.name + part.value, [](char c) {
            return static_cast<uchar>(c) <= ' ' || static_cast<uchar>(c) > '~' || c == '&' || c == '=';
        });
    });
}

} // namespace

QJsonArray harParameters(const Request &request)
{
    QJsonArray params;
    const QByteArray type = request.headers.first("Content-Type").value_or(QByteArray());
    if (request.body.truncated)
        return params;
    if (isUrlEncoded(type)) {
        for (const FormField &field : readFormFields(request.body.bytes))
            params.append(parameter({.name = field.name, .value = field.value}));
    } else if (const auto parts = readMultipart(request.body.bytes, boundaryOf(type))) {
        for (const FormPart &part : *parts)
            params.append(parameter(part));
    }
    return params;
}

std::optional<QByteArray> bodyOfParameters(const QList<FormPart> &params, const QByteArray &contentType, qint64 size)
{
    // Encoding decoded ones again may give the right size and the wrong bytes: spelling and order are lost.
    if (isUrlEncoded(contentType)) {
        const QByteArray body = joined(params);
        return isDecoded(params) || (size >= 0 && body.size() != size) ? std::nullopt : std::optional(body);
    }
    const QByteArray boundary = boundaryOf(contentType);
    const QByteArray body = boundary.isEmpty() ? QByteArray() : writeMultipart(params, boundary);
    return body.isEmpty() || body.size() != size ? std::nullopt : std::optional(body);
}

} // namespace hopscope
