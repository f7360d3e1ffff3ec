// SPDX-License-Identifier: MIT
#include "http/robots.h"
#include "http/url.h"
#include "net/auditrunner.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kFirstClientFault = 400;
constexpr int kFirstServerFault = 500;

/// What a robots.txt says, or that it could not be read.
struct RobotsFile {
    QList<RobotsRule> rules;
    QByteArray token;
    QString unreachable; ///< why all is disallowed (RFC 9309 2.3.1.4); empty if it is not
    bool isThere = false;
};

RobotsFile robotsFileOf(const Trace &trace)
{
    RobotsFile file;
    const Response *response =
        trace.hops.isEmpty() || !trace.hops.last().response ? nullptr : &*trace.hops.last().response;
    if (gotNoResponse(trace) || !response)
        file.unreachable = u"gave no response"_s;
    else if (response->status >= kFirstServerFault)
        file.unreachable = u"answers with %1"_s.arg(response->status);
    // RFC 9309 2.3.1.3: without a file, or one that no redirect leads to, all is allowed.
    else if (response->status < kFirstClientFault && trace.outcome.kind == OutcomeKind::Final) {
        const QByteArray agent = trace.hops.first().request.headers.first("User-Agent").value_or(QByteArray());
        file.token = robotsToken(agent);
        file.rules = robotsRules(response->body.bytes, file.token);
        file.isThere = true;
    }
    return file;
}

QString robotsSentence(const QString &host, const RobotsFile &file, qsizetype disallowed, qsizetype rows)
{
    if (!file.unreachable.isEmpty())
        return u"robots.txt of %1 %2, which disallows all of its URLs, %3 here (RFC 9309 2.3.1.4)"_s.arg(
            host, file.unreachable, QString::number(rows));
    if (!file.isThere)
        return u"%1 has no robots.txt: all of its URLs are allowed, %2 here"_s.arg(host, QString::number(rows));
    const QString client = file.token.isEmpty() ? u"all clients"_s : QString::fromLatin1(file.token);
    return u"robots.txt of %1 disallows %2 of %3 URLs for %4"_s.arg(host, QString::number(disallowed),
                                                                    QString::number(rows), client);
}

} // namespace

/// The host's robots.txt is the first of its requests.
void AuditRunner::queueRobots(qsizetype index)
{
    if (m_pace.robots == RobotsUse::Ignored)
        return;
    m_hosts[index].rows.prepend(robotsRow(index));
    m_hosts[index].waitsForRobots = m_pace.robots == RobotsUse::Enforced;
}

void AuditRunner::startRobots(qsizetype index)
{
    ReadyRequest ready = m_ready;
    const std::optional<Origin> origin = originOf(m_rows.at(m_hosts[index].all.first()).source);
    ready.url = serializeOrigin(*origin) + "/robots.txt";
    ready.request.url = QString::fromLatin1(ready.url);
    ready.request.method = "GET";
    ready.request.bodyLimit = kMaxRobotsBytes;
    startTrace(index, robotsRow(index), ready);
}

/// Says what the robots.txt disallows, and leaves that out if it is asked for.
void AuditRunner::readRobots(qsizetype index, const Trace &trace)
{
    Host &host = m_hosts[index];
    const RobotsFile file = robotsFileOf(trace);
    QList<qsizetype> disallowed;
    for (const qsizetype row : std::as_const(host.all)) {
        if (!file.unreachable.isEmpty() || !isAllowedByRobots(file.rules, requestTarget(m_rows.at(row).source)))
            disallowed.append(row);
    }
    Q_EMIT robotsRead(robotsSentence(host.name, file, disallowed.size(), host.all.size()), disallowed.size());
    host.waitsForRobots = false;
    if (m_pace.robots != RobotsUse::Enforced || !host.stopped.isEmpty())
        return;
    QQueue<qsizetype> allowed;
    qsizetype next = 0;
    for (const qsizetype row : std::exchange(host.rows, {})) {
        if (next < disallowed.size() && disallowed[next] == row)
            ++next;
        else
            allowed.enqueue(row);
    }
    host.rows = allowed;
    for (const qsizetype row : std::as_const(disallowed))
        Q_EMIT rowLeftOut(row, u"robots.txt of %1 disallows it"_s.arg(host.name));
}

} // namespace hopscope
