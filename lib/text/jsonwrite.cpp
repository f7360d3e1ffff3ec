// SPDX-License-Identifier: MIT
#include "text/jsonwrite.h"

namespace hopscope
{

std::optional<QString> exactText(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    return text.toUtf8() == bytes ? std::optional(text) : std::nullopt;
}

QString textOrLatin1(const QByteArray &bytes)
{
    return exactText(bytes).value_or(QString::fromLatin1(bytes));
}

void bytesToJson(QJsonObject &object, QLatin1StringView key, QLatin1StringView exactKey, const QByteArray &bytes)
{
    if (const std::optional<QString> text = exactText(bytes)) {
        object.insert(key, *text);
        return;
    }
    object.insert(key, QString::fromLatin1(bytes));
    object.insert(exactKey, QString::fromLatin1(bytes.toBase64()));
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Null);
}

} // namespace hopscope
