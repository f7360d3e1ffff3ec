// SPDX-License-Identifier: MIT
#include "ui/history/historyentry.h"

#include "paint/chainclock.h"

#include <QStringList>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

HistoryEntry historyEntryOf(const QString &id, const Trace &trace)
{
    HistoryEntry entry{.id = id, .started = trace.started, .client = trace.client};
    entry.hops = int(trace.hops.size());
    entry.outcome = trace.outcome.kind;
    if (trace.hops.isEmpty())
        return entry;
    ChainClock clock;
    for (const Hop &hop : trace.hops)
        clock.add(hop.timing);
    entry.microseconds = clock.end();
    const Hop &first = trace.hops.first();
    const Hop &last = trace.hops.last();
    entry.method = QString::fromUtf8(first.request.method);
    entry.url = QString::fromUtf8(first.request.url);
    entry.finalUrl = QString::fromUtf8(last.request.url);
    if (last.response) {
        entry.status = last.response->status;
        entry.statusText = statusLabel(*last.response);
    }
    return entry;
}

void makeSearchable(HistoryEntry &entry)
{
    const QStringList parts{
        entry.method,     entry.url,
        entry.finalUrl,   entry.client,
        entry.statusText, QString(idOf(entry.outcome)),
        entry.notes,      entry.broken.isEmpty() ? QString() : u"broken "_s + entry.id + entry.broken};
    entry.haystack = parts.join(u'\n').toCaseFolded();
}

bool matches(const HistoryEntry &entry, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) { return entry.haystack.contains(word); });
}

QStringList searchWords(const QString &typed)
{
    return typed.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
}

QJsonObject historyEntryToJson(const HistoryEntry &entry)
{
    return {{u"id"_s, entry.id},
            {u"started"_s, entry.started.toUTC().toString(Qt::ISODateWithMs)},
            {u"client"_s, entry.client},
            {u"method"_s, entry.method},
            {u"url"_s, entry.url},
            {u"final"_s, entry.finalUrl},
            {u"hops"_s, entry.hops},
            {u"status"_s, entry.status},
            {u"statusText"_s, entry.statusText},
            {u"outcome"_s, QString(idOf(entry.outcome))},
            {u"time"_s, entry.microseconds},
            {u"bytes"_s, entry.bytes},
            {u"changed"_s, entry.changed},
            {u"broken"_s, entry.broken}};
}

HistoryEntry historyEntryFromJson(const QJsonObject &object)
{
    const auto text = [&](const QString &name) { return object.value(name).toString(); };
    const std::optional<OutcomeKind> outcome = outcomeKind(text(u"outcome"_s));
    if (!outcome)
        return {};
    return {.id = text(u"id"_s),
            .started = QDateTime::fromString(text(u"started"_s), Qt::ISODateWithMs),
            .client = text(u"client"_s),
            .method = text(u"method"_s),
            .url = text(u"url"_s),
            .finalUrl = text(u"final"_s),
            .hops = object.value(u"hops"_s).toInt(),
            .status = object.value(u"status"_s).toInt(),
            .statusText = text(u"statusText"_s),
            .outcome = *outcome,
            .microseconds = object.value(u"time"_s).toInteger(),
            .bytes = object.value(u"bytes"_s).toInteger(),
            .changed = object.value(u"changed"_s).toInteger(),
            .broken = text(u"broken"_s)};
}

} // namespace hopscope
