// SPDX-License-Identifier: MIT
#include "ui/preferences/preferences.h"

#include "net/clientfiles.h"
#include "ui/request/optionspanel.h"

#include <QSettings>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kGroup = "preferences/"_L1;
constexpr qint64 kMaxBodyLimit = qint64(1) << 30;

QStringList linesOf(const Headers &headers)
{
    QStringList lines;
    for (const Header &header : headers.fields)
        lines.append(u"%1: %2"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value)));
    return lines;
}

Headers headersFrom(const QStringList &lines)
{
    Headers headers;
    for (const QString &line : lines) {
        if (const Result<Header> header = parseHeaderLine(line))
            headers.fields.append(*header);
    }
    return headers;
}

template <typename T>
void move(T &value, const T &from, const T &to)
{
    if (value == from)
        value = to;
}

} // namespace

Preferences readPreferences(const QSettings &settings)
{
    const Preferences usual;
    const auto value = [&](QLatin1StringView key, const QVariant &otherwise) {
        return settings.value(kGroup + key, otherwise);
    };
    Preferences read;
    // Also one that is not here any more: it is named then, and no other takes its place.
    if (const QString client = value("client"_L1, usual.client).toString(); !client.isEmpty())
        read.client = client;
    read.maxHops = std::clamp(value("maxHops"_L1, usual.maxHops).toInt(), -1, kMaxHops);
    read.timeoutMs = std::clamp(value("timeoutMs"_L1, usual.timeoutMs).toInt(), 1, kMaxSeconds * 1000);
    read.bodyLimit = std::clamp(value("bodyLimit"_L1, usual.bodyLimit).toLongLong(), qint64(0), kMaxBodyLimit);
    read.proxy = value("proxy"_L1, usual.proxy).toUrl();
    read.insecure = value("insecure"_L1, usual.insecure).toBool();
    read.caFile = value("caFile"_L1, usual.caFile).toString();
    read.http2 = value("http2"_L1, usual.http2).toBool();
    read.headers = headersFrom(value("headers"_L1, QStringList()).toStringList());
    read.historyLimit = std::clamp(value("historyLimit"_L1, usual.historyLimit).toInt(), 0, kMaxHistoryLimit);
    read.secretsInHistory = value("secretsInHistory"_L1, usual.secretsInHistory).toBool();
    read.secretNames = value("secretNames"_L1, QStringList()).toStringList();
    read.stack = readClientStack(settings);
    return read;
}

void writePreferences(QSettings &settings, const Preferences &preferences)
{
    const auto write = [&](QLatin1StringView key, const QVariant &value) { settings.setValue(kGroup + key, value); };
    write("client"_L1, preferences.client);
    write("maxHops"_L1, preferences.maxHops);
    write("timeoutMs"_L1, preferences.timeoutMs);
    write("bodyLimit"_L1, preferences.bodyLimit);
    write("proxy"_L1, preferences.proxy);
    write("insecure"_L1, preferences.insecure);
    write("caFile"_L1, preferences.caFile);
    write("http2"_L1, preferences.http2);
    write("headers"_L1, linesOf(preferences.headers));
    write("historyLimit"_L1, preferences.historyLimit);
    write("secretsInHistory"_L1, preferences.secretsInHistory);
    write("secretNames"_L1, preferences.secretNames);
    writeClientStack(settings, preferences.stack);
}

TraceRequest withPreferences(TraceRequest request, const Preferences &to, const Preferences &from)
{
    move(request.client, from.client, to.client);
    move(request.maxHops, from.maxHops, to.maxHops);
    move(request.timeoutMs, from.timeoutMs, to.timeoutMs);
    move(request.bodyLimit, from.bodyLimit, to.bodyLimit);
    move(request.proxy, from.proxy, to.proxy);
    move(request.insecure, from.insecure, to.insecure);
    move(request.caFile, from.caFile, to.caFile);
    move(request.http2, from.http2, to.http2);
    request.headers.fields.removeIf([&](const Header &header) { return from.headers.fields.contains(header); });
    for (const Header &header : to.headers.fields) {
        if (!request.headers.contains(header.name))
            request.headers.fields.append(header);
    }
    return request;
}

} // namespace hopscope
