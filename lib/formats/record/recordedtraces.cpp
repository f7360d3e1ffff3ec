// SPDX-License-Identifier: MIT
#include "formats/record/recordedtraces.h"

#include "formats/record/judge.h"
#include "formats/record/recordedchains.h"
#include "formats/record/recordedclient.h"
#include "trace/recording.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMicrosecondsPerMillisecond = 1000;

QList<Hop> hopsOf(const QList<Recorded> &all, const QList<qsizetype> &chain)
{
    QList<Hop> hops;
    const std::optional<qint64> start = all[chain.constFirst()].start;
    for (const qsizetype number : chain) {
        Hop hop = all[number].hop;
        if (!all[number].method.isEmpty())
            hop.request.method = all[number].method;
        if (start && all[number].start)
            hop.timing.start = std::max<qint64>(0, *all[number].start - *start);
        hops.append(hop);
    }
    return hops;
}

QDateTime timeOf(const std::optional<qint64> &start)
{
    return start ? QDateTime::fromMSecsSinceEpoch(*start / kMicrosecondsPerMillisecond, Qt::UTC) : QDateTime();
}

} // namespace

QList<Trace> recordedTraces(const QList<Recorded> &exchanges, const QString &origin, const ClientProfile &fallback)
{
    QList<Trace> traces;
    const QList<QList<qsizetype>> chains = recordedChains(exchanges);
    for (const QList<qsizetype> &chain : chains) {
        QList<Hop> hops = hopsOf(exchanges, chain);
        const Recorded &last = exchanges[chain.constLast()];
        const ClientProfile &profile = likelyClient(hops, fallback, exchanges[chain.constFirst()].agent);
        hops.first().notes.prepend(QString(kRecordedIn) +
                                   u"%1; judged by the rules of %2."_s.arg(origin, QString::fromUtf8(profile.title)));
        Trace trace = judgedTrace(profile, hops, timeOf(exchanges[chain.constFirst()].start), last.limit);
        for (qsizetype i = 0; i < chain.size(); ++i)
            trace.hops[i].request.method = exchanges[chain[i]].hop.request.method;
        traces.append(trace);
    }
    return traces;
}

} // namespace hopscope
