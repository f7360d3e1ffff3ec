// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope::test
{

/// A row of planted.json: where a text stands, and the secret in it; without one, nothing of the text may go.
struct Planted {
    QByteArray kind;
    QByteArray where; ///< "url", "location", "request field", "response field", "request body", "response body"
    QByteArray type;  ///< Content-Type of a body
    QByteArray text;
    QByteArray secret;
    QByteArray rule; ///< the rule without which it is missed, or without which what is harmless goes; may be empty
};

inline QList<Planted> plantedRows(const char *list)
{
    QFile file(QStringLiteral(HOPSCOPE_PLANTED));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Planted> rows;
    const QJsonArray array = QJsonDocument::fromJson(file.readAll()).object().value(QLatin1StringView(list)).toArray();
    for (const QJsonValue &value : array) {
        const auto member = [&](const char *name) {
            return value.toObject().value(QLatin1StringView(name)).toString().toUtf8();
        };
        rows.append(
            {member("kind"), member("where"), member("type"), member("text"), member("secret"), member("rule")});
    }
    return rows;
}

inline Header plantedField(const QByteArray &text)
{
    const qsizetype colon = text.indexOf(':');
    return {text.left(colon), text.mid(colon + 2)};
}

/// A chain of two requests that has the row's text where it stands, and all that repeats it: wire bytes, ledger, the
/// next request.
inline Trace plantedTrace(const Planted &row)
{
    const bool isUrl = row.where == "url";
    const bool isLocation = row.where == "location";
    Hop first{.request = {.method = "POST", .url = isUrl ? row.text : QByteArray("https://first.example/in")}};
    first.response = Response{.version = "HTTP/1.1", .status = 307, .reason = "Temporary Redirect"};
    const QByteArray location = isLocation ? row.text : QByteArray("https://second.example/out");
    first.response->headers.append("Location", location);
    Hop second{.request = {.method = "POST", .url = location}};
    second.response = Response{.version = "HTTP/1.1", .status = 200, .reason = "OK"};
    if (row.where == "request field")
        first.request.headers.fields.append(plantedField(row.text));
    if (row.where == "response field")
        first.response->headers.fields.append(plantedField(row.text));
    const QByteArray type = row.type.isEmpty() ? QByteArray() : "Content-Type: " + row.type + "\r\n";
    if (row.where == "request body") {
        if (!row.type.isEmpty())
            first.request.headers.append("Content-Type", row.type);
        first.request.body = bodyOf(row.text);
    }
    if (row.where == "response body") {
        if (!row.type.isEmpty())
            second.response->headers.append("Content-Type", row.type);
        second.response->body = bodyOf(row.text);
    }
    Redirect redirect{.location = location, .target = location, .verdict = RedirectVerdict::Follow};
    redirect.reason = QStringLiteral("307 keeps method and body.");
    redirect.ledger = {{.part = QStringLiteral("url"),
                        .before = QString::fromUtf8(first.request.url),
                        .after = QString::fromUtf8(location),
                        .verdict = PartVerdict::Changed}};
    for (const Header &field : first.request.headers.fields)
        redirect.ledger.append({.part = QString::fromUtf8(field.name),
                                .before = QString::fromUtf8(field.value),
                                .verdict = PartVerdict::Dropped,
                                .predicted = QString::fromUtf8(field.value)});
    first.redirect = redirect;
    QByteArray sent = "POST " + first.request.url + " HTTP/1.1\r\n";
    for (const Header &field : first.request.headers.fields)
        sent += field.name + ": " + field.value + "\r\n";
    QByteArray received = "HTTP/1.1 307 Temporary Redirect\r\n";
    for (const Header &field : first.response->headers.fields)
        received += field.name + ": " + field.value + "\r\n";
    first.wire = Wire{sent + "\r\n" + first.request.body.bytes, received + "\r\n", false};
    second.wire = Wire{"POST " + location + " HTTP/1.1\r\n\r\n",
                       "HTTP/1.1 200 OK\r\n" + type + "\r\n" + second.response->body.bytes, false};
    return {.client = QStringLiteral("browser"),
            .started = QDateTime::fromMSecsSinceEpoch(1'767'225'600'000, Qt::UTC),
            .hops = {first, second}};
}

} // namespace hopscope::test
