// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// HARs as other programs write them.
namespace hopscope::test
{

using namespace Qt::StringLiterals;

struct Field {
    QString name;
    QString value;
};

inline QJsonArray fields(const QList<Field> &list)
{
    QJsonArray array;
    for (const Field &field : list)
        array.append(QJsonObject{{u"name"_s, field.name}, {u"value"_s, field.value}});
    return array;
}

/// An entry as Chromium writes it, `second` seconds after ten o'clock; it takes 0.1 s.
inline QJsonObject entry(double second, const QString &method, const QString &url, int status,
                         const QString &location = {})
{
    const QDateTime time = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC).addMSecs(qint64(second * 1000));
    QList<Field> answer{{u"Content-Type"_s, u"text/plain"_s}};
    if (!location.isNull())
        answer.append({u"Location"_s, location});
    return {
        {u"startedDateTime"_s, time.toString(Qt::ISODateWithMs)},
        {u"time"_s, 100},
        {u"request"_s,
         QJsonObject{{u"method"_s, method},
                     {u"url"_s, url},
                     {u"httpVersion"_s, u"http/1.1"_s},
                     {u"headers"_s, fields({{u"Host"_s, u"a.example"_s}, {u"User-Agent"_s, u"Mozilla/5.0 (X11)"_s}})},
                     {u"headersSize"_s, -1},
                     {u"bodySize"_s, 0}}},
        {u"response"_s, QJsonObject{{u"status"_s, status},
                                    {u"statusText"_s, u""_s},
                                    {u"httpVersion"_s, u"http/1.1"_s},
                                    {u"headers"_s, fields(answer)},
                                    {u"content"_s, QJsonObject{{u"size"_s, 0}, {u"mimeType"_s, u"text/plain"_s}}},
                                    {u"redirectURL"_s, location},
                                    {u"headersSize"_s, -1},
                                    {u"bodySize"_s, -1}}},
        {u"cache"_s, QJsonObject()},
        {u"timings"_s,
         QJsonObject{
             {u"dns"_s, 1}, {u"connect"_s, 9}, {u"ssl"_s, 4}, {u"send"_s, 1}, {u"wait"_s, 88}, {u"receive"_s, 1}}}};
}

/// A copy whose member `part` has other values.
inline QJsonObject with(QJsonObject object, QLatin1StringView part, const QJsonObject &changes)
{
    QJsonObject inner = object.value(part).toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        inner.insert(it.key(), it.value());
    object.insert(part, inner);
    return object;
}

/// JSON with single quotes, which need no escapes here.
inline QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

inline QByteArray har(const QList<QJsonObject> &entries)
{
    QJsonArray array;
    for (const QJsonObject &each : entries)
        array.append(each);
    const QJsonObject log{{u"version"_s, u"1.2"_s},
                          {u"creator"_s, QJsonObject{{u"name"_s, u"WebInspector"_s}, {u"version"_s, u"537.36"_s}}},
                          {u"entries"_s, array}};
    return QJsonDocument(QJsonObject{{u"log"_s, log}}).toJson();
}

} // namespace hopscope::test
