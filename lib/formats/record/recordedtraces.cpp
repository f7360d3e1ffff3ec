// SPDX-License-Identifier: MIT
#include "formats/record/recordedtraces.h"

#include "formats/record/judge.h"
#include "formats/record/recordedchains.h"
#include "formats/record/recordedclient.h"
#include "trace/recording.h"

#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMicrosecondsPerMillisecond = 1000;
constexpr qint64 kMicrosecondsInSecond = 1'000'000;
constexpr qint64 kSecondsPerMinute = 60;
/// Longer pauses between a redirect and the request that follows are told.
constexpr qint64 kUntoldPause = 30 * kMicrosecondsInSecond;

/// Says so where the client waited before it followed the redirect.
void notePause(const Recorded &before, const Recorded &next, Hop &hop)
{
    if (!before.start || !next.start || *next.start - *before.start - before.duration <= kUntoldPause)
        return;
    const qint64 seconds = (*next.start - *before.start - before.duration) / kMicrosecondsInSecond;
    const QString pause = seconds < kSecondsPerMinute
                              ? u"%1 s"_s.arg(seconds)
                              : u"%1 min %2 s"_s.arg(seconds / kSecondsPerMinute).arg(seconds % kSecondsPerMinute);
    hop.notes.append(u"The recording has %1 between the redirect and this request."_s.arg(pause));
}

QList<Hop> hopsOf(const QList<Recorded> &all, const QList<qsizetype> &chain)
{
    QList<Hop> hops;
    const std::optional<qint64> start = all[chain.constFirst()].start;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const qsizetype number = chain[i];
        Hop hop = all[number].hop;
        if (i > 0)
            notePause(all[chain[i - 1]], all[number], hop);
        if (!all[number].method.isEmpty())
            hop.request.method = all[number].method;
        if (start && all[number].start)
            hop.timing.start = std::max<qint64>(0, *all[number].start - *start);
        hops.append(hop);
    }
    return hops;
}

/// Which URLs a record has requests to.
class RequestedUrls
{
public:
    explicit RequestedUrls(const QList<Recorded> &exchanges) : m_exchanges(exchanges) {}

    /// Whether one of them is the target of a redirect. The first call goes through the record.
    bool haveTargetOf(const Recorded &redirect)
    {
        const QList<QByteArray> targets = recordedTargets(redirect);
        if (targets.isEmpty())
            return false;
        for (; m_done < m_exchanges.size(); ++m_done)
            m_keys.insert(sameUrlKey(m_exchanges[m_done].hop.request.url));
        return std::ranges::any_of(targets, [&](const QByteArray &each) { return m_keys.contains(sameUrlKey(each)); });
    }

private:
    const QList<Recorded> &m_exchanges;
    QSet<QByteArray> m_keys;
    qsizetype m_done = 0;
};

/// "Recorded in a HAR by X; judged by the rules of Y."
QString originNote(const QString &origin, const ClientProfile &profile, const QByteArray &unknown)
{
    const QString rules = u"judged by the rules of %1."_s.arg(QString::fromUtf8(profile.title));
    const QString who = unknown.isEmpty()
                            ? QString()
                            : u"the rules of its client, %1, are not known: "_s.arg(QString::fromUtf8(unknown));
    return QString(kRecordedIn) + origin + u"; "_s + who + rules;
}

QDateTime timeOf(const std::optional<qint64> &start)
{
    return start ? QDateTime::fromMSecsSinceEpoch(*start / kMicrosecondsPerMillisecond, Qt::UTC) : QDateTime();
}

} // namespace

QList<Trace> recordedTraces(const QList<Recorded> &exchanges, const QString &origin, const ClientProfile &fallback,
                            const ClientProfile *always)
{
    QList<Trace> traces;
    const QList<QList<qsizetype>> chains = recordedChains(exchanges);
    RequestedUrls requested(exchanges);
    for (const QList<qsizetype> &chain : chains) {
        QList<Hop> hops = hopsOf(exchanges, chain);
        const Recorded &first = exchanges[chain.constFirst()];
        const ClientProfile &profile = always ? *always : likelyClient(hops, fallback, first.agent);
        const QByteArray unknown = always ? QByteArray() : unknownClient(hops.constFirst().request, first.agent);
        hops.first().notes.prepend(originNote(origin, profile, unknown));
        const Recorded &last = exchanges[chain.constLast()];
        Trace trace = judgedTrace(
            profile, hops, timeOf(first.start),
            {.limit = last.limit, .isMasked = hasMaskedLocation(last), .isRequested = requested.haveTargetOf(last)});
        for (qsizetype i = 0; i < chain.size(); ++i)
            trace.hops[i].request.method = exchanges[chain[i]].hop.request.method;
        traces.append(trace);
    }
    return traces;
}

Result<ReadRecord> recordOf(const QList<Recorded> &exchanges, const QString &origin, const ClientProfile &fallback,
                            const QString &nothing, const RecordNotes &notes, const QString &cutOff)
{
    if (!exchanges.isEmpty())
        return ReadRecord{
            .traces = recordedTraces(exchanges, origin, fallback), .notes = notes.list(), .cutOff = cutOff};
    if (!cutOff.isEmpty())
        return Result<ReadRecord>::failure(cutOff);
    return Result<ReadRecord>::failure(notes.isEmpty() ? nothing : notes.first());
}

} // namespace hopscope
