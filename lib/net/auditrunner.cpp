// SPDX-License-Identifier: MIT
#include "net/auditrunner.h"

#include "http/httpdate.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// How often one row is asked for again because of Retry-After.
constexpr int kMostRepeats = 3;
/// Servers that rows lead to, after which connections are not kept any longer.
constexpr qsizetype kMostTargets = 8;
constexpr qint64 kMsPerSecond = 1000;
/// With these a server may refuse everything.
constexpr int kRefusals[] = {401, 403, 429, 503};

const Response *lastResponse(const Trace &trace)
{
    return trace.hops.isEmpty() || !trace.hops.last().response ? nullptr : &*trace.hops.last().response;
}

/// Milliseconds that the server asks to wait (RFC 9110 10.2.3); nullopt when it does not.
std::optional<qint64> retryAfter(const Trace &trace)
{
    const Response *response = lastResponse(trace);
    if (!response || (response->status != 429 && response->status != 503))
        return std::nullopt;
    const QByteArray value = response->headers.first("Retry-After").value_or(QByteArray()).trimmed();
    bool isNumber = false;
    const qint64 seconds = value.toUInt(&isNumber);
    if (isNumber)
        return seconds * kMsPerSecond;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const std::optional<QDateTime> date = parseHttpDate(value, now);
    return date ? std::optional(std::max<qint64>(now.msecsTo(*date), 0)) : std::nullopt;
}

bool isRefusal(const Trace &trace)
{
    const Response *response = lastResponse(trace);
    return response && trace.hops.size() == 1 && std::ranges::find(kRefusals, response->status) != std::end(kRefusals);
}

} // namespace

AuditRunner::AuditRunner(const ReadyRequest &ready, const AuditPace &pace, QObject *parent)
    : QObject(parent), m_ready(ready), m_pace(pace)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AuditRunner::pump);
    connect(&m_threads, &AuditThreads::finished, this, &AuditRunner::traceFinished);
}

void AuditRunner::start(const QList<AuditRow> &rows)
{
    m_rows = rows;
    m_clock.start();
    QHash<QByteArray, qsizetype> places;
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const QByteArray name = hostField(rows[row].source);
        auto place = places.constFind(name);
        if (place == places.constEnd()) {
            place = places.insert(name, m_hosts.size());
            m_hosts.append(Host{.name = QString::fromUtf8(name)});
        }
        if (m_pace.robots != RobotsUse::Ignored)
            m_hosts[*place].all.append(row);
        m_hosts[*place].rows.enqueue(row);
    }
    for (qsizetype host = 0; host < m_hosts.size(); ++host) {
        queueRobots(host);
        queue(host);
    }
    QMetaObject::invokeMethod(this, &AuditRunner::pump, Qt::QueuedConnection);
}

void AuditRunner::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        pump();
}

void AuditRunner::cancel()
{
    m_canceled = true;
    m_open.clear();
    m_waiting.clear();
    m_threads.cancel();
    QMetaObject::invokeMethod(this, &AuditRunner::endWhenDone, Qt::QueuedConnection);
}

/// Puts the host where it belongs, if one of its rows may be asked for.
void AuditRunner::queue(qsizetype index)
{
    Host &host = m_hosts[index];
    const bool waits = host.waitsForRobots && host.active > 0;
    if (m_canceled || host.isQueued || host.rows.isEmpty() || host.active >= m_pace.perHost || waits)
        return;
    host.isQueued = true;
    host.waitsFor = host.notBefore;
    if (host.waitsFor > m_clock.elapsed())
        m_waiting.insert(host.waitsFor, index);
    else
        m_open.enqueue(index);
}

void AuditRunner::pump()
{
    if (m_paused) {
        endWhenDone();
        return;
    }
    while (!m_waiting.isEmpty() && m_waiting.firstKey() <= m_clock.elapsed())
        m_open.enqueue(m_waiting.take(m_waiting.firstKey()));
    while (!m_canceled && m_active < m_pace.total && !m_open.isEmpty()) {
        const qsizetype index = m_open.dequeue();
        Host &host = m_hosts[index];
        host.isQueued = false;
        if (host.notBefore <= m_clock.elapsed() && !host.rows.isEmpty() && host.active < m_pace.perHost) {
            const qsizetype row = host.rows.dequeue();
            host.notBefore = m_clock.elapsed() + m_pace.delayMs;
            if (row < 0)
                startRobots(index);
            else
                startRow(index, row);
        }
        queue(index);
    }
    if (!m_waiting.isEmpty())
        m_timer.start(int(std::max<qint64>(m_waiting.firstKey() - m_clock.elapsed(), 0)));
    endWhenDone();
}

void AuditRunner::startRow(qsizetype host, qsizetype row)
{
    ReadyRequest ready = m_ready;
    ready.request.method = m_rows.at(row).method;
    ready.request.url = QString::fromLatin1(m_rows.at(row).source);
    const Result<QByteArray> url = checkTraceRequest(ready.request);
    if (!url) {
        Q_EMIT rowFinished(row, refusedTrace(ready.request, url.error));
        return;
    }
    ready.url = *url;
    startTrace(host, row, ready);
}

void AuditRunner::startTrace(qsizetype host, qsizetype row, const ReadyRequest &ready)
{
    QList<LentConnections> &idle = m_hosts[host].idle;
    m_underWay.insert(row, host);
    ++m_active;
    ++m_hosts[host].active;
    m_threads.start(row, ready, idle.isEmpty() ? LentConnections() : idle.takeLast());
}

/// For the next row of the host, unless there is none, or too many servers were met.
void AuditRunner::keepConnections(qsizetype index, const LentConnections &lent)
{
    Host &host = m_hosts[index];
    if (!m_canceled && !host.rows.isEmpty() && lent.targets <= kMostTargets) {
        host.idle.append(lent);
        return;
    }
    m_threads.release(lent);
    if (host.rows.isEmpty() || m_canceled)
        releaseIdle(index);
}

void AuditRunner::releaseIdle(qsizetype index)
{
    for (const LentConnections &each : std::exchange(m_hosts[index].idle, {}))
        m_threads.release(each);
}

void AuditRunner::traceFinished(qsizetype row, const LentConnections &lent, const Trace &trace)
{
    const qsizetype host = m_underWay.take(row);
    --m_active;
    --m_hosts[host].active;
    if (!m_canceled && trace.outcome.kind != OutcomeKind::Canceled && !waits(host, row, trace)) {
        if (row < 0) {
            readRobots(host, trace);
        } else {
            Q_EMIT rowFinished(row, trace);
            judgeHost(host, trace);
        }
    }
    keepConnections(host, lent);
    queue(host);
    pump();
}

/// Whether the server asks to come again later: then the row goes back to its host, or the host is left alone.
bool AuditRunner::waits(qsizetype index, qsizetype row, const Trace &trace)
{
    const std::optional<qint64> ms = retryAfter(trace);
    if (!ms || m_canceled)
        return false;
    Host &host = m_hosts[index];
    if (*ms > m_pace.longestWaitMs) {
        stopHost(index, u"%1 asks to wait %2 s (Retry-After), and %3 s are the most that is waited"_s.arg(
                            host.name, QString::number(*ms / kMsPerSecond),
                            QString::number(m_pace.longestWaitMs / kMsPerSecond)));
        return false;
    }
    if (!host.stopped.isEmpty() || ++m_repeats[row] > kMostRepeats)
        return false;
    const qint64 until = m_clock.elapsed() + *ms;
    if (until > host.notBefore) {
        host.notBefore = until;
        Q_EMIT hostHeld(u"%1 asks to wait %2 s (Retry-After)"_s.arg(host.name, QString::number(*ms / kMsPerSecond)));
    }
    host.rows.prepend(row);
    return true;
}

/// Counts refusals, and leaves a host alone that does nothing else.
void AuditRunner::judgeHost(qsizetype index, const Trace &trace)
{
    Host &host = m_hosts[index];
    const bool isSilent = gotNoResponse(trace);
    host.silent = isSilent ? host.silent + 1 : 0;
    if (!isSilent && isRefusal(trace))
        ++host.refused;
    else if (!isSilent)
        host.hasAnswered = true;
    if (host.silent >= m_pace.refusals)
        stopHost(index, u"%1 gave no response to %2 requests in a row"_s.arg(host.name, QString::number(host.silent)));
    else if (!host.hasAnswered && host.refused >= m_pace.refusals)
        stopHost(index, u"%1 refused each of %2 requests, the last one with %3"_s.arg(
                            host.name, QString::number(host.refused), QString::number(lastResponse(trace)->status)));
}

void AuditRunner::stopHost(qsizetype index, const QString &reason)
{
    Host &host = m_hosts[index];
    if (!host.stopped.isEmpty())
        return;
    host.stopped = reason;
    m_waiting.remove(host.waitsFor, index);
    QQueue<qsizetype> rows = std::exchange(host.rows, {});
    rows.removeAll(robotsRow(index));
    Q_EMIT hostHeld(rows.isEmpty() ? reason
                                   : u"%1: its other URLs are not asked for (%2)"_s.arg(reason).arg(rows.size()));
    for (const qsizetype row : rows)
        Q_EMIT rowLeftOut(row, reason);
}

void AuditRunner::endWhenDone()
{
    const bool isDone = m_active == 0 && m_open.isEmpty() && m_waiting.isEmpty();
    if (isDone && !std::exchange(m_ended, true))
        Q_EMIT finished();
}

} // namespace hopscope
