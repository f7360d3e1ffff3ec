// SPDX-License-Identifier: MIT
#include "app/cli/auditrun.h"

#include "app/cli/auditprogress.h"
#include "app/cli/common.h"

#include <QEventLoop>

#include <utility>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString noOutputText()
{
    return u"the output cannot be written to"_s;
}

} // namespace

AuditRunOnTerminal::AuditRunOnTerminal(const AuditOrder &order, const AuditManner &manner)
    : m_isQuiet(manner.isQuiet), m_order(order), m_run(order), m_results(order.task.list.rows.size())
{
    QObject::connect(&m_run, &AuditRun::rowKept, &m_run, [this, keepsIds = manner.keepsIds](const KeptRow &kept) {
        AuditResult &result = m_results[kept.row];
        result = kept.result;
        // The lines have them: in memory they would be an eighth of all.
        result.asked.clear();
        if (!keepsIds)
            result.id.clear();
    });
}

QString AuditRunOnTerminal::copyLog(const ByteSink &lines)
{
    if (m_run.known() == 0)
        return {};
    bool isWritten = true;
    const Result<qint64> read = readAuditLog(m_order.log, [&](const AuditResult &result, const QByteArray &line) {
        isWritten = isWritten && (!m_run.hasRow(result.asked) || lines(line));
    });
    return !read ? read.error : isWritten ? QString() : noOutputText();
}

AuditOutcome AuditRunOnTerminal::run(const ByteSink *lines)
{
    AuditOutcome outcome;
    if (m_run.known() > 0 && !m_isQuiet)
        printError(u"%1 of %2 URLs were asked for before"_s.arg(m_run.known()).arg(m_results.size()));
    if (lines)
        outcome.error = copyLog(*lines);
    if (!outcome.error.isEmpty())
        return outcome;
    AuditProgress progress(m_results.size(), m_run.known(), m_isQuiet);
    QEventLoop loop;
    QObject::connect(&m_run, &AuditRun::rowKept, &progress, [&](const KeptRow &kept) {
        if (kept.isAnswer)
            progress.add(kept.result.judgement.verdict == AuditVerdict::Fail);
        if (lines && !kept.line.isEmpty() && outcome.error.isEmpty() && !(*lines)(kept.line)) {
            outcome.error = noOutputText();
            m_run.cancel();
        }
    });
    QObject::connect(&m_run, &AuditRun::hostHeld, &progress, [&](const QString &sentence) { progress.say(sentence); });
    QObject::connect(&m_run, &AuditRun::robotsRead, &progress, [&](const QString &sentence, qsizetype disallowed) {
        outcome.robots.append(sentence);
        if (disallowed > 0)
            progress.say(sentence);
    });
    QObject::connect(&m_run, &AuditRun::finished, &loop, [&](const QString &error) {
        if (outcome.error.isEmpty())
            outcome.error = error;
        loop.quit();
    });
    onInterrupt(&loop, [&] {
        outcome.isInterrupted = true;
        m_run.cancel();
    });
    m_run.start();
    loop.exec();
    outcome.results = std::exchange(m_results, {});
    return outcome;
}

} // namespace hopscope::cli
