// SPDX-License-Identifier: MIT
#include "formats/harform.h"

#include "trace/tracejsonreader.h"

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

QString text(const QByteArray &bytes)
{
    return exactText(bytes).value_or(QString::fromLatin1(bytes));
}

QJsonObject parameter(const FormPart &part)
{
    QJsonObject object{{u"name"_s, text(part.name)}};
    if (const std::optional<QString> value = exactText(part.value))
        object.insert("value"_L1, *value);
    if (!part.fileName.isEmpty())
        object.insert("fileName"_L1, text(part.fileName));
    if (!part.type.isEmpty())
        object.insert("contentType"_L1, text(part.type));
    return object;
}

QByteArray joined(const QList<FormPart> &params)
{
    QList<QByteArray> pairs;
    for (const FormPart &part : params)
        pairs.append(part.name + '=' + part.value);
    return pairs.join('&');
}

QByteArray encoded(const QList<FormPart> &params)
{
    QList<FormField> fields;
    for (const FormPart &part : params)
        fields.append({part.name, part.value});
    return writeFormFields(fields);
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
    QList<QByteArray> candidates;
    if (isUrlEncoded(contentType)) {
        candidates = {joined(params), encoded(params)};
        if (isDecoded(params))
            candidates.removeFirst();
    } else if (const QByteArray boundary = boundaryOf(contentType); !boundary.isEmpty()) {
        candidates = {writeMultipart(params, boundary)};
    }
    const auto found =
        std::ranges::find_if(candidates, [&](const QByteArray &body) { return size < 0 || body.size() == size; });
    return found == candidates.end() ? std::nullopt : std::optional(*found);
}

} // namespace hopscope
