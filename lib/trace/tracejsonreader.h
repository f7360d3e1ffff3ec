// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLatin1StringView>
#include <QSet>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>

namespace hopscope
{

/// Reads the members of one JSON object strictly. Every reader of a tree shares `error`: the first one stays, and after
/// it all reads give default values. finish() refuses members that nobody asked for.
class JsonObjectReader
{
public:
    /// `place` names the object in errors ("hops[2].response"), empty for the top.
    JsonObjectReader(const QJsonValue &value, const QString &place, QString &error);

    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    /// A member that may be null or, with `optional`, missing: nullopt then.
    std::optional<QJsonValue> nullable(QLatin1StringView key, bool optional = false);

    QString text(QLatin1StringView key);
    QString optionalText(QLatin1StringView key);
    /// Text, or exact bytes in the member `exactKey` beside it (see bytesToJson()).
    QByteArray bytes(QLatin1StringView key, QLatin1StringView exactKey);
    QByteArray base64(QLatin1StringView key);
    qint64 integer(QLatin1StringView key, qint64 minimum, qint64 maximum = qint64(1) << 53);
    bool boolean(QLatin1StringView key);
    /// ISO 8601 with a time zone, or null for an invalid time.
    QDateTime time(QLatin1StringView key);
    QJsonArray array(QLatin1StringView key);
    QJsonValue object(QLatin1StringView key);
    QStringList texts(QLatin1StringView key);

    /// An enumerator by its name; `find` gives nullopt for an unknown one.
    template <typename T, typename Find>
    T named(QLatin1StringView key, Find find)
    {
        const QString id = text(key);
        const std::optional<T> found = find(id);
        if (!found && m_error.isEmpty())
            fail(key, unknownName(id));
        return found.value_or(T());
    }

    /// Reads each element with `read(value, place)`.
    template <typename T, typename Read>
    QList<T> list(QLatin1StringView key, Read read)
    {
        QList<T> items;
        const QJsonArray values = array(key);
        for (qsizetype i = 0; i < values.size() && m_error.isEmpty(); ++i)
            items.append(read(values.at(i), elementPlace(key, i)));
        return items;
    }

    void fail(QLatin1StringView key, const QString &reason);
    void finish();
    QString place(QLatin1StringView key) const;
    QString &error() { return m_error; }

private:
    QString elementPlace(QLatin1StringView key, qsizetype index) const;
    static QString unknownName(const QString &name);
    QJsonValue member(QLatin1StringView key, QJsonValue::Type type);

    QJsonObject m_object;
    QString m_place;
    QString &m_error;
    QSet<QString> m_read;
};

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
/// The text of bytes that are UTF-8 and come back unchanged from it.
std::optional<QString> exactText(const QByteArray &bytes);
/// The same, and for other bytes their text in Latin-1.
QString textOrLatin1(const QByteArray &bytes);

} // namespace hopscope
