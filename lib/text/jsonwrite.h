// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

/// Each item as `convert` makes it.
template <typename T, typename Convert>
QJsonArray listToJson(const QList<T> &items, Convert convert)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(convert(item));
    return array;
}

/// `bytes` as the member `key`: text when it is UTF-8; otherwise text in Latin-1, with the exact bytes in `exactKey`.
void bytesToJson(QJsonObject &object, QLatin1StringView key, QLatin1StringView exactKey, const QByteArray &bytes);
/// ISO 8601 in UTC, with milliseconds; null for an invalid time.
QJsonValue timeToJson(const QDateTime &time);
/// The text of bytes that are UTF-8 and come back unchanged from it.
std::optional<QString> exactText(const QByteArray &bytes);
/// The same, and for other bytes their text in Latin-1.
QString textOrLatin1(const QByteArray &bytes);

} // namespace hopscope
