// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/auditlists.h"
#include "formats/audit/auditreport.h"
#include "net/auditlog.h"
#include "net/auditrunner.h"

#include <optional>

namespace hopscope::cli
{

/// What is asked for, and how.
struct AuditOrder {
    AuditTask task;
    ReadyRequest ready;
    AuditPace pace;
    std::optional<RedactionOptions> redaction; ///< none: secrets are shown
    QString log;                               ///< path of a file of JSON lines; empty: none
};

/// What came of it.
struct AuditOutcome {
    QList<AuditResult> results; ///< one for each row
    QStringList robots;         ///< what robots.txt disallows, a sentence for each host
    bool isInterrupted = false;
    QString error; ///< why it was ended before; empty if it was not
};

/// Asks for the rows that the log does not have yet. Each line goes to the log as soon as it is there.
class AuditRun
{
public:
    explicit AuditRun(const AuditOrder &order);

    /// Takes up what is in the log, of rows that are asked for in the same way. Empty, or one sentence.
    QString open();
    /// Runs to the end, or until it is interrupted. `lines` gets all lines, those of the log first; nullptr: nobody
    /// wants them.
    AuditOutcome run(const ByteSink *lines);

private:
    QString copyLog(const ByteSink &lines);
    QString keep(qsizetype row, const Trace &trace, const ByteSink *lines);
    AuditResult notAsked(qsizetype row, const QString &cause) const;

    const AuditOrder &m_order;
    AuditLog m_log;
    QList<AuditResult> m_results;        ///< of all rows
    QList<bool> m_isDone;                ///< rows that have one
    QHash<QByteArray, qsizetype> m_rows; ///< by AuditResult::asked; only with a log
    qsizetype m_known = 0;               ///< rows that the log had
};

} // namespace hopscope::cli
