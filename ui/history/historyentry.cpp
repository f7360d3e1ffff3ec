// SPDX-License-Identifier: MIT
#include "ui/history/historyentry.h"

#include "net/server/demo.h"
#include "paint/chainclock.h"
#include "ui/history/storedrequest.h"

#include <QStringList>

#include <algorithm>
#include <limits>

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
    entry.serverPorts = demoPorts(entry.method.toUtf8(), entry.url.toUtf8());
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
            {u"placeholders"_s, entry.hasPlaceholders},
            {u"serverPorts"_s, portsToJson(entry.serverPorts)},
            {u"broken"_s, entry.broken}};
}

HistoryEntry historyEntryFromJson(const JsonValue &value)
{
    constexpr qint64 kMaxInt = std::numeric_limits<int>::max();
    JsonObjectReader in(value);
    HistoryEntry entry{.id = in.text("id"_L1),
                       .started = QDateTime::fromString(in.text("started"_L1), Qt::ISODateWithMs),
                       .client = in.text("client"_L1),
                       .method = in.text("method"_L1),
                       .url = in.text("url"_L1),
                       .finalUrl = in.text("final"_L1),
                       .hops = int(in.integer("hops"_L1, 0, kMaxInt)),
                       .status = int(in.integer("status"_L1, 0, kMaxInt)),
                       .statusText = in.text("statusText"_L1),
                       .outcome = in.named<OutcomeKind>("outcome"_L1, outcomeKind, outcomeKindIds),
                       .microseconds = in.integer("time"_L1, 0),
                       .bytes = in.integer("bytes"_L1, 0),
                       .changed = in.integer("changed"_L1, 0),
                       .broken = in.text("broken"_L1)};
    // An index that knows nothing of requests is of a history without them.
    if (in.has("placeholders"_L1)) {
        entry.hasPlaceholders = in.boolean("placeholders"_L1);
        entry.serverPorts = in.list<quint16>("serverPorts"_L1, portFromJson);
    } else {
        entry.serverPorts = demoPorts(entry.method.toUtf8(), entry.url.toUtf8());
    }
    in.finish();
    return entry;
}

} // namespace hopscope
