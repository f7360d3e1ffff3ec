// SPDX-License-Identifier: MIT
#include "app/cli/auditrun.h"

#include "app/cli/auditprogress.h"
#include "app/cli/common.h"
#include "net/network.h"

#include <QEventLoop>
#include <QFile>

#include <utility>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

AuditRun::AuditRun(const AuditOrder &order)
    : m_order(order), m_results(order.task.list.rows.size()), m_isDone(m_results.size(), false)
{
}

QString AuditRun::open()
{
    if (m_order.log.isEmpty())
        return {};
    for (qsizetype row = 0; row < m_results.size(); ++row)
        m_rows.insert(rowAsked(m_order.task.list.rows[row], m_order.ready.request.client), row);
    qint64 end = 0;
    if (QFile::exists(m_order.log)) {
        const Result<qint64> read = readAuditLog(m_order.log, [this](const AuditResult &result, const QByteArray &) {
            const qsizetype row = m_rows.value(result.asked, -1);
            if (row < 0 || m_isDone[row])
                return;
            m_isDone[row] = true;
            m_results[row] = result;
            m_results[row].place = m_order.task.list.rows[row].place;
            ++m_known;
        });
        if (!read)
            return read.error;
        end = *read;
    }
    return m_log.open(m_order.log, end);
}

QString AuditRun::copyLog(const ByteSink &lines)
{
    if (m_known == 0)
        return {};
    bool isWritten = true;
    const Result<qint64> read = readAuditLog(m_order.log, [&](const AuditResult &result, const QByteArray &line) {
        isWritten = isWritten && (!m_rows.contains(result.asked) || lines(line));
    });
    return !read ? read.error : isWritten ? QString() : u"the output cannot be written to"_s;
}

QString AuditRun::keep(qsizetype row, const Trace &trace, const ByteSink *lines)
{
    const AuditRow &asked = m_order.task.list.rows[row];
    AuditJudgement judgement = judged(asked, trace);
    if (const QString chain = m_order.task.chains.value(row); !chain.isEmpty())
        judgement = withMapChain(judgement, chain);
    const RedactionOptions *redaction = m_order.redaction ? &*m_order.redaction : nullptr;
    m_isDone[row] = true;
    if (!m_log.isOpen() && !lines) {
        m_results[row] = shownRow(asked, judgement, trace, redaction);
        return {};
    }
    const ShownResult shown = shownResult(asked, judgement, trace, redaction);
    m_results[row] = shown.result;
    const QByteArray line = auditLine(shown);
    if (lines && !(*lines)(line))
        return u"the output cannot be written to"_s;
    return m_log.isOpen() ? m_log.append(line) : QString();
}

AuditResult AuditRun::notAsked(qsizetype row, const QString &cause) const
{
    const AuditRow &asked = m_order.task.list.rows[row];
    const Trace nothing{.client = m_order.ready.request.client};
    return shownRow(asked, {AuditVerdict::NotAsked, cause, cause + u'.'}, nothing,
                    m_order.redaction ? &*m_order.redaction : nullptr);
}

AuditOutcome AuditRun::run(const ByteSink *lines)
{
    AuditOutcome outcome;
    QList<AuditRow> left;
    QList<qsizetype> places;
    for (qsizetype row = 0; row < m_results.size(); ++row) {
        if (m_isDone[row])
            continue;
        places.append(row);
        if (m_known > 0)
            left.append(m_order.task.list.rows[row]);
    }
    const QList<AuditRow> rows = m_known > 0 ? left : m_order.task.list.rows;
    if (m_known > 0)
        printError(u"%1 of %2 URLs were asked for before"_s.arg(m_known).arg(m_results.size()));
    if (lines)
        outcome.error = copyLog(*lines);
    QHash<qsizetype, QString> leftOut;
    if (outcome.error.isEmpty()) {
        AuditProgress progress(m_results.size(), m_known);
        Network network;
        AuditRunner runner(network, m_order.ready, m_order.pace);
        QEventLoop loop;
        QObject::connect(&runner, &AuditRunner::rowFinished, &runner, [&](qsizetype index, const Trace &trace) {
            if (!outcome.error.isEmpty())
                return;
            outcome.error = keep(places[index], trace, lines);
            progress.add(m_results[places[index]].judgement.verdict == AuditVerdict::Fail);
            if (!outcome.error.isEmpty())
                runner.cancel();
        });
        QObject::connect(&runner, &AuditRunner::rowLeftOut, &runner,
                         [&](qsizetype index, const QString &reason) { leftOut.insert(places[index], reason); });
        QObject::connect(&runner, &AuditRunner::hostHeld, &progress,
                         [&](const QString &sentence) { progress.say(sentence); });
        QObject::connect(&runner, &AuditRunner::robotsRead, &progress,
                         [&](const QString &sentence, qsizetype disallowed) {
                             outcome.robots.append(sentence);
                             if (disallowed > 0)
                                 progress.say(sentence);
                         });
        QObject::connect(&runner, &AuditRunner::finished, &loop, &QEventLoop::quit);
        onInterrupt(&runner, [&] {
            outcome.isInterrupted = true;
            runner.cancel();
        });
        runner.start(rows);
        loop.exec();
    }
    for (qsizetype row = 0; row < m_results.size(); ++row) {
        if (!m_isDone[row])
            m_results[row] = notAsked(row, leftOut.value(row, u"the audit was ended before"_s));
    }
    outcome.results = std::exchange(m_results, {});
    return outcome;
}

} // namespace hopscope::cli
