// SPDX-License-Identifier: MIT
#include "redirect/client/clientfields.h"
#include "redirect/client/clientwords.h"
#include "redirect/client/ownclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <type_traits>

namespace hopscope
{

namespace
{

/// visitFields() of a profile and of its parts, into a JSON object.
class FieldWriter
{
public:
    QJsonObject object;

    void operator()(QLatin1StringView key, const char *text)
    {
        object.insert(key, text ? QJsonValue(QString::fromUtf8(text)) : QJsonValue());
    }
    void operator()(QLatin1StringView key, int number) { object.insert(key, number); }
    void operator()(QLatin1StringView key, bool value) { object.insert(key, value); }
    template <typename E>
    requires std::is_enum_v<E>
    void operator()(QLatin1StringView key, E value)
    {
        for (const Word<E> &each : wordsOf(value)) {
            if (each.value == value)
                object.insert(key, QString::fromLatin1(each.word));
        }
    }
    void operator()(QLatin1StringView key, std::span<const QByteArrayView> texts)
    {
        QJsonArray list;
        for (const QByteArrayView &text : texts)
            list.append(QString::fromLatin1(text));
        object.insert(key, list);
    }
    template <typename T>
    void operator()(QLatin1StringView key, std::span<const T> rows)
    {
        QJsonArray list;
        for (const T &row : rows)
            list.append(objectOf(row));
        object.insert(key, list);
    }
    template <typename T>
    requires std::is_class_v<T>
    void operator()(QLatin1StringView key, const T &part) { object.insert(key, objectOf(part)); }

    void word(QLatin1StringView key, QLatin1StringView text) { object.insert(key, QString(text)); }
    void fieldName(QLatin1StringView key, QByteArrayView text) { object.insert(key, QString::fromLatin1(text)); }
    void fieldValue(QLatin1StringView key, QByteArrayView text) { object.insert(key, QString::fromUtf8(text)); }
    void status(QLatin1StringView key, int number) { object.insert(key, number); }
    void limit(QLatin1StringView key, int number) { object.insert(key, number); }

private:
    template <typename T>
    static QJsonObject objectOf(T part)
    {
        FieldWriter writer;
        visitFields(writer, part);
        return writer.object;
    }
};

} // namespace

QByteArray clientToJson(const ClientProfile &profile)
{
    FieldWriter writer;
    ClientProfile copy = profile;
    visitFields(writer, copy);
    writer.object.insert("format"_L1, u"hopscope-client"_s);
    writer.object.insert("formatVersion"_L1, 1);
    writer.object.insert("id"_L1, u"own-"_s + profile.id);
    return QJsonDocument(writer.object).toJson(QJsonDocument::Indented);
}

} // namespace hopscope
