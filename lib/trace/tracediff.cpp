// SPDX-License-Identifier: MIT
#include "trace/tracediff.h"

#include "trace/tracealign.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Fields whose value is another one in every response although nothing has changed.
constexpr QByteArrayView kPassing[] = {"date", "age", "expires", "x-request-id", "set-cookie"};

QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

/// Collects the differences of one pair of hops.
struct Collector {
    int before = -1;
    int after = -1;
    QList<TraceDifference> &rows;

    void add(const QString &part, const QString &first, const QString &second, bool expected = false)
    {
        if (first == second)
            return;
        const PartVerdict verdict = first.isEmpty()    ? PartVerdict::Added
                                    : second.isEmpty() ? PartVerdict::Dropped
                                                       : PartVerdict::Changed;
        rows.append({before, after, part, first, second, verdict, expected});
    }
};

QList<QByteArray> namesOf(const Headers &first, const Headers &second)
{
    QList<QByteArray> names;
    for (const Headers *headers : {&first, &second}) {
        for (const Header &header : headers->fields) {
            const auto same = [&](const QByteArray &name) { return equalsIgnoringCase(name, header.name); };
            if (std::none_of(names.begin(), names.end(), same))
                names.append(header.name);
        }
    }
    return names;
}

bool isPassing(const QByteArray &name)
{
    return std::any_of(std::begin(kPassing), std::end(kPassing),
                       [&](QByteArrayView passing) { return equalsIgnoringCase(name, passing); });
}

void addFields(Collector &collector, const QString &side, const Headers &first, const Headers &second)
{
    for (const QByteArray &name : namesOf(first, second)) {
        const QList<QByteArray> values[] = {first.all(name), second.all(name)};
        if (values[0] == values[1])
            continue;
        // A field without a value is there all the same.
        const auto text = [](const QList<QByteArray> &list) {
            const QString joined = textOf(list.join("; "));
            return !list.isEmpty() && joined.isEmpty() ? u"(empty)"_s : joined;
        };
        const bool both = !values[0].isEmpty() && !values[1].isEmpty();
        collector.add(u"%1 %2"_s.arg(side, textOf(name)), text(values[0]), text(values[1]), both && isPassing(name));
    }
}

QString bodyOfMessage(const Body &body)
{
    if (body.size == 0)
        return {};
    return u"%1 B, SHA-256 %2"_s.arg(QString::number(body.size), QString::fromLatin1(body.sha256.first(
                                                                     std::min<qsizetype>(12, body.sha256.size()))));
}

QString statusLine(const Hop &hop)
{
    if (!hop.response)
        return {};
    const QString reason = textOf(hop.response->reason);
    const QString number = QString::number(hop.response->status);
    return reason.isEmpty() ? number : u"%1 %2"_s.arg(number, reason);
}

/// Empty if nothing was measured.
QString totalOf(const Timing &timing)
{
    const qint64 total = timing.dns + timing.connect + timing.tls + timing.send + timing.wait + timing.receive;
    return total > 0 ? u"%1 us"_s.arg(total) : QString();
}

void addRedirect(Collector &collector, const Hop &first, const Hop &second)
{
    const Redirect none;
    const Redirect &a = first.redirect ? *first.redirect : none;
    const Redirect &b = second.redirect ? *second.redirect : none;
    collector.add(u"target"_s, textOf(a.target), textOf(b.target));
    const auto verdict = [](const Hop &hop) { return hop.redirect ? QString(idOf(hop.redirect->verdict)) : QString(); };
    collector.add(u"verdict"_s, verdict(first), verdict(second));
}

QString tlsOf(const Hop &hop)
{
    return hop.connection.tls ? hop.connection.tls->protocol : QString();
}

void addPair(Collector &collector, const Hop &first, const Hop &second)
{
    collector.add(u"kind"_s, idOf(first.kind), idOf(second.kind));
    collector.add(u"method"_s, textOf(first.request.method), textOf(second.request.method));
    collector.add(u"url"_s, textOf(first.request.url), textOf(second.request.url));
    collector.add(u"request version"_s, textOf(first.request.version), textOf(second.request.version));
    addFields(collector, u"request"_s, first.request.headers, second.request.headers);
    collector.add(u"request body"_s, bodyOfMessage(first.request.body), bodyOfMessage(second.request.body));
    collector.add(u"status"_s, statusLine(first), statusLine(second));
    if (first.response && second.response) {
        const Response &a = *first.response;
        const Response &b = *second.response;
        collector.add(u"response version"_s, textOf(a.version), textOf(b.version));
        addFields(collector, u"response"_s, a.headers, b.headers);
        collector.add(u"response body"_s, bodyOfMessage(a.body), bodyOfMessage(b.body));
    }
    addRedirect(collector, first, second);
    collector.add(u"error"_s, first.error, second.error);
    collector.add(u"address"_s, first.connection.address, second.connection.address);
    collector.add(u"TLS"_s, tlsOf(first), tlsOf(second));
    collector.add(u"time"_s, totalOf(first.timing), totalOf(second.timing), true);
}

QString lineOf(const Hop &hop)
{
    const QString request = u"%1 %2"_s.arg(textOf(hop.request.method), textOf(hop.request.url));
    const QString status = statusLine(hop);
    return status.isEmpty() ? request : u"%1: %2"_s.arg(request, status);
}

} // namespace

QList<TraceDifference> differencesOf(const Trace &first, const Trace &second)
{
    QList<TraceDifference> rows;
    Collector whole{-1, -1, rows};
    whole.add(u"client"_s, first.client, second.client);
    const QList<std::pair<int, int>> pairs = alignHops(first.hops, second.hops);
    for (const auto &[before, after] : pairs) {
        Collector collector{before, after, rows};
        if (before >= 0 && after >= 0)
            addPair(collector, first.hops[before], second.hops[after]);
        else
            collector.add(u"request"_s, before >= 0 ? lineOf(first.hops[before]) : QString(),
                          after >= 0 ? lineOf(second.hops[after]) : QString());
    }
    whole.add(u"outcome"_s, idOf(first.outcome.kind), idOf(second.outcome.kind));
    return rows;
}

bool sameButExpected(const QList<TraceDifference> &differences)
{
    return std::all_of(differences.begin(), differences.end(), [](const TraceDifference &row) { return row.expected; });
}

} // namespace hopscope
