// SPDX-License-Identifier: MIT
#include "trace/tracejsonreader.h"

#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

QString wrongType(QJsonValue::Type expected, QJsonValue::Type found)
{
    return u"expected %1, found %2"_s.arg(typeName(expected), typeName(found));
}

std::optional<QByteArray> decodedBase64(const QString &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(decoded.decoded) : std::nullopt;
}

} // namespace

JsonObjectReader::JsonObjectReader(const QJsonValue &value, const QString &place, QString &error)
    : m_object(value.toObject()), m_place(place), m_error(error)
{
    if (!value.isObject() && m_error.isEmpty())
        m_error = (place.isEmpty() ? u"the file"_s : place) + u": "_s + wrongType(QJsonValue::Object, value.type());
}

QString JsonObjectReader::place(QLatin1StringView key) const
{
    return m_place.isEmpty() ? QString(key) : m_place + u'.' + key;
}

QString JsonObjectReader::elementPlace(QLatin1StringView key, qsizetype index) const
{
    return u"%1[%2]"_s.arg(place(key)).arg(index);
}

QString JsonObjectReader::unknownName(const QString &name)
{
    return u"\"%1\" is not a known name"_s.arg(name.left(60));
}

void JsonObjectReader::fail(QLatin1StringView key, const QString &reason)
{
    if (m_error.isEmpty())
        m_error = place(key) + u": "_s + reason;
}

QJsonValue JsonObjectReader::member(QLatin1StringView key, QJsonValue::Type type)
{
    m_read.insert(key);
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined())
        fail(key, u"is missing"_s);
    else if (value.type() != type)
        fail(key, wrongType(type, value.type()));
    return value.type() == type ? value : QJsonValue(type);
}

std::optional<QJsonValue> JsonObjectReader::nullable(QLatin1StringView key, bool optional)
{
    m_read.insert(key);
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() && !optional)
        fail(key, u"is missing"_s);
    return value.isUndefined() || value.isNull() ? std::nullopt : std::optional(value);
}

QString JsonObjectReader::text(QLatin1StringView key)
{
    return member(key, QJsonValue::String).toString();
}

QString JsonObjectReader::optionalText(QLatin1StringView key)
{
    return has(key) ? text(key) : QString();
}

QByteArray JsonObjectReader::bytes(QLatin1StringView key, QLatin1StringView exactKey)
{
    const QString shown = text(key);
    if (!has(exactKey))
        return shown.toUtf8();
    const QByteArray exact = base64(exactKey);
    if (shown != QString::fromLatin1(exact))
        fail(exactKey, u"does not match %1"_s.arg(key));
    return exact;
}

QByteArray JsonObjectReader::base64(QLatin1StringView key)
{
    const std::optional<QByteArray> decoded = decodedBase64(text(key));
    if (!decoded)
        fail(key, u"is not base64"_s);
    return decoded.value_or(QByteArray());
}

qint64 JsonObjectReader::integer(QLatin1StringView key, qint64 minimum, qint64 maximum)
{
    const double value = member(key, QJsonValue::Double).toDouble();
    if (!m_error.isEmpty())
        return 0;
    if (value != std::floor(value) || value < double(minimum) || value > double(maximum)) {
        fail(key, u"expected a whole number from %1 to %2"_s.arg(minimum).arg(maximum));
        return 0;
    }
    return qint64(value);
}

bool JsonObjectReader::boolean(QLatin1StringView key)
{
    return member(key, QJsonValue::Bool).toBool();
}

QDateTime JsonObjectReader::time(QLatin1StringView key)
{
    if (!nullable(key))
        return {};
    const QDateTime time = QDateTime::fromString(text(key), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        fail(key, u"expected a time such as 2026-11-22T10:00:00.000Z"_s);
    return time.toUTC();
}

QJsonArray JsonObjectReader::array(QLatin1StringView key)
{
    return member(key, QJsonValue::Array).toArray();
}

QJsonValue JsonObjectReader::object(QLatin1StringView key)
{
    return member(key, QJsonValue::Object);
}

QStringList JsonObjectReader::texts(QLatin1StringView key)
{
    return list<QString>(key, [this](const QJsonValue &value, const QString &where) {
        if (!value.isString())
            m_error = where + u": "_s + wrongType(QJsonValue::String, value.type());
        return value.toString();
    });
}

void JsonObjectReader::finish()
{
    for (auto it = m_object.begin(); it != m_object.end() && m_error.isEmpty(); ++it) {
        if (!m_read.contains(it.key()))
            m_error = (m_place.isEmpty() ? it.key() : m_place + u'.' + it.key()) + u": is not a known member"_s;
    }
}

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

} // namespace hopscope
