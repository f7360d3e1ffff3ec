// SPDX-License-Identifier: MIT
#include "net/watch/watchjoiner.h"

#include "formats/record/judge.h"
#include "formats/record/profileverdict.h"
#include "formats/record/recordedchains.h"
#include "formats/record/recordedtraces.h"
#include "net/watch/peerprocess.h"
#include "trace/recording.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMicrosecondsInMs = 1000;
/// A client that has not followed a redirect by then does not.
constexpr int kFollowPauseMs = 5000;
/// No more than two of these count at once: while this thread does something else, no request is heard.
constexpr int kTickMs = 100;
/// From one look at what waits to the next.
constexpr qint64 kLookMs = 1000;
/// A client of which more exchanges wait gets no more patience: each new one is compared with all of them.
constexpr qsizetype kMaxWaiting = 500;

QList<QByteArray> targetKeys(const Recorded &record)
{
    QList<QByteArray> keys;
    for (const QByteArray &target : recordedTargets(record))
        keys.append(sameUrlKey(target));
    return keys;
}

QString originOf(const WatchedClient &client)
{
    if (client.process < 0)
        return u"Watch, through Hopscope's proxy"_s;
    return u"Watch of %1 (process %2), through Hopscope's proxy"_s.arg(client.name, QString::number(client.process));
}

QDateTime timeOf(const WatchedExchange &exchange)
{
    return QDateTime::fromMSecsSinceEpoch(exchange.recorded.start.value_or(0) / kMicrosecondsInMs, Qt::UTC);
}

void addVerdicts(Trace &trace, const WatchJudge &judge)
{
    const ClientProfile *profile = judgeOf(trace, judge);
    if (!profile)
        return;
    for (Hop &hop : trace.hops) {
        const QString verdict = hop.redirect ? profileVerdict(*hop.redirect, *profile) : QString();
        if (!verdict.isEmpty())
            hop.notes.append(verdict);
    }
}

/// A tunnel tells nothing to judge.
Trace tunnelTrace(const WatchedExchange &exchange, const WatchJudge &judge)
{
    Trace trace{.client = judge.fallback->id, .started = timeOf(exchange), .hops = {exchange.recorded.hop}};
    Hop &hop = trace.hops.first();
    hop.notes.prepend(QString(kRecordedIn) + originOf(exchange.client) + u'.');
    trace.outcome = {exchange.failure.value_or(OutcomeKind::Final), hop.error};
    if (hop.response) {
        hop.redirect = tunnelRedirect();
        trace.outcome.message = hop.redirect->reason;
    }
    return trace;
}

} // namespace

Redirect tunnelRedirect()
{
    return {.reason = u"What passed in the tunnel was not read."_s, .source = u"RFC 9110 9.3.6"_s};
}

QList<Trace> watchedTraces(const QList<WatchedExchange> &exchanges, const WatchJudge &judge)
{
    if (exchanges.isEmpty())
        return {};
    if (exchanges.constFirst().isOpaque)
        return {tunnelTrace(exchanges.constFirst(), judge)};
    QList<Recorded> records;
    for (const WatchedExchange &each : exchanges)
        records.append(each.recorded);
    QList<Trace> traces =
        recordedTraces(records, originOf(exchanges.constFirst().client), *judge.fallback, judge.always);
    for (Trace &trace : traces)
        addVerdicts(trace, judge);
    const std::optional<OutcomeKind> failure = exchanges.constLast().failure;
    if (!traces.isEmpty() && failure && !traces.constLast().hops.constLast().error.isEmpty())
        traces.last().outcome.kind = *failure;
    return traces;
}

WatchJoiner::WatchJoiner(const WatchJudge &judge, QObject *parent) : QObject(parent), m_judge(judge)
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &WatchJoiner::tick);
    m_since.start();
}

/// Milliseconds in which requests could be heard.
qint64 WatchJoiner::heardMs() const
{
    return m_heardMs + std::min<qint64>(m_since.elapsed(), 2 * kTickMs);
}

void WatchJoiner::tick()
{
    m_heardMs = heardMs();
    m_since.start();
    // Each look compares all that waits.
    if (m_heardMs - m_lookedAt < kLookMs)
        return;
    m_lookedAt = m_heardMs;
    settleAll(false);
}

void WatchJoiner::begin(quint64 exchange, const WatchedClient &client, const QByteArray &url)
{
    m_underWay[exchange] = {client.process, sameUrlKey(url), {}};
}

void WatchJoiner::answer(quint64 exchange, const Recorded &record)
{
    if (const auto found = m_underWay.find(exchange); found != m_underWay.end())
        found->second.targets = targetKeys(record);
}

void WatchJoiner::end(quint64 exchange, const WatchedExchange &record)
{
    m_underWay.erase(exchange);
    WatchedExchange ended = record;
    ended.endedAt = heardMs();
    m_waiting[record.client.process].append(ended);
    settle(record.client.process, false);
    rest();
}

void WatchJoiner::listen()
{
    m_heardMs = heardMs();
    m_since.start();
    m_tick.start();
}

/// Goes on listening, if something waits.
void WatchJoiner::rest()
{
    if (m_waiting.isEmpty())
        m_tick.stop();
    else if (!m_tick.isActive())
        listen();
    if (isIdle())
        Q_EMIT becameIdle();
}

void WatchJoiner::flush()
{
    settleAll(true);
}

void WatchJoiner::settle()
{
    settleAll(false);
}

void WatchJoiner::settleAll(bool isLast)
{
    const QList<qint64> processes = m_waiting.keys();
    for (const qint64 process : processes)
        settle(process, isLast);
    rest();
}

/// Reports the chains of a client that have ended; all of them if nothing more comes.
void WatchJoiner::settle(qint64 process, bool isLast)
{
    const QList<WatchedExchange> all = m_waiting.take(process);
    QList<Recorded> records;
    for (const WatchedExchange &each : all)
        records.append(each.recorded);
    const bool isOver = isLast || all.size() > kMaxWaiting || (process >= 0 && !isProcessAlive(process));
    QList<WatchedExchange> left;
    QList<std::pair<Trace, WatchedClient>> ended;
    for (const QList<qsizetype> &chain : recordedChains(records)) {
        QList<WatchedExchange> exchanges;
        for (const qsizetype number : chain)
            exchanges.append(all[number]);
        if (!isOver && !hasEnded(process, exchanges)) {
            left += exchanges;
            continue;
        }
        const QList<Trace> traces = watchedTraces(exchanges, m_judge);
        for (const Trace &trace : traces)
            ended.append({trace, exchanges.constFirst().client});
    }
    if (!left.isEmpty())
        m_waiting.insert(process, left);
    for (const auto &[trace, client] : std::as_const(ended))
        Q_EMIT chainEnded(trace, client);
}

bool WatchJoiner::hasEnded(qint64 process, const QList<WatchedExchange> &chain) const
{
    const Recorded &last = chain.constLast().recorded;
    const QByteArray first = sameUrlKey(chain.constFirst().recorded.hop.request.url);
    const QList<QByteArray> targets = targetKeys(last);
    const auto belongs = [&](const auto &entry) {
        const UnderWay &each = entry.second;
        return each.process == process && (each.targets.contains(first) || targets.contains(each.url));
    };
    if (std::any_of(m_underWay.begin(), m_underWay.end(), belongs))
        return false;
    return targets.isEmpty() || heardMs() - chain.constLast().endedAt >= kFollowPauseMs;
}

} // namespace hopscope
